"""The text of a document in, its logical lines out: what a program broke over several lines is whole again, by offsets.

Hard-wrapped lines belong to one paragraph; a list of names, one a line, does not. The lines tell: a line was wrapped
when the first word of the next would not have fitted any more. Where no line goes on in the middle of a sentence,
nobody wrapped anything, and every line stands alone however long it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from classify.text.labels import FORM_LABELS
from classify.text.marks import BULLET, CHANNEL, FIELD, ROW, TERMINAL, is_field, is_known, is_marked, label_of, shouts

_RULE = re.compile(r"[\W_]+$")
_SMALL_WORDS = """the an? of to in on at by for from with as and or its? their our this that which who is are was were be has have will
les? la des? du un une et ou à au aux en dans par pour sur avec sous ce cette ces sa son ses leurs? nos qui que est sont
el los las del al y e o una unos unas con por para sobre su sus este esta se es son"""
_UNFINISHED = re.compile(rf"(?:,|[-–(]|(?:^|\s)(?:{'|'.join(_SMALL_WORDS.split())}))$")
"""A line that ends with a comma or a word that needs another one goes on in the next."""
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]*_]{0,3}$")
_DASH = re.compile(r"[-–—] [^\W\d_A-ZÀ-Þ]")
_DATELINE = re.compile(r"[A-ZÀ-Þ][^\d\n.;:]{2,40}, [^.;:\n]{0,20}(?:19|20)\d\d$")
"""A place and a date, alone on their line."""
_SECOND_SENTENCE = re.compile(r"[^\W_A-ZÀ-Þ]{3}[.!?] {1,2}[A-ZÀ-Þ¿¡]")
"""Where one sentence ends in a line and another begins: if that one does not end as well, it goes on below."""
_RUNNING_WORDS = 8
_NEARLY_FULL, _FULL = 0.85, 0.93
"""Share of the width that a wrapped line fills: lines of print differ, and one that ends a sentence may end a paragraph."""
_SHORT = 30
"""A line up to this length is not known to be wrapped only because the next one begins with a small letter."""
_ENOUGH_WRAPPED, _UNEVEN = 4, 0.03
"""How many wrapped lines tell how full they are, and what share of the width others may fall behind them."""
_ENOUGH_EXACT = 4
"""How many wrapped lines tell that letters are counted: each next word would have made the line the longest of all."""
_AGAINST = 2
"""Lines that could have been wrapped and were not, for each that was: beyond, small letters are chance."""
_LEAST_WIDTH, _GREATEST_WIDTH = 60, 140
_LEAD_WORDS = 9
_MAX_LINE = 20_000
"""A longer line is cut into lines of this length: no person wrote it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or several that were one before a program broke them; white space at its ends is not part of it."""

    start: int
    end: int
    text: str
    """With line breaks as spaces."""
    blank_after: bool = False


@dataclass(frozen=True, slots=True)
class _Filled:
    """The column that a line and the next one's first word reach at least when the line was wrapped."""

    unfinished: float
    """For a line that ends with a comma or a small word."""
    least: float
    ended: float
    """For a line at whose end a sentence ends."""


def logical_lines(text: str, start: int, end: int) -> Iterator[Line]:
    """Yield the lines of `text[start:end]` as they were before wrapping; offsets count from the beginning of `text`."""
    lines = tuple(_lines(text, start, end))
    filled, number = _filled(lines), 0
    while number < len(lines):
        first = last = lines[number]
        number += 1
        while filled and number < len(lines) and _continues(first, last, lines[number], filled):
            last = lines[number]
            number += 1
        yield Line(first.start, last.end, text[first.start : last.end].replace("\n", " "))


def _lines(text: str, start: int, end: int) -> Iterator[Line]:
    """The lines that hold something, trimmed, and whether nothing stands below."""
    spans: list[tuple[int, int]] = []
    while start < end:
        stop = text.find("\n", start, min(end, start + _MAX_LINE))
        stop = min(end, start + _MAX_LINE) if stop < 0 else stop
        spans.append((start, stop))
        start = stop + 1 if text[stop : stop + 1] == "\n" else stop
    spans = [(a, b) for a, b in spans if not _turns_page(text[a:b])]
    blanks = [not text[a:b].strip() or bool(_RULE.match(text[a:b])) for a, b in spans]
    for number, (a, b) in enumerate(spans):
        if not blanks[number]:
            piece = text[a:b]
            left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
            yield Line(a + left, a + right, piece[left:right], number + 1 == len(spans) or blanks[number + 1])


def _turns_page(line: str) -> bool:
    """Whether a line holds a form feed alone: pages end anywhere, paragraphs do not end with them."""
    return "\f" in line and not line.strip()


