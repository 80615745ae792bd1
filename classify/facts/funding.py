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

_KINDS = r"(?:in-kind contribution|staff / technical expertise|other, please specify|financing \(in usd\))[ :]+"
_RESOURCE_ITEM = re.compile(_KINDS + r"(?P<given>[^;]+)", re.IGNORECASE)
_RESOURCE_KIND = re.compile(_KINDS, re.IGNORECASE)
_NOTHING = re.compile(
    r"\W*(?:0(?:[.,]0+)?|none|nil|nothing|n/?a|not applicable|néant|aucune?|ninguno|ninguna|no aplica)\W*"
    r"(?:USD|EUR|dollars?)?\W*",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"financ\w+|fund(?:s|ed|ing)\b|\b(?:fees?|costs?|budget|revenues?|donors?|sponsor\w*|supported by|fonds|frais|coûts?"
    r"|fondos|gastos|costos?|presupuesto|cuotas?)\b",
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
    givers = [organisation for organisation in organisations if organisation.role is not Role.MENTION]
    roles = {organisation.name: organisation.role.value for organisation in organisations}
    for start, end in find_sums(text, bare=is_money_heading(reading)):
        left, right = _item(text, start, end) if "resource_line" in reading.signals else (0, len(text))
        item, place = text[left:right], (start - left, end - left)
        source = source_of(item, *place, organisations)
        if belongs(reading, start, end, roles.get(source, "name") if source else ""):
            covered.append((start, end))
            yield Funding(source, text[start:end], _status(item, *place, reading), (passage.evidence(),))
    for given in _in_kind(text) if "resource_line" in reading.signals else ():
        if not any(start < given.end() and given.start() < end for start, end in covered):
            words = given["given"].strip()
            yield Funding(source_of(words, 0, 0, givers), words, "unknown", (passage.evidence(*given.span()),))


def _in_kind(text: str) -> Iterator[re.Match[str]]:
    """The items of a resource line that give things or work; "0" gives nothing, and fees or funds are money."""
    for item in _RESOURCE_ITEM.finditer(text):
        if not _NOTHING.fullmatch(item["given"]) and not _MONEY.search(item["given"]):
            yield item


def _item(text: str, start: int, end: int) -> tuple[int, int]:
    """The item of a resource line that a sum stands in: the next item names its own giver."""
    stop = text.find(";", end)
    return text.rfind(";", 0, start) + 1, stop if stop >= 0 else len(text)


def _status(item: str, start: int, end: int, reading: Reading) -> str:
    """How sure a sum is; the name of a kind of resource, "in-kind contribution", promises nothing."""
    if "resource_line" not in reading.signals:
        return status_of(item, start, end, reading.passage.label)
    return status_of(_RESOURCE_KIND.sub(lambda kind: "_" * len(kind[0]), item), start, end)
