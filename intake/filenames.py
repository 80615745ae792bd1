"""A MIME part's headers in, the name its sender gave the file out (RFC 2183, RFC 2231, RFC 2047)."""

from __future__ import annotations

import re
from email.message import Message as Tree
from urllib.parse import unquote_to_bytes

from intake import charsets
from intake.headers import VALUE_CHARACTERS, decode_words, raw_text, unfold
from intake.text import one_line

NAME_CHARACTERS = 255

_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_EXTENDED = re.compile(r"([A-Za-z0-9_.:+-]{1,40})'[A-Za-z0-9-]{0,40}'(.*)", re.DOTALL)


def readable(part: Tree) -> Tree:
    """Return a headers-only copy whose MIME headers are text, cut to a sane length: raw bytes upset the parameters."""
    copy = Tree()
    copy.set_default_type(part.get_default_type())
    for name, value in part.raw_items():
        if name.lower().startswith("content-") and name not in copy:
            copy[name] = unfold(raw_text(str(value)[:VALUE_CHARACTERS]))
    return copy


def name_of(headers: Tree) -> str | None:
    """Return the file's name for display, or None; never a path to open.

    The order: `filename*` and its continuations, `filename`, `name*`, `name`, each also where it is doubly encoded.
    """
    for header, key in (("content-disposition", "filename"), ("content-type", "name")):
        for value in sorted(_values(headers, header, key), key=lambda v: not isinstance(v, tuple)):
            if name := _shown(_text(value)):
                return name
    return None


def parameter(headers: Tree, key: str) -> str:
    """Return a parameter of Content-Type as text, or nothing."""
    values = _values(headers, "content-type", key)
    return one_line(_text(values[0])) if values else ""


def _values(headers: Tree, header: str, key: str) -> list[str | tuple[str | None, str | None, str]]:
    """Return every value of the parameter, a tuple where RFC 2231 encoded it; nothing for hopeless headers."""
    try:
        params = headers.get_params([], header)
    except (ValueError, LookupError, TypeError, AttributeError):  # continuations that are no numbers
        return []
    return [value for name, value in params[1:] if name.lower() == key]


def _text(value: str | tuple[str | None, str | None, str]) -> str:
    """Decode a parameter's value by RFC 2231, else by what broken producers write instead."""
    if isinstance(value, tuple):
        charset, _, encoded = value
        try:
            return decode_words(charsets.decode(encoded.encode("latin-1"), charset).text)
        except UnicodeEncodeError:
            return encoded
    if found := _EXTENDED.fullmatch(value):  # filename="utf-8''na%C3%AFve.pdf"
        return charsets.decode(unquote_to_bytes(found[2]), found[1]).text
    return decode_words(value)


def _shown(name: str) -> str | None:
    """Clean a name for people: one line, no controls, nothing that turns the reading direction around."""
    return one_line(_BIDI.sub("", name).strip("\"' "), NAME_CHARACTERS) or None
