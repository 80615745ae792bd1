"""Bytes and the charset label somebody put on them in, text out; labels are often missing, unknown or lying."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,39}")

REFUSED = frozenset({"utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"})
"""Python codecs that are no charset of mail: they hide ASCII in ASCII, or are slow, or run only on one system."""

SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "hz",
    "big5": "cp950",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso2022_jp": "iso2022_jp_ext",
}
"""What producers mean by a label: the superset that their system really writes (WHATWG Encoding, section 4.2)."""

_ALIASES = {
    "ks_c_5601-1987": "cp949",
    "x-gbk": "gb18030",
    "x-sjis": "cp932",
    "x-euc-jp": "euc_jp",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-6-i": "iso8859-6",
    "windows-874": "cp874",
    "cp-850": "cp850",
    "unicode-1-1-utf-8": "utf-8",
    "utf8mb4": "utf-8",
    "x-utf-8": "utf-8",
    "ansi_x3.110-1983": "cp1252",
}

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_WESTERN = frozenset({"ascii", "iso8859-1", "cp1252", "iso8859-15"})
_GUESSES = [
    *("cp1251", "cp1250", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r", "mac_roman"),
    *("gb18030", "cp950", "cp932", "euc_jp", "cp949"),
]
_SAMPLE = 32 * 1024  # bytes are enough to tell a charset by
_TELLING = 24  # bytes above 0x7f that a guess needs


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the codec that gave it, and what was wrong with the label (empty when nothing was)."""

    text: str
    charset: str
    defect: str = ""


def canonical(label: str | None) -> str | None:
    """Return Python's name of the charset, or None for a label that is absent, unknown or refused."""
    if label is None or not _LABEL.fullmatch(label := label.strip().strip("\"'").lower()):
        return None
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
    except LookupError:
        return None
    return None if name in REFUSED else name


def decode(content: bytes, label: str | None) -> Decoded:
    """Return the text that these bytes most probably are; every byte sequence gives some text.

    The order: a byte order mark, UTF-8 under a Western or missing label, the label (or its superset), UTF-8, a guess
    from the bytes, windows-1252 with replacements.
    """
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return Decoded(content.decode(codec, "replace"), codec)
    named = canonical(label)
    wrong = "" if named or not label else f"The charset {label[:40]!r} is unknown."
    if content.isascii() and (named is None or named in _WESTERN or named == "utf-8"):
        return Decoded(content.decode("ascii"), named or "ascii", wrong)
    if (named is None or named in _WESTERN) and (text := _strictly(content, "utf-8")) is not None:
        return Decoded(text, "utf-8", wrong or ("The text is UTF-8, whatever its label says." if named else ""))
    if named is not None:
        codec = SUPERSETS.get(named, named)
        if (text := _strictly(content, codec)) is not None:
            return Decoded(text, codec)
        wrong = f"The text is not in the charset {named} as its label says."
    return _unlabelled(content, named, wrong)


def _unlabelled(content: bytes, named: str | None, wrong: str) -> Decoded:
    """Decode bytes whose label is of no use."""
    if (text := _strictly(content, "utf-8")) is not None:
        return Decoded(text, "utf-8", wrong)
    if named is not None and _mostly_right(content, codec := SUPERSETS.get(named, named)):
        return Decoded(_leniently(content, codec), codec, f"Some bytes are not in the charset {named}.")
    codec = guess(content)
    return Decoded(content.decode(codec, "replace"), codec, wrong or f"No charset was named; read as {codec}.")


def guess(content: bytes) -> str:
    """Return the most probable codec of text that is not UTF-8; windows-1252 when there is too little to tell."""
    high = sum(byte > 0x7F for byte in content[:_SAMPLE])
    if high < _TELLING:
        return "cp1252"
    import charset_normalizer  # noqa: PLC0415 - 20 ms that well-formed mail need not spend

    best = charset_normalizer.from_bytes(content[:_SAMPLE], cp_isolation=_GUESSES).best()
    return best.encoding if best is not None else "cp1252"


def _strictly(content: bytes, codec: str) -> str | None:
    """Decode without any concession, or return None; lone surrogates are no text either."""
    try:
        text = content.decode(codec)
        text.encode("utf-8")
    except (LookupError, UnicodeError):
        return None
    return text


def _leniently(content: bytes, codec: str) -> str:
    return content.decode(codec, "replace")


def _mostly_right(content: bytes, codec: str) -> bool:
    """Whether a multi-byte charset fits but for a few bytes: a cut tail, one pasted character."""
    if not codec.startswith(("utf-8", "gb18030", "cp9", "euc", "iso2022", "big5")):
        return False
    try:
        text = content.decode(codec, "replace")
    except (LookupError, UnicodeError):
        return False
    bad = text.count("\N{REPLACEMENT CHARACTER}")
    good = sum(character > "\x7f" for character in text) - bad
    return good >= 4 * bad
