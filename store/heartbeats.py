"""Signs of life: when each desk last succeeded, and how each pass began and ended."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select, update

from store.insert import insert_new, put
from store.schema import heartbeats, meta, passes


def begin_pass(conn: Connection, run: str, now: datetime) -> bool:
    """Note that a pass begins; False when one of this name did before."""
    return insert_new(conn, passes, run=run, started=now, outcome="")


def end_pass(conn: Connection, run: str, now: datetime, outcome: str) -> None:
    """Note that a pass ended, and how, in a few words; a pass without an end was killed."""
    conn.execute(update(passes).where(passes.c.run == run).values(ended=now, outcome=outcome))


def beat(conn: Connection, desk: str, run: str, now: datetime) -> None:
    """Note that a desk did all that it had to do."""
    put(conn, heartbeats, "desk", desk=desk, succeeded=now, run=run)


def last_success(conn: Connection, desk: str) -> datetime | None:
    """Return when a desk last succeeded, or None when it never did."""
    return conn.scalar(select(heartbeats.c.succeeded).where(heartbeats.c.desk == desk))


def mark(conn: Connection, name: str) -> str | None:
    """Return what the office noted under this name, or None."""
    return conn.scalar(select(meta.c.value).where(meta.c.name == name))


def set_mark(conn: Connection, name: str, value: str, now: datetime) -> None:
    """Note something of the office under a name, in place of what was there."""
    put(conn, meta, "name", name=name, value=value, updated=now)
