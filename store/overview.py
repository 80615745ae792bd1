"""Every message that was recorded, one line each: what it was taken for, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from classify.assessment import Kind
from store.record import MessageState
from store.schema import assessments, messages


@dataclass(frozen=True, slots=True)
class MailLine:
    """One message; `kind` is None until it is judged."""

    sha256: str
    received: datetime
    sender: str
    subject: str
    state: MessageState
    kind: Kind | None
    reference: str | None
    action: str
    reason: str


def mail(conn: Connection, limit: int = 1000) -> tuple[MailLine, ...]:
    """Return the messages in the order in which they were received, the oldest first, at most `limit`."""
    query = (
        select(messages, assessments.c.kind)
        .outerjoin(assessments, assessments.c.message == messages.c.sha256)
        .order_by(messages.c.received, messages.c.sha256)
        .limit(limit)
    )
    return tuple(
        MailLine(
            sha256=row.sha256,
            received=row.received,
            sender=row.sender_email or "",
            subject=row.subject,
            state=row.state,
            kind=row.kind,
            reference=row.reference,
            action=row.reply_action,
            reason=row.reply_reason or row.reason,
        )
        for row in conn.execute(query)
    )
