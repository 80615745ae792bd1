"""What all tables share: the naming of constraints, and how long a text may be."""

from __future__ import annotations

from sqlalchemy import MetaData

ADDRESS = 320
"""Characters of the longest e-mail address that is kept whole (RFC 5321 4.5.3.1: 64 + 1 + 255)."""
MESSAGE_ID = 600
"""Characters of a Message-ID; four bytes each still fit into an index of PostgreSQL."""
LINE = 1000
PARAGRAPH = 20_000

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)
