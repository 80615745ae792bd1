"""Looks over a zip container before any reader opens it: what it unpacks to, and what its XML parts may not hold."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from io import BytesIO

from intake.formats.base import Extract
from intake.limits import MIB, Limits
from intake.message import Verdict

BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, LookupError),
    *(NotImplementedError, RuntimeError),
)
"""What the standard library raises on containers that are damaged, locked or built to harm."""
_FREE = 10 * MIB
"""Up to here a high compression ratio is no sign of anything."""
_CHUNK = 256 * 1024
_ENCRYPTED = 0x1
_XML = (".xml", ".rels")
_CHARSETS = ("ascii", "utf-16-le", "utf-16-be")


def members(content: bytes) -> tuple[str, ...] | None:
    """Return the names in a zip file's directory, in order; None when it has none that can be read."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return tuple(archive.namelist())
    except BROKEN:
        return None


def objection(content: bytes, limits: Limits, forbidden: str = "<!DOCTYPE") -> Extract | None:
    """Return why this container must not be opened, or None when it may be.

    First what it declares, then what it really unpacks to, counted chunk by chunk without keeping any of it.
    `forbidden` may stand in no XML part: no office program declares document types, and entities begin there.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _declared(archive.infolist(), len(content), limits) or _streamed(
                archive, len(content), limits, forbidden
            )
    except BROKEN as error:
        return Extract(Verdict.CORRUPT, reason=f"The file is damaged: its container cannot be unpacked ({error}).")


def _declared(entries: list[zipfile.ZipInfo], packed: int, limits: Limits) -> Extract | None:
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        return Extract(Verdict.ENCRYPTED, reason="The file is protected by a password.")
    if len(entries) > limits.container_entries:
        return Extract(Verdict.LIMIT, reason=f"The file holds more than {limits.container_entries} parts.")
    if sum(entry.compress_size for entry in entries) > packed:
        return Extract(Verdict.LIMIT, reason="The parts of the file overlap, as only a trap's do.")
    return _too_much(sum(entry.file_size for entry in entries), packed, limits)


def _streamed(archive: zipfile.ZipFile, packed: int, limits: Limits, forbidden: str) -> Extract | None:
    unpacked = 0
    marks = tuple(forbidden.encode(charset) for charset in _CHARSETS)
    for entry in archive.infolist():
        tail = b""
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                unpacked += len(chunk)
                if too_much := _too_much(unpacked, packed, limits):
                    return too_much
                if entry.filename.lower().endswith(_XML) and any(mark in tail + chunk for mark in marks):
                    return Extract(Verdict.CORRUPT, reason="The file declares XML entities: refused.")
                tail = chunk[-len(marks[-1]) :]
    return None


def _too_much(unpacked: int, packed: int, limits: Limits) -> Extract | None:
    if unpacked > limits.unpacked_bytes:
        return Extract(Verdict.LIMIT, reason=f"The file unpacks to more than {limits.unpacked_bytes // MIB} MiB.")
    if unpacked > _FREE and unpacked > packed * limits.compression_ratio:
        times = limits.compression_ratio
        return Extract(Verdict.LIMIT, reason=f"The file unpacks to more than {times} times its size.")
    return None
