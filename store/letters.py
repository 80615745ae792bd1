"""Letters in the outbox: putting them in, looking them up, and counting what was sent before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, false, func, not_, or_, select

from store.addresses import domain_of, fold
from store.casework import decided
from store.errors import KeyReused
from store.insert import inserted
from store.record import Envelope, LetterState, Posted, ReplyHistory
from store.schema import cases, outbox
from store.suppressions import suppressed

ASKING = ("incomplete", "unreadable")
"""Kinds of letter that put a question to the sender."""

COLUMNS = (
    outbox.c.id,
    outbox.c.key,
    outbox.c.kind,
    outbox.c.reference,
    outbox.c.mail_from,
    outbox.c.recipient,
    outbox.c.message_id,
    outbox.c.content,
    outbox.c.state,
    outbox.c.attempts,
    outbox.c.created,
    outbox.c.due,
    outbox.c.expires,
    outbox.c.reason,
)
_NOT_LEFT = (LetterState.PENDING, LetterState.HELD)
_STANDS = or_(outbox.c.state != LetterState.CANCELLED, outbox.c.doubt)
"""The letter left, may have left, or may yet leave, or tried to; its key is taken."""
ASKED = and_(outbox.c.kind.in_(ASKING), _STANDS)
"""The letter is one round of asking."""
_COUNTS = or_(
    outbox.c.state.in_((LetterState.PENDING, LetterState.SENDING, LetterState.SENT, LetterState.BOUNCED)),
    outbox.c.doubt,
)
"""The letter counts against the limits on what people get from us; one in UNKNOWN is always in doubt."""


def posted_of(row: Row[*tuple[Any, ...]]) -> Posted:
    """A row of COLUMNS as a noun."""
    identity, key, kind, reference, mail_from, recipient, message_id, content, state, *rest = row
    envelope = Envelope(key, kind, reference, mail_from, recipient, message_id, bytes(content))
    return Posted(identity, envelope, state, *rest)


def enqueue(
    conn: Connection,
    envelope: Envelope,
    now: datetime,
    due: datetime,
    expires: datetime,
    hold_reason: str = "",
    asks: tuple[str, ...] = (),
) -> int | None:
    """Put a letter into the outbox and return its number; None when this very letter is there already.

    It waits for a person when `hold_reason` says why, or when its address is suppressed. Raises KeyReused when its key
    belongs to a letter with other bytes or another recipient: that would be a second letter of one purpose.
    """
    if not hold_reason and (why := suppressed(conn, envelope.recipient)):
        hold_reason = f"no letters to this address: {why}"
    state = LetterState.HELD if hold_reason else LetterState.PENDING
    times = {"created": now, "updated": now, "counted": now, "due": due, "expires": expires}
    fresh = {"state": state, "doubt": False, "attempts": 0, "reason": hold_reason, "asks": asks}
    compared = {"address": fold(envelope.recipient), "domain": domain_of(envelope.recipient)}
    number = inserted(conn, outbox, outbox.c.id, **asdict(envelope), **compared, **fresh, **times)
    if number is None:
        there = conn.execute(
            select(outbox.c.content, outbox.c.recipient).where(outbox.c.key == envelope.key, _STANDS)
        ).one()
        if (bytes(there.content), there.recipient) != (envelope.content, envelope.recipient):
            raise KeyReused(f"another letter stands under the key {envelope.key}")
    return number


def posted(conn: Connection, letter: int) -> Posted | None:
    """Return the letter of this number, or None."""
    row = conn.execute(select(*COLUMNS).where(outbox.c.id == letter)).one_or_none()
    return None if row is None else posted_of(row)


def under(conn: Connection, key: str) -> Posted | None:
    """Return the latest letter that was ever put under this key, or None."""
    query = select(*COLUMNS).where(outbox.c.key == key).order_by(outbox.c.id.desc()).limit(1)
    row = conn.execute(query).one_or_none()
    return None if row is None else posted_of(row)


def listed(
    conn: Connection,
    states: Collection[LetterState] = (),
    reference: str | None = None,
    limit: int = 50,
    before: int | None = None,
) -> tuple[Posted, ...]:
    """Return letters in these states (all when none is given), of this case if one is given, the newest first.

    `before` goes on behind the letter of that number.
    """
    query = select(*COLUMNS).order_by(outbox.c.id.desc()).limit(limit)
    if states:
        query = query.where(outbox.c.state.in_(states))
    if reference is not None:
        query = query.where(outbox.c.reference == reference)
    if before is not None:
        query = query.where(outbox.c.id < before)
    return tuple(posted_of(row) for row in conn.execute(query))


def history(conn: Connection, reference: str | None, address: str, now: datetime) -> ReplyHistory:
    """Return what was sent before, to decide whether this address may be written to in this case.

    A letter counts from the moment it is written, and again from its last attempt; one that waits for a person or was
    withdrawn in time does not. Letters without a case, like the digest, are no replies and count nowhere. Nor does a
    letter of this very case that has not left: a new message of its sender withdraws it.
    """
    unsent = and_(outbox.c.reference == reference, outbox.c.state.in_(_NOT_LEFT), not_(outbox.c.doubt))
    withdrawn = false() if reference is None else unsent
    mine, house = outbox.c.address == fold(address), outbox.c.domain == domain_of(address)
    hour, day, week = (outbox.c.counted > now - timedelta(hours=hours) for hours in (1, 24, 7 * 24))
    limits = select(
        func.count().filter(mine, day),
        func.count().filter(mine),
        func.count().filter(house, hour),
        func.count().filter(hour),
        func.count().filter(day),
    ).where(week, _COUNTS, outbox.c.reference.is_not(None), not_(withdrawn))
    to_sender_day, to_sender_week, to_domain_hour, total_hour, total_day = conn.execute(limits).one()
    in_case = select(func.count().filter(ASKED, not_(withdrawn)), func.count())
    # Never `reference IS NULL`: the letters without a case are no case.
    rounds, written = (
        (0, 0) if reference is None else conn.execute(in_case.where(outbox.c.reference == reference)).one()
    )
    after_decision = select(cases.c.reference).where(cases.c.reference == reference, decided(cases.c.reference))
    return ReplyHistory(
        rounds=rounds,
        written=written,
        to_sender_day=to_sender_day,
        to_sender_week=to_sender_week,
        to_domain_hour=to_domain_hour,
        total_hour=total_hour,
        total_day=total_day,
        suppressed=suppressed(conn, address) is not None,
        decided=reference is not None and conn.scalar(after_decision) is not None,
    )
