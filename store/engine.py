"""Opening the database: SQLite or PostgreSQL, set up so that a commit is durable and a wait has an end."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from store.errors import Busy, Unavailable, WrongUrl

WAIT_SECONDS = 10
"""How long to wait for a connection or for somebody else's lock."""
LONGEST_STATEMENT_SECONDS = 120

_POSTGRESQL = ("postgres", "postgresql", "postgresql+psycopg")
_TRY_AGAIN = {"40001", "40P01", "55P03", "57014"}
"""PostgreSQL's codes for serialisation failure, deadlock, lock not available, query cancelled."""
_READ_ONLY = "25006"
"""PostgreSQL's code for a write in a read-only transaction: our own engine, or a standby server."""


def open_engine(url: str, *, read_only: bool = False) -> Engine:
    """Return an engine for `sqlite:///file` or `postgresql://user@host/name`; nothing is created but the empty file.

    A read-only engine never waits for writers on SQLite and cannot write on either. Raises WrongUrl when the address
    cannot be used and Unavailable when the file cannot be made. The connection itself is made on first use.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:  # ValueError: a port that is no number
        raise WrongUrl("the database's address is not of the form scheme://user@host/name") from error
    if address.drivername in ("sqlite", "sqlite+pysqlite"):
        return _open_sqlite(address, read_only=read_only)
    if address.drivername in _POSTGRESQL:
        return _open_postgresql(address.set(drivername="postgresql+psycopg"), read_only=read_only)
    raise WrongUrl(f"no database of the kind {address.drivername!r} is known; use sqlite:///FILE or postgresql://…")


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Yield a connection in one transaction: committed at the end, rolled back by any exception.

    Raises Busy when somebody else's lock did not go away in time, Unavailable when the database does not serve us.
    After Unavailable a commit may or may not have happened: every transition can be asked for again.
    """
    with translated(), engine.begin() as connection:
        yield connection


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's exceptions inside into Busy and Unavailable; broken constraints and types are bugs and pass."""
    try:
        yield
    except (DBAPIError, PoolTimeout) as error:
        raise _in_our_words(error) from error


def _in_our_words(error: DBAPIError | PoolTimeout) -> Exception:
    if isinstance(error, PoolTimeout):
        return Busy("no connection to the database became free in time")
    cause = error.orig
    words = str(cause).strip().partition("\n")[0]
    if isinstance(cause, sqlite3.OperationalError):
        name = getattr(cause, "sqlite_errorname", "")
        return Busy(words) if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) else Unavailable(words)
    state = getattr(cause, "sqlstate", None)
    if state in _TRY_AGAIN:
        return Busy(words)
    if error.connection_invalidated or isinstance(error, (OperationalError, InterfaceError)) or state == _READ_ONLY:
        return Unavailable(words or "the database closed the connection")
    return _broken_file(cause, words) or error


def _broken_file(cause: BaseException | None, words: str) -> Unavailable | None:
    """SQLite calls a file that is no database, or a damaged one, a DatabaseError."""
    return Unavailable(words) if type(cause) is sqlite3.DatabaseError else None


# --- SQLite ---------------------------------------------------------------------------------------------------------


def _open_sqlite(url: URL, *, read_only: bool) -> Engine:
    if not url.database or url.database == ":memory:":
        raise WrongUrl("the SQLite address names no file; the register must outlive the program")
    _create_private(Path(url.database))
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": WAIT_SECONDS})
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, record: object) -> None:  # noqa: ARG001 - the event's signature
        # The driver must not begin transactions by itself: it would begin deferred ones, and late.
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={WAIT_SECONDS * 1000}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
            f"query_only={'ON' if read_only else 'OFF'}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def take_write_lock(connection: Connection) -> None:
        # A deferred transaction that reads first and writes later fails at once instead of waiting (SQLITE_BUSY).
        connection.exec_driver_sql(begin)

    return engine


def _create_private(path: Path) -> None:
    """Make the file and missing folders for their owner alone; SQLite gives its -wal and -shm the same mode."""
    try:
        for folder in reversed(path.parent.parents):
            folder.mkdir(mode=0o700, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        try:
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        except FileExistsError:
            # Not opened: closing any descriptor of a database file drops this process's SQLite locks on it.
            path.chmod(0o600)
    except OSError as error:
        raise Unavailable(f"the database file {path} cannot be opened: {error.strerror}") from error


# --- PostgreSQL -----------------------------------------------------------------------------------------------------


def _open_postgresql(url: URL, *, read_only: bool) -> Engine:
    if not url.database:
        raise WrongUrl("the PostgreSQL address names no database")
    arguments: dict[str, Any] = {"application_name": "secretariat", "connect_timeout": WAIT_SECONDS}
    settings = {
        "timezone": "UTC",
        "lock_timeout": f"{WAIT_SECONDS}s",
        "statement_timeout": f"{LONGEST_STATEMENT_SECONDS}s",
        "default_transaction_read_only": "on" if read_only else "off",
    }
    arguments["options"] = " ".join(f"-c {name}={value}" for name, value in settings.items())
    arguments = {name: value for name, value in arguments.items() if name not in url.query}
    try:
        return create_engine(
            url, isolation_level="READ COMMITTED", pool_pre_ping=True, hide_parameters=True, connect_args=arguments
        )
    except (ImportError, NoSuchModuleError) as error:
        raise WrongUrl("PostgreSQL needs its driver: install secretariat[postgres]") from error
