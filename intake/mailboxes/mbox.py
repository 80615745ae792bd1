"""An mbox file as a mailbox (RFC 4155), streamed and only ever read: for importing an archive.

A message begins after a line `From sender date` that follows an empty line or the start of the file, and ends before
the empty line that precedes the next one. Its bytes are given as they lie there, line ends included, but for the
quoting of body lines beginning with "From ", which is undone (see `Quoting`). The UID is the position of the separator
plus one; the epoch is a hash of the path and the first line, so that a file written anew is a new one.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto
from io import BytesIO
from types import TracebackType
from typing import BinaryIO, Self

from intake.errors import PermanentError
from intake.mailboxes.accounts import MboxAccount, Quoting
from intake.mailboxes.base import Unfetched
from intake.mailboxes.file_trouble import file_trouble
from intake.message import Place, RawMessage

_PIECE_BYTES = 64 * 1024
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# "From a@b Tue Nov 24 09:30:00 2026"; some writers put a zone before the year. Unquoted body lines have no such time.
_SEPARATOR = re.compile(
    rb"From [^\r\n]{0,400}? ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d)(?::(\d\d))?(?: [-+A-Z\d]{1,5})? (\d{4})\b"
)
_QUOTED = {Quoting.MBOXRD: re.compile(rb">+From "), Quoting.MBOXO: re.compile(rb">From ")}


class MboxMailbox:
    """One mbox file; see `intake.mailboxes.base.Mailbox` for the promises."""

    def __init__(self, account: MboxAccount) -> None:
        self._settings = account
        self._file: BinaryIO | None = None
        self._first_line = b""
        self.account = account.identity
        self.name = account.path.name

    def __enter__(self) -> Self:
        """Open the file; PermanentError when it is missing or no mbox."""
        with file_trouble(self._settings.path):
            self._file = self._settings.path.open("rb")
            self._first_line = self._file.readline(_PIECE_BYTES)
        if self._first_line and not _SEPARATOR.match(self._first_line):
            self._file.close()
            raise PermanentError(f"{self._settings.path}: no mbox, it does not begin with a separator line")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()

    @property
    def uidvalidity(self) -> int:
        """A 31-bit hash of the file's absolute path and first line."""
        whole = os.fsencode(self._settings.path.absolute()) + b"\n" + self._first_line
        return int.from_bytes(hashlib.sha256(whole).digest()[:4]) >> 1 or 1

    @property
    def writable(self) -> bool:
        """Never: an archive is only read."""
        return False

    def present(self, after: int = 0) -> list[int]:
        """UIDs above `after`, found by reading the file once from the start."""
        with file_trouble(self._settings.path):
            opened = self._opened()
            opened.seek(0)
            separators = (piece.offset + 1 for piece in _pieces(opened) if piece.kind is _Kind.SEPARATOR)
            return [uid for uid in separators if uid > after]

    def fetch(self, uids: Sequence[int]) -> Iterator[RawMessage | Unfetched]:
        """Read each message from its separator to the next."""
        for uid in uids:
            with file_trouble(self._settings.path):
                taken = self._read(uid)
            yield taken

    def move(self, uids: Sequence[int], folder: str) -> set[int]:
        """Refuse: an mbox cannot be filed."""
        raise PermanentError(f"{self._settings.path}: an mbox is only read; {len(uids)} messages not moved to {folder}")

    def _read(self, uid: int) -> RawMessage | Unfetched:
        opened = self._opened()
        opened.seek(uid - 1)
        pieces = _pieces(opened)
        separator = next(pieces, None)
        if separator is None or separator.kind is not _Kind.SEPARATOR:
            return Unfetched(uid, "vanished", "the file was written anew")
        content = self._content(pieces)
        if content is None:
            return Unfetched(uid, "too-large", f"more than {self._settings.message_bytes} bytes")
        if not content:
            return Unfetched(uid, "empty")
        received = _date(separator.content) or datetime.fromtimestamp(os.fstat(opened.fileno()).st_mtime, UTC)
        return RawMessage(content, Place(self.account, self.name, self.uidvalidity, uid), received)

    def _content(self, pieces: Iterator[_Piece]) -> bytes | None:
        """Join what comes before the next separator; None when that is more than may be taken."""
        quoted = _QUOTED.get(self._settings.quoting)
        whole = BytesIO()
        held = b""  # the last empty line belongs to the separator, or to the end of the file
        for piece in pieces:
            if piece.kind is _Kind.SEPARATOR:
                break
            whole.write(held)
            held = piece.content if piece.kind is _Kind.EMPTY else b""
            if not held:
                unquoted = piece.kind is _Kind.LINE and quoted is not None and quoted.match(piece.content)
                whole.write(piece.content[1:] if unquoted else piece.content)
            if whole.tell() > self._settings.message_bytes:
                return None
        return whole.getvalue()

    def _opened(self) -> BinaryIO:
        if self._file is None or self._file.closed:
            raise PermanentError(f"{self._settings.path}: the mbox is not open")
        return self._file


class _Kind(Enum):
    SEPARATOR = auto()
    EMPTY = auto()
    LINE = auto()
    REST = auto()
    """Of a line longer than one piece."""


@dataclass(frozen=True, slots=True)
class _Piece:
    offset: int
    content: bytes
    kind: _Kind


def _pieces(opened: BinaryIO) -> Iterator[_Piece]:
    """Read the file from where it stands, line by line; a line without an end cannot fill the memory."""
    offset = opened.tell()
    line_start = after_empty = True
    while content := opened.readline(_PIECE_BYTES):
        kind = _kind(content, after_empty=after_empty) if line_start else _Kind.REST
        yield _Piece(offset, content, kind)
        offset += len(content)
        after_empty = kind is _Kind.EMPTY
        line_start = content.endswith(b"\n")


def _kind(line: bytes, *, after_empty: bool) -> _Kind:
    if line in (b"\n", b"\r\n"):
        return _Kind.EMPTY
    return _Kind.SEPARATOR if after_empty and _SEPARATOR.match(line) else _Kind.LINE


def _date(separator: bytes) -> datetime | None:
    """Return the time a separator line gives, in UTC as RFC 4155 demands; None when there is no such time."""
    found = _SEPARATOR.match(separator)
    if found is None:
        return None
    month, day, hour, minute, second, year = found.groups()
    try:
        return datetime(
            int(year), _MONTHS.index(month.decode()) + 1, int(day), int(hour), int(minute), int(second or 0), tzinfo=UTC
        )
    except ValueError:
        return None
