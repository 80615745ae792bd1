"""Types of columns that keep their promises on SQLite and PostgreSQL alike."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum, Text
from sqlalchemy.types import TypeDecorator

LONGEST = 8 * 1024 * 1024
"""Characters of the longest text that a row holds; far above what one document may yield."""

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str, limit: int = LONGEST) -> str:
    """Return the text with NUL and lone surrogates replaced one for one, cut to `limit` characters with an ellipsis.

    PostgreSQL refuses NUL, SQLite's length() stops at it, and no driver can encode a lone surrogate. Replacing instead
    of removing keeps every offset into the text valid.
    """
    text = _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


class Words(TypeDecorator[str]):
    """Text that any database can hold; `limit` in characters."""

    impl = Text
    cache_ok = True

    def __init__(self, limit: int = LONGEST) -> None:
        super().__init__()
        self.limit = limit

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base's signature
        """Clean on the way in."""
        return None if value is None else storable(value, self.limit)


class Moment(TypeDecorator[datetime]):
    """An aware point in time, kept in UTC; a naive one is a bug and refused with ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn into UTC; SQLite, which knows no zones, gets it without one so that its text sorts by time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base's signature
        """Hand out in UTC, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Several(TypeDecorator[tuple[Any, ...]]):
    """A tuple of texts or of numbers, kept as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Any, ...] | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base's signature
        """Clean every text on the way in."""
        if value is None:
            return None
        return json.dumps([storable(v) if isinstance(v, str) else v for v in value], ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Any, ...] | None:  # noqa: ARG002 - the base's signature
        """Hand out as it was."""
        return None if value is None else tuple(json.loads(value))


def choice(kind: type[StrEnum], *, closed: str = "") -> Enum:
    """Return a column type for the values of an enumeration; `closed` names the CHECK that lets the database guard it.

    Only our own states are guarded there: a new word in another package's enumeration needs no migration.
    """
    return Enum(
        kind,
        name=closed or None,
        native_enum=False,
        create_constraint=bool(closed),
        length=16,
        values_callable=lambda members: [member.value for member in members],
    )
