"""The organisations of a submission: who takes part, who pays, who is only named; with sector and verbatim evidence.

Names come from lists of participants, from running text and from signatures. Forms of one name become one organisation.
"About X" paragraphs and signatures only mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from classify.assessment import Evidence, Organisation, Role
from classify.description import find_title
from classify.known import known, plain, tokens_of
from classify.mentions import Mention, count_votes, mentions
from classify.names import PACKAGES, Names
from classify.passages import Passage, Section
from classify.roles import chains, described, read_signs
from classify.rosters import Item, is_roster_text, items
from classify.sectors import sector_of
from intake.message import Submission

_LIMIT = 200
_EVIDENCE = 3
_PARTNER = {3: 1.5, 2: 2.75, 1: 3.0}
"""Points from which a name of this weight takes part: one clear statement for a sure name, more for a doubtful one."""
_UNLISTED = 1.5
"""Points that a name needs on top where the text lists its participants and leaves this one out."""
_SUFFIXES = frozenset(
    {
        "foundation",
        "global",
        "worldwide",
        "organization",
        "organisation",
        "international",
        "inc",
        "ltd",
        "limited",
        "llc",
        "corp",
        "corporation",
        "group",
        "company",
        "co",
        "gmbh",
        "sa",
        "plc",
    }
)
_URL = re.compile(r"(?:https?://|www\.|@)(?:www\.)?(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+){1,4})", re.IGNORECASE)


@dataclass(slots=True)
class _Actor:
    """One organisation while its mentions are counted."""

    names: list[str] = field(default_factory=list)
    acronym: str = ""
    weight: int = 0
    partner: float = 0.0
    funder: float = 0.0
    listed: Role | None = None
    remarks: str = ""
    described: str = ""
    evidence: list[tuple[float, Evidence]] = field(default_factory=list)
    count: int = 0
    statistical: bool = False
    """A pipeline has read a passage that names it."""


def find_organisations(submission: Submission, passages: Sequence[Passage], names: Names) -> tuple[Organisation, ...]:
    """Return partners, funders and mentions in the order in which they are first named."""
    read = [p for p in passages if p.section not in (Section.QUOTED, Section.FOOTER)]
    entities = names.entities(read)
    ledger = _Ledger()
    listed: set[int] = set()
    for item in items(read):
        ledger.list_item(item)
        listed.add(id(item.passage))
    leads = _leads(read)
    votes = count_votes((p.flat, e) for p, e in zip(read, entities, strict=True))
    for number, passage in enumerate(read):
        if id(passage) in listed:
            continue
        found = mentions(number, passage, entities[number], votes)
        ledger.read(passage, found, lead=leads[number])
    title = find_title(submission, passages)
    return ledger.organisations(title, _hosts(submission))


def _leads(passages: Sequence[Passage]) -> list[float]:
    """How much a passage's place says: the headline and the first sentences name who the news is about."""
    seen: dict[str, int] = {}
    leads = []
    for passage in passages:
        number = seen.get(passage.document, 0)
        if passage.section.judged:
            seen[passage.document] = number + 1
        leads.append(1.0 if passage.section.judged and number < 4 else 0.0)
    return leads


def _hosts(submission: Submission) -> tuple[str, ...]:
    """Web and mail domains of the texts, in order: some organisations go by their domain."""
    texts = [document.text for document in submission.documents if document.verdict.readable]
    return tuple(dict.fromkeys(match["host"].casefold() for text in texts for match in _URL.finditer(text[:100_000])))


