"""Text parts in, the text that a person would read out; and which of several renderings is the one to read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from intake import charsets
from intake.flowed import unflow
from intake.formats import html
from intake.text import clean

_TAG = re.compile(r"<[^<>]{0,200}>")
_ENRICHED = re.compile(r"<<|</?[A-Za-z-]{1,60}>")
_PARAM = re.compile(r"<param>[^<]{0,500}</param>", re.IGNORECASE)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")

SUBSTANTIAL = 0.4
"""A plain text with this share of the HTML's words is the message; with less it is a stub like "see the HTML"."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One text part, readable."""

    text: str
    format: str
    """`plain` or `html`."""
    source: bytes = b""
    """The HTML as UTF-8 with a byte order mark; nothing for plain text."""


def render_plain(text: str, kind: str, *, flowed: bool = False, delete_space: bool = False) -> Piece:
    """Return a text part that is not HTML; flowed paragraphs are joined, the marks of text/enriched removed."""
    text = clean(text)
    if flowed:
        text = unflow(text, delete_space=delete_space)
    elif kind in ("text/enriched", "text/richtext"):
        text = _ENRICHED.sub(lambda found: "<" if found[0] == "<<" else "", _PARAM.sub("", text))
    return Piece(text, "plain")


def render_html(content: bytes, label: str | None) -> tuple[Piece, str]:
    """Return an HTML part as text, and what was wrong with its charset."""
    if charsets.canonical(label) is None and (meta := _META.search(content[:4096])):
        label = meta[1].decode("ascii")
    decoded = charsets.decode(content, label)
    source = b"\xef\xbb\xbf" + decoded.text.encode("utf-8", "replace")
    return Piece(clean(html.render(decoded.text)), "html", source), decoded.defect


def choose(renderings: Sequence[list[Piece]]) -> tuple[list[Piece], Piece | None]:
    """Return the rendering to read, and the HTML too when it says something else than the plain text.

    The plain text wins when it is substantial: it is what the sender typed, without layout.
    """
    plain = next((pieces for pieces in renderings if _words(pieces, "plain")), [])
    rich = next((pieces for pieces in reversed(renderings) if _words(pieces, "html") and pieces is not plain), [])
    if not plain or not rich:
        return plain or rich, None
    in_plain, in_rich = _words(plain, "plain"), _words(rich, "html")
    shared = sum((in_plain & in_rich).values())
    if sum(in_plain.values()) < SUBSTANTIAL * sum(in_rich.values()):
        return rich, None
    if min(sum(in_plain.values()), sum(in_rich.values())) >= 5 and shared < 0.5 * sum(in_rich.values()):
        return plain, next(piece for piece in rich if piece.format == "html")
    return plain, None


def _words(pieces: list[Piece], format_: str) -> Counter[str]:
    """Count the words of the pieces, or none when no piece is of this format."""
    if not any(piece.format == format_ for piece in pieces):
        return Counter()
    return Counter(word.lower() for piece in pieces for word in _WORD.findall(piece.text[:200_000]))
