"""Raw header values in, one line of decoded text out (RFC 5322 2.2.3, RFC 2047, RFC 6532)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.errors import HeaderParseError
from email.header import decode_header

from intake import charsets
from intake.text import one_line

VALUE_CHARACTERS = 64 * 1024
"""Longer header values are cut: nobody wrote them by hand, and somebody will have to read them."""

UNDECODED = frozenset({
    "authentication-results", "arc-authentication-results", "arc-seal", "arc-message-signature", "dkim-signature",
    "received", "received-spf", "return-path", "message-id", "in-reply-to", "references", "date", "delivered-to",
    "x-original-to", "resent-to", "resent-cc", "resent-from", "sender", "mime-version",
})  # fmt: skip
"""Headers whose grammar has no encoded words, or whose structure must not change by decoding them."""

_FOLD = re.compile(r"[\r\n]+(?=[ \t])|[\r\n\0]+")
_WORD = r"=\?[^?\s]{1,80}\?[bBqQ]\?[^?]*\?="
_WORDS = re.compile(rf"{_WORD}(?:\s*{_WORD})*")
_ONE_WORD = re.compile(_WORD)
_SURROGATE = re.compile("[\udc80-\udcff]")


def raw_text(value: str, charset: str | None = None) -> str:
    """Return the value with raw 8-bit bytes (lone surrogates) read as UTF-8, else in `charset`, else windows-1252."""
    if not _SURROGATE.search(value):
        return value
    content = value.encode("utf-8", "surrogateescape")
    for codec in ("utf-8", charsets.canonical(charset), "cp1252"):
        try:
            return content.decode(codec or "utf-8")
        except (LookupError, UnicodeError):
            continue
    return content.decode("latin-1")


def decode_words(value: str) -> str:
    """Return the value with every RFC 2047 encoded word decoded; what cannot be decoded stays as it was sent."""
    if "=?" not in value:
        return value
    return _WORDS.sub(lambda found: _decode_run(found[0]), value)


def _decode_run(run: str) -> str:
    """Decode neighbouring encoded words together: a character's bytes may be spread over two of them."""
    try:
        pieces = decode_header(run)
    except (HeaderParseError, ValueError):
        words = _ONE_WORD.findall(run)
        return "".join(_decode_run(word) for word in words) if len(words) > 1 else run
    return "".join(
        piece if isinstance(piece, str) else charsets.decode(piece, (charset or "").split("*")[0]).text
        for piece, charset in pieces
    )


def unfold(value: str) -> str:
    """Return the value on one line, its inner white space as it was."""
    return _FOLD.sub("", value)


def decoded(name: str, value: str, charset: str | None = None) -> str:
    """Return what a header says: unfolded, one line, without controls, cut at `VALUE_CHARACTERS`."""
    text = raw_text(unfold(value[: 2 * VALUE_CHARACTERS]), charset)
    if name.lower() not in UNDECODED:
        text = decode_words(text)
    return one_line(text, VALUE_CHARACTERS)


def decode_all(items: Iterable[tuple[str, str]], charset: str | None) -> tuple[tuple[str, str], ...]:
    """Return every header in order, the name as written."""
    return tuple((one_line(raw_text(name)), decoded(name, value, charset)) for name, value in items)
