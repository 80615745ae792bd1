"""Inserting a row only where none stands: the statement that makes every arrival idempotent on both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, Table, literal
from sqlalchemy.dialects import postgresql, sqlite


def insert_new(conn: Connection, table: Table, /, **values: Any) -> bool:
    """Insert a row unless a unique key is taken; whether it was inserted.

    A rival that inserts the same key at the same time is waited for, then one of the two is told no.
    """
    # RETURNING tells it on both databases; the driver's count of inserted rows does not.
    statement = _insert(conn, table).values(values).on_conflict_do_nothing().returning(literal(value=True))
    return conn.execute(statement).scalar() is not None


def inserted(conn: Connection, table: Table, number: Column[int], /, **values: Any) -> int | None:
    """Insert a row unless a unique key is taken, and return its number, or None."""
    statement = _insert(conn, table).values(values).on_conflict_do_nothing().returning(number)
    return conn.execute(statement).scalar()


def put(conn: Connection, table: Table, /, *keys: str, **values: Any) -> None:
    """Insert a row, or give the one with the same values in `keys` the other values."""
    changed = {name: value for name, value in values.items() if name not in keys}
    conn.execute(_insert(conn, table).values(values).on_conflict_do_update(index_elements=keys, set_=changed))


def _insert(conn: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if conn.dialect.name == "sqlite" else postgresql.insert(table)
