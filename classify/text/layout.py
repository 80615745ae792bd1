"""The text of a document in, its paragraphs out: prose, bullets, form fields, table rows and headings, by offsets.

What a line is, its own words and its neighbours' tell. Empty lines do not: a word processor sets every paragraph apart,
a mail program none, and the same words have the same headings in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from classify.text.marks import BULLET, CHANNEL, FIELD, ROW, TERMINAL, is_field, is_known, is_marked, label_of, shouts
from classify.text.wrapping import Line, logical_lines

_DATE_ONLY = re.compile(
    r"(?:[^\W\d][^,\n\d]{1,30},\s){0,2}(?:(?:le|el|the|on)\s)?[\d\W]*(?:de\s)?(?:\w{3,10}[\d\W]+)?(?:del?\s)?[\d\W]*$"
)
"""A date, with or without the place before it."""
_BY_LINE = re.compile(r"(?:by|par|por)\s+[^\W\d_a-zà-ÿ]", re.IGNORECASE)
_BY_LINE_WORDS = 8
_ENTRY = 80
"""A line up to this length may be an entry of a list."""
_LEAD_WORDS, _HEADING_WORDS = 9, 14
_TITLE_WORDS = 2
"""A first line of more words is a title; one of fewer may be a name or a greeting."""
_LONGEST_TITLE, _LONGEST_HEADING = 250, 110
_LONGER = 60


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
class _Above:
    """What stands above a line."""

    line: Line
    form: Form


def paragraphs(text: str, start: int = 0, end: int | None = None, *, titled: bool = True) -> Iterator[Paragraph]:
    """Yield the paragraphs of `text[start:end]` in order; offsets count from the beginning of `text`.

    `titled` says that the first line may be the title of the rest, as it is not in a signature.
    """
    lines = tuple(logical_lines(text, start, len(text) if end is None else end))
    above: _Above | None = None
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        form = _form(line, following, above, titled=titled)
        yield _paragraph(line, form)
        above = _Above(line, form)


def _paragraph(line: Line, form: Form) -> Paragraph:
    if form is Form.HEADING:
        return Paragraph(line.start, line.end, form, label_of(line.text))
    key = FIELD.match(line.text) if form is Form.FIELD else None
    bullet = BULLET.match(line.text) if form is Form.BULLET else None
    return Paragraph(line.start, line.end, form, label_of(key["key"]) if key else "", bullet.end() if bullet else 0)


def _form(line: Line, following: Line | None, above: _Above | None, *, titled: bool) -> Form:
    if _heading(line, following, above, titled=titled):
        return Form.HEADING
    if ROW.search(line.text):
        return Form.ROW
    if BULLET.match(line.text):
        return Form.BULLET
    return Form.FIELD if is_field(line.text) else Form.PROSE


def _heading(line: Line, following: Line | None, above: _Above | None, *, titled: bool) -> bool:
    """Whether the line stands over what follows instead of being a part of it."""
    text = line.text
    if is_marked(text):
        return True
    if BULLET.match(text) or ROW.search(text) or CHANNEL.search(text):
        return False
    if is_known(text):
        return True
    if TERMINAL.search(text) or is_field(text) or following is None:
        return False
    if above is None and titled and _is_title(text, following):
        return True
    return len(text) <= _LONGEST_HEADING and _stands_over(line, following, above)


def _is_title(text: str, following: Line) -> bool:
    words = len(text.split())
    if len(text) > _LONGEST_TITLE or _DATE_ONLY.match(text):
        return False
    return words > _TITLE_WORDS or (words > 1 and (is_field(following.text) or _longer(following, text)))


def _longer(following: Line, text: str) -> bool:
    return len(following.text) > max(_LONGER, len(text)) or TERMINAL.search(following.text) is not None


def _stands_over(line: Line, following: Line, above: _Above | None) -> bool:
    """Whether a short line without a full stop looks like a heading of the longer one below it."""
    text, words = line.text, len(line.text.split())
    if not text[:1].isupper() or _DATE_ONLY.match(text) or following.text[:1].islower():
        return False
    if _BY_LINE.match(text) and words <= _BY_LINE_WORDS:
        return False
    if text.endswith((":", "：")):
        return words <= _LEAD_WORDS
    opens = _opens(above)
    if shouts(text) and (words > 1 or opens):
        return True
    return opens and _longer(following, text) and words <= _HEADING_WORDS


def _opens(above: _Above | None) -> bool:
    """Whether something new may begin below: not under a heading, and not in a list of names."""
    if above is None or TERMINAL.search(above.line.text):
        return True
    return above.form is not Form.HEADING and len(above.line.text) > _ENTRY
