"""Word documents into text: the home of docx2python.

Kept: headers, footers, tables, text boxes, tracked insertions, form fields, notes. Left out: tracked deletions, comments,
hidden runs. The format knows no pages; a word processor makes them up when it prints.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from intake.formats import zipped
from intake.formats.base import Extract, whole
from intake.limits import Limits
from intake.message import Verdict

_UNSEEN = frozenset(
    {
        *("del", "moveFrom", "Fallback", "commentReference", "commentRangeStart", "commentRangeEnd", "annotationRef"),
        *(
            "docPr",
            "blip",
            "imagedata",
            "instrText",
            "delText",
            "delInstrText",
            "proofErr",
            "bookmarkStart",
            "bookmarkEnd",
        ),
    }
)
"""Fallback repeats a text box for old programs; docPr and its kin would leave names of pictures in the text."""
_UNWRAPPED = frozenset({"hyperlink", "ins", "moveTo", "smartTag"})
_WORDED = frozenset({"document", "hdr", "ftr", "footnotes", "endnotes"})
"""Root elements of the parts that hold text."""
_PREFIXES = {
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
_OFF = frozenset({"0", "false", "off"})
_SYMBOLS = {"F0FE": "☒", "F0FD": "☒", "F0A8": "☐", "F06F": "☐", "F0FC": "✓", "F0D8": "➢", "F0E0": "→"}
_BULLET = "--"
_LISTS = ("ListBullet", "ListNumber")
_DAMAGED = Extract(Verdict.CORRUPT, reason="The Word document is damaged.")


def read(content: bytes, limits: Limits) -> Extract:
    """Return the text: letterhead, body, foot and notes; paragraphs a blank line apart, a table row on one line."""
    if refused := zipped.objection(content, limits):
        return refused
    from docx2python import docx2python  # noqa: PLC0415 - the reading child imports what the file asks for
    from lxml.etree import LxmlError  # type: ignore[import-untyped] # noqa: PLC0415 - of docx2python

    try:
        with docx2python(_dressed(content), duplicate_merged_cells=False) as document:
            tables = [*_once(document.header_pars), *document.body_pars, *_once(document.footer_pars)]
            notes = [*document.footnotes_pars, *document.endnotes_pars]
            return whole(_joined(_lines([*tables, *notes])), limits)
    except (LxmlError, TypeError, AttributeError, ArithmeticError, RecursionError, *zipped.BROKEN):
        return _DAMAGED


def _dressed(content: bytes) -> BytesIO:
    """Return the document without its pictures, its parts dressed for docx2python.

    This comes before docx2python looks, because it joins neighbouring runs whether hidden or not.
    """
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(stream, "w") as copy:
        for name in archive.namelist():
            if name.endswith(".rels") or name == "[Content_Types].xml":
                copy.writestr(name, archive.read(name))
            elif name.endswith(".xml") and not name.startswith(("docProps/", "customXml/")):
                copy.writestr(name, _dressed_part(archive.read(name)))
    return stream


def _dressed_part(xml: bytes) -> bytes:
    from lxml import etree  # type: ignore[import-untyped] # noqa: PLC0415 - of docx2python

    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    if _name(root) not in _WORDED:
        return xml
    _dress(root)
    prefixes = {**_PREFIXES, "w": etree.QName(root).namespace}  # docx2python knows elements by these prefixes alone
    dressed = root.makeelement(root.tag, dict(root.attrib), prefixes)
    dressed.extend(list(root))
    written: bytes = etree.tostring(dressed)
    return written


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _dress(root: Any) -> None:
    """Take out of a part's XML what is not to be read, and put text where docx2python would put a code of its own."""
    for element in list(root.iter()):
        name, parent = _name(element), element.getparent()
        if parent is None:
            continue
        if name in _UNSEEN or (name == "r" and _hidden(element)):
            parent.remove(element)
        elif name in _UNWRAPPED:
            _unwrap(element, parent)
        elif name == "oMath":
            element.tag = "formula"
        elif (text := _text_for(element, name)) is not None:
            element.tag = element.tag.rpartition("}")[0] + "}t"
            element.text = text


def _hidden(run: Any) -> bool:
    for properties in run:
        if _name(properties) == "rPr":
            return any(_name(p) == "vanish" and not _OFF & set(p.attrib.values()) for p in properties)
    return False


def _unwrap(element: Any, parent: Any) -> None:
    at = parent.index(element)
    parent[at : at + 1] = list(element)


def _text_for(element: Any, name: str) -> str | None:
    if name == "sym":
        codes = (value.upper() for key, value in element.attrib.items() if key.endswith("}char"))
        return _SYMBOLS.get(next(codes, ""), "•")
    if name in ("footnoteReference", "endnoteReference"):
        return "[{}]".format(next((v for k, v in element.attrib.items() if k.endswith("}id")), ""))
    return "-" if name == "noBreakHyphen" else None


def _once(tables: Iterable[Any]) -> Iterator[Any]:
    """Yield tables of headers or footers without repetitions: first, odd and even pages often have the same."""
    said: set[str] = set()
    for table in tables:
        text = _joined(_lines([table]))
        if text not in said:
            said.add(text)
            yield table


def _lines(tables: Iterable[Any]) -> Iterator[tuple[str, bool]]:
    """Yield each line of text with whether it belongs close to its neighbour: a row, an item of a list."""
    for table in tables:
        for row in table:
            paragraphs = [paragraph for cell in row for paragraph in cell]
            if any("tbl" in paragraph.lineage for paragraph in paragraphs):
                cells = (" ".join(filter(None, (_line(p)[0] for p in cell))) for cell in row)
                yield " | ".join(filter(None, cells)), True
            else:
                yield from map(_line, paragraphs)


def _line(paragraph: Any) -> tuple[str, bool]:
    text = "".join(paragraph.run_strings)
    listed = paragraph.list_position[0] is not None
    if text.lstrip("\t").startswith((f"{_BULLET}\t", "footnote", "endnote")) or listed:
        code, _, rest = text.lstrip("\t").partition("\t")
        depth = len(text) - len(text.lstrip("\t"))
        return "  " * depth + f"{_code(code)} {rest.strip()}", True
    if paragraph.style.startswith(_LISTS) and text.strip():  # numbered by its style, which docx2python does not follow
        return f"• {text.strip()}", True
    return text.strip(), False


def _code(code: str) -> str:
    if code.startswith(("footnote", "endnote")):
        return f"[{''.join(c for c in code if c.isdigit())}]"
    return "•" if code == _BULLET else code


def _joined(lines: Iterable[tuple[str, bool]]) -> str:
    parts: list[str] = []
    was_close = False
    for text, close in lines:
        if text.strip():
            parts.append(("\n" if close and was_close else "\n\n") + text)
            was_close = close
    return "".join(parts).strip("\n")
