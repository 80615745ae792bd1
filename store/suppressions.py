"""Addresses that get no letters: mail to them came back, or they asked not to be written to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from store.addresses import fold
from store.insert import insert_new
from store.record import LetterState
from store.schema import outbox, suppressions


def suppress(conn: Connection, address: str, reason: str, now: datetime) -> bool:
    """Let no letter go to this address any more, and cancel those that wait; False when that was so already."""
    new = insert_new(conn, suppressions, address=fold(address), reason=reason, since=now)
    waiting = update(outbox).where(
        outbox.c.address == fold(address), outbox.c.state.in_((LetterState.PENDING, LetterState.HELD))
    )
    conn.execute(
        waiting.values(state=LetterState.CANCELLED, reason=f"no letters to this address: {reason}", updated=now)
    )
    return new


def release(conn: Connection, address: str) -> bool:
    """Let letters go to this address again; False when none were barred."""
    return conn.execute(delete(suppressions).where(suppressions.c.address == fold(address))).rowcount == 1


def suppressed(conn: Connection, address: str) -> str | None:
    """Return why no letter may go to this address, or None when one may."""
    return conn.scalar(select(suppressions.c.reason).where(suppressions.c.address == fold(address)))


def listed(conn: Connection) -> tuple[tuple[str, datetime, str], ...]:
    """Return (address, since, reason) of all of them, by address."""
    query = select(suppressions.c.address, suppressions.c.since, suppressions.c.reason).order_by(suppressions.c.address)
    return tuple((address, since, reason) for address, since, reason in conn.execute(query))
