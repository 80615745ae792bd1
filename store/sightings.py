"""Where messages were seen: what of a mailbox is known, what could not be fetched, and what was filed away.

A place is (account, mailbox, UIDVALIDITY, UID). Another UIDVALIDITY, higher or lower, is another epoch: its sightings
are added beside the old ones, and only the hash of the bytes says whether a message is new.

    event            what happens, in one transaction
    sight            the message gets a row (STORED) unless its hash has one; the place points to it
    note_unfetched   the place is noted with its reason; `retry` says whether it is asked for again
    settle           everything up to this UID is accounted for: the next listing begins there
    filed            the message has been moved away on the server, and that was verified
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, func, select, update

from intake.message import Place
from store.insert import insert_new
from store.record import MessageState
from store.schema import epochs, messages, sightings, unfetched

_CHUNK = 500
"""UIDs in one statement; SQLite and PostgreSQL both allow more."""
DONE = (MessageState.RECORDED, MessageState.QUARANTINED, MessageState.CLOSED)
"""Nothing more happens to these by itself, so they may be moved away."""


def _in(table: Table, account: str, mailbox: str, uidvalidity: int) -> ColumnElement[bool]:
    """Rows of one mailbox in one epoch."""
    return and_(table.c.account == account, table.c.mailbox == mailbox, table.c.uidvalidity == uidvalidity)


def _at(table: Table, place: Place) -> ColumnElement[bool]:
    """The row of one place."""
    return and_(_in(table, place.account, place.mailbox, place.uidvalidity), table.c.uid == place.uid)


# --- what is known --------------------------------------------------------------------------------------------------


def known(conn: Connection, account: str, mailbox: str, uidvalidity: int, uids: Collection[int]) -> set[int]:
    """Return those of the UIDs that need not be fetched: seen in this epoch, or not to be had and no use to retry."""
    found: set[int] = set()
    wanted = sorted(uids)
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        for table, more in ((sightings, None), (unfetched, unfetched.c.retry.is_(False))):
            query = select(table.c.uid).where(_in(table, account, mailbox, uidvalidity), table.c.uid.in_(chunk))
            found.update(conn.scalars(query if more is None else query.where(more)))
    return found


def tried(conn: Connection, account: str, mailbox: str, uidvalidity: int) -> set[int]:
    """Return the UIDs that were asked for in vain and are to be asked for again."""
    query = select(unfetched.c.uid).where(_in(unfetched, account, mailbox, uidvalidity), unfetched.c.retry)
    return set(conn.scalars(query))


def highest(conn: Connection, account: str, mailbox: str, uidvalidity: int) -> int:
    """Return the UID up to which everything is accounted for, to list only what lies above; 0 when nothing is.

    That is what `settle` was told, but never beyond a message that must be asked for again.
    """
    settled = conn.scalar(select(epochs.c.settled).where(_in(epochs, account, mailbox, uidvalidity)))
    again = conn.scalar(
        select(func.min(unfetched.c.uid)).where(_in(unfetched, account, mailbox, uidvalidity), unfetched.c.retry)
    )
    return min(settled or 0, again - 1) if again is not None else settled or 0


def settle(conn: Connection, account: str, mailbox: str, uidvalidity: int, uid: int, now: datetime) -> None:
    """Note that every message up to this UID is sighted or noted as unfetched; it only ever rises within an epoch.

    To be called after a listing was worked through whole, never in the middle: below it nothing is looked for again.
    """
    values = {"account": account, "mailbox": mailbox, "uidvalidity": uidvalidity, "settled": uid, "updated": now}
    if not insert_new(conn, epochs, **values):
        rise = update(epochs).where(_in(epochs, account, mailbox, uidvalidity), epochs.c.settled <= uid)
        conn.execute(rise.values(settled=uid, updated=now))


def epoch(conn: Connection, account: str, mailbox: str) -> int | None:
    """Return the UIDVALIDITY of the latest look into this mailbox, or None for the first; another one is worth a note."""
    query = select(epochs.c.uidvalidity).where(epochs.c.account == account, epochs.c.mailbox == mailbox)
    return conn.scalar(query.order_by(epochs.c.updated.desc(), epochs.c.uidvalidity.desc()).limit(1))


# --- arrivals -------------------------------------------------------------------------------------------------------


def sight(
    conn: Connection,
    place: Place,
    sha256: str,
    size: int,
    received: datetime,
    now: datetime,
    *,
    backfill: bool = False,
) -> bool:
    """Note that a message lies at a place; whether the message itself is new. Its bytes must be in the archive already.

    A message that came by backfill stays barred from letters when it is seen again in a mailbox, and the other way
    round. A place that held other bytes before (a server that reuses UIDs) now points to these, and is to be filed anew.
    """
    new = insert_new(conn, messages, **_arrived(sha256, size, received, now, backfill=backfill))
    if not insert_new(conn, sightings, **asdict(place), sha256=sha256, seen=now):
        other = update(sightings).where(_at(sightings, place), sightings.c.sha256 != sha256)
        conn.execute(other.values(sha256=sha256, seen=now, filed=None))
    conn.execute(delete(unfetched).where(_at(unfetched, place)))
    return new


def _arrived(sha256: str, size: int, received: datetime, now: datetime, *, backfill: bool) -> dict[str, Any]:
    """The row of a message that nothing is known of but its bytes."""
    times = {"received": received, "first_seen": now, "next_at": now, "updated": now}
    unknown = {"reason": "", "subject": "", "reply_action": "", "reply_reason": "", "problems": ()}
    state = {"state": MessageState.STORED, "attempts": 0, "backfill": backfill}
    return {"sha256": sha256, "size": size, **state, **times, **unknown}


def note_unfetched(conn: Connection, place: Place, reason: str, detail: str, now: datetime, *, retry: bool) -> int:
    """Note that a listed message could not be had; return how many times that has happened to it by now."""
    what = {"reason": reason, "detail": detail, "retry": retry, "updated": now}
    if insert_new(conn, unfetched, **asdict(place), **what, times=1, first_seen=now):
        return 1
    again = update(unfetched).where(_at(unfetched, place)).values(**what, times=unfetched.c.times + 1)
    return int(conn.execute(again.returning(unfetched.c.times)).scalar_one())


# --- filing ---------------------------------------------------------------------------------------------------------


def unfiled(
    conn: Connection,
    account: str,
    mailbox: str,
    uidvalidity: int,
    *,
    states: Collection[MessageState] = DONE,
    after: int = 0,
    limit: int = 1000,
) -> tuple[tuple[int, MessageState], ...]:
    """Return (UID, state) of messages in these states that still lie in the mailbox, ascending, at most `limit`.

    `after` goes on behind a UID, so that messages which cannot be moved do not stand in the way of others.
    """
    query = (
        select(sightings.c.uid, messages.c.state)
        .join(messages, messages.c.sha256 == sightings.c.sha256)
        .where(_in(sightings, account, mailbox, uidvalidity), sightings.c.filed.is_(None), sightings.c.uid > after)
        .where(messages.c.state.in_(states))
        .order_by(sightings.c.uid)
        .limit(limit)
    )
    return tuple((uid, state) for uid, state in conn.execute(query))


def filed(conn: Connection, account: str, mailbox: str, uidvalidity: int, uids: Collection[int], now: datetime) -> int:
    """Note that these were moved away, after the server was asked whether they are gone; how many were still open."""
    count = 0
    wanted = sorted(uids)
    for start in range(0, len(wanted), _CHUNK):
        query = update(sightings).where(
            _in(sightings, account, mailbox, uidvalidity),
            sightings.c.uid.in_(wanted[start : start + _CHUNK]),
            sightings.c.filed.is_(None),
        )
        count += conn.execute(query.values(filed=now)).rowcount
    return count
