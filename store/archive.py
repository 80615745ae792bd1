"""The archive: every message byte for byte in a file named by its hash, durable before anything else happens to it."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from store.errors import Damaged, Unavailable

_SHA256 = re.compile(r"[0-9a-f]{64}")
_FOLDER = re.compile(r"[0-9a-f]{2}")
_NAME = re.compile(r"[0-9a-f]{62}\.eml")
_TEMPORARY = ".incoming-"


class Archive:
    """A folder of files `ab/cdef….eml`, private to their owner (0600 in 0700).

    Every method raises Unavailable when the disk does not serve us; then nothing was half done.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, sha256: str) -> Path:
        """Where the message of this hash lies or would lie; ValueError when it is no SHA-256 in lower-case hex."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError("not a SHA-256 in lower-case hexadecimal")
        return self._root / sha256[:2] / f"{sha256[2:]}.eml"

    def put(self, content: bytes) -> str:
        """Make these bytes durable and return their SHA-256; a file that is already there is left, or mended if damaged.

        The order is what makes it safe: written beside its place, synced, renamed, and the folder synced. A crash
        leaves either the whole file or a temporary one that `sweep` removes.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        try:
            if not self._holds(path, content):
                self._write(path, content)
        except OSError as error:
            raise Unavailable(f"the archive cannot store a message: {error.strerror}") from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the bytes of this hash; Damaged when the file is missing or holds other bytes."""
        try:
            content = self.path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise Damaged(f"the archive has no file for message {sha256[:12]}") from error
        except OSError as error:
            raise Unavailable(f"the archive cannot read message {sha256[:12]}: {error.strerror}") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Damaged(f"the archived file of message {sha256[:12]} holds other bytes than it did")
        return content

    def has(self, sha256: str) -> bool:
        """Whether a file of this hash is there; its bytes are not looked at."""
        return self.path(sha256).is_file()

    def remove(self, sha256: str) -> bool:
        """Remove the message of this hash, for erasure and retention; whether there was one."""
        path = self.path(sha256)
        try:
            path.unlink()
            _sync_folder(path.parent)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise Unavailable(f"the archive cannot remove message {sha256[:12]}: {error.strerror}") from error
        return True

    def __iter__(self) -> Iterator[str]:
        """The hashes of all files, ascending; names that are not ours are passed over."""
        for folder in self._folders():
            for name in _listed(folder):
                if _NAME.fullmatch(name):
                    yield folder.name + name.removesuffix(".eml")

    def sweep(self, before: datetime) -> int:
        """Remove temporary files that a crash left before this moment; how many.

        Younger ones may belong to a message that is being written now.
        """
        left = [folder / name for folder in self._folders() for name in _listed(folder) if name.startswith(_TEMPORARY)]
        return sum(_removed_if_older(path, before) for path in left)

    def _folders(self) -> Iterator[Path]:
        return (self._root / name for name in _listed(self._root) if _FOLDER.fullmatch(name))

    @staticmethod
    def _holds(path: Path, content: bytes) -> bool:
        try:
            return path.stat().st_size == len(content) and path.read_bytes() == content
        except FileNotFoundError:
            return False

    def _write(self, path: Path, content: bytes) -> None:
        self._make_folder(path.parent)
        descriptor, temporary = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)  # 0600, O_EXCL
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            # After a failed fsync the pages may be gone though marked clean: the file is dropped, never trusted.
            Path(temporary).replace(path)
        finally:
            Path(temporary).unlink(missing_ok=True)  # missing after the rename, as it should be
        _sync_folder(path.parent)

    def _make_folder(self, folder: Path) -> None:
        if folder.is_dir():
            return
        for missing in (*reversed(self._root.parents), self._root, folder):
            if not missing.is_dir():
                missing.mkdir(mode=0o700, exist_ok=True)
                _sync_folder(missing.parent)


def _sync_folder(folder: Path) -> None:
    """Make the folder's entries durable: a renamed file is safe only after this."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Unavailable(f"the archive cannot be listed: {error.strerror}") from error


def _removed_if_older(path: Path, before: datetime) -> bool:
    try:
        if path.stat().st_mtime >= before.timestamp():
            return False
        path.unlink()
    except FileNotFoundError:  # renamed or removed a moment ago, by whoever wrote it
        return False
    except OSError as error:
        raise Unavailable(f"the archive cannot remove {path.name}: {error.strerror}") from error
    return True
