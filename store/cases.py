"""Reading cases: one, or a page of them, always whole, in a number of queries that does not depend on how many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, literal, select, tuple_

from intake.message import Address, Document
from store import assessments, letters
from store.columns import Moment
from store.errors import Damaged
from store.record import Case, CaseState, Decision, DocumentSummary, LetterSummary, MessageSummary
from store.schema import assessments as assessment_rows
from store.schema import cases as case_rows
from store.schema import decisions, documents, messages, outbox

_CHUNK = 500


def case(conn: Connection, reference: str) -> Case | None:
    """Return the case of this reference, or None."""
    return next(iter(load(conn, (reference,))), None)


def cases(
    conn: Connection,
    states: Collection[CaseState] = (),
    text: str = "",
    limit: int = 50,
    before: tuple[datetime, str] | None = None,
) -> tuple[Case, ...]:
    """Return cases in these states (all when none is given), the latest changed first, at most `limit`.

    `text` is looked for, in any case of letters, in reference, title, subject, senders, organisations and contacts.
    `before` goes on behind the case with this (updated, reference).
    """
    order = tuple_(case_rows.c.updated, case_rows.c.reference)
    query = select(case_rows.c.reference).limit(limit)
    query = query.order_by(case_rows.c.updated.desc(), case_rows.c.reference.desc())
    if states:
        query = query.where(case_rows.c.state.in_(states))
    if text:
        inside = case_rows.c.search.contains(text.casefold(), autoescape=True)
        query = query.where(inside | case_rows.c.reference.contains(text.upper(), autoescape=True))
    if before is not None:
        query = query.where(order < tuple_(literal(before[0], Moment()), literal(before[1])))
    return load(conn, conn.scalars(query).all())


def load(conn: Connection, references: Sequence[str]) -> tuple[Case, ...]:
    """Return the cases of these references, in this order; those that do not exist are left out."""
    found: dict[str, Case] = {}
    for start in range(0, len(references), _CHUNK):
        found |= _loaded(conn, references[start : start + _CHUNK])
    return tuple(found[reference] for reference in references if reference in found)


def documents_of(conn: Connection, sha256: str) -> tuple[Document, ...]:
    """Return the documents of a recorded message with their texts, the body first."""
    query = select(documents).where(documents.c.message == sha256).order_by(documents.c.position)
    names = ("id", "name", "format", "sha256", "verdict", "text", "page_starts", "parent", "reason", "decorative")
    return tuple(Document(**{name: row[name] for name in names}) for row in conn.execute(query).mappings())


# --- putting a case together ----------------------------------------------------------------------------------------

_Rows = dict[str, list[Any]]
"""What belongs to each case, by reference."""


def _loaded(conn: Connection, references: Sequence[str]) -> dict[str, Case]:
    rows = conn.execute(select(case_rows).where(case_rows.c.reference.in_(references))).mappings().all()
    known = assessments.of_cases(conn, references)
    mail, post = _messages(conn, references), _letters(conn, references)
    decided, asks = _decisions(conn, references), _asks(conn, references)
    cases: dict[str, Case] = {}
    for row in rows:
        reference = row["reference"]
        if reference not in known:
            raise Damaged(f"case {reference} has no assessment")
        cases[reference] = Case(
            reference=reference,
            state=row["state"],
            kind=known[reference].kind,
            sender=_address(row),
            created=row["created"],
            updated=row["updated"],
            assessment=known[reference],
            messages=tuple(mail[reference]),
            letters=tuple(post[reference]),
            decisions=tuple(decided[reference]),
            rounds=len(asks[reference]),
            asked=asks[reference][-1] if asks[reference] else (),
            version=row["version"],
        )
    return cases


def _address(row: RowMapping) -> Address | None:
    return Address(row["sender_name"], row["sender_email"]) if row["sender_email"] else None


def _messages(conn: Connection, references: Sequence[str]) -> _Rows:
    query = (
        select(messages, assessment_rows.c.kind, assessment_rows.c.kind_reason)
        .join(assessment_rows, assessment_rows.c.message == messages.c.sha256)
        .where(messages.c.reference.in_(references))
        .order_by(messages.c.received, messages.c.sha256)
    )
    rows = conn.execute(query).mappings().all()
    papers = _documents(conn, references)
    found: _Rows = defaultdict(list)
    for row in rows:
        summary = MessageSummary(
            sha256=row["sha256"],
            received=row["received"],
            sender=_address(row),
            subject=row["subject"],
            kind=row["kind"],
            kind_reason=row["kind_reason"],
            reply_action=row["reply_action"],
            reply_reason=row["reply_reason"],
            documents=tuple(papers[row["sha256"]]),
            problems=row["problems"],
        )
        found[row["reference"]].append(summary)
    return found


def _documents(conn: Connection, references: Sequence[str]) -> _Rows:
    """Summaries by message; the texts, which may be long, stay in the database."""
    columns = ("message", "id", "name", "format", "verdict", "page_starts", "reason")
    query = (
        select(*(documents.c[name] for name in columns), func.length(documents.c.text).label("characters"))
        .join(messages, messages.c.sha256 == documents.c.message)
        .where(messages.c.reference.in_(references))
        .order_by(documents.c.message, documents.c.position)
    )
    found: _Rows = defaultdict(list)
    for row in conn.execute(query):
        pages = len(row.page_starts) or None
        summary = DocumentSummary(row.id, row.name, row.format, row.verdict, pages, row.characters, row.reason)
        found[row.message].append(summary)
    return found


def _letters(conn: Connection, references: Sequence[str]) -> _Rows:
    columns = ("id", "kind", "recipient", "state", "created", "updated", "reason")
    query = select(outbox.c.reference, *(outbox.c[name] for name in columns))
    found: _Rows = defaultdict(list)
    for row in conn.execute(query.where(outbox.c.reference.in_(references)).order_by(outbox.c.id)):
        reference, *values = row
        found[reference].append(LetterSummary(*values))
    return found


def _asks(conn: Connection, references: Sequence[str]) -> _Rows:
    """What was put to the sender, one entry a round."""
    query = select(outbox.c.reference, outbox.c.asks).where(outbox.c.reference.in_(references), letters.ASKED)
    found: _Rows = defaultdict(list)
    for reference, asks in conn.execute(query.order_by(outbox.c.id)):
        found[reference].append(asks)
    return found


def _decisions(conn: Connection, references: Sequence[str]) -> _Rows:
    columns = ("reference", "verb", "by", "at", "reason")
    query = select(*(decisions.c[name] for name in columns)).where(decisions.c.reference.in_(references))
    found: _Rows = defaultdict(list)
    for row in conn.execute(query.order_by(decisions.c.id)):
        found[row.reference].append(Decision(*row))
    return found
