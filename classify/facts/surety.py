"""A sum at its place in, how sure it is out: `assured`, `expected`, `sought` or `unknown`."""

from __future__ import annotations

import re

from classify.facts.sums import expression, find_sums

_STATUSES = ("sought", "expected", "assured")
"""In doubt the less sure one holds."""
_PART = re.compile(r"[;|]|\.\s")


def status_of(text: str, start: int, end: int, heading: str = "") -> str:
    """How sure a sum is: by its own part of the sentence, then by all of it, then by the heading."""
    for stretch in (_part(text, start, end), text, heading):
        for status in _STATUSES:
            if expression(status).search(stretch):
                return status
    return "unknown"


def _part(text: str, start: int, end: int) -> str:
    """The sum with what belongs to it alone, when the sentence has more than one part or sum."""
    cuts = [0, *(m.end() for m in _PART.finditer(text)), len(text)]
    left = max(cut for cut in cuts if cut <= start)
    right = min((cut for cut in cuts if cut >= end), default=len(text))
    others = [a for a, b in find_sums(text) if end <= a < right]
    return text[left : min(others, default=right)]
