"""Jinja's home: templates from files into text or HTML; what strangers wrote is only ever a value, never a template.

A letter is written once, as prose in blocks (`letters/incomplete/fr.jinja`), and laid out twice: it extends the layout
that it is rendered with (`shared/letter.txt`, `shared/letter.html`), so that the two twins cannot say different things.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from notify.errors import LetterError

COLUMNS = 72
"""Width of plain text, as RFC 3676 4.2 advises for mail that may be quoted."""
_BLANK_LINES = re.compile("\n{3,}")
_SPACES = re.compile("[ \t\n]+")  # not the no-break space: French keeps its signs together with it


class Renderer:
    """Renders the templates below one folder, escaping values for HTML and never for text."""

    def __init__(self, root: Path) -> None:
        """Look for templates below `root`; nothing is read before the first letter."""
        self._root = root
        self._text = _environment(root, html=False)
        self._html = _environment(root, html=True)

    def languages(self, folder: str) -> tuple[str, ...]:
        """Return the languages in which the templates of this folder are written, sorted."""
        return tuple(sorted(path.stem for path in (self._root / folder).glob("*.jinja")))

    def text(self, template: str, layout: str, values: Mapping[str, object]) -> str:
        """Render as plain text, never two blank lines together; LetterError when the template or a value is missing."""
        return _BLANK_LINES.sub("\n\n", _render(self._text, template, layout, values))

    def html(self, template: str, layout: str, values: Mapping[str, object]) -> str:
        """Render as HTML, every value escaped; LetterError when the template or a value is missing."""
        return _render(self._html, template, layout, values)


def _environment(root: Path, *, html: bool) -> ImmutableSandboxedEnvironment:
    # The sandbox is a second wall: the first is that no template ever comes from anywhere but a file of ours.
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(root),
        undefined=StrictUndefined,
        autoescape=html,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["wrap"] = wrap
    environment.filters["paragraphs"] = paragraphs
    return environment


def _render(
    environment: ImmutableSandboxedEnvironment, template: str, layout: str, values: Mapping[str, object]
) -> str:
    try:
        return environment.get_template(template).render({**values, "layout": layout})
    except TemplateNotFound as error:
        raise LetterError(f"There is no template {error.name}.") from error
    except TemplateError as error:
        raise LetterError(f"The template {template} cannot be filled in: {error}") from error


def wrap(text: str, indent: str = "", first: str | None = None) -> str:
    """Fold each paragraph (they are parted by a blank line) to lines of 72 columns; a long word is never broken."""
    start = indent if first is None else first
    folded = (
        textwrap.fill(
            _SPACES.sub(" ", part),
            COLUMNS,
            initial_indent=start,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for part in _parted(text)
    )
    return "\n\n".join(folded)


def paragraphs(text: str, style: str) -> Markup:
    """Put each paragraph (they are parted by a blank line) into a `p` of this style; plain text is escaped first."""
    return Markup("\n").join(Markup('<p style="{}">{}</p>').format(style, part) for part in _parted(text))


def _parted(text: str) -> list[str]:
    """Part a text at its blank lines, keeping its type: what Jinja has escaped stays known as escaped."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]
