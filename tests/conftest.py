"""Real servers for the tests that need them: started once a session on 127.0.0.1, fresh user or database per test.

Where a server is not installed its tests are skipped and say why; where the environment variable CI is set they fail.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.servers.certificates import Authority
from tests.servers.dovecot import Dovecot, DovecotUser, unavailable
from tests.servers.postgres import Postgres, binaries
from tests.servers.smtp_sink import SmtpSink

MARKED = {"dovecot": "dovecot", "postgres_url": "postgres"}
"""Fixture → the marker that every test using it carries."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests by the servers they use, so that `-m "not postgres"` needs no discipline."""
    for item in items:
        for fixture, marker in MARKED.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(marker)


def absent(reason: str) -> None:
    """Skip the test, or fail it where nothing may be skipped."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A private PostgreSQL cluster."""
    programs = binaries()
    if programs is None:
        absent("PostgreSQL's server binaries are not installed")
    else:
        with Postgres(programs) as cluster:
            yield cluster


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """The SQLAlchemy URL of an empty PostgreSQL database that lives as long as the test."""
    url = postgres.create_database()
    yield url
    postgres.drop_database(url)


@pytest.fixture(scope="session")
def dovecot_server() -> Iterator[Dovecot]:
    """A private Dovecot."""
    reason = unavailable()
    if reason:
        absent(reason)
    with Dovecot() as server:
        yield server


@pytest.fixture
def dovecot(dovecot_server: Dovecot) -> DovecotUser:
    """A user of a private Dovecot whom nobody used before, with an empty mailbox."""
    return dovecot_server.new_user()


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    """An SMTP server without TLS or sign-in on 127.0.0.1 that a test can script; tests that need more make their own."""
    with SmtpSink() as sink:
        yield sink


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """A certificate authority that signs for the servers of the tests."""
    return Authority(tmp_path_factory.mktemp("authority"))
