"""Plain text of any charset into text."""

from __future__ import annotations

from intake.charsets import decode
from intake.formats.base import Extract, whole
from intake.limits import Limits

_SAMPLE = 4096


def read(content: bytes, limits: Limits) -> Extract:
    """Return the text; the charset is told by its byte order mark, or else by what the bytes allow."""
    return whole(decode(content, _wide(content)).text, limits)


def _wide(content: bytes) -> str | None:
    """Return the UTF-16 that lacks its byte order mark: in Latin text every second byte is NUL."""
    sample = content[:_SAMPLE]
    if sample.count(0) * 4 < len(sample) or not sample:
        return None
    return "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
