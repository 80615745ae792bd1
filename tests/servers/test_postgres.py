"""The rig itself: a cluster of our own with an empty database for every test."""

from __future__ import annotations

import os

import sqlalchemy as sa

from tests.servers.postgres import Postgres, binaries


def test_every_database_is_empty_and_its_own(postgres: Postgres, postgres_url: str) -> None:
    """A table made in one database is not seen in the next."""
    other = postgres.create_database()
    first, second = sa.create_engine(postgres_url), sa.create_engine(other)
    with first.begin() as connection:
        connection.execute(sa.text("create table only_here (n integer)"))
    assert sa.inspect(first).get_table_names() == ["only_here"]
    assert sa.inspect(second).get_table_names() == []
    first.dispose()
    second.dispose()
    postgres.drop_database(other)


def test_leaves_nothing_behind(postgres: Postgres) -> None:
    """A cluster that is left has neither process nor folder any more."""
    programs = binaries()
    assert programs is not None
    with Postgres(programs) as cluster:
        server, folder = cluster._server, cluster._folder
        assert server is not None
        os.kill(server.pid, 0)
        assert cluster.port != postgres.port
    assert server.returncode == 0
    assert not folder.exists()
