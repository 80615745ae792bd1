"""What every reader of a format hands back, and how its text is brought to the form that the house keeps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from intake.limits import Limits
from intake.message import Verdict
from intake.text import clean

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens, zero-width spaces and byte order marks inside words: nobody sees them, and they hide words from us."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file found inside another one."""

    name: str | None
    content_type: str
    content: bytes
    inline: bool = False
    """Whether the text around it shows it in its place, as with a logo."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What reading one file gave: text that is `clean`, or the reason why there is none."""

    verdict: Verdict
    text: str = ""
    page_starts: tuple[int, ...] = ()
    """Offset at which each page begins, ascending; empty where the format knows no pages."""
    reason: str = ""
    """Why the verdict is not `ok`: one sentence for an officer."""
    members: tuple[Member, ...] = ()


def whole(text: str, limits: Limits, members: tuple[Member, ...] = ()) -> Extract:
    """Return the text of a format without pages, cleaned and cut; `no_text` when only white space is left."""
    return _judged(_readable(text, limits).strip("\n"), (), limits, members)


def paged(pages: Iterable[str], limits: Limits, *, cut_pages: bool = False) -> Extract:
    """Return the pages as one text, a line feed behind each, with where each begins.

    Pages are read only as far as the text is kept. `cut_pages` says that the document had more pages than were given.
    """
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for page in pages:
        if length > limits.text_characters:
            break
        starts.append(length)
        parts.append(_readable(page, limits).strip("\n") + "\n")
        length += len(parts[-1])
    extract = _judged("".join(parts), tuple(starts), limits, ())
    if cut_pages and extract.verdict is Verdict.OK:
        reason = f"Only the first {limits.pages} pages were read."
        return Extract(Verdict.PARTIAL, extract.text, extract.page_starts, reason)
    return extract


def _readable(text: str, limits: Limits) -> str:
    """Return the text cleaned, with nothing invisible in it and no white space at the ends of lines."""
    lines = clean(_INVISIBLE.sub("", text[: limits.text_characters + 1])).split("\n")
    return "\n".join(line.rstrip() for line in lines)


def _judged(text: str, starts: tuple[int, ...], limits: Limits, members: tuple[Member, ...]) -> Extract:
    if not text.strip():
        return Extract(Verdict.NO_TEXT, reason="There is no text in it.", members=members)
    if len(text) <= limits.text_characters:
        return Extract(Verdict.OK, text, starts, members=members)
    kept = text[: limits.text_characters]
    reason = f"Only the first {limits.text_characters} characters were kept."
    return Extract(Verdict.PARTIAL, kept, tuple(s for s in starts if s < len(kept)), reason, members)
