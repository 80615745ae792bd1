"""What the author of a text says of it, from our own labelled lines or from a record of a folder, as one noun."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from classify.standings import standing
from tests.corpus.texts import LabelledText
from tests.eval.writing import digits

PRINCIPLES = ("P1", "P2", "P3", "P4", "P5", "P6", "P7")
_ACTORS = ("partner", "funder")
_JUDGED = ("yes", "borderline")
_DESCRIBES = "d"


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation as the author sees it."""

    name: str
    sector: str
    role: str


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything that is measured against; what the author left out is empty and counts nowhere."""

    name: str
    language: str
    text: str
    judged: bool
    """The principles apply to it."""
    criteria: frozenset[str] = frozenset()
    standings: Mapping[str, str] | None = None
    parties: tuple[Party, ...] = ()
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    amounts: tuple[str, ...] = ()
    false_sums: tuple[str, ...] = ()
    """Lines with a sum that is not this undertaking's own."""
    quotes: tuple[str, ...] = ()
    """One for a principle: what shows it."""
    spans: tuple[tuple[str, str], ...] = ()
    """Criterion and a sentence that shows it."""
    description: str = ""
    title: str = ""

    @property
    def actors(self) -> tuple[Party, ...]:
        """The partners and funders."""
        return tuple(party for party in self.parties if party.role in _ACTORS)


def of_labelled(text: LabelledText) -> Truth:
    """Return the truth of a text of our own: its lines say which criteria are stated, and they where it stands."""
    parties = tuple(Party(o.name, o.sector, o.role) for o in text.organisations)
    criteria = _stated(text, parties)
    actors = sum(party.role in _ACTORS for party in parties)
    spans = tuple((label, _words(text, line)) for line in text.lines for label in sorted(line.labels - {_DESCRIBES}))
    return Truth(
        name=text.name,
        language=text.language,
        text=text.text,
        judged=text.judged,
        criteria=criteria,
        standings={principle: standing(principle, criteria, actors).value for principle in PRINCIPLES},
        parties=parties,
        emails=frozenset(contact[2].lower() for contact in text.contacts if contact[2]),
        phones=frozenset(digits(contact[3]) for contact in text.contacts if contact[3]),
        amounts=tuple(amount[0] for amount in text.amounts if amount[0]),
        false_sums=tuple(_words(text, line) for line in text.lines if "7b" in line.near),
        quotes=_first_of_each_principle(spans),
        spans=spans,
        description=" ".join(_words(text, line) for line in text.lines if _DESCRIBES in line.labels),
        title=text.title,
    )


def of_record(record: Mapping[str, Any], text: str) -> Truth:
    """Return the truth of a text of a folder, as its record in labels.jsonl gives it."""
    contacts = record.get("contacts") or ()
    whole = unicodedata.normalize("NFC", text)
    return Truth(
        name=record["id"],
        language=record.get("language") or "und",
        text=text,
        judged=record["is_submission"] in _JUDGED,
        criteria=frozenset(criterion for criterion, stated in (record["sub_criteria"] or {}).items() if stated),
        standings=record["principles"] or {},
        parties=tuple(Party(o["name"], o.get("sector") or "", o["role"]) for o in record.get("organisations") or ()),
        emails=frozenset(contact["email"].lower() for contact in contacts if contact.get("email")),
        phones=frozenset(digits(contact["phone"]) for contact in contacts if contact.get("phone")),
        amounts=tuple(f["amount"] for f in record.get("funding") or () if f.get("amount")),
        quotes=tuple(_quote(quote, whole) for quote in (record.get("evidence") or {}).values()),
        spans=tuple((span["criterion"], span["quote"]) for span in record.get("spans") or ()),
        description=" ".join(record.get("description_sentences") or ()),
        title=record.get("title") or "",
    )


def _stated(text: LabelledText, parties: Collection[Party]) -> frozenset[str]:
    """The labels of the lines, and what is counted: organisations and sectors, and whether all partners have a task."""
    stated = set(text.stated) - {_DESCRIBES}
    actors = [party for party in parties if party.role in _ACTORS]
    sectors = {party.sector for party in actors} - {"", "unknown"}
    stated |= {
        c for c, enough in (("4a", len(actors) >= 2), ("4b", len(sectors) >= 2), ("4c", len(sectors) >= 3)) if enough
    }
    partners = [organisation for organisation in text.organisations if organisation.role == "partner"]
    if partners and all(partner.task for partner in partners):
        stated = stated - {"6g"} | {"6f"}
    return frozenset(stated)


def _first_of_each_principle(spans: Collection[tuple[str, str]]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for criterion, words in spans:
        found.setdefault(criterion[0], words)
    return tuple(found[number] for number in sorted(found))


def _words(text: LabelledText, line: Any) -> str:
    return text.text[line.start : line.end]


def _quote(quote: str | list[int], text: str) -> str:
    """A quote, or its place in the text."""
    return quote if isinstance(quote, str) else text[quote[0] : quote[1]]
