"""Which lines of a body the sender newly wrote, and which are earlier or passed-on mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from intake.body.attributions import find_attribution, is_quoted_below, is_stamp
from intake.body.headers import find_block, is_rule
from intake.body.lines import Line
from intake.body.separators import find_separator
from intake.message import ZoneKind

OWN, QUOTED, FORWARDED = ZoneKind.OWN, ZoneKind.QUOTED, ZoneKind.FORWARDED

_PASSES_ON = re.compile(
    r"\b(?:fyi|f\.y\.i|forward(?:ed|ing)?|fwd?|see (?:below|the (?:message|mail|e-?mail) below)|below is|"
    r"transf[eé]r\w{0,8}|ci-dessous|réexpédi\w{0,6}|reenv[ií]\w{0,6}|más abajo|abajo|encaminh\w{0,6}|abaixo|weitergeleitet|"
    r"weiterleit\w{0,6}|unten|inoltr\w{0,6}|qui sotto|doorgestuurd|hieronder|пересыла\w{0,6}|переслал\w{0,3}|ниже)\b|"
    r"转发|轉寄|如下|転送|أدناه|إعادة توجيه|전달",
    re.IGNORECASE,
)
_INTRODUCTION_CAP = 400
_FULL_WIDTH = 62
"""Characters from which a mail program wraps a quoted line, the mark of the wrapped rest lost."""
_OVERFLOW_CAP = 12
_FIGURE = re.compile(r"[=\d%$€£]")


@dataclass(frozen=True, slots=True)
class Cut:
    """Lines that are not the sender's: from `first` to before `after`; `open_ended`: all that follows belongs to them."""

    kind: ZoneKind
    first: int
    after: int
    open_ended: bool


def mark_lines(lines: Sequence[Line], *, is_reply: bool) -> list[ZoneKind]:
    """Return one of own, quoted and forwarded for every line, in order.

    A mail that answers nothing loses lines only below a marker that cannot be mistaken.
    """
    kinds = [OWN] * len(lines)
    at = 0
    spoken: int | None = None  # the first line that holds words of the sender
    attributed = False
    while at < len(lines):
        line = lines[at]
        if is_reply and spoken is not None and is_stamp(line):
            kinds[at:] = [QUOTED] * (len(lines) - at)
            return kinds
        if line.quoted:
            after, certain = _mark_quoted(lines, kinds, at, is_reply=is_reply)
            attributed = attributed or certain
            spoken = at if spoken is None and kinds[at] is OWN else spoken
            at = after
            continue
        cut = None if line.blank else _find_cut(lines, at, spoken, is_reply=is_reply)
        if cut is None:
            spoken = at if spoken is None and not line.blank else spoken
            at += 1
            continue
        attributed = True
        end = len(lines) if cut.open_ended else cut.after
        kinds[cut.first : end] = [cut.kind] * (end - cut.first)
        at = end
    return kinds if attributed or spoken is not None else [OWN] * len(lines)


def _find_cut(lines: Sequence[Line], at: int, spoken: int | None, *, is_reply: bool) -> Cut | None:
    """Return what begins at an unquoted line that says something, or None where the sender goes on."""
    if (found := find_separator(lines, at)) is not None:
        kind, after = found
        if kind is QUOTED and _passed_on(lines, at, spoken, is_reply=is_reply):
            kind = FORWARDED
        return _cut(kind, at, _below_headers(lines, after), lines)
    block = find_block(lines, at)
    if block is not None and (block.certain or (is_reply and spoken is not None)):
        kind = FORWARDED if _passed_on(lines, block.first, spoken, is_reply=is_reply) else QUOTED
        return _cut(kind, _with_rule(lines, block.first), block.after, lines)
    if (below := find_attribution(lines, at, careful=not is_reply)) is not None:
        cut = _cut(QUOTED, at, below, lines)
        return cut if spoken is not None else replace(cut, open_ended=False)
    return None


def _cut(kind: ZoneKind, first: int, after: int, lines: Sequence[Line]) -> Cut:
    """Return a cut that ends with its own lines where quote marks show what is quoted, and never where nothing does."""
    return Cut(kind, first, after, open_ended=not is_quoted_below(lines, after, 0))


def _below_headers(lines: Sequence[Line], at: int) -> int:
    """Return the line after the header block that begins within the next lines, or the line given."""
    start = next((i for i in range(at, min(len(lines), at + 3)) if not lines[i].blank), at)
    block = find_block(lines, start) if start < len(lines) else None
    return at if block is None else block.after


def _passed_on(lines: Sequence[Line], at: int, spoken: int | None, *, is_reply: bool) -> bool:
    """Whether mail below is somebody's that the sender passes on: nothing was written above, or an introduction says so."""
    if not is_reply or spoken is None or spoken >= at:
        return True
    above = " ".join(line.text for line in lines[max(spoken, at - 12) : at])
    return len(above) <= _INTRODUCTION_CAP and _PASSES_ON.search(above) is not None


def _with_rule(lines: Sequence[Line], at: int) -> int:
    """Return where a cut begins when the drawn rule right above it is taken along."""
    for above in range(at - 1, max(-1, at - 4), -1):
        if is_rule(lines[above].text):
            return above
        if not lines[above].blank:
            break
    return at


def _mark_quoted(lines: Sequence[Line], kinds: list[ZoneKind], at: int, *, is_reply: bool) -> tuple[int, bool]:
    """Mark the run of quoted lines that begins here; return the line after it and whether its origin is certain."""
    end = at
    while end < len(lines):
        after = end + 1 if lines[end].quoted else _overflow(lines, end)
        if after == end:
            break
        end = after
    first = next((i for i in range(at, end) if not lines[i].blank), at)
    attributed = any(kinds[i] is not OWN for i in range(max(0, at - 4), at))
    certain = attributed or find_attribution(lines, first, careful=False) is not None
    separator = find_separator(lines, first)
    certain = certain or separator is not None or find_block(lines, first) is not None
    if not certain and (not is_reply or _is_figure(lines, at, end)):
        return end, False
    above = kinds[at - 1] if at and kinds[at - 1] is FORWARDED else QUOTED
    kind = separator[0] if separator is not None and above is QUOTED else above
    kinds[at:end] = [kind] * (end - at)
    return end, certain


def _overflow(lines: Sequence[Line], at: int) -> int:
    """Return the line after the wrapped rest of the quoted line above, or `at` when the sender speaks here.

    A line that was too long when it was quoted goes on without marks. It stands right below a full quoted line and right
    above another one, its own lines are full but the last, and a sentence runs across one of its two edges.
    """
    above, line = lines[at - 1], lines[at]
    if line.blank or above.blank or above.width + 1 + len(line.text.partition(" ")[0]) < _FULL_WIDTH:
        return at
    for end in range(at + 1, min(len(lines), at + _OVERFLOW_CAP)):
        below = lines[end]
        if below.quoted:
            return end if _runs_on(above, line) or _runs_on(lines[end - 1], below) else at
        if below.blank or lines[end - 1].width < _FULL_WIDTH:
            return at
    return at


def _runs_on(above: Line, below: Line) -> bool:
    """Whether a sentence goes on from one line to the next: no full stop above, small letters below."""
    return not above.text.endswith((".", "?", "!")) and (below.text[:1].islower() or below.text[:1] in {"<", "(", "&"})


def _is_figure(lines: Sequence[Line], at: int, end: int) -> bool:
    """Whether a single line begins with the sign for "more than" and no quote mark."""
    return end - at == 1 and lines[at].depth == 1 and _FIGURE.match(lines[at].text) is not None
