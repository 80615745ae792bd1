"""A failure report in, the letters of ours that it says were not delivered (RFC 3464)."""

from __future__ import annotations

import re

from classify.assessment import Kind
from intake.message import Submission
from store.record import Recorded

MOST_BYTES = 1024 * 1024
"""Of a report that are looked at."""
_LINES = re.IGNORECASE | re.MULTILINE
_FAILED = re.compile(rb"^(?:Action:[ \t]*failed|Status:[ \t]*5\.)", _LINES)
_FIELD = rb"^[ \t>]{0,20}(?:Original-)?Message-ID:[ \t]{0,20}(?:\r?\n[ \t]{1,20})?"
"""What stands before the id of the failed mail, in its returned header or in the report's own words."""


def returned(recorded: Recorded, domain: str) -> tuple[str, ...]:
    """Return the Message-IDs of our letters that came back for good; none for a delay, or a report on other mail.

    Only the register knows which of them exist: a letter's Message-ID holds 160 bits that only we can compute, so a
    report that names one has seen the letter. It must name it as the mail that failed: mail of others in the thread
    names our letters too, in its References.
    """
    if recorded.assessment.kind is not Kind.BOUNCE:
        return ()
    text = _text(recorded.submission)
    if not _FAILED.search(text):
        return ()
    ours = re.compile(_FIELD + rb"(<[a-z2-7]{32}\.[a-z-]{1,40}@" + re.escape(domain.encode()) + rb">)", _LINES)
    return tuple(dict.fromkeys(found.decode().lower() for found in ours.findall(text)))


def _text(submission: Submission) -> bytes:
    parts = [submission.message.body.encode(), *(attachment.content for attachment in submission.message.attachments)]
    return b"\n".join(parts)[:MOST_BYTES]
