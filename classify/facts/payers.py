"""A sum at its place and the organisations in, the one that pays out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from classify.assessment import Organisation, Role
from classify.facts.sums import expression, find_sums

_BEHIND = 70
"""Characters behind a sum in which "from the Lake Foundation" still belongs to it."""


def source_of(text: str, start: int, end: int, organisations: Sequence[Organisation]) -> str:
    """Who pays this sum, as the sentence says; empty when it names nobody.

    Whoever stands behind "from" or "by" comes first, then the nearest in the same part of the sentence, funders before
    others, then a name that only this sentence shows; a name in another part comes last.
    """
    left, right = _part(text, start, end)
    places = sorted(_places(text, start, end, organisations), key=lambda found: found[0])
    behind = expression("payer_behind").match(text, end, min(right, end + _BEHIND))
    if behind and (
        named := next((o for place, o in places if behind.start() < place <= behind.start("name") + 4), None)
    ):
        return named.name
    near = [(o.role is not Role.FUNDER, abs(place - start), o.name) for place, o in places if left <= place < right]
    if near:
        return min(near)[2]
    if behind and not expression("no_payer").match(behind["name"]):
        return behind["name"].strip(" ,.")
    before = expression("payer_before").match(text, left, end)
    if before and not expression("no_payer").match(before["name"]):
        return before["name"].strip(" ,.")
    return min(((o.role is not Role.FUNDER, abs(place - start), o.name) for place, o in places), default=(0, 0, ""))[2]


def _part(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch around a sum that no other sum and no semicolon is in."""
    others = list(find_sums(text))
    left = max((b for a, b in others if b <= start), default=0)
    right = min((a for a, b in others if a >= end), default=len(text))
    left = max(left, text.rfind(";", 0, start) + 1)
    stop = text.find(";", end)
    return left, min(right, stop) if stop >= 0 else right


def _places(
    text: str, start: int, end: int, organisations: Sequence[Organisation]
) -> Iterator[tuple[int, Organisation]]:
    """Where organisations are named, the sum's own figures and currency left aside."""
    for organisation in organisations:
        if expression("currency_name").match(organisation.name) or expression("no_giver").match(organisation.name):
            continue
        for name in dict.fromkeys((organisation.name, organisation.acronym)):
            place = text.find(name) if len(name) > 1 else -1
            if place >= 0 and not start < place + len(name) <= end:
                yield place, organisation
