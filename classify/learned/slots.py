"""Passages and organisations in, the same passages with their parties and sums marked out.

Who does a thing to whom counts for a criterion, what they are called does not: with names taken out, what is learned
from one set of organisations holds for the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classify.actors.forms import NameForm, forms_of, lowered
from classify.assessment import Organisation, Role
from classify.facts.sums import find_sums
from classify.text.passages import Passage
from classify.wording import table


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of a passage that names a party or a sum."""

    start: int
    end: int
    role: Role | None
    """Of the party; a sum has none."""


def slots_of(passages: Sequence[Passage], organisations: Sequence[Organisation]) -> tuple[tuple[Slot, ...], ...]:
    """Return for each passage its slots in order; where two overlap, the one that begins first and is longest stays."""
    named = [(organisation.role, forms_of(organisation)) for organisation in organisations]
    return tuple(_apart(sorted(_slots(p.flat, named), key=lambda s: (s.start, -s.end))) for p in passages)


def without_names(passage: Passage, slots: Sequence[Slot]) -> str:
    """Return the words of a passage with a common noun for each slot: "the organisation will pay the organisation"."""
    return filled(passage.flat, slots, _noun("party", passage.language), _noun("sum", passage.language))


def filled(text: str, slots: Sequence[Slot], party: str, money: str) -> str:
    """Return the text with these words in the place of parties and sums."""
    pieces, at = [], 0
    for slot in slots:
        pieces += [text[at : slot.start], money if slot.role is None else party]
        at = slot.end
    return "".join([*pieces, text[at:]])


def _slots(text: str, named: Sequence[tuple[Role, Sequence[NameForm]]]) -> Iterator[Slot]:
    small = lowered(text)
    for role, forms in named:
        for form in forms:
            if form.words[0] in (text if form.exact else small):
                yield from (Slot(start, end, role) for start, end in form.places(text))
    yield from (Slot(start, end, None) for start, end in find_sums(text))


def _apart(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    kept: list[Slot] = []
    for slot in slots:
        if not kept or slot.start >= kept[-1].end:
            kept.append(slot)
    return tuple(kept)


def _noun(kind: str, language: str) -> str:
    nouns: dict[str, str] = table("slots")[kind]
    return nouns.get(language, nouns["en"])
