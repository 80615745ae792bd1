"""Tables of letters: the outbox, and the addresses that get none."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, text

from store.columns import Moment, Several, Words, choice
from store.record import LetterState
from store.tables.base import ADDRESS, LINE, MESSAGE_ID, metadata

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Words(200), nullable=False),
    Column("kind", Words(40), nullable=False),
    Column("reference", String(11), ForeignKey("cases.reference")),
    Column("mail_from", Words(ADDRESS), nullable=False),
    Column("recipient", Words(ADDRESS), nullable=False),
    # As compared: lower case, without +tag; and its domain.
    Column("address", Words(ADDRESS), nullable=False),
    Column("domain", Words(ADDRESS), nullable=False),
    Column("message_id", Words(MESSAGE_ID), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("asks", Several, nullable=False),
    Column("state", choice(LetterState, closed="state"), nullable=False),
    # Whether its bytes may have left although nobody confirmed it; never becomes false again.
    Column("doubt", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("run", Words(100)),
    Column("reason", Words(LINE), nullable=False),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    # When it counts against the limits: when it was written, then when it was last tried.
    Column("counted", Moment, nullable=False),
    Column("due", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Index(None, "key"),
    Index(None, "state", "due"),
    Index(None, "reference"),
    Index(None, "message_id"),
    Index(None, "address"),
    Index(None, "counted"),
    Index(None, "updated"),
)
_STANDS = text("state <> 'CANCELLED' OR doubt")
"""A letter that was cancelled before a byte of it left frees its key; no other letter ever does."""
Index("uq_outbox_key", outbox.c.key, unique=True, sqlite_where=_STANDS, postgresql_where=_STANDS)

suppressions = Table(
    "suppressions",
    metadata,
    Column("address", Words(ADDRESS), primary_key=True),
    Column("reason", Words(LINE), nullable=False),
    Column("since", Moment, nullable=False),
)
