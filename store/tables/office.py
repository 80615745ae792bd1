"""Tables of the office: decisions of people, passes of the program, and the balance of mail."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from store.columns import Moment, Words
from store.tables.base import LINE, PARAGRAPH, metadata

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reference", String(11), ForeignKey("cases.reference"), nullable=False),
    Column("verb", Words(20), nullable=False),
    Column("by", Words(LINE), nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Words(PARAGRAPH), nullable=False),
    Index(None, "reference"),
)

meta = Table(
    "meta",
    metadata,
    Column("name", Words(100), primary_key=True),
    Column("value", Words(), nullable=False),
    Column("updated", Moment, nullable=False),
)

passes = Table(
    "passes",
    metadata,
    Column("run", Words(100), primary_key=True),
    Column("started", Moment, nullable=False),
    Column("ended", Moment),
    Column("outcome", Words(LINE), nullable=False),
    Index(None, "started"),
)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("desk", Words(100), primary_key=True),
    Column("succeeded", Moment, nullable=False),
    Column("run", Words(100), nullable=False),
)

# The balance of mail: what each look into a mailbox counted.
tallies = Table(
    "tallies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account", Words(200), nullable=False),
    Column("mailbox", Words(500), nullable=False),
    # `present`, `stored`, `known`, or `refused` with its reason.
    Column("item", Words(20), nullable=False),
    Column("reason", Words(40), nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "at"),
)
