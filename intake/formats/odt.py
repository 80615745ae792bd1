"""OpenDocument texts and presentations into text: the home of odfdo.

Kept: headings, paragraphs, lists, tables, text boxes, notes, page headers and footers. Left out: comments and tracked deletions.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from intake.formats import zipped
from intake.formats.base import Extract, whole
from intake.limits import Limits
from intake.message import Verdict

_PARAGRAPHS = "descendant::text:p|descendant::text:h"
_UNSEEN = "|".join(
    f"descendant::{tag}"
    for tag in (
        "office:annotation",
        "text:tracked-changes",
        "draw:image",
        "draw:object",
        "draw:object-ole",
        "svg:title",
    )
)
_CLOSE = frozenset({"text:list-item", "table:table", "table:table-header-rows", "table:table-row-group"})
"""Where a paragraph stands that belongs close to its neighbour: an item of a list, a row of a table."""
_DAMAGED = Extract(Verdict.CORRUPT, reason="The OpenDocument file is damaged.")


def read(content: bytes, limits: Limits) -> Extract:
    """Return the text: page headers, body, page footers; paragraphs a blank line apart, a table row on one line."""
    if refused := zipped.objection(content, limits, forbidden="<!ENTITY"):
        return refused
    from lxml.etree import LxmlError  # type: ignore[import-untyped] # noqa: PLC0415 - odfdo lets its errors out
    from odfdo import Document  # noqa: PLC0415 - the reading child imports what the file asks for

    try:
        document = Document(BytesIO(content))
        parts = [*_margins(document, "header"), *_blocks(document.body), *_margins(document, "footer")]
    except (LxmlError, TypeError, AttributeError, ArithmeticError, RecursionError, *zipped.BROKEN):
        return _DAMAGED
    return whole("".join(parts), limits)


def _margins(document: Any, place: str) -> Iterator[str]:
    """Yield the text of the page headers or footers, each once."""
    margins = document.get_part("styles.xml").get_elements(f"descendant::style:{place}")
    yield from dict.fromkeys("".join(_blocks(margin)) for margin in margins)


def _blocks(body: Any) -> Iterator[str]:
    """Yield the paragraphs below this element in order, each with the line feeds before it."""
    _prepare(body)
    texts: list[tuple[str, bool]] = []
    for paragraph in reversed(body.get_elements(_PARAGRAPHS)):  # the inner ones first, then taken out of the outer
        texts.append((paragraph.inner_text.strip(), paragraph.parent.tag in _CLOSE))
        if paragraph.get_element("ancestor::text:p|ancestor::text:h") is not None:
            paragraph.delete()
    was_close = False
    for text, close in reversed(texts):
        if text:
            yield ("\n" if close and was_close else "\n\n") + text
            was_close = close


def _prepare(body: Any) -> None:
    """Take out what is not to be read; make every link its text and every table row one paragraph."""
    from odfdo import Paragraph, Span  # noqa: PLC0415 - the reading child imports what the file asks for

    for unseen in body.get_elements(_UNSEEN):
        unseen.delete()
    for link in reversed(body.get_elements("descendant::text:a")):
        plain = Span(link.inner_text)
        plain.tail = link.tail
        link.parent.replace_element(link, plain)
    for row in reversed(body.get_elements("descendant::table:table-row")):
        cells = (" ".join(p.inner_text.strip() for p in cell.get_elements(_PARAGRAPHS)) for cell in row.children)
        row.parent.replace_element(row, Paragraph(" | ".join(filter(None, cells))))
