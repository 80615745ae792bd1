"""Readings, the day of the mail and the profile in; when the partnership was or will be announced, and for which phase, out.

A date counts beside a verb that makes something known or begins it, in a field for it, or as the dateline of a text that
announces. It goes with the phase on whose days it lies, or that it comes a while before: the profile says how long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from classify.assessment import Phase, Timing
from classify.cues import Reading
from classify.facts.days import Days, find_days, months_before
from classify.facts.named_phases import at_phase
from classify.patterns import compiled
from classify.rubric import Profile
from classify.text.passages import Passage
from classify.wording import table

_OPENING = 4
"""Passages from the top in which a dateline can stand."""
_NEAR = 90
"""Characters between a verb and the date that goes with it."""
_BEFORE = 45
"""Characters before a date that say what it is the date of."""
_ENOUGH = 0.5
_WEIGHTS = {"announcing": 1.0, "agreeing": 0.8, "beginning": 0.6}
_FIELD = 0.9
_DATELINE = 0.55
_LATER = 0.01
"""What every further passage takes off: what is announced stands at the top."""
_UNSAID = "No sentence says when the partnership was or will be announced."


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A date that may be the announcement's, with how surely it is."""

    days: Days
    passage: Passage
    score: float
    reason: str


def find_timing(readings: Sequence[Reading], written: date, profile: Profile, language: str = "en") -> Timing:
    """Return the date of the announcement with its phase; without one, a value that says so.

    `written` is the day of the mail: "today" and "last month" count from the text's own dateline, else from it.
    """
    judged = [reading for reading in readings if reading.passage.section.judged and "question" not in reading.signals]
    dateline = _dateline(judged, written)
    anchor = dateline.days.earliest if dateline else written
    candidates = [*_said(judged, anchor, profile), *([dateline] if dateline and _announces(judged) else [])]
    best = max(candidates, key=lambda candidate: candidate.score, default=None)
    if best is None or best.score < _ENOUGH:
        return Timing("", reason=_UNSAID)
    phase = phase_of(best.days.earliest, best.days.latest, profile)
    return Timing(
        announced=best.days.text,
        earliest=best.days.earliest,
        latest=best.days.latest,
        phase=(phase.name.get(language) or phase.name["en"]) if phase else "",
        during=phase is not None and phase.start <= best.days.latest and best.days.earliest <= phase.end,
        reason=best.reason,
        evidence=(best.passage.evidence(),),
    )


def phase_of(earliest: date, latest: date, profile: Profile) -> Phase | None:
    """The phase whose days or recent months before hold the dates: all of them first, then a part of them."""
    windows = [(months_before(phase.start, profile.recent_months), phase) for phase in profile.phases]
    whole = (phase for start, phase in windows if start <= earliest and latest <= phase.end)
    part = (phase for start, phase in windows if start <= latest and earliest <= phase.end)
    return next(whole, None) or next(part, None)


def _said(judged: Sequence[Reading], anchor: date, profile: Profile) -> Iterator[_Candidate]:
    for number, reading in enumerate(judged):
        text = reading.passage.flat
        verbs = [(m.start(), m.end(), weight) for key, weight in _WEIGHTS.items() for m in _words(key).finditer(text)]
        labelled = _words("labels").fullmatch(reading.passage.label.strip(" :")) is not None
        if not verbs and not labelled:
            continue
        for days in (*at_phase(text, anchor, profile), *find_days(text, anchor)):
            if _is_of_something_else(text, days):
                continue
            nearest = max((weight - _gap(days, a, b) / (2 * _NEAR) for a, b, weight in verbs), default=0.0)
            score = (_FIELD if labelled else nearest) - _LATER * number
            how = f"Counted from {anchor.isoformat()}." if days.relative else "As the text says."
            yield _Candidate(days, reading.passage, score, how)


def _is_of_something_else(text: str, days: Days) -> bool:
    """A founding, a deadline, a time by which something is reached."""
    before = text[max(0, days.start - _BEFORE) : days.start]
    return bool(_words("until").fullmatch(before) or _words("elsewhere").search(before + text[days.start : days.end]))


def _gap(days: Days, start: int, end: int) -> int:
    """Characters between a verb and a date; further off than near counts double."""
    between = max(0, days.start - end, start - days.end)
    return between if between <= _NEAR else 2 * between


def _dateline(judged: Sequence[Reading], written: date) -> _Candidate | None:
    """The place and day that a release opens with, never one long before or after the mail."""
    for reading in judged[:_OPENING]:
        text = reading.passage.flat
        for days in find_days(text[:120], written):
            exact = not days.relative and days.earliest == days.latest
            if exact and _words("place").fullmatch(text[: days.start]):
                return _Candidate(days, reading.passage, _DATELINE, "The date that the text opens with.")
    return None


def _announces(judged: Sequence[Reading]) -> bool:
    """Whether the top of the text makes something known at all."""
    return any(_words(key).search(r.passage.flat) for r in judged[: 2 * _OPENING] for key in ("announcing", "agreeing"))


@cache
def _words(key: str) -> re.Pattern[str]:
    return compiled(table("timing")[key], {}, whole_words=key not in ("place", "until"))
