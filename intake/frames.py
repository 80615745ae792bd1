"""Frames between us and the reading child: a JSON header and the binary pieces that it speaks of.

A frame is four bytes, the length of the header; the header, a JSON object whose `blobs` are the lengths of the pieces;
the pieces. Attachments cross as they are, without base64.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

HEADER_BYTES = 8 * 1024 * 1024
"""More header than any message gives is nonsense."""

Header = dict[str, Any]
Frame = tuple[Header, tuple[bytes, ...]]


class FrameError(ValueError):
    """What came is no frame."""


class FrameTooLarge(FrameError):
    """What came, or announces itself, is larger than the receiver takes."""


def encode(header: Header, blobs: Sequence[bytes] = ()) -> bytes:
    """Return one frame."""
    head = json.dumps(header | {"blobs": [len(blob) for blob in blobs]}, ensure_ascii=False).encode()
    return b"".join((len(head).to_bytes(4, "big"), head, *blobs))


def read_frame(read: Callable[[int], bytes], limit: int) -> Frame:
    """Read one frame of at most `limit` bytes; `read(n)` returns exactly n bytes or raises.

    Raises FrameTooLarge before anything of that size is read, and FrameError for anything that is no frame.
    """
    size = int.from_bytes(read(4), "big")
    if size > min(HEADER_BYTES, limit):
        raise FrameTooLarge(f"a header of {size} bytes")
    try:
        header = json.loads(read(size))
    except (ValueError, RecursionError) as error:
        raise FrameError("a header that is no JSON") from error
    lengths = header.pop("blobs", None) if isinstance(header, dict) else None
    if not isinstance(lengths, list) or not all(type(n) is int and n >= 0 for n in lengths):
        raise FrameError("a header without the lengths of its pieces")
    if size + sum(lengths) > limit:
        raise FrameTooLarge(f"{sum(lengths)} bytes of pieces")
    return header, tuple(read(n) for n in lengths)
