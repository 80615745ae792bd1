"""Passages in languages without cues in, their dates and spans of time as written out; what they are dates of is not told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from classify.cues import Reading
from classify.patterns import compiled
from classify.wording import table

CALENDARS = frozenset({"ru", "zh", "ar"})
"""The languages of `words/calendars.toml`."""
_FIGURES = {"day": ("\\d{1,2}",), "year": ("[1١۱][9٩۹]\\d\\d", "[2٢۲][0٠۰]\\d\\d")}


def find_written_dates(readings: Sequence[Reading]) -> tuple[str, ...]:
    """Return every date of the judged passages once, in order, on one line each."""
    return tuple(dict.fromkeys(date for reading in readings for date in _of_passage(reading)))


def _of_passage(reading: Reading) -> Iterator[str]:
    passage = reading.passage
    if passage.language in CALENDARS and passage.section.judged:
        for match in _frames(passage.language).finditer(passage.flat):
            yield match[0].strip()


@cache
def _frames(language: str) -> re.Pattern[str]:
    """Return one pattern for all that a language calls a date, longer forms first."""
    lists = {**_FIGURES, **{key: tuple(entries) for key, entries in table("calendars")[language].items()}}
    return compiled(lists["frame"], lists, whole_words=False)
