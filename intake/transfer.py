"""A MIME leaf in, its bytes as they were before the transfer encoding out (RFC 2045 6)."""

from __future__ import annotations

import base64
import binascii
import re
from contextlib import suppress
from email.message import Message as Tree

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_SPACE = re.compile(rb"\s+")
_LINE_ENDS = re.compile(rb"[\r\n]+")
_RUN = re.compile(rb"([^=]+)(=*)")


def encoding_of(part: Tree) -> str:
    """Return the transfer encoding's token in lower case, without comments or parameters."""
    value = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    return value.split(";")[0].split("(")[0].strip()


def stored(part: Tree) -> bytes:
    """Return the leaf's body exactly as it stands in the message."""
    payload = part._payload  # type: ignore[attr-defined]  # noqa: SLF001 - get_payload() decodes by the charset, lossily
    return payload.encode("utf-8", "surrogateescape") if isinstance(payload, str) else b""


def content_of(part: Tree) -> tuple[bytes, str]:
    """Return the leaf's bytes with the transfer encoding undone, and what was wrong with it (empty when nothing)."""
    return undo(stored(part), encoding_of(part))


def undo(content: bytes, encoding: str) -> tuple[bytes, str]:
    """Undo a transfer encoding by its name; broken encodings give what can be had."""
    if encoding == "base64":
        return _base64(content)
    if encoding == "quoted-printable":
        return binascii.a2b_qp(content), ""
    if encoding in ("x-uuencode", "uuencode", "uue", "x-uue"):
        return _uuencoded(content)
    return content, ""


def _base64(content: bytes) -> tuple[bytes, str]:
    """Decode base64 with line breaks, foreign characters, padding in the middle or a cut end."""
    dense = _SPACE.sub(b"", content)
    try:
        return base64.b64decode(dense, validate=True), ""
    except binascii.Error:
        pass
    if len(_NOT_BASE64.sub(b"", dense.partition(b"=")[0])) < 0.75 * len(dense.partition(b"=")[0]):
        return content, "A part that says it is base64 is not; it was kept as it is."
    return _piecewise(content), "A base64 part was broken; what could be decoded was kept."


def _piecewise(content: bytes) -> bytes:
    """Decode up to the first padding, and on where another clean piece follows: some producers join encoded pieces.

    What follows else is a footer that a mailing list has put under the part.
    """
    pieces: list[bytes] = []
    for run, padding in _RUN.findall(content):
        clean = _LINE_ENDS.sub(b"", run)
        letters = _NOT_BASE64.sub(b"", clean)
        if pieces and (letters != clean or len(letters + padding) % 4):
            break
        letters = letters[: len(letters) - (len(letters) % 4 == 1)]
        pieces.append(base64.b64decode(letters + b"=" * (-len(letters) % 4)))
    return b"".join(pieces)


def _uuencoded(content: bytes) -> tuple[bytes, str]:
    """Decode the first uuencoded file in a part."""
    lines = content.splitlines()
    start = next((n + 1 for n, line in enumerate(lines) if line.startswith(b"begin ")), 0)
    decoded, whole = uudecode(lines[start:])
    return decoded, "" if whole else "A uuencoded part has no proper end."


def uudecode(lines: list[bytes]) -> tuple[bytes, bool]:
    """Return the bytes of uuencoded lines up to `end`, and whether that end was there."""
    pieces: list[bytes] = []
    for line in lines:
        if line.strip() == b"end":
            return b"".join(pieces), True
        with suppress(binascii.Error):  # a line that is none of the file's is skipped
            pieces.append(_uu_line(line))
    return b"".join(pieces), False


def _uu_line(line: bytes) -> bytes:
    """Decode one line; old encoders pad it, so only as much counts as its first character announces."""
    if not line or not 0x20 <= line[0] <= 0x60:
        return b""
    return binascii.a2b_uu(line[: (((line[0] - 32) & 63) * 4 + 5) // 3])
