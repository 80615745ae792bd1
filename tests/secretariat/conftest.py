"""Offices for every test, on one set of judges: rubric and models are loaded once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from secretariat.config import load
from secretariat.judges import Judges, appoint
from store.engine import open_engine
from store.migrate import upgrade
from tests.corpus.build import DEMO, specimen
from tests.secretariat.bureau import CONFIG, MAILDIR, Bureau


@pytest.fixture(scope="session")
def empty_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with its schema and nothing in it."""
    file = tmp_path_factory.mktemp("register") / "register.sqlite"
    engine = open_engine(f"sqlite:///{file}")
    upgrade(engine)
    engine.dispose()
    return file


@pytest.fixture(scope="session")
def judges(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Judges]:
    """The judges of every office here, appointed by the first that needs them."""
    file = tmp_path_factory.mktemp("judges") / "config.toml"
    file.write_text(CONFIG.format(mailboxes="", channel=MAILDIR, more=""))
    return cache(lambda: appoint(load(file)))


@pytest.fixture
def bureau(tmp_path: Path, empty_register: Path, judges: Callable[[], Judges]) -> Bureau:
    """An office with an empty mailbox."""
    return Bureau(tmp_path, empty_register, judges)


@pytest.fixture(scope="session")
def mail() -> Callable[[str], bytes]:
    """The message of a specimen of the demo, by name."""
    return cache(lambda name: specimen(DEMO / f"{name}.toml").content)


@pytest.fixture(autouse=True)
def _fresh_log() -> Iterator[None]:
    """Take off what a command did to the log: its stream is gone when the test is over."""
    yield
    log = logging.getLogger("secretariat")
    log.handlers.clear()
    log.propagate = True
    log.setLevel(logging.NOTSET)
