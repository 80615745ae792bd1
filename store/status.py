"""How the office is doing, for a monitor: what waits, how long already, and who last succeeded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Table, func, select

from store.record import LetterState, MessageState
from store.schema import cases, heartbeats, messages, outbox, passes, suppressions, unfetched


@dataclass(frozen=True, slots=True)
class Pass:
    """One run of all desks; without an end it is under way, or was killed."""

    run: str
    started: datetime
    ended: datetime | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Status:
    """Counts and times, and no content."""

    messages: tuple[tuple[str, int], ...]
    """State → how many, only those that occur; the same for cases and letters."""
    cases: tuple[tuple[str, int], ...]
    letters: tuple[tuple[str, int], ...]
    oldest_unjudged: datetime | None
    """When the message was first seen that waits longest to be judged."""
    oldest_unsent: datetime | None
    """Since when the letter is due that waits longest to leave."""
    last_success: tuple[tuple[str, datetime], ...]
    """Desk → when it last did all that it had to do."""
    last_pass: Pass | None
    unfetched: int
    """Messages that were listed and could not be had."""
    suppressed: int
    """Addresses that get no letters."""


def status(conn: Connection, now: datetime) -> Status:
    """Return the office's state as of now."""
    unjudged = messages.c.state.in_((MessageState.STORED, MessageState.WORKING))
    unsent = outbox.c.state.in_((LetterState.PENDING, LetterState.SENDING))
    latest = select(passes.c.run, passes.c.started, passes.c.ended, passes.c.outcome)
    last = conn.execute(latest.order_by(passes.c.started.desc(), passes.c.run).limit(1)).one_or_none()
    beats = select(heartbeats.c.desk, heartbeats.c.succeeded).order_by(heartbeats.c.desk)
    return Status(
        messages=_by_state(conn, messages),
        cases=_by_state(conn, cases),
        letters=_by_state(conn, outbox),
        oldest_unjudged=conn.scalar(select(func.min(messages.c.first_seen)).where(unjudged)),
        oldest_unsent=conn.scalar(select(func.min(outbox.c.due)).where(unsent, outbox.c.due <= now)),
        last_success=tuple((desk, succeeded) for desk, succeeded in conn.execute(beats)),
        last_pass=Pass(*last) if last else None,
        unfetched=_rows(conn, unfetched),
        suppressed=_rows(conn, suppressions),
    )


def _by_state(conn: Connection, table: Table) -> tuple[tuple[str, int], ...]:
    query = select(table.c.state, func.count()).group_by(table.c.state).order_by(table.c.state)
    return tuple((state.value, number) for state, number in conn.execute(query))


def _rows(conn: Connection, table: Table) -> int:
    return conn.scalar(select(func.count()).select_from(table)) or 0
