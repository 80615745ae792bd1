"""What every kind of mailbox promises the collecting desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from intake.message import RawMessage


@dataclass(frozen=True, slots=True)
class Unfetched:
    """A message that was listed and could not be had."""

    uid: int
    reason: str
    """`vanished`, `empty`, `short` (fewer bytes than announced), `too-large` or `wrong-uid`."""
    detail: str = ""

    @property
    def retry(self) -> bool:
        """Whether the next pass should ask for it again."""
        return self.reason in ("empty", "short", "wrong-uid")


class Mailbox(Protocol):
    """An open mailbox; a context manager that connects on entry and always disconnects.

    Every method raises `intake.errors.TransientError` or `PermanentError`, never a library's own exception.
    """

    account: str
    name: str

    def __enter__(self) -> Self:
        """Connect, sign in and select; nothing in the mailbox changes by it."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Disconnect, whatever happened."""

    @property
    def uidvalidity(self) -> int:
        """The epoch in which UIDs hold (RFC 9051 2.3.1.1); compared with `!=`, never with `>`."""

    @property
    def writable(self) -> bool:
        """Whether messages can be moved away."""

    def present(self, after: int = 0) -> list[int]:
        """UIDs that lie here, ascending, above `after` where the kind of mailbox can tell; never bodies."""

    def fetch(self, uids: Sequence[int]) -> Iterator[RawMessage | Unfetched]:
        """Yield each message byte for byte, in batches bounded by count and bytes, without marking it read."""

    def move(self, uids: Sequence[int], folder: str) -> set[int]:
        """Move messages to a folder, creating it if need be, and return those verified to be gone from here."""
