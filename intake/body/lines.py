"""A body as lines: where each one stands, how deeply it is quoted, and what it says without its quote marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from intake.body.labels import read_label

LINE_CAP = 600
"""Characters of one line that are looked at; what stands behind them never decides what a line is."""
DEPTH_CAP = 64
_DIRECTIONS = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
"""Marks of writing direction, which mail programs put around names and addresses."""
_UNSEEN = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2002\u2003\u2009\u200b\u2028\u2029\u202f\u3000\ufeff"

_TIME = re.compile(
    r"(?<![\d.])\d{1,2}[:：hч.]\d{2}(?![.]?\d)|\d{1,2} ?[ap]\.?m\b|\d{1,2}[时時시点點]\d{0,2}", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)|(?<![\d.])\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}(?!\d)")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:：]\d{2}(?!\d)")
_ADDRESS = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}\.[\w.-]{1,80}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a body, its line feed included in `end`; `text` is stripped, unquoted and capped."""

    start: int
    end: int
    depth: int
    text: str
    width: int
    """Characters of the whole line as it stands, quote marks included."""
    label: tuple[str, str] | None
    """The kind of header that it seems to be and its value."""

    @property
    def blank(self) -> bool:
        """Whether it says nothing, quoted or not."""
        return not self.text

    @property
    def quoted(self) -> bool:
        """Whether it begins with a quote mark."""
        return self.depth > 0


def read_lines(text: str) -> tuple[Line, ...]:
    """Return every line of a text, so that their spans follow each other and cover it."""
    lines = []
    start = 0
    for raw in text.splitlines(keepends=True):
        lines.append(_line(raw, start))
        start += len(raw)
    return tuple(_unescaped(lines, at) for at in range(len(lines)))


def _unescaped(lines: Sequence[Line], at: int) -> Line:
    """Return the line, unquoted when its mark is only the escape of a line that begins with From in an mbox file."""
    line = lines[at]
    alone = not any(other.quoted for other in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]))
    return replace(line, depth=0) if line.depth == 1 and line.text.startswith("From ") and alone else line


def _line(raw: str, start: int) -> Line:
    head = raw[:LINE_CAP].strip("\n\r\v\f")
    position = depth = spaces = 0
    for position, character in enumerate(head):  # noqa: B007 - the last position says where the words begin
        if character == ">" and depth < DEPTH_CAP:
            depth += 1
            spaces = 0
        elif character in " \xa0\u200b\ufeff" and spaces < 3:
            spaces += 1
        else:
            break
    words = head[position:] if depth else head
    if depth > 1 and words.rstrip().endswith("<<"):  # an ornament: >> words <<
        depth, words = 0, head
    elif depth and not words.strip("> \xa0"):
        words = ""
    if not words.isascii():
        words = words.translate(_DIRECTIONS)
    words = words.strip(_UNSEEN)
    return Line(start, start + len(raw), depth, words, len(head), read_label(words))


def has_time(text: str) -> bool:
    """Whether a text names a time of day."""
    return _TIME.search(text[:LINE_CAP]) is not None


def has_clock(text: str) -> bool:
    """Whether a text names a time of day with a colon: 14:30."""
    return _CLOCK.search(text[:LINE_CAP]) is not None


def has_date(text: str) -> bool:
    """Whether a text names a year or a date in figures."""
    return _YEAR.search(text[:LINE_CAP]) is not None


def has_address(text: str) -> bool:
    """Whether a text names an e-mail address."""
    return "@" in text and _ADDRESS.search(text[:LINE_CAP]) is not None
