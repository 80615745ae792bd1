"""HTML into the text that a person would see: the home of inscriptis and, through it, lxml.

Hidden text is dropped: nobody was meant to read it, so it can be no evidence.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from intake.charsets import decode
from intake.formats.base import Extract, whole
from intake.formats.tagsoup import strip_tags
from intake.formats.visibility import Look, look, parse_sheets
from intake.limits import Limits

_SKIPPED = frozenset({"script", "style", "head", "template", "object", "iframe", "applet", "audio", "video", "canvas"})
_BLOCKS = frozenset(
    {"address", "blockquote", "br", "div", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "p", "pre", "ul"}
)
_CHARACTERS = 8 * 1024 * 1024
"""Of markup; more of it is not a letter."""

_GAP = re.compile(r"(?<=\S)[ \t]{3,}")
_EMPTY_LINES = re.compile(r"\n{3,}")
_DECLARATION = re.compile(rb"""charset\s{0,20}=\s{0,20}["']?([A-Za-z0-9_.:+-]{1,40})""", re.IGNORECASE)
_XML = re.compile(r"\s*<\?xml[^>]{0,200}\?>")


def read(content: bytes, limits: Limits) -> Extract:
    """Return the visible text; the charset is the document's own declaration unless a byte order mark says otherwise."""
    found = _DECLARATION.search(content, 0, 2048)
    declared = found.group(1).decode("ascii") if found else None
    return whole(render(decode(content, declared).text), limits)


def render(source: str) -> str:
    """Return the text of an HTML document or fragment as it would be seen, lines and tables kept.

    Quoted mail (a citing `blockquote`) is marked with `> ` as in plain text. A `mailto:` or `tel:` target that the
    link's text does not show is put behind it in brackets. Never raises on any input.
    """
    source = source[:_CHARACTERS].replace("\0", "")
    text = _rendered(source)
    return _tidy(text if text is not None else strip_tags(source, _SKIPPED))


def _rendered(source: str) -> str | None:
    """Return the text, or None when the document is nested too deeply for a tree (libxml2 stops at 256 levels)."""
    from lxml.etree import ParserError  # type: ignore[import-untyped] # noqa: PLC0415 - lazy, and lxml has no types
    from lxml.html import HTMLParser, document_fromstring  # type: ignore[import-untyped] # noqa: PLC0415 - lazy, too

    source = _XML.sub("", source, count=1)
    parser = HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = document_fromstring(source, parser=parser)
    except (ParserError, ValueError):  # nothing in it; ValueError: an encoding declaration in a str
        return None
    if any(entry.type_name in ("ERR_RESOURCE_LIMIT", "ERR_EXCESSIVE_DEPTH") for entry in parser.error_log):
        return None
    _prune(tree)
    for link in tree.iter("a"):
        _show_target(link)
    for table in reversed(list(tree.iter("table"))):
        _flatten(table)
    for quote in reversed(list(tree.iter("blockquote"))):
        if _cites(quote):
            _mark(quote)
    try:
        return _layout(tree)
    except (LookupError, ValueError, TypeError, AttributeError, OverflowError, RecursionError):  # of inscriptis
        return None


def _layout(tree: Any) -> str:
    from inscriptis.css_profiles import CSS_PROFILES  # noqa: PLC0415 - the reading child imports what the file asks for
    from inscriptis.html_engine import Inscriptis  # noqa: PLC0415
    from inscriptis.model.config import ParserConfig  # noqa: PLC0415

    text: str = Inscriptis(tree, ParserConfig(css=CSS_PROFILES["strict"].copy())).get_text()
    return text


def _prune(tree: Any) -> None:
    """Take out all text that cannot be seen, then every attribute that would only move text about."""
    sheet = parse_sheets(style.text or "" for style in tree.iter("style"))
    outside = Look(background=(255, 255, 255) if sheet.certain else None)
    looks: dict[Any, Look] = {}
    for element in tree.iter():
        attributes = element.attrib
        declared = sheet.declarations(element.tag, attributes)
        seen = look(looks.get(element.getparent(), outside), element.tag, attributes, declared)
        looks[element] = Look(gone=True) if element.tag in _SKIPPED else seen
        for name in ("align", "valign", "style"):
            attributes.pop(name, None)
        if declared.get("white-space", "").startswith("pre"):
            attributes["style"] = "white-space:pre"
        elif declared.get("display") == "block":
            attributes["style"] = "display:block"
    _blank(looks, outside)


def _blank(looks: dict[Any, Look], outside: Look) -> None:
    for element, seen in looks.items():
        if not seen.seen:
            element.text = None
        if not looks.get(element.getparent(), outside).seen:
            element.tail = None


def _show_target(link: Any) -> None:
    target = link.get("href", "")
    scheme, _, rest = target[:500].partition(":")
    address = unquote(rest.partition("?")[0]).strip()
    shown = link.text_content()
    if not shown.strip() or not address.isprintable():
        return
    missing = (
        address.lower() not in shown.lower() if scheme.lower() == "mailto" else _digits(address) not in _digits(shown)
    )
    if scheme.lower() in ("mailto", "tel") and address and missing:
        link.tail = f" ({address}){link.tail or ''}"


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())[-7:]


def _flatten(table: Any) -> None:
    """Make a table that only places paragraphs on the screen into these paragraphs; keep one that holds data.

    Side by side, the lines of two such cells would be mixed.
    """
    cells = [cell for row in table.iter("tr") for cell in row if cell.tag in ("td", "th")]
    wide = any(len(row) > 1 for row in table.iter("tr"))
    if wide and not any(_many_lines(cell) for cell in cells):
        for cell in cells:
            for block in cell.iter(*_BLOCKS):
                block.tag = "span"
        return
    for part in (table, *table.iter("tbody", "thead", "tfoot", "tr", "td", "th", "caption")):
        part.tag = "div"


def _many_lines(cell: Any) -> bool:
    filled = sum(1 for block in cell.iter(*_BLOCKS) if block.tag == "br" or (block.text_content().strip()))
    return filled > 1 or next(cell.iter("table"), None) is not None


def _cites(quote: Any) -> bool:
    """Whether a mail program made this quotation: Apple and Thunderbird by type, Gmail, Proton and others by class."""
    classes = quote.get("class", "").lower().split()
    made = quote.get("type") == "cite" or quote.get("cite", "").lower().startswith("mid:")
    return made or any(name.endswith(("_quote", "_quoted")) for name in classes)


def _mark(quote: Any) -> None:
    tail, quote.tail = quote.tail, None
    quote.tag = "div"
    lines = _tidy(_layout(quote)).strip("\n").split("\n")
    quote.clear()
    quote.tag = "pre"
    quote.text = "\n".join(f"> {line}" if not line.startswith(">") else f">{line}" for line in lines)
    quote.tail = tail


def _tidy(text: str) -> str:
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    lines = (line.rstrip() for line in _GAP.sub("  ", text).split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip("\n")
