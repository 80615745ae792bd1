"""Plain text of any charset into text."""

from __future__ import annotations

from intake.charsets import decode
from intake.formats.base import Extract, whole
from intake.limits import Limits

_SAMPLE = 4096
_TEXTUAL = bytes({*b"\t\n\r"} | {*range(32, 127)} | {*range(160, 256)})


def read(content: bytes, limits: Limits) -> Extract:
    """Return the text; the charset is told by its byte order mark, or else by what the bytes allow."""
    return whole(decode(content, wide(content)).text, limits)


def wide(content: bytes) -> str | None:
    """Return the UTF-16 that lacks its byte order mark: in Latin text every second byte is NUL, and no other."""
    sample = content[: _SAMPLE & ~1]
    for high, low, charset in ((sample[1::2], sample[::2], "utf-16-le"), (sample[::2], sample[1::2], "utf-16-be")):
        if high.count(0) * 2 > len(high) and not low.translate(None, _TEXTUAL):
            return charset
    return None
