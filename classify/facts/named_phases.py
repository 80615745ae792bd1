"""A text and a profile in, the phases of the summit that are named as an occasion out: "at the Tunis Summit"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from classify.assessment import Phase
from classify.facts.days import Days
from classify.patterns import compiled
from classify.rubric import Profile
from classify.wording import table


def at_phase(text: str, anchor: date, profile: Profile) -> Iterator[Days]:
    """Yield the phases that something happens at; the process without a place is the phase to come, else the last one."""
    found: list[tuple[int, int]] = []
    for phase in profile.phases:
        for match in _occasion(phase.named).finditer(text) if phase.named else ():
            found.append(match.span())
            yield _as_days(match, phase)
    for match in _occasion(profile.process + profile.process_short).finditer(text) if profile.phases else ():
        if not any(start < match.end() and match.start() < end for start, end in found):
            yield _as_days(match, _next(profile, anchor))


def _next(profile: Profile, anchor: date) -> Phase:
    coming = [phase for phase in profile.phases if phase.end >= anchor]
    return min(coming, key=lambda phase: phase.start) if coming else max(profile.phases, key=lambda phase: phase.end)


def _as_days(match: re.Match[str], phase: Phase) -> Days:
    return Days(match.start(), match.end(), match[0], phase.start, phase.end, relative=True)


@lru_cache(maxsize=64)
def _occasion(named: tuple[str, ...]) -> re.Pattern[str]:
    """A preposition of time or occasion before one of the names."""
    return compiled(["{at}(?:{named})"], {"at": tuple(table("timing")["at_phase"]), "named": named})
