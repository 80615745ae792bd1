"""Old mail from files into the register, each message marked so that no letter can ever follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from intake.errors import PermanentError
from intake.mailboxes.registry import MaildirAccount, MboxAccount, open_mailbox
from intake.message import Place, RawMessage
from secretariat.desks.collect import collect, store_raw
from secretariat.office import Office
from secretariat.terminal import progress

_POSITIVE = (1 << 62) - 1


def backfill(office: Office, path: Path) -> int:
    """Store the messages of one file or folder; return how many nobody had seen before.

    Raises PermanentError for a path that is no mail.
    """
    if not path.exists():
        raise PermanentError(f"{path}: does not exist")
    if path.is_dir() and not (path / "cur").is_dir():
        files = sorted(file for file in path.glob("*.eml") if file.is_file())
        if not files:
            raise PermanentError(f"{path}: is no Maildir, and there is no .eml file in it")
        return _store_files(office, files)
    if path.suffix.lower() == ".eml":
        return _store_files(office, [path])
    account = MaildirAccount(path, read_only=True) if path.is_dir() else MboxAccount(path)
    with open_mailbox(account) as mailbox:
        return collect(office, mailbox, backfill=True).stored


def _store_files(office: Office, files: list[Path]) -> int:
    return sum(store_raw(office, raw, backfill=True) for raw in _raw(progress(files, "Importing")))


def _raw(files: Iterator[Path]) -> Iterator[RawMessage]:
    for file in files:
        try:
            status, content = file.stat(), file.read_bytes()
        except OSError as error:
            raise PermanentError(f"{file}: cannot be read: {error.strerror}") from error
        place = Place(f"file:{file.parent.absolute()}", file.name, 1, (status.st_ino & _POSITIVE) or 1)
        yield RawMessage(content, place, datetime.fromtimestamp(status.st_mtime, UTC))
