"""Tables of what was found: the same for one message alone and for a case so far."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Double, ForeignKey, ForeignKeyConstraint, Integer, String, Table

from classify.assessment import Kind, Role, Sector, Standing
from store.columns import Several, Words, choice
from store.tables.base import ADDRESS, LINE, PARAGRAPH, metadata

assessments = Table(
    "assessments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("message", String(64), ForeignKey("messages.sha256"), unique=True),
    Column("reference", String(11), ForeignKey("cases.reference"), unique=True),
    Column("kind", choice(Kind), nullable=False),
    Column("kind_reason", Words(PARAGRAPH), nullable=False),
    Column("kind_confidence", Double, nullable=False),
    Column("language", Words(20), nullable=False),
    Column("title", Words(PARAGRAPH), nullable=False),
    Column("description", Words(), nullable=False),
    Column("targets", Several, nullable=False),
    Column("dates", Several, nullable=False),
    Column("rubric_sha256", Words(64), nullable=False),
    Column("models", Several, nullable=False),
    Column("as_of", Date),
)


def _part(name: str, *columns: Column[object]) -> Table:
    """A table whose rows belong to an assessment, in the order of their positions."""
    return Table(
        name,
        metadata,
        Column("assessment", Integer, ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
        Column("position", Integer, primary_key=True),
        *columns,
    )


judgements = _part(
    "judgements",
    Column("principle", Words(20), nullable=False),
    Column("standing", choice(Standing), nullable=False),
    Column("confidence", Double, nullable=False),
    Column("reason", Words(PARAGRAPH), nullable=False),
)
findings = _part(
    "findings",
    Column("judgement", Integer, nullable=False),
    Column("criterion", Words(20), nullable=False),
    Column("present", Boolean, nullable=False),
    Column("confidence", Double, nullable=False),
    Column("searched", Words(PARAGRAPH), nullable=False),
)
findings.append_constraint(
    ForeignKeyConstraint(
        ["assessment", "judgement"], ["judgements.assessment", "judgements.position"], ondelete="CASCADE"
    )
)
contacts = _part(
    "contacts",
    Column("name", Words(LINE), nullable=False),
    Column("organisation", Words(LINE), nullable=False),
    Column("email", Words(ADDRESS), nullable=False),
    Column("phone", Words(LINE), nullable=False),
    Column("extension", Words(100), nullable=False),
    Column("last_resort", Boolean, nullable=False),
)
organisations = _part(
    "organisations",
    Column("name", Words(LINE), nullable=False),
    Column("sector", choice(Sector), nullable=False),
    Column("role", choice(Role), nullable=False),
    Column("acronym", Words(LINE), nullable=False),
)
funding = _part(
    "funding",
    Column("source", Words(LINE), nullable=False),
    Column("amount", Words(LINE), nullable=False),
    Column("status", Words(40), nullable=False),
)
# One row at most: nothing is said of what was not judged.
timing = _part(
    "timing",
    Column("announced", Words(LINE), nullable=False),
    Column("earliest", Date),
    Column("latest", Date),
    Column("phase", Words(LINE), nullable=False),
    Column("during", Boolean, nullable=False),
    Column("reason", Words(PARAGRAPH), nullable=False),
)
evidence = _part(
    "evidence",
    # Which row of which table it supports: `findings`, `contacts`, `organisations`, `funding` or `timing`.
    Column("supports", Words(20), nullable=False),
    Column("row", Integer, nullable=False),
    Column("message", Words(64), nullable=False),
    Column("document", Words(100), nullable=False),
    Column("page", Integer),
    Column("first", Integer, nullable=False),
    Column("past", Integer, nullable=False),
    Column("quote", Words(), nullable=False),
)
