"""The archive: durable before it is named, verified when it is read."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.archive import Archive
from store.errors import Damaged, Unavailable

MAIL = b"From: a@b.example\r\n\r\nhello\r\n"
SHA = hashlib.sha256(MAIL).hexdigest()
FOREVER = datetime.now(UTC) + timedelta(days=1)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty archive."""
    return Archive(tmp_path / "var" / "raw")


def test_what_is_put_can_be_got(archive):
    """The bytes come back under their hash, and only then is the message there."""
    assert not archive.has(SHA)
    assert archive.put(MAIL) == SHA
    assert archive.has(SHA)
    assert archive.get(SHA) == MAIL
    assert list(archive) == [SHA]


def test_files_lie_by_hash_and_are_private(archive, tmp_path):
    """The path is made of the hash alone; files are 0600 and folders 0700 whatever the umask."""
    before = os.umask(0)
    try:
        archive.put(MAIL)
    finally:
        os.umask(before)
    path = tmp_path / "var" / "raw" / SHA[:2] / f"{SHA[2:]}.eml"
    assert archive.path(SHA) == path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in list(path.parents)[:3]} == {0o700}


@pytest.mark.parametrize("name", ["", "../../etc/passwd", SHA.upper(), SHA[:-1], SHA + "0", SHA[:-1] + "/", f"{SHA}\n"])
def test_nothing_but_a_hash_is_a_name(archive, name):
    """A name that is no SHA-256 never becomes a path."""
    for method in (archive.path, archive.get, archive.has, archive.remove):
        with pytest.raises(ValueError, match="SHA-256"):
            method(name)


class Disk:
    """What is asked of the disk, in order: each sync with the name it concerns, and what had been there by then."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path, self.synced, self.fails = path, [], False
        self.sync = os.fsync
        monkeypatch.setattr(os, "fsync", self.note)

    def note(self, descriptor: int) -> None:
        """Stand in for the system's fsync."""
        if self.fails:
            raise OSError(errno.EIO, "Input/output error")
        target = Path(f"/proc/self/fd/{descriptor}").readlink()
        what = target.stat().st_size if target.is_file() else target
        self.synced.append((what, self.path.exists()))
        self.sync(descriptor)


def test_bytes_are_durable_before_they_have_a_name(archive, monkeypatch):
    """The whole file is synced under another name, then renamed, and the folder is synced after that; new folders first."""
    path = archive.path(SHA)
    disk = Disk(path, monkeypatch)
    archive.put(MAIL)
    *folders, file, last = disk.synced
    assert file == (len(MAIL), False)
    assert last == (path.parent, True)
    assert [what for what, _ in folders] == [path.parents[3], path.parents[2], path.parents[1]]


def test_folders_are_made_once(archive, monkeypatch):
    """A second message in the same folder needs two syncs: its own and the folder's."""
    archive.put(MAIL)
    archive.remove(SHA)
    disk = Disk(archive.path(SHA), monkeypatch)
    archive.put(MAIL)
    assert [what for what, _ in disk.synced] == [len(MAIL), archive.path(SHA).parent]


def test_a_removal_is_durable(archive, monkeypatch):
    """After an erasure the folder is synced, so that a power cut does not bring the message back."""
    archive.put(MAIL)
    disk = Disk(archive.path(SHA), monkeypatch)
    archive.remove(SHA)
    assert disk.synced == [(archive.path(SHA).parent, False)]


def test_after_a_failed_sync_nothing_is_trusted(archive, monkeypatch):
    """A file whose sync failed is dropped, not named; when the disk works again the message is stored."""
    archive.put(b"makes the folders")
    disk = Disk(archive.path(SHA), monkeypatch)
    disk.fails = True
    with pytest.raises(Unavailable, match="Input/output error"):
        archive.put(MAIL)
    assert not archive.has(SHA)
    assert archive.sweep(FOREVER) == 0
    disk.fails = False
    archive.put(MAIL)
    assert archive.get(SHA) == MAIL


