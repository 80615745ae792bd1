"""The states of a message, each transition one conditional update: it happens once, or not at all.

    state         event                                          next state
    (nothing)     sighted, its bytes durable (store.sightings)   STORED
    STORED        take: an attempt is counted, then begun        WORKING
    WORKING       record, by the same run (store.register)       RECORDED
    WORKING       give_back, by the same run                     STORED, not before `next_at`
    WORKING       release, by the same run                       STORED, the attempt not counted
    WORKING       recover: its run is dead, attempts are left    STORED
    WORKING       recover: its run is dead, none are left        QUARANTINED
    WORKING       quarantine, by the same run                    QUARANTINED
    STORED        quarantine: it cannot even be begun            QUARANTINED
    QUARANTINED   retry, by a person                             STORED, attempts from 0
    QUARANTINED   close, by a person                             CLOSED

Every other pair changes nothing, and the function says so. A run that was taken for dead and comes back finds that its
messages are not WORKING under its name any more.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Update, and_, or_, select, update

from store.record import MessageState, StoredMessage
from store.schema import messages

MOST_ATTEMPTS = 3
_HEX = re.compile(r"[0-9a-f]{1,64}")
_COLUMNS = (
    messages.c.sha256,
    messages.c.size,
    messages.c.state,
    messages.c.attempts,
    messages.c.received,
    messages.c.first_seen,
    messages.c.reason,
    messages.c.reference,
    messages.c.backfill,
)


def _stored(row: Row[*tuple[Any, ...]]) -> StoredMessage:
    return StoredMessage(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def _moved(conn: Connection, change: Update) -> bool:
    """Whether the conditional update found its row in the state that it asks for."""
    return conn.execute(change).rowcount == 1


# --- the judging desk -----------------------------------------------------------------------------------------------


def waiting(conn: Connection, now: datetime, limit: int) -> tuple[StoredMessage, ...]:
    """Return stored messages whose time has come: those tried least first, then by age.

    One that kills whoever reads it thus never stands before the others.
    """
    query = (
        select(*_COLUMNS)
        .where(messages.c.state == MessageState.STORED, messages.c.next_at <= now)
        .order_by(messages.c.attempts, messages.c.received, messages.c.sha256)
        .limit(limit)
    )
    return tuple(_stored(row) for row in conn.execute(query))


def take(conn: Connection, sha256: str, now: datetime, run: str) -> StoredMessage | None:
    """Count an attempt and claim the message for this run; None when it does not wait any more.

    The caller commits before the work begins: only so is an attempt counted that kills the process.
    """
    change = (
        update(messages)
        .where(messages.c.sha256 == sha256, messages.c.state == MessageState.STORED, messages.c.next_at <= now)
        .values(state=MessageState.WORKING, attempts=messages.c.attempts + 1, run=run, updated=now)
        .returning(*_COLUMNS)
    )
    row = conn.execute(change).one_or_none()
    return None if row is None else _stored(row)


def _working(sha256: str, run: str) -> Update:
    return update(messages).where(
        messages.c.sha256 == sha256, messages.c.state == MessageState.WORKING, messages.c.run == run
    )


def give_back(conn: Connection, sha256: str, now: datetime, run: str, next_at: datetime, reason: str) -> bool:
    """Let the message wait for another attempt, not before `next_at`; False when this run does not have it."""
    return _moved(
        conn,
        _working(sha256, run).values(state=MessageState.STORED, run=None, next_at=next_at, reason=reason, updated=now),
    )


def release(conn: Connection, sha256: str, now: datetime, run: str, next_at: datetime, reason: str) -> bool:
    """Put back a message whose judging something else cut short, and take its attempt off again.

    It waits until `next_at`: should the trouble be its own after all, it does not stand before the others. False when
    this run does not have it.
    """
    values = {"attempts": messages.c.attempts - 1, "state": MessageState.STORED, "run": None, "next_at": next_at}
    return _moved(conn, _working(sha256, run).values(**values, reason=reason, updated=now))


def quarantine(conn: Connection, sha256: str, now: datetime, run: str, reason: str) -> bool:
    """Put the message aside for a person; False when another run has it or it is not open any more."""
    mine = and_(messages.c.state == MessageState.WORKING, messages.c.run == run)
    change = update(messages).where(messages.c.sha256 == sha256, or_(mine, messages.c.state == MessageState.STORED))
    return _moved(conn, change.values(state=MessageState.QUARANTINED, run=None, reason=reason, updated=now))


def recover(conn: Connection, run: str, now: datetime, most: int = MOST_ATTEMPTS) -> tuple[StoredMessage, ...]:
    """Free the messages that dead runs were working on, and return them as they stand now.

    Every run but this one is dead: the caller holds the lock. A message that was there for `most` deaths of a run is
    quarantined unread.
    """
    dead = update(messages).where(messages.c.state == MessageState.WORKING, messages.c.run != run)
    lost = dead.where(messages.c.attempts >= most).values(
        state=MessageState.QUARANTINED,
        run=None,
        updated=now,
        reason=f"the program stopped {most} times while it read this message",
    )
    free = dead.values(
        state=MessageState.STORED, run=None, updated=now, reason="the program stopped while it read this"
    )
    rows = [row for change in (lost, free) for row in conn.execute(change.returning(*_COLUMNS))]
    return tuple(sorted((_stored(row) for row in rows), key=lambda message: message.sha256))


# --- people ---------------------------------------------------------------------------------------------------------


def retry(conn: Connection, sha256: str, now: datetime) -> bool:
    """Let a quarantined message be judged again, with all its attempts; False when it is not quarantined."""
    change = update(messages).where(messages.c.sha256 == sha256, messages.c.state == MessageState.QUARANTINED)
    return _moved(conn, change.values(state=MessageState.STORED, attempts=0, next_at=now, updated=now))


def close(conn: Connection, sha256: str, now: datetime, reason: str) -> bool:
    """Put a quarantined message aside for good, its bytes kept; False when it is not quarantined."""
    change = update(messages).where(messages.c.sha256 == sha256, messages.c.state == MessageState.QUARANTINED)
    return _moved(conn, change.values(state=MessageState.CLOSED, reason=reason, updated=now))


# --- looking up -----------------------------------------------------------------------------------------------------


def message(conn: Connection, sha256: str) -> StoredMessage | None:
    """Return the message of this hash, or None."""
    row = conn.execute(select(*_COLUMNS).where(messages.c.sha256 == sha256)).one_or_none()
    return None if row is None else _stored(row)


def find(conn: Connection, prefix: str, limit: int = 10) -> tuple[StoredMessage, ...]:
    """Return messages whose hash begins with these hexadecimal digits, at most `limit`; none for anything else."""
    digits = prefix.lower()
    if not _HEX.fullmatch(digits):
        return ()
    within = messages.c.sha256.between(digits.ljust(64, "0"), digits.ljust(64, "f"))
    query = select(*_COLUMNS).where(within).order_by(messages.c.sha256).limit(limit)
    return tuple(_stored(row) for row in conn.execute(query))


def listed(
    conn: Connection, states: Collection[MessageState] = (), limit: int = 50, after: str = ""
) -> tuple[StoredMessage, ...]:
    """Return messages in these states (all when none is given) by hash, going on behind the hash `after`."""
    query = select(*_COLUMNS).where(messages.c.sha256 > after).order_by(messages.c.sha256).limit(limit)
    if states:
        query = query.where(messages.c.state.in_(states))
    return tuple(_stored(row) for row in conn.execute(query))
