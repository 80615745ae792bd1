"""The states of a case. The machine moves a case only until a person has decided; from then on only people do.

    state              event                                                 next state
    (nothing)          open: a message begins a case                         as judged: review, waiting or complete
    not decided        continue: a message adds to it                        as judged
    decided            continue                                              unchanged
    waiting            its letter failed, bounced, expired or is held        review
    any                decide accept / decline / close                       accepted / declined / closed
    any                decide hold                                           review, and decided
    any                decide note                                           unchanged

Decided means: there is a decision other than a note. Every change raises the version by one.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, case, exists, select, update

from intake.message import Address
from store.errors import Changed
from store.insert import insert_new
from store.record import CaseState
from store.schema import cases, decisions


def decided(reference: ColumnElement[str]) -> ColumnElement[bool]:
    """A condition: a person has decided on the case of this reference."""
    return exists(select(decisions.c.id).where(decisions.c.reference == reference, decisions.c.verb != "note"))


def open_case(
    conn: Connection,
    reference: str,
    opened_by: str,
    state: CaseState,
    sender: Address | None,
    search: str,
    now: datetime,
) -> None:
    """Begin a case; Changed when one stands under this reference, which must then be continued instead."""
    new = insert_new(
        conn,
        cases,
        reference=reference,
        opened_by=opened_by,
        state=state,
        version=1,
        sender_name=sender.name if sender else None,
        sender_email=sender.email if sender else None,
        created=now,
        updated=now,
        search=search,
    )
    if not new:
        raise Changed(f"case {reference} exists already; a message can only continue it")


def continue_case(conn: Connection, reference: str, version: int, state: CaseState, search: str, now: datetime) -> None:
    """Add to a case that was read at this version; Changed when it has moved on, or was never there."""
    here = (cases.c.reference == reference, cases.c.version == version)
    before = conn.scalar(select(cases.c.search).where(*here))
    lines = dict.fromkeys((before or "").split("\n") + search.split("\n"))
    by_machine = case((decided(cases.c.reference), cases.c.state), else_=state)
    values = {"state": by_machine, "version": version + 1, "search": "\n".join(lines), "updated": now}
    if conn.execute(update(cases).where(*here).values(values)).rowcount != 1:
        raise Changed(f"case {reference} changed since it was read")


def needs_person(conn: Connection, reference: str | None, now: datetime) -> bool:
    """Put a case that waits for its sender before a person, because the sender will not hear of it; whether it moved."""
    # A case that a person decided is in no state that waits for its sender.
    change = update(cases).where(cases.c.reference == reference, cases.c.state == CaseState.WAITING)
    values = {"state": CaseState.REVIEW, "version": cases.c.version + 1, "updated": now}
    return conn.execute(change.values(values)).rowcount == 1