def test_no_descriptor_is_left_open(archive):
    """A thousand messages a day for a year must not use up the process's files."""
    archive.put(MAIL)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for number in range(20):
        archive.remove(archive.put(f"message {number}".encode()))
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_putting_twice_writes_once(archive):
    """The same bytes again change nothing on disk."""
    archive.put(MAIL)
    before = archive.path(SHA).stat()
    archive.put(MAIL)
    assert archive.path(SHA).stat().st_ino == before.st_ino


@pytest.mark.parametrize("damage", [MAIL[:-1], b"", MAIL.replace(b"h", b"j")])
def test_damage_is_noticed_and_mended(archive, damage):
    """Other bytes under the hash are never handed out; the true ones, fetched again, take their place."""
    archive.put(MAIL)
    archive.path(SHA).write_bytes(damage)
    with pytest.raises(Damaged, match=SHA[:12]):
        archive.get(SHA)
    archive.put(MAIL)
    assert archive.get(SHA) == MAIL


def test_a_missing_file_is_damage(archive):
    """A message that is asked for and not there is a contradiction, not an empty message."""
    with pytest.raises(Damaged, match="no file"):
        archive.get(SHA)


def test_removing_is_told(archive):
    """Removal says whether there was something, and leaves nothing."""
    archive.put(MAIL)
    assert archive.remove(SHA)
    assert not archive.remove(SHA)
    assert not archive.has(SHA)


def test_only_old_temporary_files_are_swept(archive):
    """What a crash left is removed once it is old; what is as old as the limit or younger, and mail, are not."""
    archive.put(MAIL)
    limit = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    old, young = (archive.path(SHA).parent / f".incoming-{name}" for name in ("old", "young"))
    for file, age in ((old, 1), (young, 0)):
        file.write_bytes(b"half")
        os.utime(file, (limit.timestamp() - age,) * 2)
    assert archive.sweep(limit) == 1
    assert (old.exists(), young.exists()) == (False, True)
    assert archive.sweep(FOREVER) == 1
    assert archive.get(SHA) == MAIL


def test_strange_files_are_no_mail(archive, tmp_path):
    """Names that are not ours are neither listed nor swept."""
    archive.put(MAIL)
    root = tmp_path / "var" / "raw"
    (root / "notes.txt").touch()
    (root / "zz").mkdir()
    (root / SHA[:2] / "README").touch()
    assert list(archive) == [SHA]
    assert archive.sweep(FOREVER) == 0


def test_an_archive_that_is_not_there_is_empty(archive):
    """Listing and sweeping need no folder."""
    assert list(archive) == []
    assert archive.sweep(FOREVER) == 0


def test_a_disk_that_refuses_is_unavailable(tmp_path):
    """When a file is where a folder should be nothing is stored, and the error says so."""
    (tmp_path / "raw").touch()
    archive = Archive(tmp_path / "raw")
    with pytest.raises(Unavailable, match="cannot store"):
        archive.put(MAIL)
    with pytest.raises(Unavailable, match="cannot be listed"):
        list(archive)
    with pytest.raises(Unavailable, match="cannot read"):
        archive.get(SHA)
    with pytest.raises(Unavailable, match="cannot remove"):
        archive.remove(SHA)


def test_a_failed_write_leaves_nothing(archive):
    """When the new file cannot take its place no temporary file stays behind."""
    archive.path(SHA).mkdir(parents=True)
    with pytest.raises(Unavailable, match="cannot store"):
        archive.put(MAIL)
    assert [path.name for path in archive.path(SHA).parent.iterdir()] == [archive.path(SHA).name]


def test_a_temporary_that_cannot_be_removed_is_told(archive):
    """Sweeping reports what it could not do."""
    archive.put(MAIL)
    (archive.path(SHA).parent / ".incoming-folder").mkdir()
    with pytest.raises(Unavailable, match="cannot remove"):
        archive.sweep(FOREVER)
