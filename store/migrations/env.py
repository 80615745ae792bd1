"""Runs migrations on the connection that store.migrate hands over, each one in a transaction of its own."""

from __future__ import annotations

from alembic import context

from store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=True,
    # Both databases can roll back a CREATE TABLE; Alembic only assumes it of PostgreSQL.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
