"""What one day brought, for the digest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from intake.message import Verdict
from store.balance import balance
from store.cases import load
from store.record import Case, CaseState, DaySummary, LetterState, MessageState, Stuck
from store.schema import assessments, cases, documents, messages, outbox, unfetched

SHORT = 12
"""Digits of a message's hash that name it to a person."""
OFTEN = 3
"""Failures to fetch one message, after which a person hears of it."""
_READABLE = tuple(verdict for verdict in Verdict if verdict.readable)
_UNDELIVERED = (LetterState.FAILED, LetterState.BOUNCED, LetterState.EXPIRED)


def day_summary(conn: Connection, day: date, since: datetime, until: datetime) -> DaySummary:
    """Return everything that a digest tells of the time from `since` to just before `until`, called by that local day.

    What happened is of that time; what waits (cases, held letters, quarantine) is as it stands now.
    """
    told = exists(
        select(messages.c.sha256).where(
            messages.c.reference == cases.c.reference,
            messages.c.recorded >= since,
            messages.c.recorded < until,
        )
    )
    undelivered = and_(outbox.c.state.in_(_UNDELIVERED), outbox.c.updated >= since, outbox.c.updated < until)
    groups = _cases(
        conn,
        new=(and_(cases.c.created >= since, cases.c.created < until), cases.c.created),
        answered=(and_(told, cases.c.created < since), cases.c.updated),
        waiting=(cases.c.state == CaseState.WAITING, cases.c.updated),
        review=(cases.c.state == CaseState.REVIEW, cases.c.updated),
        complete=(cases.c.state == CaseState.COMPLETE, cases.c.updated),
    )
    return DaySummary(
        day=day,
        since=since,
        until=until,
        **groups,
        held=tuple(_letters(conn, outbox.c.state == LetterState.HELD)),
        unreadable=(*_unreadable(conn, since, until), *_out_of_reach(conn, since, until)),
        quarantined=tuple(_quarantined(conn)),
        undelivered=tuple(_letters(conn, undelivered)),
        set_aside=_set_aside(conn, since, until),
        balance=balance(conn, since, until),
    )


def _cases(
    conn: Connection, **groups: tuple[ColumnElement[bool], ColumnElement[datetime]]
) -> dict[str, tuple[Case, ...]]:
    """Groups of cases, each by its condition and order; a case that is in several is read once."""
    wanted = {
        name: conn.scalars(select(cases.c.reference).where(which).order_by(order, cases.c.reference)).all()
        for name, (which, order) in groups.items()
    }
    found = {case.reference: case for case in load(conn, sorted(set().union(*wanted.values())))}
    return {name: tuple(found[reference] for reference in references) for name, references in wanted.items()}


def _letters(conn: Connection, which: ColumnElement[bool]) -> Iterator[Stuck]:
    """Letters, each called by its case and by the subject of the mail that opened it."""
    query = (
        select(outbox.c.key, outbox.c.reference, outbox.c.kind, outbox.c.updated, outbox.c.reason, messages.c.subject)
        .outerjoin(cases, cases.c.reference == outbox.c.reference)
        .outerjoin(messages, messages.c.sha256 == cases.c.opened_by)
        .where(which)
        .order_by(outbox.c.id)
    )
    for row in conn.execute(query):
        yield Stuck(row.reference or row.key, row.subject or row.kind, row.updated, row.reason)


def _unreadable(conn: Connection, since: datetime, until: datetime) -> Iterator[Stuck]:
    query = (
        select(messages.c.sha256, messages.c.reference, messages.c.received)
        .add_columns(documents.c.id, documents.c.name, documents.c.verdict, documents.c.reason)
        .join(messages, messages.c.sha256 == documents.c.message)
        .where(messages.c.recorded >= since, messages.c.recorded < until)
        .where(documents.c.verdict.not_in(_READABLE), documents.c.decorative.is_(False))
        .order_by(messages.c.received, messages.c.sha256, documents.c.position)
    )
    for row in conn.execute(query):
        what = row.reference or row.sha256[:SHORT]
        yield Stuck(what, row.name or row.id, row.received, row.reason or str(row.verdict))


def _out_of_reach(conn: Connection, since: datetime, until: datetime) -> Iterator[Stuck]:
    """Messages that were left where they lie: for good within this time, or again and again until now."""
    for_good = and_(
        unfetched.c.retry.is_(False),
        unfetched.c.reason != "vanished",
        unfetched.c.updated >= since,
        unfetched.c.updated < until,
    )
    again = and_(unfetched.c.retry, unfetched.c.times >= OFTEN)
    for row in conn.execute(select(unfetched).where(or_(for_good, again)).order_by(unfetched.c.first_seen)):
        reason = f"{row.reason}: {row.detail}" if row.detail else row.reason
        yield Stuck(f"{row.account} {row.mailbox} {row.uid}", "", row.first_seen, reason)


def _quarantined(conn: Connection) -> Iterator[Stuck]:
    query = select(messages).where(messages.c.state == MessageState.QUARANTINED)
    for row in conn.execute(query.order_by(messages.c.updated, messages.c.sha256)):
        yield Stuck(row.sha256[:SHORT], row.subject, row.updated, row.reason)


def _set_aside(conn: Connection, since: datetime, until: datetime) -> tuple[tuple[str, int], ...]:
    query = (
        select(assessments.c.kind, func.count())
        .join(messages, messages.c.sha256 == assessments.c.message)
        .where(messages.c.reference.is_(None), messages.c.recorded >= since, messages.c.recorded < until)
        .group_by(assessments.c.kind)
        .order_by(assessments.c.kind)
    )
    return tuple((kind.value, number) for kind, number in conn.execute(query))
