"""Assessments into rows and back, exactly: one of every message alone, and one of every case so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, delete, insert, select

from classify.assessment import Assessment, Contact, Evidence, Finding, Funding, Judgement, Organisation, Timing
from store.schema import assessments, contacts, evidence, findings, funding, judgements, organisations, timing

_HEAD = (
    "kind", "kind_reason", "kind_confidence", "language", "title", "description", "targets", "dates", "rubric_sha256",
    "models", "as_of",
)  # fmt: skip
_JUDGEMENT = ("principle", "standing", "confidence", "reason")
_FINDING = ("criterion", "present", "confidence", "searched")
_CONTACT = ("name", "organisation", "email", "phone", "extension", "last_resort")
_ORGANISATION = ("name", "sector", "role", "acronym")
_FUNDING = ("source", "amount", "status")
_TIMING = ("announced", "earliest", "latest", "phase", "during", "reason")

_Quotes = dict[tuple[str, int], list[Evidence]]
"""(table, position) → what supports that row."""


def save_for_message(conn: Connection, sha256: str, assessment: Assessment) -> None:
    """Keep what was made of one message alone, in place of an earlier judgement of it."""
    _save(conn, {"message": sha256}, assessment)


def save_for_case(conn: Connection, reference: str, assessment: Assessment) -> None:
    """Keep what is known of a case so far, in place of what was known before."""
    _save(conn, {"reference": reference}, assessment)


def of_message(conn: Connection, sha256: str) -> Assessment | None:
    """Return what was made of one message alone, or None when it was not judged."""
    return _load(conn, assessments.c.message, (sha256,)).get(sha256)


def of_cases(conn: Connection, references: Collection[str]) -> dict[str, Assessment]:
    """Return what is known of these cases, by reference, in a fixed number of queries."""
    return _load(conn, assessments.c.reference, references)


# --- into rows ------------------------------------------------------------------------------------------------------


def _save(conn: Connection, owner: dict[str, str], assessment: Assessment) -> None:
    ((name, value),) = owner.items()
    conn.execute(delete(assessments).where(assessments.c[name] == value))  # its parts go with it
    head = {column: getattr(assessment, column) for column in _HEAD}
    identity = conn.execute(insert(assessments).returning(assessments.c.id), owner | head).scalar_one()
    quotes: list[dict[str, Any]] = []

    def write(table: Table, nouns: Iterable[Any], columns: tuple[str, ...], **more: Callable[[int], Any]) -> None:
        rows = []
        for position, noun in enumerate(nouns):
            row = {"assessment": identity, "position": position} | {c: getattr(noun, c) for c in columns}
            rows.append(row | {column: value(position) for column, value in more.items()})
            if table is not judgements:
                quotes.extend(_quote(table.name, position, proof) for proof in noun.evidence)
        if rows:
            conn.execute(insert(table), rows)

    owners = [number for number, judgement in enumerate(assessment.judgements) for _ in judgement.findings]
    write(judgements, assessment.judgements, _JUDGEMENT)
    write(findings, (f for j in assessment.judgements for f in j.findings), _FINDING, judgement=owners.__getitem__)
    write(contacts, assessment.contacts, _CONTACT)
    write(organisations, assessment.organisations, _ORGANISATION)
    write(funding, assessment.funding, _FUNDING)
    write(timing, (assessment.timing,) if assessment.timing else (), _TIMING)
    if quotes:
        numbered = [quote | {"assessment": identity, "position": n} for n, quote in enumerate(quotes)]
        conn.execute(insert(evidence), numbered)


def _quote(supports: str, row: int, proof: Evidence) -> dict[str, Any]:
    return {
        "supports": supports,
        "row": row,
        "message": proof.message,
        "document": proof.document,
        "page": proof.page,
        "first": proof.start,
        "past": proof.end,
        "quote": proof.quote,
    }


# --- and back -------------------------------------------------------------------------------------------------------


def _load(conn: Connection, owner: ColumnElement[Any], owners: Collection[str]) -> dict[str, Assessment]:
    heads = {row["id"]: row for row in conn.execute(select(assessments).where(owner.in_(owners))).mappings()}
    parts = {
        table: _parts(conn, table, heads)
        for table in (judgements, findings, contacts, organisations, funding, timing, evidence)
    }
    name = "message" if owner is assessments.c.message else "reference"
    return {
        head[name]: _assessment(head, {table: rows[identity] for table, rows in parts.items()})
        for identity, head in heads.items()
    }


def _parts(conn: Connection, table: Table, identities: Collection[int]) -> dict[int, list[RowMapping]]:
    """Rows of one table by the assessment that they belong to, in order."""
    query = select(table).where(table.c.assessment.in_(identities)).order_by(table.c.assessment, table.c.position)
    rows: dict[int, list[RowMapping]] = defaultdict(list)
    for row in conn.execute(query).mappings():
        rows[row["assessment"]].append(row)
    return rows


def _assessment(head: RowMapping, parts: dict[Table, list[RowMapping]]) -> Assessment:
    quotes: _Quotes = defaultdict(list)
    for row in parts[evidence]:
        quotes[row["supports"], row["row"]].append(_evidence(row))

    def read(table: Table, noun: type[Any], columns: tuple[str, ...]) -> tuple[Any, ...]:
        return tuple(
            noun(**{c: row[c] for c in columns}, evidence=tuple(quotes[table.name, row["position"]]))
            for row in parts[table]
        )

    found: dict[int, list[Finding]] = defaultdict(list)
    for row, finding in zip(parts[findings], read(findings, Finding, _FINDING), strict=True):
        found[row["judgement"]].append(finding)
    return Assessment(
        **{column: head[column] for column in _HEAD},
        contacts=read(contacts, Contact, _CONTACT),
        organisations=read(organisations, Organisation, _ORGANISATION),
        funding=read(funding, Funding, _FUNDING),
        judgements=tuple(
            Judgement(**{c: row[c] for c in _JUDGEMENT}, findings=tuple(found[row["position"]]))
            for row in parts[judgements]
        ),
        timing=next(iter(read(timing, Timing, _TIMING)), None),
    )


def _evidence(row: RowMapping) -> Evidence:
    return Evidence(
        document=row["document"],
        page=row["page"],
        start=row["first"],
        end=row["past"],
        quote=row["quote"],
        message=row["message"],
    )
