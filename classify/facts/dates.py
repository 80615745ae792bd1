"""Readings in, time frames out: an end date, a duration or a dated milestone for the results (6e).

Not a time frame: a start date alone, "ongoing", the date of an event or of a release, the deadline of a contest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from classify.cues import Reading
from classify.facts.quantities import Quantities
from classify.text.passages import Passage

_FRAME_HEADING = re.compile(
    r"time-?\s?(?:frame|line|table)|schedule|duration|period|milestone|deadline|calendrier|durée|échéance|délai|"
    r"calendario|duración|plazo|cronograma",
    re.IGNORECASE,
)
_NO_FRAME = re.compile(
    r"\b(?:deadline|appl(?:y|ication|ications)|entries|submissions?|register|registration|voting|vote|"
    r"conference|meeting|forum|exhibition|fair|ceremony|held (?:on|in|at|from)|take[s]? place|festival|"
    r"candidatures?|inscription|conférence|se tiendra|aura lieu|convocatoria|inscripción|conferencia|se celebrará|tendrá lugar)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:since|was|were|has been|have been|had|between|earned|grew|founded|depuis|était|desde|fue|experience|"
    r"over the (?:last|past)|(?:last|past) \w+ years|in just)\b",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:will|shall|to be|is to|are to|plans? to|expected|scheduled|\w+(?:era|eront|ira|iront)|"
    r"\w+(?:ará|arán|erá|erán|irá|irán))\b",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"on-?going|continu\w+|en cours|en curso|permanent", re.IGNORECASE)
_YEARS = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class TimeFrame:
    """A stretch of time or an end, at its place."""

    text: str
    passage: Passage
    start: int
    end: int
    score: float


def find_dates(
    readings: Sequence[Reading], known: Mapping[str, Quantities], *, answered: bool = False
) -> tuple[TimeFrame, ...]:
    """Return the time frames of the judged passages in order.

    `answered` when the sender was asked for one: then a date needs no verb.
    """
    return tuple(frame for reading in readings for frame in _of_passage(reading, known, answered=answered))


def _of_passage(reading: Reading, known: Mapping[str, Quantities], *, answered: bool) -> Iterator[TimeFrame]:
    passage, text = reading.passage, reading.passage.flat
    if passage.language not in known or not passage.section.judged or "question" in reading.signals:
        return
    own = known[passage.language]
    headed = bool(_FRAME_HEADING.search(passage.label))
    for match in own.span.finditer(text):
        if headed or answered or _promised(reading, match):
            yield TimeFrame(match[0].strip(), passage, match.start(), match.end(), 0.9 if headed else 0.7)
    for match in own.milestone.finditer(text) if "ahead" in reading.signals else ():
        if _COMING.search(text[max(0, match.start() - 90) : match.start()]) and _promised(reading, match):
            yield TimeFrame(match[0].strip(), passage, match.start(), match.end(), 0.6)
    if headed and not own.span.search(text) and not _OPEN_END.search(text):
        for match in own.end.finditer(text):
            yield TimeFrame(match[0].lstrip("-–— "), passage, match.start(), match.end(), 0.9)


def _promised(reading: Reading, match: re.Match[str]) -> bool:
    """Whether the words around speak of results to come, and not of an event or of what has been."""
    text = match.string
    before = text[max(0, match.start() - 70) : match.start()]
    if _NO_FRAME.search(text[max(0, match.start() - 60) : match.end() + 30]) or _PAST.search(before[-35:]):
        return False
    if "past" in reading.signals and not reading.signals & {"future", "committed"}:
        return False
    return bool(reading.signals & {"future", "committed"}) or bool(re.match(r"\S+[- ](?:year|month)", match[0]))
