"""What people decide on cases; the machine reads it and never overwrites it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from store.errors import Changed, Forbidden
from store.outbox import cancel_of_case, hold_of_case
from store.record import CaseState, Decision
from store.schema import cases, decisions

VERBS: dict[str, CaseState | None] = {
    "accept": CaseState.ACCEPTED,
    "decline": CaseState.DECLINED,
    "close": CaseState.CLOSED,
    "hold": CaseState.REVIEW,
    "note": None,
}
"""What can be decided, and the state that it leads to; a note leads nowhere."""


def decide(
    conn: Connection, reference: str, verb: str, by: str, at: datetime, reason: str, *, version: int | None = None
) -> Decision:
    """Write down a person's decision, move the case, and stop letters that it makes void.

    Accepting, declining or closing cancels the case's letters that have not left; holding lets them wait. With a
    `version`, raises Changed when the case is not as that person saw it any more. ValueError for an unknown verb,
    Forbidden when there is no such case.
    """
    if verb not in VERBS:
        raise ValueError(f"{verb!r} is no decision; known are {', '.join(VERBS)}")
    # The case's row first: two people who decide at once come one after the other.
    values = {"version": cases.c.version + 1, "updated": at} | ({"state": state} if (state := VERBS[verb]) else {})
    here = update(cases).where(cases.c.reference == reference)
    if version is not None:
        here = here.where(cases.c.version == version)
    if conn.execute(here.values(values)).rowcount != 1:
        if conn.scalar(select(cases.c.version).where(cases.c.reference == reference)) is None:
            raise Forbidden(f"there is no case {reference}")
        raise Changed(f"case {reference} changed since it was read")
    decision = Decision(reference, verb, by, at, reason)
    conn.execute(insert(decisions).values(reference=reference, verb=verb, by=by, at=at, reason=reason))
    if verb == "hold":
        hold_of_case(conn, reference, at, f"the case is on hold: {reason}")
    elif verb != "note":
        cancel_of_case(conn, reference, at, f"decided: {verb}")
    return decision
