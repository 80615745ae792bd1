"""UIDs as IMAP writes them (RFC 9051 9, sequence-set), in portions that no command line outgrows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

PORTION = 500
"""UIDs in one command: at most eleven characters each keep it below the 8 KiB that servers take (RFC 7162 4)."""


def portions(uids: Iterable[int], count: int = PORTION) -> Iterator[list[int]]:
    """Yield the UIDs ascending and without doubles, so many at a time."""
    ordered = sorted(set(uids))
    for start in range(0, len(ordered), count):
        yield ordered[start : start + count]


def written(uids: Sequence[int]) -> str:
    """Return ascending UIDs as a set, neighbours joined: `1:3,7`."""
    runs: list[list[int]] = []
    for uid in uids:
        if runs and uid == runs[-1][1] + 1:
            runs[-1][1] = uid
        else:
            runs.append([uid, uid])
    return ",".join(str(first) if first == last else f"{first}:{last}" for first, last in runs)


def contains(text: str, uid: int) -> bool:
    """Say whether a set that a server wrote holds this UID; what is no number holds none.

    The ranges are compared, never expanded: `1:4294967295` is a set too.
    """
    for part in text.split(","):
        first, _, last = part.partition(":")
        if first.isdecimal() and (last or first).isdecimal():
            low, high = sorted((int(first), int(last or first)))
            if low <= uid <= high:
                return True
    return False
