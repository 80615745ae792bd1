"""Readings in, time frames out: an end date, a duration or a dated milestone for the results (6e).

Not a time frame: a start date alone, "ongoing", the date of an event or of a release, the deadline of a contest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from classify.cues import Reading
from classify.facts.quantities import Quantities
from classify.text.layout import Form
from classify.text.passages import Passage
from classify.wording import pattern

_FRAME_HEADING = re.compile(
    r"time-?\s?(?:frame|line|table)|schedule|duration|period|milestone|deadline|completion|\bend\b|\bterm\b|"
    r"calendrier|durée|échéance|délai|jalon|\bfin\b|calendario|duración|plazo|cronograma|cierre|\bhito",
    re.IGNORECASE,
)
_HEADING_BEFORE = re.compile(
    r"(?:time-?\s?frame|duration|period|start and end|start/end|completion|calendrier|durée|échéance|duración|plazo)\s?[:|–-]\s?$",
    re.IGNORECASE,
)
"""A heading inside of a line that holds a whole form."""
_COMING = re.compile(
    r"\b(?:will|shall|should|to be|is to|are to|has to|have to|must|plans? to|expected|scheduled|due|\w+(?:era|eront|ira|iront)|"
    r"devr\w+|\w+(?:ará|arán|erá|erán|irá|irán)|(?:is|are) (?:running|training|connecting|providing|hosting|opening|building))\b",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"on-?going|continu\w+|indefinite|en cours|en curso|permanent|indéfini|indefinid", re.IGNORECASE)


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


def may_be_timed(text: str, own: Quantities) -> bool:
    """Whether any moment or length of time in the text can be an end, and is not past, a start, or that of an event."""
    return any(not elsewhere(match) for match in own.dated.finditer(text)) and not _OPEN_END.search(text)


def _of_passage(reading: Reading, known: Mapping[str, Quantities], *, answered: bool) -> Iterator[TimeFrame]:
    passage, text = reading.passage, reading.passage.flat
    if passage.language not in known or not passage.section.judged or "question" in reading.signals:
        return
    own = known[passage.language]
    headed = bool(_FRAME_HEADING.search(passage.label))
    spans = list(own.span.finditer(text))
    for match in spans:
        told = headed or bool(_HEADING_BEFORE.search(text[max(0, match.start() - 30) : match.start()]))
        if told or answered or _promised(reading, match):
            yield TimeFrame(match[0].strip(), passage, match.start(), match.end(), 0.9 if told else 0.7)
    for match in own.milestone.finditer(text) if "ahead" in reading.signals or "future" in reading.signals else ():
        if comes(match) and _promised(reading, match):
            yield TimeFrame(match[0].strip(), passage, match.start(), match.end(), 0.6)
    if headed and not spans and not _OPEN_END.search(text):
        for match in (*own.end.finditer(text), *own.length.finditer(text)):
            yield TimeFrame(match[0].lstrip("-–— "), passage, match.start(), match.end(), 0.9)


def comes(match: re.Match[str]) -> bool:
    """Whether a verb to come stands beside a month or year."""
    text = match.string
    return bool(
        _COMING.search(text[max(0, match.start() - 90) : match.start()])
        or _COMING.search(text[match.end() : match.end() + 40])
    )


def between(match: re.Match[str]) -> bool:
    """Whether a stretch lies between two times: as often one that was looked at as one to come."""
    return bool(pattern("frames", "between").match(match[0]))


def elsewhere(match: re.Match[str]) -> bool:
    """Whether the words around tell that the time is past, a start alone, a forecast, or that of an event or contest."""
    text = match.string
    before, after = text[max(0, match.start() - 70) : match.start()], text[match.end() : match.end() + 45]
    return bool(
        pattern("frames", "elsewhere").search(before[-60:] + match[0] + after[:30])
        or pattern("frames", "past_before").search(before[-35:])
        or pattern("frames", "start_before").search(before[-24:])
        or pattern("frames", "past_after").match(after)
        or pattern("frames", "forecast").search(text[max(0, match.start() - 120) : match.end() + 120])
    )


def _promised(reading: Reading, match: re.Match[str]) -> bool:
    """Whether the words around speak of results to come, and not of an event or of what has been."""
    if elsewhere(match):
        return False
    ahead = bool(reading.signals & {"future", "committed"})
    if "past" in reading.signals and not ahead:
        return False
    if between(match):
        return comes(match)
    if ahead or re.match(r"\S+[- ](?:year|month)", match[0]):
        return True
    return "told" not in reading.signals and _stands(reading, match)


def _stands(reading: Reading, match: re.Match[str]) -> bool:
    """Whether a sentence without a verb to come promises: by its end, or by the contract whose length it gives."""
    before = match.string[max(0, match.start() - 45) : match.start()]
    if not pattern("frames", "until").match(match[0]) and not pattern("frames", "bound").search(before + match[0]):
        return False
    return reading.passage.form is not Form.PROSE or not pattern("frames", "simple_past").search(match.string)