def _filled(lines: tuple[Line, ...]) -> _Filled | None:
    """How full a line is when it was wrapped, as those lines show whose next one goes on with them; None if none does."""
    width = _width(lines)
    near = width * _NEARLY_FULL
    full = [(a, b) for a, b in pairwise(lines) if not a.blank_after and _may_go_on(b) and _reach(a, b) >= near]
    sure = [(a, b) for a, b in full if _goes_on(a, b)]
    against = sum(not _goes_on(a, b) and not _SENTENCE_END.search(a.text) for a, b in full)
    if not width or not sure or against > _AGAINST * len(sure):
        return None
    reached = [_reach(a, b) for a, b in pairwise(lines) if _surely_wrapped(a, b)]
    longest = max(len(line.text) for line in lines)
    if len(sure) >= _ENOUGH_EXACT and min(_reach(a, b) for a, b in sure) > longest:  # by a program, to the letter
        return _Filled(longest + 1, longest + 1, longest + 1)
    least = max(near, min(reached) - width * _UNEVEN if len(reached) >= _ENOUGH_WRAPPED else 0)
    return _Filled(near, least, max(least, width * _FULL))


def _width(lines: tuple[Line, ...]) -> int:
    """The column at which this text seems to be wrapped, or 0 when its lines are too long for it."""
    lengths = sorted(len(line.text) for line in lines)
    if not lengths:
        return 0
    long = lengths[int(len(lengths) * 0.9)]
    return 0 if long > _GREATEST_WIDTH else max(_LEAST_WIDTH, long)


def _may_go_on(following: Line) -> bool:
    """Whether a line could be the rest of another one; in doubt it is none."""
    text = following.text
    return not (BULLET.match(text) or FIELD.match(text) or _begins(text) or _channelled(text))


def _channelled(text: str) -> bool:
    """Whether a line begins with an address or a number to call."""
    return CHANNEL.search(text.split(maxsplit=1)[0]) is not None


def _goes_on(line: Line, following: Line) -> bool:
    """Whether the line ends in the middle of a sentence of which the following one is the rest."""
    if _SENTENCE_END.search(line.text) or line.text.endswith((";", ":")):
        return False
    if following.text[:1].islower() or _UNFINISHED.search(line.text) or _SECOND_SENTENCE.search(line.text):
        return True
    return following.text[:1].isdigit() and _says_more(line.text) and _closes(following.text)


def _says_more(text: str) -> bool:
    """Whether a line is long enough to be running words."""
    return len(text.split()) >= _RUNNING_WORDS and not is_field(text)


def _closes(text: str) -> bool:
    """Whether a sentence ends in the line."""
    return bool(_SECOND_SENTENCE.search(text) or _SENTENCE_END.search(text))


def _surely_wrapped(line: Line, following: Line) -> bool:
    return following.text[:1].islower() and len(line.text) > _SHORT and not line.blank_after


def _reach(line: Line, following: Line) -> int:
    """The column to which the next line's first word would have reached in this one."""
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0])


def _continues(first: Line, line: Line, following: Line, filled: _Filled) -> bool:
    """Whether the following line goes on with this one, the last of those that go on with the first."""
    if line.blank_after or (line is first and _alone(line, following)) or _begins(following.text):
        return False
    if BULLET.match(following.text):
        return _is_aside(first, line, following, filled)
    reach, ended = _reach(line, following), bool(_SENTENCE_END.search(line.text))
    if ended and (_channelled(following.text) or _introduces(following.text)):
        return False
    if _surely_wrapped(line, following):
        return reach >= filled.unfinished or not line.text.endswith(";")
    unfinished = bool(_UNFINISHED.search(line.text))
    wrapped = reach >= (filled.ended if ended else filled.unfinished if unfinished else filled.least)
    if not wrapped or not is_field(following.text):
        return wrapped
    within_prose = not (is_field(first.text) or BULLET.match(first.text))
    return not TERMINAL.search(line.text) and (within_prose or unfinished)


def _is_aside(first: Line, line: Line, following: Line, filled: _Filled) -> bool:
    """Whether the dash that opens a line stands in the middle of a sentence, which the full line above has begun."""
    opened = BULLET.match(first.text) or TERMINAL.search(line.text) or line.text.endswith(":")
    return not opened and _DASH.match(following.text) is not None and _reach(line, following) >= filled.least


def _alone(line: Line, following: Line) -> bool:
    """Whether a line is whole whatever follows: a row, a heading by its marks, its words or its capitals, a lead."""
    text = line.text
    if is_marked(text) or is_known(text) or (ROW.search(text) and " | " not in text):
        return True
    if shouts(text):
        return not shouts(following.text)
    return _introduces(text) and not following.text[:1].islower()


def _begins(text: str) -> bool:
    """Whether a line begins something by what it is: a heading, a row, a known key of a form, a place with its date."""
    if is_marked(text) or is_known(text) or ROW.search(text):
        return True
    field = FIELD.match(text)
    return (field is not None and label_of(field["key"]).casefold() in FORM_LABELS) or bool(_DATELINE.match(text))


def _introduces(text: str) -> bool:
    """Whether a short line with a colon at its end opens a list."""
    return text.endswith((":", "：")) and len(text.split()) <= _LEAD_WORDS
