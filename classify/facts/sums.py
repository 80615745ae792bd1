"""A text in, the places of its sums of money out, each whole as written: "over US$1.5 million in software"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from classify.patterns import compiled
from classify.wording import table

_ANYWHERE = frozenset(
    {
        "sum",
        "hint",
        "bare",
        "about_before",
        "heading_line",
        "payer_behind",
        "payer_before",
        "no_payer",
        "no_giver",
        "currency_name",
        "currency_alone",
    }
)
"""Lists whose entries say themselves where a word begins and ends."""
_REACH = 20
"""Characters before a sum in which "more than" can stand."""


@cache
def expression(key: str) -> re.Pattern[str]:
    """Return one list of `words/money.toml`, its other lists filled in, as a single pattern that ignores case."""
    lists = {name: tuple(entries) for name, entries in table("money").items()}
    return compiled(lists[key], lists, whole_words=key not in _ANYWHERE)


def find_sums(text: str, *, bare: bool = False) -> Iterator[tuple[int, int]]:
    """Yield where each sum begins and ends, in order; with `bare` a large number counts without a currency.

    The hint is looked for first: most sentences hold no money, and that is told at little cost.
    """
    found = list(expression("sum").finditer(text)) if expression("hint").search(text) else []
    for match in found or (expression("bare").finditer(text) if bare else ()):
        before = expression("about_before").search(text[max(0, match.start() - _REACH) : match.start()])
        start = match.start() - (len(before[0]) if before else 0)
        yield start, match.start() + len(match[0].rstrip(" ,."))


def is_money(amount: str) -> bool:
    """Whether the whole of an amount is a sum, in figures or words, with a currency or a bare large number."""
    return any(end - start for start, end in find_sums(amount, bare=True))


def is_currency(name: str) -> bool:
    """Whether the words name a currency and nothing more: Swiss francs are paid, they do not pay."""
    return expression("currency_alone").match(name) is not None
