"""Alembic's steps from one schema to the next, shipped with the program; `store.migrate` runs them."""
