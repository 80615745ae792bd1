"""One run at a time: a file that the kernel locks, and on PostgreSQL a lock of the database for runs on other hosts.

Both vanish with the process that holds them, however it dies. The file is never deleted, and nobody looks at process ids.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, func, select

from store.engine import translated
from store.errors import Busy, Unavailable

_KEY = 0x5EC2E7A21A7
"""Any number, the same for every run: names our lock among PostgreSQL's advisory locks."""


@contextmanager
def hold(path: Path, now: datetime) -> Iterator[None]:
    """Hold the lock file while inside; Busy at once, saying since when, when another run holds it.

    The descriptor is closed in every child process, so a child that outlives the run does not keep the lock.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise Unavailable(f"the lock file {path} cannot be opened: {error.strerror}") from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            since = _since(os.pread(descriptor, 100, 0))
            raise Busy(
                "another run is at work" + (f" since {since:%Y-%m-%d %H:%M %Z}" if since else ""), since
            ) from error
        stamp = now.isoformat().encode()
        os.pwrite(descriptor, stamp, 0)
        os.ftruncate(descriptor, len(stamp))
        yield
    finally:
        os.close(descriptor)


@contextmanager
def hold_database(engine: Engine) -> Iterator[None]:
    """Hold PostgreSQL's advisory lock while inside, on a connection of its own; Busy when a run elsewhere holds it.

    An SQLite register lives on one host, where the file lock is enough: nothing happens then.
    """
    if engine.dialect.name != "postgresql":
        yield
        return
    with translated(), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # Taken out of the pool, so that closing it ends the session and with it the lock. Autocommit, because an open
        # transaction as long as a run would keep the database from cleaning up.
        connection.detach()
        if not connection.scalar(select(func.pg_try_advisory_lock(_KEY))):
            raise Busy("a run on another host is at work")
        yield


def _since(stamp: bytes) -> datetime | None:
    try:
        return datetime.fromisoformat(stamp.decode())
    except ValueError:
        return None
