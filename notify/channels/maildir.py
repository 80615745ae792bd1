"""A Maildir as a channel: letters become files, for a demonstration or for another program to send."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from notify.channels.addresses import check_addresses
from notify.channels.settings import MaildirSettings
from notify.errors import AmbiguousDelivery, TransientDelivery
from store.record import Envelope


class MaildirChannel:
    """Writes each letter to `tmp`, flushes it, and renames it into `new`; see `notify.channels.base.Channel`.

    `clock` gives seconds since 1970 for the file names. Addresses are checked and not written anywhere: a Maildir has
    no envelope.
    """

    def __init__(self, settings: MaildirSettings, *, clock: Callable[[], float] = time.time) -> None:
        self._path = settings.path
        self._clock = clock

    def __enter__(self) -> Self:
        """Make the Maildir if it is not there; TransientDelivery when that cannot be."""
        try:
            for folder in (self._path, *(self._path / name for name in ("tmp", "new", "cur"))):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise TransientDelivery(f"{self._path}: {error.strerror or error}") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Leave it; nothing is held open."""

    def greet(self) -> str:
        """Return the folder's path; TransientDelivery when no file can be written there."""
        for folder in (self._path / "tmp", self._path / "new"):
            if not os.access(folder, os.W_OK | os.X_OK):
                raise TransientDelivery(f"{folder}: not there, or not writable")
        return f"{self._path} takes letters"

    def deliver(self, envelope: Envelope) -> str:
        """Write one letter and return the name of its file."""
        check_addresses(envelope)
        name = self._name(envelope)
        waiting, arrived = self._path / "tmp" / name, self._path / "new" / name
        try:
            _write(waiting, envelope.content)
            waiting.rename(arrived)
        except OSError as error:
            waiting.unlink(missing_ok=True)
            raise TransientDelivery(f"{self._path}: {error.strerror or error}") from error
        try:
            _flush(arrived.parent)
        except OSError as error:
            raise AmbiguousDelivery(f"{arrived}: written, but {error.strerror or error}") from error
        return f"kept as {name}"

    def _name(self, envelope: Envelope) -> str:
        """Return a name made of our own values alone: when, and a hash of the letter's key and Message-ID."""
        microseconds = int(self._clock() * 1_000_000)
        digest = hashlib.sha256(f"{envelope.key}\0{envelope.message_id}".encode()).hexdigest()[:24]
        return f"{microseconds // 1_000_000}.M{microseconds % 1_000_000:06}Q{digest}.letter"


def _write(file: Path, content: bytes) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def _flush(folder: Path) -> None:
    """Make a rename survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
