"""Opening the database: what is promised before the first table."""

from __future__ import annotations

import sqlite3
import stat
import sys
import threading
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from store.engine import open_engine, transaction, translated
from store.errors import Busy, Unavailable, WrongUrl
from store.schema import meta, metadata

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_sqlite_is_set_up_to_be_durable(tmp_path):
    """Every connection has the write-ahead log, full sync, foreign keys, a bounded wait, and erases what is deleted."""
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
        "secure_delete": 1,
        "query_only": 0,
    }
    with transaction(engine) as connection:
        found = {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in expected}
    engine.dispose()
    assert found == expected


def test_sqlite_files_are_private(tmp_path):
    """The database, its log and its index are readable by their owner alone; folders that are made are too."""
    path = tmp_path / "var" / "data" / "a.db"
    engine = open_engine(f"sqlite:///{path}")
    with transaction(engine) as connection:
        metadata.create_all(connection)
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    engine.dispose()
    assert modes == {"a.db": 0o600, "a.db-wal": 0o600, "a.db-shm": 0o600}
    assert [stat.S_IMODE(folder.stat().st_mode) for folder in (path.parent, path.parent.parent)] == [0o700, 0o700]


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path):
    """Opening an existing database takes away what group and others may do; its folder is left alone."""
    path = tmp_path / "a.db"
    path.touch(mode=0o644)
    tmp_path.chmod(0o755)
    open_engine(f"sqlite:///{path}").dispose()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_second_engine_does_not_drop_the_locks_of_the_first(tmp_path):
    """Opening the same file again in this process leaves the write lock of a running transaction in force."""
    address = f"sqlite:///{tmp_path / 'a.db'}"
    engine = open_engine(address)
    with transaction(engine):
        open_engine(address).dispose()
        rival = sqlite3.connect(tmp_path / "a.db", timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            rival.execute("BEGIN IMMEDIATE")
        rival.close()
    engine.dispose()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "form scheme"),
        ("no address", "form scheme"),
        ("postgresql://u:secret@host:port/name", "form scheme"),
        ("mysql://u:secret@host/name", "kind 'mysql'"),
        ("postgresql+psycopg2://u:secret@host/name", "kind 'postgresql\\+psycopg2'"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("postgresql://u:secret@host", "names no database"),
    ],
)
def test_an_unusable_address_is_named_without_its_password(url, words):
    """The error says what is wrong with the address and never repeats a password."""
    with pytest.raises(WrongUrl, match=words) as error:
        open_engine(url)
    assert "secret" not in str(error.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_is_understood(scheme):
    """Plain addresses get the driver that we ship."""
    engine = open_engine(f"{scheme}://user@127.0.0.1/name")
    assert engine.url.drivername == "postgresql+psycopg"


def test_a_file_that_cannot_be_made_is_unavailable(tmp_path):
    """A folder in the way is trouble with the world, and the message names the file."""
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match=r"file/a\.db"):
        open_engine(f"sqlite:///{tmp_path / 'file' / 'a.db'}")


def test_a_file_that_is_no_database_is_unavailable(tmp_path):
    """Bytes that are not SQLite's are named as such, not as a bug of ours."""
    (tmp_path / "a.db").write_bytes(b"not a database at all" * 100)
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with pytest.raises(Unavailable, match="not a database"), transaction(engine):
        pass
    engine.dispose()


def test_a_database_that_is_down_is_unavailable():
    """A refused connection is trouble with the world."""
    engine = open_engine("postgresql://user@127.0.0.1:1/name")
    with pytest.raises(Unavailable), transaction(engine):
        pass
    engine.dispose()


def add(engine, *names, value="", then=None):
    """Add marks in one transaction, and perhaps fail at its end."""
    with transaction(engine) as connection:
        for name in names:
            connection.execute(insert(meta).values(name=name, value=value, updated=NOW))
        if then:
            raise then


def names(engine):
    """The names of all marks."""
    with transaction(engine) as connection:
        return connection.scalars(select(meta.c.name).order_by(meta.c.name)).all()


def test_a_transaction_is_whole_or_nothing(engine):
    """An exception inside rolls everything back; without one everything is there for the next."""
    with pytest.raises(ZeroDivisionError):
        add(engine, "lost", then=ZeroDivisionError())
    add(engine, "kept")
    assert names(engine) == ["kept"]


def test_a_broken_constraint_stays_a_bug(engine):
    """What the database refuses because of its rules is not disguised as weather."""
    with pytest.raises(IntegrityError):
        add(engine, "twice", "twice")


def test_an_error_shows_no_values(engine):
    """What was to be stored, perhaps from a mail, does not appear in the text of a database error."""
    with pytest.raises(IntegrityError) as error:
        add(engine, "twice", "twice", value="the body of a letter")
    assert "the body of a letter" not in str(error.value)


def test_no_free_connection_is_busy():
    """When all connections are in use for too long somebody else is at work."""
    with pytest.raises(Busy, match="no connection"), translated():
        raise PoolTimeout


