"""Header blocks inside a body: From, Sent, To, Subject as mail programs copy them above the mail that is answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from intake.body.lines import Line, has_address, has_clock, has_date, has_time

BLOCK_CAP = 60
"""Lines that one header block may take; long lists of recipients are wrapped."""

_REPEATED = 2
"""Fields that one header block may name again (Sent and Date, From and Sent by); a list names them without end."""
_RULE = re.compile(r"[-=_*~#\u2500\u2014\u2013]{3,200}")


@dataclass(frozen=True, slots=True)
class Block:
    """A header block: the lines from `first` up to, not including, `after`."""

    first: int
    after: int
    certain: bool
    """Whether it could hardly be anything but a copied header: three fields, a sender, and an address or a time."""


def is_rule(text: str) -> bool:
    """Whether a line is nothing but a drawn rule."""
    return _RULE.fullmatch(text) is not None


def find_block(lines: Sequence[Line], at: int) -> Block | None:
    """Return the header block whose first field stands at this line, or None. All its lines are quoted equally deep."""
    if lines[at].label is None:
        return None
    fields: dict[str, str] = {}
    last = at
    repeated = 0
    for position in range(at, min(len(lines), at + BLOCK_CAP)):
        line = lines[position]
        if line.depth != lines[at].depth or repeated > _REPEATED:
            break
        if line.label is not None:
            repeated += line.label[0] in fields and line.label[0] != "cc"
            fields.setdefault(*line.label)
            last = position
        elif line.blank:
            if "subject" in fields or position - last > 2:
                break
        elif not _continues(lines[position - 1], line):
            break
        else:
            last = position
    if "from" not in fields and {"to", "subject"} <= fields.keys() and (start := _notes_head(lines, at)) < at:
        return Block(start, last + 1, certain=False)
    return _judge(fields, at, last + 1)


def _judge(fields: dict[str, str], first: int, after: int) -> Block | None:
    """Decide whether fields found together are a header block.

    A copied header gives the time of day. The date of a letter or a memo does not.
    """
    sender, date = fields.get("from", ""), fields.get("date", "")
    timed = has_time(date) or (has_clock(sender) and has_date(sender))
    if date and not timed:
        return None
    if not sender:
        ordered = "to" in fields and timed and ("subject" in fields or has_address(fields["to"]))
        return Block(first, after, certain=False) if ordered else None
    addressed = has_address(" ".join(fields.values()))
    if len(fields.keys() - {"cc"}) >= 3 and (addressed or (timed and "subject" in fields)):
        return Block(first, after, certain=timed and "subject" in fields)
    return Block(first, after, certain=False) if timed and has_address(sender) else None


def _continues(above: Line, line: Line) -> bool:
    """Whether a line without label goes on with the field above it: a wrapped list of recipients or a wrapped subject."""
    if above.blank:
        return False
    if above.text.endswith((",", ";", "<")) or "@" in line.text or line.text.startswith(("<", "[", "(")):
        return True
    kind = above.label[0] if above.label is not None else ""
    return kind in {"to", "cc", "subject"} and above.width > 60 and line.width < above.width


def _notes_head(lines: Sequence[Line], at: int) -> int:
    """Return the first line of a sender and a time that stand without labels above To, as Notes writes them, or `at`."""
    seen = [i for i in range(max(0, at - 7), at) if not lines[i].blank and lines[i].depth == lines[at].depth]
    if not seen or len(lines[seen[-1]].text) > 140:
        return at
    stamp = seen[-1]
    text = lines[stamp].text
    if not (has_clock(text) and has_date(text)):
        return at
    named = sum(character.isalpha() for character in text) > 6
    if named or len(seen) < 2 or len(lines[seen[-2]].text) > 80:
        return stamp
    if (lines[seen[-2]].label or ("", ""))[0] == "from" and len(seen) > 2 and len(lines[seen[-3]].text) < 80:
        return seen[-3]
    return seen[-2]
