"""The register as it began: mail, what was found in it, letters, and the office's own records."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make all tables."""
    _mail()
    _judging()
    _letters()
    _office()


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _times(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in names]


def _mail() -> None:
    op.create_table(
        "cases",
        sa.Column("reference", sa.String(11), nullable=False),
        sa.Column("opened_by", sa.String(64), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        *_numbers("version"),
        sa.Column("sender_name", sa.Text(), nullable=True),
        sa.Column("sender_email", sa.Text(), nullable=True),
        *_times("created", "updated"),
        *_texts("search"),
        sa.PrimaryKeyConstraint("reference", name="pk_cases"),
        sa.CheckConstraint(
            "state IN ('review', 'waiting', 'complete', 'accepted', 'declined', 'closed')", name="ck_cases_state"
        ),
        sa.UniqueConstraint("opened_by", name="uq_cases_opened_by"),
    )
    op.create_index("ix_cases_created", "cases", ["created"])
    op.create_index("ix_cases_state_updated_reference", "cases", ["state", "updated", "reference"])
    op.create_index("ix_cases_updated_reference", "cases", ["updated", "reference"])
    op.create_table(
        "epochs",
        *_texts("account", "mailbox"),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("settled", sa.BigInteger(), nullable=False),
        *_times("updated"),
        sa.PrimaryKeyConstraint("account", "mailbox", "uidvalidity", name="pk_epochs"),
    )
    op.create_table(
        "unfetched",
        *_texts("account", "mailbox"),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        *_texts("reason", "detail"),
        sa.Column("retry", sa.Boolean(), nullable=False),
        *_numbers("times"),
        *_times("first_seen", "updated"),
        sa.PrimaryKeyConstraint("account", "mailbox", "uidvalidity", "uid", name="pk_unfetched"),
    )
    op.create_table(
        "messages",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        *_numbers("attempts"),
        sa.Column("run", sa.Text(), nullable=True),
        *_times("received", "first_seen", "next_at", "updated"),
        *_texts("reason"),
        sa.Column("backfill", sa.Boolean(), nullable=False),
        sa.Column("reference", sa.String(11), nullable=True),
        sa.Column("recorded", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("sender_name", sa.Text(), nullable=True),
        sa.Column("sender_email", sa.Text(), nullable=True),
        *_texts("subject", "reply_action", "reply_reason", "problems"),
        sa.PrimaryKeyConstraint("sha256", name="pk_messages"),
        sa.CheckConstraint(
            "state IN ('STORED', 'WORKING', 'RECORDED', 'QUARANTINED', 'CLOSED')", name="ck_messages_state"
        ),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name="fk_messages_reference"),
    )
    op.create_index("ix_messages_message_id", "messages", ["message_id"])
    op.create_index("ix_messages_recorded", "messages", ["recorded"])
    op.create_index("ix_messages_reference", "messages", ["reference"])
    op.create_index("ix_messages_state_attempts_received", "messages", ["state", "attempts", "received"])
    op.create_table(
        "documents",
        sa.Column("message", sa.String(64), nullable=False),
        *_numbers("position"),
        *_texts("id"),
        sa.Column("name", sa.Text(), nullable=True),
        *_texts("format"),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        *_texts("text", "page_starts"),
        sa.Column("parent", sa.Text(), nullable=True),
        *_texts("reason"),
        sa.Column("decorative", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("message", "position", name="pk_documents"),
        sa.ForeignKeyConstraint(["message"], ["messages.sha256"], name="fk_documents_message"),
        sa.UniqueConstraint("message", "id", name="uq_documents_message_id"),
    )
    op.create_table(
        "sightings",
        *_texts("account", "mailbox"),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        *_times("seen"),
        sa.Column("filed", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("account", "mailbox", "uidvalidity", "uid", name="pk_sightings"),
        sa.ForeignKeyConstraint(["sha256"], ["messages.sha256"], name="fk_sightings_sha256"),
    )
    op.create_index(
        "ix_sightings_account_mailbox_uidvalidity_filed", "sightings", ["account", "mailbox", "uidvalidity", "filed"]
    )
    op.create_index("ix_sightings_sha256", "sightings", ["sha256"])


def _judging() -> None:
    op.create_table(
        "assessments",
        *_numbers("id"),
        sa.Column("message", sa.String(64), nullable=True),
        sa.Column("reference", sa.String(11), nullable=True),
        sa.Column("kind", sa.String(16), nullable=False),
        *_texts("kind_reason"),
        sa.Column("kind_confidence", sa.Double(), nullable=False),
        *_texts("language", "title", "description", "targets", "dates", "rubric_sha256", "models"),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_assessments"),
        sa.ForeignKeyConstraint(["message"], ["messages.sha256"], name="fk_assessments_message"),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name="fk_assessments_reference"),
        sa.UniqueConstraint("message", name="uq_assessments_message"),
        sa.UniqueConstraint("reference", name="uq_assessments_reference"),
    )
    op.create_table(
        "contacts",
        *_numbers("assessment", "position"),
        *_texts("name", "organisation", "email", "phone", "extension"),
        sa.Column("last_resort", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("assessment", "position", name="pk_contacts"),
        sa.ForeignKeyConstraint(["assessment"], ["assessments.id"], name="fk_contacts_assessment", ondelete="CASCADE"),
    )
    op.create_table(
        "evidence",
        *_numbers("assessment", "position"),
        *_texts("supports"),
        *_numbers("row"),
        *_texts("message", "document"),
        sa.Column("page", sa.Integer(), nullable=True),
        *_numbers("first", "past"),
        *_texts("quote"),
        sa.PrimaryKeyConstraint("assessment", "position", name="pk_evidence"),
        sa.ForeignKeyConstraint(["assessment"], ["assessments.id"], name="fk_evidence_assessment", ondelete="CASCADE"),
    )
    op.create_table(
        "funding",
        *_numbers("assessment", "position"),
        *_texts("source", "amount", "status"),
        sa.PrimaryKeyConstraint("assessment", "position", name="pk_funding"),
        sa.ForeignKeyConstraint(["assessment"], ["assessments.id"], name="fk_funding_assessment", ondelete="CASCADE"),
    )
    op.create_table(
        "judgements",
        *_numbers("assessment", "position"),
        *_texts("principle"),
        sa.Column("standing", sa.String(16), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        *_texts("reason"),
        sa.PrimaryKeyConstraint("assessment", "position", name="pk_judgements"),
        sa.ForeignKeyConstraint(
            ["assessment"], ["assessments.id"], name="fk_judgements_assessment", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "organisations",
        *_numbers("assessment", "position"),
        *_texts("name"),
        sa.Column("sector", sa.String(16), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        *_texts("acronym"),
        sa.PrimaryKeyConstraint("assessment", "position", name="pk_organisations"),
        sa.ForeignKeyConstraint(
            ["assessment"], ["assessments.id"], name="fk_organisations_assessment", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "findings",
        *_numbers("assessment", "position", "judgement"),
        *_texts("criterion"),
        sa.Column("present", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        *_texts("searched"),
        sa.PrimaryKeyConstraint("assessment", "position", name="pk_findings"),
        sa.ForeignKeyConstraint(["assessment"], ["assessments.id"], name="fk_findings_assessment", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["assessment", "judgement"],
            ["judgements.assessment", "judgements.position"],
            name="fk_findings_assessment_judgement",
            ondelete="CASCADE",
        ),
    )


def _letters() -> None:
    op.create_table(
        "suppressions",
        *_texts("address", "reason"),
        *_times("since"),
        sa.PrimaryKeyConstraint("address", name="pk_suppressions"),
    )
    op.create_table(
        "outbox",
        *_numbers("id"),
        *_texts("key", "kind"),
        sa.Column("reference", sa.String(11), nullable=True),
        *_texts("mail_from", "recipient", "address", "domain", "message_id"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        *_texts("asks"),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("doubt", sa.Boolean(), nullable=False),
        *_numbers("attempts"),
        sa.Column("run", sa.Text(), nullable=True),
        *_texts("reason"),
        *_times("created", "updated", "counted", "due", "expires"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.CheckConstraint(
            "state IN ('PENDING', 'SENDING', 'SENT', 'UNKNOWN', 'HELD', 'FAILED', 'BOUNCED', 'CANCELLED', 'EXPIRED')",
            name="ck_outbox_state",
        ),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name="fk_outbox_reference"),
    )
    op.create_index("ix_outbox_address", "outbox", ["address"])
    op.create_index("ix_outbox_counted", "outbox", ["counted"])
    op.create_index("ix_outbox_key", "outbox", ["key"])
    stands = sa.text("state <> 'CANCELLED' OR doubt")
    op.create_index("uq_outbox_key", "outbox", ["key"], unique=True, sqlite_where=stands, postgresql_where=stands)
    op.create_index("ix_outbox_message_id", "outbox", ["message_id"])
    op.create_index("ix_outbox_reference", "outbox", ["reference"])
    op.create_index("ix_outbox_state_due", "outbox", ["state", "due"])
    op.create_index("ix_outbox_updated", "outbox", ["updated"])


def _office() -> None:
    op.create_table(
        "heartbeats",
        *_texts("desk"),
        *_times("succeeded"),
        *_texts("run"),
        sa.PrimaryKeyConstraint("desk", name="pk_heartbeats"),
    )
    op.create_table(
        "meta",
        *_texts("name", "value"),
        *_times("updated"),
        sa.PrimaryKeyConstraint("name", name="pk_meta"),
    )
    op.create_table(
        "passes",
        *_texts("run"),
        *_times("started"),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        *_texts("outcome"),
        sa.PrimaryKeyConstraint("run", name="pk_passes"),
    )
    op.create_index("ix_passes_started", "passes", ["started"])
    op.create_table(
        "tallies",
        *_numbers("id"),
        *_texts("account", "mailbox", "item", "reason"),
        *_numbers("number"),
        *_times("at"),
        sa.PrimaryKeyConstraint("id", name="pk_tallies"),
    )
    op.create_index("ix_tallies_at", "tallies", ["at"])
    op.create_table(
        "decisions",
        *_numbers("id"),
        sa.Column("reference", sa.String(11), nullable=False),
        *_texts("verb", "by"),
        *_times("at"),
        *_texts("reason"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.ForeignKeyConstraint(["reference"], ["cases.reference"], name="fk_decisions_reference"),
    )
    op.create_index("ix_decisions_reference", "decisions", ["reference"])
