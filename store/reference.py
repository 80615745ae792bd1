"""The reference of a case: ten letters and digits, computed from its first message, easy to say and hard to guess."""

from __future__ import annotations

import re

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U, which are misread or spell words."""
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})
_DASHES = "-‐‑‒–—−"
# The look-ahead lets candidates overlap; both parts have a fixed length, so matching is linear.
_CANDIDATE = re.compile(rf"(?<![0-9A-Za-z])(?=([0-9A-Za-z]{{5}})([{_DASHES}]?)([0-9A-Za-z]{{5}})(?![0-9A-Za-z]))")


def reference(sha256: str) -> str:
    """Return the reference of the case that the message of this hash opens, like `K7QM2-F9XB4` (50 bits)."""
    number = int(sha256, 16) >> 206  # the first 50 of 256 bits
    symbols = "".join(_ALPHABET[number >> shift & 31] for shift in range(45, -5, -5))
    return f"{symbols[:5]}-{symbols[5:]}"


def find_references(text: str) -> tuple[str, ...]:
    """Return every reference that the text may hold, in its usual form, the likeliest first.

    Lower case, a missing dash, O for 0 and I or L for 1 are understood. A ten-letter word looks like a reference too:
    only the register knows which ones exist.
    """
    found: dict[str, tuple[bool, bool]] = {}
    for first, dash, second in _CANDIDATE.findall(text):
        symbols = (first + second).upper().translate(_MISREAD)
        if all(symbol in _ALPHABET for symbol in symbols):
            likely = (bool(dash), any(c.isdigit() for c in first + second))
            found.setdefault(f"{symbols[:5]}-{symbols[5:]}", likely)
    return tuple(sorted(found, key=lambda candidate: found[candidate], reverse=True))


def find_reference(text: str) -> str | None:
    """Return the likeliest reference in the text, or None."""
    return next(iter(find_references(text)), None)
