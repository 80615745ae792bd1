"""What can go wrong with the register.

StoreError
├── Damaged        what is stored contradicts itself: a file whose hash is wrong, a row without its file
├── WrongSchema    the database is older, newer or another; the message says which command mends it
├── WrongUrl       the database's address cannot be used; the message says why and never shows a password
├── Busy           somebody else holds what is needed; try again later
├── Unavailable    the database or the disk does not serve us: down, full, read-only
├── KeyReused      a letter's key is taken by a letter with other bytes
├── Changed        the case changed since it was read; read it again
└── Forbidden      a rule of the register is against it; the message says which
"""

from __future__ import annotations

from datetime import datetime


class StoreError(Exception):
    """Anything that this package raises on purpose."""


class Damaged(StoreError):
    """What is stored contradicts itself."""


class WrongSchema(StoreError):
    """The database does not have the schema that this program needs."""


class WrongUrl(StoreError):
    """The database's address cannot be used."""


class Busy(StoreError):
    """Another run holds what this one needs; `since` says since when, where that is known."""

    def __init__(self, message: str, since: datetime | None = None) -> None:
        super().__init__(message)
        self.since = since


class Unavailable(StoreError):
    """The database or the disk does not serve us now; nothing was half done."""


class KeyReused(StoreError):
    """Another letter stands under this key: sending this one would be a second letter of the same purpose."""


class Changed(StoreError):
    """The case changed since the caller read it; what was concluded from it must be concluded again."""


class Forbidden(StoreError):
    """A rule of the register is against what was asked."""
