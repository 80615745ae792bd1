"""What can go wrong with the register.

StoreError
├── Damaged        what is stored contradicts itself: a file whose hash is wrong, a row without its file
├── WrongSchema    the database is older, newer or another; the message says which command mends it
└── Busy           somebody else holds the lock; try again later
"""


class StoreError(Exception):
    """Anything that this package raises on purpose."""


class Damaged(StoreError):
    """What is stored contradicts itself."""


class WrongSchema(StoreError):
    """The database does not have the schema that this program needs."""


class Busy(StoreError):
    """Another run holds what this one needs."""
