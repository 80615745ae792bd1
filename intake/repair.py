"""Bytes that are nearly a message in, bytes that a strict parser reads as a person would, and what was mended."""

from __future__ import annotations

import codecs
import re

_FIELD = re.compile(rb"[!-9;-~]+:")
_SPACED_FIELD = re.compile(rb"([!-9;-~]+)[ \t]+:")
_KNOWN = re.compile(
    rb"(?:received|return-path|from|to|cc|subject|date|message-id|mime-version|reply-to|x-[a-z-]+"
    rb"|content-(?:type|transfer-encoding|disposition)|delivered-to|in-reply-to|references)[ \t]*:",
    re.IGNORECASE,
)
_LINES = re.compile(rb"\r\n|\r|\n")
_HEADER_LINES = 5000


def mend(content: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the message with its header made readable, and one sentence for each thing that was mended.

    The body is never touched, except where the whole message is in UTF-16 or ends its lines with CR CR LF.
    """
    mended, defects = _as_ascii_superset(content)
    if b"\r\r\n" in mended[:4096]:
        mended, defects = mended.replace(b"\r\r\n", b"\r\n"), [*defects, "Lines end with CR CR LF."]
    stripped = mended.lstrip(b"\r\n \t") if mended[:1] in (b"\r", b"\n", b" ", b"\t") else mended
    if stripped is not mended and _KNOWN.match(stripped):
        mended, defects = stripped, [*defects, "Blank lines stand before the header."]
    return _without_junk(mended, defects)


def header_size(content: bytes) -> int:
    """Return how many bytes the top header takes, up to and with its blank line."""
    found = re.search(rb"\r\n\r\n|\n\n|\r\r", content)
    return found.end() if found else len(content)


def _as_ascii_superset(content: bytes) -> tuple[bytes, list[str]]:
    """Turn a message that was saved as UTF-16, or with a byte order mark, into UTF-8."""
    if content.startswith(codecs.BOM_UTF8):
        return content[3:], ["A byte order mark stands before the header."]
    codec = ""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codec = "utf-16"
    elif re.match(rb"(?:[\x20-\x7e]\0){8}", content):
        codec = "utf-16-le"
    elif re.match(rb"(?:\0[\x20-\x7e]){8}", content):
        codec = "utf-16-be"
    if not codec:
        return content, []
    return content.decode(codec, "replace").encode("utf-8"), ["The whole message is in UTF-16."]


def _without_junk(content: bytes, defects: list[str]) -> tuple[bytes, tuple[str, ...]]:
    """Keep one line that is no header field from turning all following fields into body text."""
    end = header_size(content)
    head, rest = content[:end], content[end:]
    lines = _split_keeping(head)[:_HEADER_LINES]
    if len(lines) == _HEADER_LINES or not _junk(lines):
        return content, tuple(defects)
    kept = b"".join(
        _SPACED_FIELD.sub(rb"\1:", line, count=1) if _SPACED_FIELD.match(line) else line
        for number, line in enumerate(lines)
        if not _is_junk(number, line)
    )
    return kept + rest, (*defects, "Lines that are no header field stand in the header.")


def _split_keeping(head: bytes) -> list[bytes]:
    """Split at CR LF, LF or CR, keeping them."""
    lines, start = [], 0
    for found in _LINES.finditer(head):
        lines.append(head[start : found.end()])
        start = found.end()
    return [*lines, head[start:]] if start < len(head) else lines


def _is_junk(number: int, line: bytes) -> bool:
    """Whether a header line is neither a field, nor its continuation, nor blank, nor an mbox separator on top."""
    if line[:1] in (b" ", b"\t", b"\r", b"\n", b"") or _FIELD.match(line) or _SPACED_FIELD.match(line):
        return False
    return not (number == 0 and line.startswith(b"From "))


def _junk(lines: list[bytes]) -> bool:
    """Whether known fields follow the first bad line, so that it stands in a header and does not begin a body."""
    for number, line in enumerate(lines):
        if _is_junk(number, line) or _SPACED_FIELD.match(line):
            return sum(_KNOWN.match(later) is not None for later in lines[number:]) >= 2
    return False
