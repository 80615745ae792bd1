"""What an IMAP server says of messages: FETCH answers taken apart, by UID and by nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import mktime_tz, parsedate_tz

Record = dict[bytes, object]
"""One message's items: upper-case name → value as IMAPClient parses it."""


@dataclass(frozen=True, slots=True)
class Announced:
    """One message as the server describes it before its bytes are asked for."""

    uid: int
    size: int
    """RFC822.SIZE; 0 when the server gave none."""
    received: datetime
    flags: frozenset[str]
    empty: bool = False
    """The server says that it has no bytes at all."""


def by_uid(flat: Sequence[object]) -> dict[int, Record]:
    """Gather a parsed FETCH answer (number, items, number, items, …) into one record a UID.

    Items without a UID are dropped, for they are volunteered or garbled. IMAPClient's own `fetch` takes the sequence
    number for the UID then, which would give one message another's bytes.
    """
    records: dict[int, Record] = {}
    for items in flat[1::2]:
        if isinstance(items, tuple):
            pairs = zip(items[::2], items[1::2], strict=False)
            record: Record = {name.upper(): value for name, value in pairs if isinstance(name, bytes)}
            uid = record.get(b"UID")
            if isinstance(uid, int):
                records.setdefault(uid, {}).update(record)
    return records


def announced(uid: int, record: Record, now: Callable[[], datetime]) -> Announced:
    """Return what a record says; a message without a date of arrival arrived `now`."""
    size = record.get(b"RFC822.SIZE")
    return Announced(
        uid,
        size if isinstance(size, int) else 0,
        _date(record.get(b"INTERNALDATE")) or now(),
        frozenset(words(record.get(b"FLAGS"))),
        empty=size == 0,
    )


def batches(messages: Iterable[Announced], count: int, size: int) -> Iterator[list[Announced]]:
    """Yield messages so many at a time and so many bytes at a time, but always at least one."""
    batch: list[Announced] = []
    held = 0
    for message in messages:
        if batch and (len(batch) >= count or held + message.size > size):
            yield batch
            batch, held = [], 0
        batch.append(message)
        held += message.size
    if batch:
        yield batch


def words(flags: object) -> list[str]:
    """Return flags as text; they are atoms, but a flag of digits is parsed as a number."""
    if not isinstance(flags, tuple):
        return []
    return [flag.decode("ascii", "replace") if isinstance(flag, bytes) else str(flag) for flag in flags]


def _date(value: object) -> datetime | None:
    """Return an INTERNALDATE in UTC; None when it is none."""
    parsed = parsedate_tz(value.decode("ascii", "replace")) if isinstance(value, bytes) else None
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(mktime_tz(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None
