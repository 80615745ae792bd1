"""A message in, the reasons not to answer it automatically out (RFC 3834 and neighbours).

"Do not answer" and "do not record" are two decisions: a mark never keeps a message from being read, and only marks whose
origin is not a person say that a machine wrote. Rate limits are not judged here; they need a history.
The codes and what they mean: `intake.marks.codes.CODES`.
"""

from __future__ import annotations

from collections.abc import Collection

from intake.marks.codes import CODES
from intake.marks.headers import header_marks
from intake.marks.notices import notice_marks
from intake.marks.reports import report_marks
from intake.marks.senders import sender_marks
from intake.marks.texts import text_marks
from intake.message import Mark, Message

__all__ = ["CODES", "marks"]


def marks(message: Message, own: Collection[str]) -> tuple[Mark, ...]:
    """Return every reason, in the order of the table; each code once.

    `own` are our own addresses; where it is empty, nothing is said about mail from us or not to us.
    """
    found = [
        *header_marks(message, own),
        *report_marks(message),
        *sender_marks(message, own),
        *notice_marks(message),
        *text_marks(message),
    ]
    first = {mark.code: mark for mark in reversed(found)}
    return tuple(first[code] for code in CODES if code in first)