@pytest.mark.parametrize("database", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_a_row_that_stays_locked_is_busy(engine):
    """A row that another transaction holds for too long is to be tried again later."""
    add(engine, "held")
    with transaction(engine) as holder, engine.connect() as rival:
        holder.execute(update(meta).values(value="mine"))
        rival.execute(text("SET lock_timeout = '10ms'"))
        with pytest.raises(Busy, match="lock timeout"), translated():
            rival.execute(update(meta).values(value="theirs"))
        rival.rollback()
        rival.invalidate()


@pytest.mark.parametrize("database", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_a_connection_that_is_cut_is_unavailable(engine):
    """When the server ends our session in the middle nothing was written and the error is ours; the next works."""
    with pytest.raises(Unavailable), transaction(engine) as connection:
        cut(engine, connection)
    add(engine, "after")
    assert names(engine) == ["after"]


def cut(engine, connection):
    """Write something, and let the server end the session before it is committed."""
    connection.execute(insert(meta).values(name="lost", value="", updated=NOW))
    number = connection.scalar(text("SELECT pg_backend_pid()"))
    with transaction(engine) as killer:
        killer.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})
    connection.execute(select(meta))


def test_a_missing_driver_is_named(monkeypatch):
    """Without the extra for PostgreSQL the message says what to install."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(WrongUrl, match=r"secretariat\[postgres\]"):
        open_engine("postgresql://user@127.0.0.1/name")


def test_a_read_only_engine_cannot_write(url, engine):
    """The pages that only show things cannot change any."""
    reader = open_engine(url, read_only=True)
    with transaction(engine) as connection:
        connection.execute(insert(meta).values(name="seen", value="", updated=NOW))
    with transaction(reader) as connection:
        assert connection.scalar(select(meta.c.name)) == "seen"
    with pytest.raises(Unavailable), transaction(reader) as connection:
        connection.execute(insert(meta).values(name="x", value="", updated=NOW))
    reader.dispose()


def test_readers_do_not_wait_for_a_writer(url, engine):
    """While a run writes, a read-only engine sees the state before, at once."""
    reader = open_engine(url, read_only=True)
    with transaction(engine) as writing:
        writing.execute(insert(meta).values(name="open", value="", updated=NOW))
        with transaction(reader) as reading:
            assert reading.scalars(select(meta.c.name)).all() == []
    reader.dispose()


def test_a_writer_waits_for_the_other(url, engine):
    """Two transactions that read first and write later do not fail: the second begins when the first is done."""
    other = open_engine(url)
    began, order = threading.Event(), []

    def rival() -> None:
        began.wait()
        with transaction(other) as connection:
            connection.execute(insert(meta).values(name="second", value="", updated=NOW))
        order.append("second")

    thread = threading.Thread(target=rival)
    thread.start()
    with transaction(engine) as connection:
        connection.execute(select(meta.c.name)).all()
        began.set()
        connection.execute(insert(meta).values(name="first", value="", updated=NOW))
    thread.join()
    with transaction(engine) as connection:
        assert set(connection.scalars(select(meta.c.name))) == {"first", "second"}
    assert order == ["second"]
    other.dispose()


def test_a_lock_that_stays_is_busy(tmp_path):
    """Somebody else's lock that does not go away in time is reported as busy, to be tried again later."""
    path = tmp_path / "a.db"
    engine = open_engine(f"sqlite:///{path}")
    with transaction(engine) as connection:
        metadata.create_all(connection)
    holder = sqlite3.connect(path)
    holder.execute("BEGIN IMMEDIATE")
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA busy_timeout=10")
    with pytest.raises(Busy, match="locked"), transaction(engine):
        pass
    holder.close()
    engine.dispose()


def test_a_full_disk_loses_nothing(tmp_path):
    """When the database cannot grow the transaction is gone as a whole, the error is ours, and work can go on."""
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with transaction(engine) as connection:
        metadata.create_all(connection)
        pages = connection.execute(text("PRAGMA page_count")).scalar()
    with engine.connect() as connection:
        connection.connection.driver_connection.execute(f"PRAGMA max_page_count={pages + 5}")
    with pytest.raises(Unavailable, match="full"):
        add(engine, "small", "big", value="x" * 1_000_000)
    assert names(engine) == []
    add(engine, "small")
    with transaction(engine) as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    engine.dispose()


def test_many_may_open_a_new_file_at_once(tmp_path):
    """Runs that start together on a file that is not there yet all get a working connection."""
    address = f"sqlite:///{tmp_path / 'a.db'}"
    failures: list[BaseException] = []
    start = threading.Barrier(8)

    def begin() -> None:
        start.wait()
        try:
            engine = open_engine(address)
            with transaction(engine) as connection:
                connection.execute(text("SELECT 1"))
            engine.dispose()
        except BaseException as error:  # noqa: BLE001 - whatever it is, the test shows it
            failures.append(error)

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
