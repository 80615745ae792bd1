"""Passages and a profile in, the signals of what each means by "the Summit" out: this process, or another one named last.

A short name stands for the meeting that was named before it; in a headline, for the first that the text names. Where none
is named it stands for the process of the call, to whose desk the text was sent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from classify.patterns import compiled
from classify.rubric import Profile

OWN = "process_named"
"""The process is named by its own name somewhere in the text."""
OTHER = "other_named"
"""Short names mean another meeting here."""


class Naming:
    """Tells which meeting short names mean; built once from a profile."""

    def __init__(self, profile: Profile) -> None:
        """Compile the names."""
        self._own = compiled((*profile.process, *profile.process_part), {})
        self._other = compiled(profile.process_other, {}) if profile.process_other else None

    def signals(self, texts: Sequence[str]) -> list[frozenset[str]]:
        """Return the signals of every passage, in order."""
        named = [self._last(text) for text in texts]
        known = frozenset({OWN}) if OWN in named else frozenset()
        means = next(filter(None, named), "")
        found = []
        for name in named:
            means = name or means
            found.append(known | {OTHER} if means == OTHER else known)
        return found

    def _last(self, text: str) -> str:
        """Which kind of meeting the passage names last, or nothing."""
        own, other = _end(self._own, text), _end(self._other, text) if self._other else -1
        return "" if own == other else OWN if own > other else OTHER


def _end(names: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in names.finditer(text)), default=-1)
