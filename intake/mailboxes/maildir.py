"""A Maildir as a mailbox (cr.yp.to/proto/maildir.html), filed by renaming within the Maildir++ layout.

A Maildir has no UIDs. The part of a file name before the colon is unique for ever, so the UID is computed from it:
the delivery time it begins with, then a hash. Such UIDs are the same in every run, sort by arrival, and hold in one
epoch for as long as the folder keeps its path: UIDVALIDITY is a hash of the path. Mail that another program delivers
later may carry an earlier time, so `present` cannot leave out what is below `after`.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from intake.errors import PermanentError
from intake.mailboxes.accounts import MaildirAccount
from intake.mailboxes.base import Unfetched
from intake.mailboxes.file_trouble import file_trouble
from intake.mailboxes.folder_names import checked_folder
from intake.message import Place, RawMessage

_FLAGS = {"D": "\\Draft", "F": "\\Flagged", "R": "\\Answered", "S": "\\Seen", "T": "\\Deleted"}
_TIME = re.compile(r"(\d{1,10})\.(?:[^.:]{0,64}?M(\d{1,6})(?!\d))?")


class MaildirMailbox:
    """One Maildir folder; see `intake.mailboxes.base.Mailbox` for the promises."""

    def __init__(self, account: MaildirAccount) -> None:
        self._settings = account
        self._path = account.path
        self.account = account.identity
        self.name = "INBOX"

    def __enter__(self) -> Self:
        """Check that this is a Maildir; PermanentError when it is not."""
        for folder in ("cur", "new"):
            if not (self._path / folder).is_dir():
                raise PermanentError(f"{self._path}: no Maildir, it has no folder {folder!r}")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Leave it; nothing is held open."""

    @property
    def uidvalidity(self) -> int:
        """A 31-bit hash of the folder's absolute path."""
        digest = hashlib.sha256(os.fsencode(self._path.absolute())).digest()
        return int.from_bytes(digest[:4]) >> 1 or 1

    @property
    def writable(self) -> bool:
        """Whether messages can be renamed away."""
        places = (self._path, self._path / "cur", self._path / "new")
        return not self._settings.read_only and all(os.access(place, os.W_OK | os.X_OK) for place in places)

    def present(self, after: int = 0) -> list[int]:  # noqa: ARG002 - a later delivery may have an earlier UID
        """Every UID in `cur` and `new`, ascending; `after` leaves nothing out here."""
        return sorted(self._files())

    def fetch(self, uids: Sequence[int]) -> Iterator[RawMessage | Unfetched]:
        """Read each message; one that another program renamed meanwhile is looked for again."""
        files = self._files()
        for uid in uids:
            found = self._read(uid, files.get(uid))
            if found is None:
                files = self._files()
                found = self._read(uid, files.get(uid))
            yield found or Unfetched(uid, "vanished")

    def move(self, uids: Sequence[int], folder: str) -> set[int]:
        """Rename messages, marked seen, into the Maildir++ folder; both sides are flushed to the disk."""
        if not self.writable:
            raise PermanentError(f"{self._path}: not writable, messages stay where they are")
        target = self._path / "".join(f".{level}" for level in checked_folder(folder))
        with file_trouble(self._path):
            _create(target)
            files = self._files()
            for uid in uids:
                if uid in files:
                    _rename(files[uid], target / "cur")
            for place in (target / "cur", self._path / "cur", self._path / "new"):
                _flush(place)
        return set(uids) - self._files().keys()

    def _read(self, uid: int, file: Path | None) -> RawMessage | Unfetched | None:
        """Read one file; None when there is none of that name any more."""
        if file is None:
            return None
        try:
            with open(file, "rb", opener=_open_no_link) as opened:
                status = os.fstat(opened.fileno())
                content = opened.read(self._settings.message_bytes + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            # One file that cannot be read must not keep us from the others.
            return Unfetched(uid, "empty", error.strerror or str(error))
        if len(content) > self._settings.message_bytes:
            return Unfetched(uid, "too-large", f"{status.st_size} bytes")
        return RawMessage(
            content,
            Place(self.account, self.name, self.uidvalidity, uid),
            datetime.fromtimestamp(status.st_mtime, UTC),
            frozenset(_FLAGS[letter] for letter in file.name.partition(":2,")[2] if letter in _FLAGS),
        )

    def _files(self) -> dict[int, Path]:
        """Every message's file by UID."""
        with file_trouble(self._path):
            files = {}
            for folder in ("new", "cur"):
                with os.scandir(self._path / folder) as entries:
                    # No symbolic links: whoever may write here must not choose what is read elsewhere.
                    for entry in entries:
                        if not entry.name.startswith(".") and entry.is_file(follow_symlinks=False):
                            files[entry.name.partition(":")[0]] = Path(entry.path)
        found: dict[int, Path] = {}
        for base in sorted(files):
            attempt = 0
            while (uid := _uid(base, attempt)) in found:
                attempt += 1
            found[uid] = files[base]
        return found


def _uid(base: str, attempt: int) -> int:
    """Return a UID below 2**63: 32 bits of seconds, then microseconds and 11 bits of hash, or 31 bits of hash.

    Two names may clash; the second of them then takes the next attempt, in the wider range. Should that one's UID
    change when the first is filed, the message is merely seen again, and known by its content.
    """
    digest = int.from_bytes(hashlib.sha256(os.fsencode(f"{base}/{attempt}")).digest()[:4])
    time = _TIME.match(base)
    seconds = int(time[1]) & 0xFFFFFFFF if time else 0
    exact = time is not None and time[2] is not None and attempt == 0
    rest = int(time[2]) << 11 | digest & 0x7FF if time and exact else digest & 0x7FFFFFFF
    return seconds << 31 | rest or 1


def _open_no_link(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NOFOLLOW)


def _create(folder: Path) -> None:
    """Make a Maildir++ folder where there is none."""
    for place in (folder, *(folder / name for name in ("tmp", "new", "cur"))):
        place.mkdir(mode=0o700, exist_ok=True)
    (folder / "maildirfolder").touch()


def _rename(file: Path, into: Path) -> None:
    """Move one message, unless another one has its name there already."""
    base, _, flags = file.name.partition(":2,")
    target = into / f"{base}:2,{''.join(sorted({*flags, 'S'}))}"
    if not target.exists():
        file.rename(target)


def _flush(folder: Path) -> None:
    """Make the renames in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
