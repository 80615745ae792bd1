"""The text of a document in, its paragraphs out: prose, bullets, form fields, table rows and headings, by offsets.

Hard-wrapped lines belong to one paragraph; a list of names, one a line, does not. The lines tell: a line was wrapped
when the first word of the next would not have fitted any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from classify.text.labels import FORM_LABELS

_BULLET = re.compile(r"[ \t>]*(?:[-*+•‣◦▪▫–—·●○■□➢➤✓✔]|\(?\d{1,2}[.)]|\(?[a-h][.)]|\(?[ivx]{1,4}\))[ \t]+(?=\S)")
_FIELD = re.compile(
    r"[ \t>]*[*_]{0,2}(?P<key>[^\W\d_][^:：\n\t|@]{1,48}?)[*_]{0,2}[ \t]*[:：][*_]{0,2}[ \t]*(?P<value>\S)"
)
_ROW = re.compile(r"^[ \t]*\||\t|\S {3,}\S.* {3,}\S| \| ")
_RULE = re.compile(r"[\W_]+$")
_MARKED = re.compile(r"[ \t]*(?:#{1,6}[ \t]+\S|(?:\*\*|__)[^*_].{0,120}?(?:\*\*|__):?[ \t]*$)")
_TERMINAL = re.compile(r"[.!?;,…。！？；，][\"'”’»)\]*_]{0,3}$")
_CHANNEL = re.compile(r"@|https?://|www\.|\+?\d[\d ().-]{6,}")
_DATE_ONLY = re.compile(
    r"(?:[^\W\d][^,\n\d]{1,30},\s){0,2}(?:(?:le|el|the|on)\s)?[\d\W]*(?:de\s)?(?:\w{3,10}[\d\W]+)?(?:del?\s)?[\d\W]*$"
)
"""A date, with or without the place before it."""
_UNFINISHED = re.compile(r"(?:,|[-–(]|(?:^|\s)[^\W\d_A-ZÀ-Ý]{1,4})$")
"""A line that ends with a comma or a small word goes on in the next."""
_SENTENCE_KEY = re.compile(r"\s(?:is|are|was|were|will|said|says|that|we|they|est|sont|que|son|dijo)\s", re.IGNORECASE)
_LABEL_DROSS = re.compile(r"^[\W\d_]+|\((?:s|es|e)\)|[\W_]+$")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)\]*_]{0,3}$")
_NEARLY_FULL, _FULL = 0.85, 0.93
"""Share of the width that a wrapped line fills: lines of print differ, and one that ends a sentence may end a paragraph."""
_SHORT = 30
"""A line up to this length is not known to be wrapped only because the next one begins with a small letter."""
_ENOUGH_WRAPPED, _UNEVEN = 4, 0.03
"""How many wrapped lines tell how full they are, and what share of the width others may fall behind them."""
_ENTRY = 80
"""A line up to this length may be an entry of a list."""
_LEAD_WORDS = 9
_MAX_LINE = 20_000
"""A longer line is cut into lines of this length: no person wrote it."""


class Form(StrEnum):
    """What a paragraph looks like."""

    PROSE = "prose"
    BULLET = "bullet"
    FIELD = "field"
    ROW = "row"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text that belongs together; white space at its ends is not part of it."""

    start: int
    end: int
    form: Form
    label: str = ""
    """Of a heading or field: its words without numbering, marks and colon."""
    words: int = 0
    """Where its words begin behind a bullet or number, counted from `start`."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    blank_before: bool
    blank_after: bool


@dataclass(frozen=True, slots=True)
class _Filled:
    """The column that a line and the next one's first word reach at least when the line was wrapped."""

    unfinished: float
    """For a line that ends with a comma or a small word."""
    least: float
    ended: float
    """For a line at whose end a sentence ends."""


def label_of(text: str) -> str:
    """Return a heading's or key's words without numbering, emphasis, plural brackets and colon."""
    return _LABEL_DROSS.sub("", _LABEL_DROSS.sub("", " ".join(text.split())))


def paragraphs(text: str, start: int = 0, end: int | None = None) -> Iterator[Paragraph]:
    """Yield the paragraphs of `text[start:end]` in order; offsets count from the beginning of `text`."""
    lines = tuple(_lines(text, start, len(text) if end is None else end))
    width = _width(lines)
    filled = _filled(lines, width)
    if not width:  # every line is a paragraph, as if blank lines parted them
        lines = tuple(replace(line, blank_after=True) for line in lines)
    number, headed = 0, False
    while number < len(lines):
        line, following = lines[number], lines[number + 1] if number + 1 < len(lines) else None
        number += 1
        before = lines[number - 2] if number > 1 else None
        if not width and not headed and (before is None or len(before.text) > _ENTRY):
            line = replace(line, blank_before=True)  # it stands neither below a heading nor in a list of names
        form = _form(line, following, before)
        headed = form is Form.HEADING
        if form is Form.HEADING:
            yield Paragraph(line.start, line.end, form, label_of(line.text))
            continue
        last = line
        while form is not Form.ROW and number < len(lines) and _continues(last, lines[number], filled, form):
            last = lines[number]
            number += 1
        key = _FIELD.match(line.text) if form is Form.FIELD else None
        bullet = _BULLET.match(line.text) if form is Form.BULLET else None
        yield Paragraph(line.start, last.end, form, label_of(key["key"]) if key else "", bullet.end() if bullet else 0)


