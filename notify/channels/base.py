"""What every way out promises the sending desk."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from store.record import Envelope


class Channel(Protocol):
    """A way for letters to leave; a context manager that may keep a connection between letters."""

    def __enter__(self) -> Self:
        """Get ready; connecting may wait until the first letter."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Disconnect, whatever happened."""

    def greet(self) -> str:
        """Reach the receiver and sign in without handing anything over; return how it introduces itself, cleaned.

        Raises TransientDelivery.
        """

    def deliver(self, envelope: Envelope) -> str:
        """Hand over one letter and return the receiver's own words, cleaned.

        Raises TransientDelivery, PermanentDelivery or AmbiguousDelivery (see notify.errors), decided here because
        only here is known how far the conversation had come.
        """
