"""The archive: durable before it is named, verified when it is read."""

from __future__ import annotations

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
    """What a crash left is removed once it is old; a message that is being written now, and mail, are not."""
    archive.put(MAIL)
    folder = archive.path(SHA).parent
    old, young = folder / ".incoming-old", folder / ".incoming-young"
    for file in (old, young):
        file.write_bytes(b"half")
    hour_ago = datetime.now(UTC) - timedelta(hours=1)
    os.utime(old, (hour_ago.timestamp() - 1, hour_ago.timestamp() - 1))
    assert archive.sweep(hour_ago) == 1
    assert young.exists()
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
