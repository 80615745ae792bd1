"""The plain way from HTML to text, for documents nested too deeply for a tree: the standard library's tokenizer."""

from __future__ import annotations

from html.parser import HTMLParser

from intake.formats.visibility import Look, look, parse_style

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_BREAKING = frozenset(
    [
        *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "fieldset", "figure", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("table", "tr", "ul"),
    ]
)


class _Stripper(HTMLParser):
    """Collects the text of elements that can be seen, with a line feed where a block begins or ends."""

    def __init__(self, skipped: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._skipped = skipped
        self._open: list[tuple[str, Look]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKING:
            self.parts.append("\n")
        if tag in _VOID:
            return
        attributes = {name: value or "" for name, value in attrs}
        parent = self._open[-1][1] if self._open else Look()
        seen = look(parent, tag, attributes, parse_style(attributes.get("style", "")))
        self._open.append((tag, Look(gone=True) if tag in self._skipped else seen))

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKING or tag in ("td", "th"):
            self.parts.append("\n" if tag in _BREAKING else "  ")
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1][1].seen:
            self.parts.append(" ".join(data.split()) if data.strip() else " ")


def strip_tags(source: str, skipped: frozenset[str]) -> str:
    """Return the text of the elements that can be seen; `skipped` names elements that never are text."""
    stripper = _Stripper(skipped)
    stripper.feed(source.replace("<![", "<!"))  # a marked section that it does not know makes the tokenizer give up
    stripper.close()
    return "".join(stripper.parts)
