"""Readings and organisations in, sources and sums of this undertaking out (7a to 7d).

Not funding: the size of a market, an aid total, a portfolio, a price, what was given to others over the years. A resource
line of a form counts as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from classify.assessment import Funding, Organisation, Role
from classify.cues import Reading
from classify.facts.belonging import belongs, is_money_heading
from classify.facts.payers import source_of
from classify.facts.sums import find_sums, is_money
from classify.facts.surety import status_of

_RESOURCE_ITEM = re.compile(
    r"(?:in-kind contribution|staff / technical expertise|other, please specify|financing \(in usd\))[ :]+(?P<given>[^;]+)",
    re.IGNORECASE,
)


def is_sum(funding: Funding) -> bool:
    """Whether it states a sum of money, and not what is given in kind."""
    return is_money(funding.amount)


def find_funding(readings: Sequence[Reading], organisations: Sequence[Organisation]) -> tuple[Funding, ...]:
    """Return every sum for the undertaking, every contribution in kind of a form, and every funder without a sum."""
    sums = [item for reading in readings for item in _of_passage(reading, organisations)]
    named = {item.source for item in sums}
    funders = [o for o in organisations if o.role is Role.FUNDER and o.name not in named]
    return tuple(sums + [Funding(o.name, "", "unknown", o.evidence[:1]) for o in funders])


def _of_passage(reading: Reading, organisations: Sequence[Organisation]) -> Iterator[Funding]:
    passage, text = reading.passage, reading.passage.flat
    if not passage.section.judged or "question" in reading.signals:
        return
    covered: list[tuple[int, int]] = []
    roles = {organisation.name: organisation.role.value for organisation in organisations}
    for start, end in find_sums(text, bare=is_money_heading(reading)):
        source = source_of(text, start, end, organisations)
        if belongs(reading, start, end, roles.get(source, "name") if source else ""):
            covered.append((start, end))
            yield Funding(source, text[start:end], status_of(text, start, end, passage.label), (passage.evidence(),))
    for item in _RESOURCE_ITEM.finditer(text) if "resource_line" in reading.signals else ():
        if not any(start < item.end() and item.start() < end for start, end in covered):
            given = item["given"].strip()
            yield Funding(source_of(given, 0, 0, organisations), given, "unknown", (passage.evidence(*item.span()),))
