"""Rich Text Format into text: the home of striprtf.

Hidden text, tracked deletions and the document's properties are left out; headers, footers and notes are kept.
"""

from __future__ import annotations

import re

from intake.formats.base import Extract, whole
from intake.limits import Limits
from intake.message import Verdict

_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})?[ ]?|\\'[0-9a-f]{2}|\\[^a-z]|([{}])|[^\\{}]+", re.IGNORECASE | re.DOTALL
)
_MARGIN = re.compile(r"\\(?:header|footer)[lrf]?(?![a-z]) ?")
_NOTE = re.compile(r"\\footnote(?![a-z]) ?")
_BINARY = re.compile(r"\\bin(\d{1,9}) ?")


def read(content: bytes, limits: Limits) -> Extract:
    """Return the text; RTF is ASCII, its other letters are escapes in the code page that it names."""
    if not content.lstrip().startswith(b"{\\rtf"):
        return Extract(Verdict.CORRUPT, reason="The file is no RTF document.")
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - the reading child imports what the file asks for

    source = _without_hidden(_as_body(_without_binary(content.decode("latin-1"))))
    try:
        text: str = rtf_to_text(source, encoding="cp1252", errors="replace")  # type: ignore[no-untyped-call] # striprtf declares types it lacks
    except (LookupError, ValueError, OverflowError, TypeError, RecursionError):
        return Extract(Verdict.CORRUPT, reason="The RTF document is damaged.")
    return whole(text, limits)


def _without_binary(source: str) -> str:
    """Return the source without raw binary data, whose braces are none."""
    parts: list[str] = []
    end = 0
    while found := _BINARY.search(source, end):
        parts.append(source[end : found.start()])
        end = found.end() + int(found.group(1))
    return "".join([*parts, source[end:]])


def _as_body(source: str) -> str:
    """Return the source with page margins and notes as parts of the body, where striprtf would drop them."""
    return _NOTE.sub(" ", _MARGIN.sub(r"\\par ", source))


def _without_hidden(source: str) -> str:
    r"""Return the source without the text that is formatted as hidden (\v) or as a tracked deletion (\deleted)."""
    kept: list[str] = []
    outer: list[bool] = []
    hidden = False
    for token in _TOKEN.finditer(source):
        word, number, brace = token.groups()
        if brace == "{":
            outer.append(hidden)
        elif brace == "}":
            hidden = outer.pop() if outer else False
        elif word in ("v", "deleted"):
            hidden = number != "0"
        elif word == "plain":
            hidden = False
        if not hidden or brace or (word and word != "u"):
            kept.append(token.group())
    return "".join(kept)
