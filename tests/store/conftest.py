"""Empty registers for every test: the same tests hold on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from store.engine import open_engine, transaction
from store.migrate import upgrade
from store.schema import metadata

DATABASES = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite register, migrated once and copied for every test."""
    path = tmp_path_factory.mktemp("template") / "register.db"
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def cluster_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated PostgreSQL database that the tests empty and use again."""
    cluster = request.getfixturevalue("postgres")
    url = cluster.create_database()
    engine = open_engine(url)
    upgrade(engine)
    engine.dispose()
    yield url
    cluster.drop_database(url)


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on."""
    return str(request.param)


@pytest.fixture
def url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty register."""
    if database == "sqlite":
        shutil.copy(request.getfixturevalue("template"), tmp_path / "register.db")
        return f"sqlite:///{tmp_path / 'register.db'}"
    address: str = request.getfixturevalue("cluster_url")
    return address


def number_letters_from_one(connection: Connection) -> None:
    """Begin the numbers of letters anew: PostgreSQL's sequences go on after a rollback."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT setval('outbox_id_seq', 1, false)"))


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """An empty register, opened, for tests that commit."""
    opened = open_engine(url)
    with transaction(opened) as connection:
        number_letters_from_one(connection)
    yield opened
    if opened.dialect.name == "postgresql":
        names = ", ".join(table.name for table in metadata.sorted_tables)
        with transaction(opened) as connection:
            connection.execute(text(f"TRUNCATE {names}"))
    opened.dispose()


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest) -> Iterator[Callable[[str], Engine]]:
    """One engine a database, for tests that never commit."""
    engines: dict[str, Engine] = {}

    def get(database: str) -> Engine:
        if database not in engines:
            sqlite = database == "sqlite"
            address = (
                f"sqlite:///{request.getfixturevalue('template')}" if sqlite else request.getfixturevalue("cluster_url")
            )
            engines[database] = open_engine(address)
        return engines[database]

    yield get
    for engine in engines.values():
        engine.dispose()


@pytest.fixture
def conn(database: str, shared: Callable[[str], Engine]) -> Iterator[Connection]:
    """A connection to an empty register, in a transaction that is never committed."""
    with shared(database).connect() as connection:
        number_letters_from_one(connection)
        yield connection
        connection.rollback()


@pytest.fixture
def empty_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table."""
    if database == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    address: str = request.getfixturevalue("postgres_url")
    return address
