"""The table of formats: which file reads which, and what is said of those that are not read."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from intake.formats.base import Extract
from intake.formats.sniff import sniff
from intake.limits import MIB, Limits
from intake.message import Verdict

__all__ = ["READERS", "Reader", "read", "sniff"]

READERS: Mapping[str, str] = {
    "plain": "intake.formats.plain",
    "html": "intake.formats.html",
    "pdf": "intake.formats.pdf",
    "docx": "intake.formats.docx",
    "odt": "intake.formats.odt",
    "odp": "intake.formats.odt",
    "ods": "intake.formats.odt",
    "rtf": "intake.formats.rtf",
    "eml": "intake.formats.eml",
}
"""A module of each format, imported when the first file of that format comes."""

_LOCKED: Mapping[str, str] = {
    "application/x-encrypted-office": "The document is protected by a password.",
    "application/pgp-encrypted": "The message is encrypted with PGP.",
    "application/pkcs7-mime": "The message is an S/MIME envelope.",
    "application/x-pkcs7-mime": "The message is an S/MIME envelope.",
}

_KNOWN: Mapping[str, str] = {
    "application/msword": "a Word document in the format of before 2007",
    "application/vnd.ms-excel": "an Excel workbook in the format of before 2007",
    "application/vnd.ms-powerpoint": "a PowerPoint presentation in the format of before 2007",
    "application/vnd.ms-outlook": "an Outlook message file",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "an Excel workbook",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "a PowerPoint presentation",
    "application/ms-tnef": "an Outlook winmail.dat container",
    "application/zip": "a zip archive",
    "application/gzip": "a gzip archive",
    "application/vnd.rar": "a RAR archive",
    "application/x-7z-compressed": "a 7-Zip archive",
}


class Reader(Protocol):
    """What the module of a format offers. One with a second library also has `read_again`, of the same shape."""

    def read(self, content: bytes, limits: Limits) -> Extract:
        """Return text and verdict; raises nothing but MemoryError."""
        ...


def read(format_: str, content: bytes, limits: Limits, *, again: bool = False) -> Extract:
    """Read one file of the given format.

    `again` says that its first reader took the process down: only a second library may now try.
    """
    if not content:
        return Extract(Verdict.CORRUPT, reason="The file is empty.")
    if len(content) > limits.attachment_bytes:
        return Extract(Verdict.LIMIT, reason=f"The file is larger than {limits.attachment_bytes // MIB} MiB.")
    if format_ not in READERS:
        return _unread(format_)
    reader = import_module(READERS[format_])
    if not again:
        return cast("Reader", reader).read(content, limits)
    second = getattr(reader, "read_again", None)
    if second is None:
        return Extract(Verdict.CRASH, reason="Reading the file brought its reader down.")
    return cast("Extract", second(content, limits))


def _unread(format_: str) -> Extract:
    if format_ in _LOCKED:
        return Extract(Verdict.ENCRYPTED, reason=_LOCKED[format_])
    what = _KNOWN.get(format_, f"a file of the type {format_}")
    return Extract(Verdict.UNSUPPORTED, reason=f"It is {what}, which is not read.")
