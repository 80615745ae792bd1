"""Empty registers for every test: the same tests hold on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
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


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    """An empty register, opened."""
    opened = open_engine(url)
    if opened.dialect.name == "postgresql":
        names = ", ".join(table.name for table in metadata.sorted_tables)
        with transaction(opened) as connection:
            connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
    yield opened
    opened.dispose()


@pytest.fixture
def conn(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction that is never committed."""
    with engine.connect() as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def empty_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table."""
    if database == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    address: str = request.getfixturevalue("postgres_url")
    return address
