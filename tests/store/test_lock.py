"""One run at a time, whatever becomes of the runs."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.errors import Busy, Unavailable
from store.lock import hold, hold_database

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
HOLDER = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from store.lock import hold
with hold(Path(sys.argv[1]), datetime(2026, 11, 24, 9, 30, tzinfo=UTC)):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_run_is_turned_away_at_once(tmp_path):
    """While one holds the lock another hears so, and since when; afterwards it is free, and the file stays."""
    path = tmp_path / "data" / "lock"
    with hold(path, NOW):
        with pytest.raises(Busy, match="2026-11-24 09:30 UTC") as error, hold(path, NOW):
            pass
        assert error.value.since == NOW
    with hold(path, NOW):
        pass
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_lock_file_with_strange_words_still_locks(tmp_path):
    """What stands in the file only tells since when; it decides nothing."""
    path = tmp_path / "lock"
    with hold(path, NOW):
        path.write_bytes(b"\xff\xfe not a time")
        with pytest.raises(Busy) as error, hold(path, NOW):
            pass
        assert error.value.since is None


def test_the_lock_dies_with_its_holder(tmp_path):
    """A run that is killed leaves no lock behind, though it leaves the file."""
    path = tmp_path / "lock"
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE)
    assert holder.stdout is not None
    with holder, holder.stdout:
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Busy, match="since 2026-11-24"), hold(path, NOW):
            pass
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
    with hold(path, NOW):
        pass


def test_a_child_does_not_inherit_the_lock(tmp_path):
    """A child process that outlives the run does not keep the next one out."""
    path = tmp_path / "lock"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with hold(path, NOW):
        child = subprocess.Popen([sys.executable, "-c", "print('up', flush=True); input()"], close_fds=False, **pipes)
        assert child.stdout is not None
        assert child.stdout.readline() == b"up\n"
    with child, hold(path, NOW):
        assert child.poll() is None
        child.kill()


def test_an_exception_frees_the_lock(tmp_path):
    """However the run ends, the next can begin."""
    path = tmp_path / "lock"
    with pytest.raises(ZeroDivisionError), hold(path, NOW):
        raise ZeroDivisionError
    with hold(path, NOW):
        pass


def test_a_lock_file_that_is_a_link_is_refused(tmp_path):
    """Nobody can point the lock at another file to have it overwritten."""
    target = tmp_path / "precious"
    target.write_text("precious")
    (tmp_path / "lock").symlink_to(target)
    with pytest.raises(Unavailable, match="cannot be opened"), hold(tmp_path / "lock", NOW):
        pass
    assert target.read_text() == "precious"


def test_a_register_on_a_server_is_locked_for_all_hosts(engine):
    """On PostgreSQL a second run is turned away by the database itself; SQLite relies on the file."""
    with hold_database(engine):
        if engine.dialect.name == "postgresql":
            with pytest.raises(Busy, match="another host"), hold_database(engine):
                pass
        else:
            with hold_database(engine):
                pass
    with hold_database(engine):
        pass


def test_the_lock_file_is_never_removed(tmp_path: Path):
    """Deleting it would let two runs hold two files of one name."""
    with hold(tmp_path / "lock", NOW):
        inode = (tmp_path / "lock").stat().st_ino
    with hold(tmp_path / "lock", NOW):
        assert (tmp_path / "lock").stat().st_ino == inode
