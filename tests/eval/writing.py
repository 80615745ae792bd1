"""How two ways to write the same thing are taken for one: names, quotes, telephone numbers, sentences."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from tests.eval.counts import share

_DIGITS = 8
"""Of a telephone number, from the end: country and area are written in many ways."""


def fold(name: str) -> str:
    """Return a name without case, accents, punctuation, article and acronym in brackets."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"\([^)]{1,20}\)", " ", plain)
    return re.sub(r"[^\w]+", " ", re.sub(r"^the\s+", "", plain.strip())).strip()


def squash(text: str) -> str:
    """Return letters and digits alone, without case: what is left of a quote however it was laid out."""
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text).casefold())


def digits(phone: str) -> str:
    """Return the last digits of a telephone number."""
    return re.sub(r"\D", "", phone)[-_DIGITS:]


def overlap(one: str, other: str) -> float:
    """Return the F1 of the words that two texts share, each counted as often as it stands there."""
    left, right = (Counter(re.findall(r"\w+", unicodedata.normalize("NFKC", t).casefold())) for t in (one, other))
    return share(2 * (left & right).total(), left.total() + right.total())