def _lines(text: str, start: int, end: int) -> Iterator[_Line]:
    """The lines that hold something, trimmed, and what stands around them."""
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
            before = number == 0 or blanks[number - 1]
            after = number + 1 == len(spans) or blanks[number + 1]
            yield _Line(a + left, a + right, piece[left:right], before, after)


def _turns_page(line: str) -> bool:
    """Whether a line holds a form feed alone: pages end anywhere, paragraphs do not end with them."""
    return "\f" in line and not line.strip()


def _width(lines: tuple[_Line, ...]) -> int:
    """The column at which this text seems to be wrapped, or 0 when its lines are whole paragraphs."""
    lengths = sorted(len(line.text) for line in lines)
    if not lengths:
        return 0
    long = lengths[int(len(lengths) * 0.9)]
    return 0 if long > 140 else max(60, long)


def _filled(lines: tuple[_Line, ...], width: int) -> _Filled:
    """How full a line is when it was wrapped, as those lines show whose next one begins in the middle of a sentence."""
    sure = [_reach(line, following) for line, following in pairwise(lines) if _surely_wrapped(line, following)]
    slack = width * _NEARLY_FULL
    least = max(slack, min(sure) - width * _UNEVEN if len(sure) >= _ENOUGH_WRAPPED else 0)
    return _Filled(slack, least, max(least, width * _FULL))


def _surely_wrapped(line: _Line, following: _Line) -> bool:
    return following.text[:1].islower() and len(line.text) > _SHORT and not line.blank_after


def _reach(line: _Line, following: _Line) -> int:
    """The column to which the next line's first word would have reached in this one."""
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0])


def _continues(line: _Line, following: _Line, filled: _Filled, form: Form) -> bool:
    """Whether the following line goes on with the paragraph of this one."""
    if line.blank_after or _BULLET.match(following.text) or _ROW.search(following.text):
        return False
    if _MARKED.match(following.text) or _known(following.text):
        return False
    ended = bool(_SENTENCE_END.search(line.text))
    if ended and (_CHANNEL.search(following.text.split(maxsplit=1)[0]) or _introduces(following.text)):
        return False
    if _surely_wrapped(line, following):
        return True
    unfinished = bool(_UNFINISHED.search(line.text))
    wrapped = _reach(line, following) >= (filled.ended if ended else filled.unfinished if unfinished else filled.least)
    if not wrapped or not _field(following.text):
        return wrapped
    return not _TERMINAL.search(line.text) and (form is Form.PROSE or unfinished)


def _introduces(text: str) -> bool:
    """Whether a short line with a colon at its end opens a list."""
    return text.endswith((":", "：")) and len(text.split()) <= _LEAD_WORDS


def _field(text: str) -> bool:
    match = _FIELD.match(text)
    return bool(
        match
        and not _SENTENCE_KEY.search(match["key"])
        and len(match["key"].split()) <= 6
        and match["key"][:1].isupper()
    )


def _form(line: _Line, following: _Line | None, before: _Line | None) -> Form:
    if _heading(line, following, before):
        return Form.HEADING
    if _ROW.search(line.text):
        return Form.ROW
    if _BULLET.match(line.text):
        return Form.BULLET
    return Form.FIELD if _field(line.text) else Form.PROSE


def _known(text: str) -> bool:
    return len(text) < 80 and not _field(text) and label_of(text).casefold() in FORM_LABELS


def _heading(line: _Line, following: _Line | None, before: _Line | None) -> bool:
    """Whether the line stands over what follows instead of being a part of it."""
    text = line.text
    if _MARKED.match(text):
        return True
    if _BULLET.match(text) or _ROW.search(text) or _CHANNEL.search(text):
        return False
    if _known(text):
        return True
    if _TERMINAL.search(text) or _field(text) or following is None:
        return False
    if before is None and (line.blank_after or _field(following.text)) and len(text.split()) > 1 and len(text) <= 250:
        return not _DATE_ONLY.match(text)
    return len(text) <= 110 and _stands_over(line, following, before)


def _stands_over(line: _Line, following: _Line, before: _Line | None) -> bool:
    """Whether a short line without a full stop looks like a heading of the longer one below it."""
    text, words = line.text, len(line.text.split())
    if not text[:1].isupper() or _DATE_ONLY.match(text):
        return False
    if following.text[:1].islower() and not line.blank_after:
        return False
    if text.endswith((":", "：")):
        return words <= _LEAD_WORDS
    if text.isupper() and sum(map(str.isalpha, text)) >= 4:
        return True
    opens = line.blank_before or (before is not None and bool(_TERMINAL.search(before.text)))
    longer = len(following.text) > max(60, len(text)) or bool(_TERMINAL.search(following.text))
    return opens and longer and words <= (14 if line.blank_after else 8)