class _Ledger:
    """Organisations by key, in order of first sight."""

    def __init__(self) -> None:
        self._actors: dict[tuple[str, ...], _Actor] = {}
        self._acronyms: dict[str, tuple[str, ...]] = {}

    def list_item(self, item: Item) -> None:
        """Count one participant of a list."""
        actor = self._actor(item.name, item.acronym)
        actor.weight = 3
        actor.listed = actor.listed or item.role
        actor.remarks = actor.remarks or item.remarks
        quote = item.passage.evidence(item.start - item.passage.start, item.end - item.passage.start)
        actor.evidence.append((9.0, quote))

    def read(self, passage: Passage, found: Sequence[Mention], *, lead: float) -> None:
        """Count the mentions of one passage by what the sentence says of them."""
        text = passage.flat
        enumerations = chains(text, [(m.start, m.after) for m in found])
        roster = is_roster_text(passage)
        for mention, (first, last) in zip(found, enumerations, strict=True):
            actor = self._actor(mention.name, mention.acronym)
            actor.count += 1
            actor.statistical = actor.statistical or passage.language in PACKAGES
            actor.weight = max(actor.weight, mention.weight)
            actor.described = actor.described or described(text, mention.after)
            points = 0.0
            if passage.section.judged:
                signs = read_signs(text, found[first].start, found[last].after)
                near = signs if first == last else read_signs(text, mention.start, mention.after)
                points = 0.0 if signs.attribution else lead
                actor.partner += 0.0 if signs.attribution or actor.count > 5 else 0.25
                partner = signs.partner or (near.partner and not signs.attribution)
                actor.partner += points + (1.5 if partner else 0.0) + (1.5 if roster else 0.0)
                if mention.weight == 1 and first != last and partner and max(m.weight for m in found[first : last + 1]) == 3:
                    actor.weight = 3
                actor.funder += 2.0 if signs.funder or near.funder else 0.0
                points += 3.0 * (signs.funder or partner)
            actor.evidence.append((points, passage.evidence()))

    def _actor(self, name: str, acronym: str) -> _Actor:
        key = self._key(name, acronym)
        actor = self._actors.setdefault(key, _Actor())
        actor.names.append(name)
        actor.acronym = actor.acronym or acronym
        return actor

    def _key(self, name: str, acronym: str) -> tuple[str, ...]:
        """The same key for every form of a name: a known organisation's own, or that of the full form of an acronym."""
        listed = known(name) or (known(acronym) if acronym else None)
        key = tokens_of(listed.key) if listed else tokens_of(name)
        if not listed and name in self._acronyms:
            key = self._acronyms[name]
        if acronym:
            self._acronyms.setdefault(acronym, key)
            alone = (plain(acronym),)
            if alone != key and alone in self._actors:
                self._absorb(key, alone)
        return key

    def _absorb(self, key: tuple[str, ...], other: tuple[str, ...]) -> None:
        """An acronym that was met before its full form joins it, in the place of the acronym."""
        actor = self._actors[other]
        merged = {key if k == other else k: v for k, v in self._actors.items() if k != key}
        if key in self._actors:
            _add(actor, self._actors[key])
        self._actors = merged

    def organisations(self, title: str, hosts: Sequence[str]) -> tuple[Organisation, ...]:
        """The finished list: variants merged, things dropped, roles and sectors given."""
        self._merge_variants()
        own = tokens_of(re.sub(r"\([^)]*\)", "", title))
        found = []
        complete = sum(actor.listed is not None for actor in self._actors.values()) > 1
        for key, actor in self._actors.items():
            if actor.listed is None and (key == own or tokens_of(actor.names[0]) == own or not _is_actor(actor)):
                continue
            found.append(_organisation(actor, hosts, complete=complete))
        return tuple(found[:_LIMIT])

    def _merge_variants(self) -> None:
        """ "Amber Trust" joins "Amber Trust Foundation" and "Amber Trust Ltd.", which say the same with a suffix."""
        for key in sorted(self._actors, key=len):
            longer = [k for k in self._actors if len(k) == len(key) + 1 and k[:-1] == key and k[-1] in _SUFFIXES]
            if len(longer) == 1 and len(key) > 0:
                _add(self._actors[longer[0]], self._actors[key])
                self._actors = _moved(self._actors, longer[0], key)


def _moved(
    actors: dict[tuple[str, ...], _Actor], kept: tuple[str, ...], gone: tuple[str, ...]
) -> dict[tuple[str, ...], _Actor]:
    """The longer form takes the place of whichever of the two was met first."""
    ordered: dict[tuple[str, ...], _Actor] = {}
    for key in actors:
        if key in (kept, gone):
            ordered.setdefault(kept, actors[kept])
        else:
            ordered[key] = actors[key]
    return ordered


def _add(actor: _Actor, other: _Actor) -> None:
    actor.names.extend(other.names)
    actor.acronym = actor.acronym or other.acronym
    actor.weight = max(actor.weight, other.weight)
    actor.partner += other.partner
    actor.funder += other.funder
    actor.listed = actor.listed or other.listed
    actor.remarks = actor.remarks or other.remarks
    actor.described = actor.described or other.described
    actor.evidence.extend(other.evidence)
    actor.count += other.count


def _is_actor(actor: _Actor) -> bool:
    """Whether there is enough to take a name from running text for an organisation."""
    if actor.weight >= 2:
        return True
    enough = _PARTNER[1] if actor.statistical else _PARTNER[3]
    return actor.weight == 1 and actor.count > 1 and actor.partner >= enough


def _organisation(actor: _Actor, hosts: Iterable[str], *, complete: bool) -> Organisation:
    name = _best_name(actor)
    acronym = actor.acronym or (name if name.isupper() and len(name) <= 12 and " " not in name else "")
    domain = next((host for host in hosts if _goes_by(host, name, acronym)), "")
    sector = sector_of(name, remarks=actor.remarks, described=actor.described, domain=domain)
    if actor.acronym and known(actor.acronym) and not known(name):
        sector = sector_of(actor.acronym)
    ranked = sorted(actor.evidence, key=lambda pair: -pair[0])[:_EVIDENCE]
    evidence = tuple(dict.fromkeys(quote for _, quote in ranked))
    full = f"{name} ({actor.acronym})" if actor.acronym and plain(actor.acronym) != plain(name) else name
    return Organisation(full, sector, _role(actor, complete=complete), acronym, evidence)


def _role(actor: _Actor, *, complete: bool) -> Role:
    if actor.listed is Role.FUNDER:
        return Role.FUNDER
    if actor.listed is Role.PARTNER:
        return Role.PARTNER
    if actor.funder >= 2.0 and actor.funder >= actor.partner - 1.0:
        return Role.FUNDER
    needed = _PARTNER[actor.weight if actor.statistical else 3] + (_UNLISTED if complete else 0.0)
    return Role.PARTNER if actor.partner >= needed else Role.MENTION


def _best_name(actor: _Actor) -> str:
    """The form first written out; an acronym only when nothing else was written."""
    full = [n for n in actor.names if not (n.isupper() and " " not in n)]
    return actor.names[0] if actor.listed or not full else full[0]


def _goes_by(host: str, name: str, acronym: str) -> bool:
    label = host.split(".")[-2] if len(host.split(".")) > 1 else host
    squashed = re.sub(r"\W|_", "", plain(re.sub(r"^(?:the|The)\s", "", name)))
    return label.replace("-", "") in {squashed, plain(acronym)} and len(label) > 1
