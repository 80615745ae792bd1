"""Tables of mail: cases, messages, where they were seen, and the documents read from them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

from intake.message import Verdict
from store.columns import Moment, Several, Words, choice
from store.record import CaseState, MessageState
from store.tables.base import ADDRESS, LINE, MESSAGE_ID, PARAGRAPH, metadata

cases = Table(
    "cases",
    metadata,
    Column("reference", String(11), primary_key=True),
    # The message that opened it. No foreign key: messages point here, and two that point at each other cannot be born.
    Column("opened_by", String(64), nullable=False, unique=True),
    Column("state", choice(CaseState, closed="state"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("sender_name", Words(LINE)),
    Column("sender_email", Words(ADDRESS)),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    # Title, sender, subject and organisations in lower case: what a person may search for.
    Column("search", Words(PARAGRAPH), nullable=False),
    Index(None, "updated", "reference"),
    Index(None, "state", "updated", "reference"),
    Index(None, "created"),
)

messages = Table(
    "messages",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("state", choice(MessageState, closed="state"), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("run", Words(100)),
    Column("received", Moment, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("next_at", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Column("reason", Words(LINE), nullable=False),
    Column("backfill", Boolean, nullable=False),
    Column("reference", String(11), ForeignKey("cases.reference")),
    # Known once it is judged:
    Column("recorded", Moment),
    Column("message_id", Words(MESSAGE_ID)),
    Column("sender_name", Words(LINE)),
    Column("sender_email", Words(ADDRESS)),
    Column("subject", Words(LINE), nullable=False),
    Column("reply_action", Words(20), nullable=False),
    Column("reply_reason", Words(LINE), nullable=False),
    Column("problems", Several, nullable=False),
    Index(None, "state", "attempts", "received"),
    Index(None, "reference"),
    Index(None, "recorded"),
    Index(None, "message_id"),
)


def _mailbox_epoch() -> tuple[Column[str], Column[str], Column[int]]:
    """The columns that name a mailbox in one epoch of its UIDs (RFC 9051 2.3.1.1)."""
    return (
        Column("account", Words(200), nullable=False),
        Column("mailbox", Words(500), nullable=False),
        Column("uidvalidity", BigInteger, nullable=False),
    )


# Up to which UID everything in a mailbox is accounted for.
epochs = Table(
    "epochs",
    metadata,
    *_mailbox_epoch(),
    Column("settled", BigInteger, nullable=False),
    Column("updated", Moment, nullable=False),
    PrimaryKeyConstraint("account", "mailbox", "uidvalidity"),
)

sightings = Table(
    "sightings",
    metadata,
    *_mailbox_epoch(),
    Column("uid", BigInteger, nullable=False),
    Column("sha256", String(64), ForeignKey("messages.sha256"), nullable=False),
    Column("seen", Moment, nullable=False),
    Column("filed", Moment),
    PrimaryKeyConstraint("account", "mailbox", "uidvalidity", "uid"),
    Index(None, "sha256"),
    Index(None, "account", "mailbox", "uidvalidity", "filed"),
)

unfetched = Table(
    "unfetched",
    metadata,
    *_mailbox_epoch(),
    Column("uid", BigInteger, nullable=False),
    Column("reason", Words(40), nullable=False),
    Column("detail", Words(LINE), nullable=False),
    Column("retry", Boolean, nullable=False),
    Column("times", Integer, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    PrimaryKeyConstraint("account", "mailbox", "uidvalidity", "uid"),
)

documents = Table(
    "documents",
    metadata,
    Column("message", String(64), ForeignKey("messages.sha256"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("id", Words(100), nullable=False),
    Column("name", Words(LINE)),
    Column("format", Words(200), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("verdict", choice(Verdict), nullable=False),
    Column("text", Words(), nullable=False),
    Column("page_starts", Several, nullable=False),
    Column("parent", Words(100)),
    Column("reason", Words(LINE), nullable=False),
    Column("decorative", Boolean, nullable=False),
    UniqueConstraint("message", "id"),
)
