"""When a partnership was or will be announced, and for which phase of the summit; earlier verdicts say nothing of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; its quotes go where all evidence is."""
    op.create_table(
        "timing",
        sa.Column("assessment", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("announced", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("during", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("assessment", "position", name="pk_timing"),
        sa.ForeignKeyConstraint(["assessment"], ["assessments.id"], name="fk_timing_assessment", ondelete="CASCADE"),
    )
