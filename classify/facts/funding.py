"""Readings and organisations in, sources and sums of this undertaking out (7a to 7d).

Not funding: the size of a market, an aid total, a portfolio, a price, what was given to others over the years. A resource
line of a form counts as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from classify.assessment import Funding, Organisation, Role
from classify.cues import Reading
from classify.facts.payers import source_of
from classify.facts.sums import expression, find_sums, is_money
from classify.facts.surety import status_of
from classify.text.layout import Form

_RESOURCE_ITEM = re.compile(
    r"(?:in-kind contribution|staff / technical expertise|other, please specify|financing \(in usd\))[ :]+(?P<given>[^;]+)",
    re.IGNORECASE,
)
_AROUND = 120
"""Characters on both sides of a sum that say whose money it is."""
_ROW_WORDS = 25
"""A row or an item of a list that is no longer than this tells of its sum without a verb."""


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
    for start, end in find_sums(text, bare=_is_money_heading(reading)):
        source = source_of(text, start, end, organisations)
        if concerns_undertaking(reading, text, start, end, source):
            covered.append((start, end))
            yield Funding(source, text[start:end], status_of(text, start, end, passage.label), (passage.evidence(),))
    for item in _RESOURCE_ITEM.finditer(text) if "resource_line" in reading.signals else ():
        if not any(start < item.end() and item.start() < end for start, end in covered):
            given = item["given"].strip()
            yield Funding(source_of(given, 0, 0, organisations), given, "unknown", (passage.evidence(*item.span()),))


def _is_money_heading(reading: Reading) -> bool:
    return expression("heading_line").fullmatch(reading.passage.label.strip()) is not None


def concerns_undertaking(reading: Reading, text: str, start: int, end: int, source: str) -> bool:
    """Whether the sum is one for the undertaking, by its heading, its form and the words around it."""
    around = text[max(0, start - _AROUND) : end + _AROUND]
    if expression("prices").search(around) or expression("worlds").search(around):
        return False
    if source or _is_money_heading(reading) or expression("ours").search(around):
        return True
    if expression("span").search(text, start, end):
        return True
    return reading.passage.form in (Form.ROW, Form.BULLET, Form.FIELD) and len(text.split()) <= _ROW_WORDS
