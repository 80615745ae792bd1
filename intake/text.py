"""Text from strangers into text that every database, page and log can hold."""

import re
import unicodedata

_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x84\x86-\x9f]")
_LINE_ENDS = re.compile("\r\n|\r|\x85|\u2028|\u2029")


def clean(text: str) -> str:
    """Return the text in NFC, with line feeds for line ends, without NUL, other controls and lone surrogates."""
    text = _LINE_ENDS.sub("\n", text)
    text = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
    return unicodedata.normalize("NFC", _CONTROLS.sub("", text))


def one_line(text: str, limit: int = 998) -> str:
    """Return the text cleaned, white space folded to single spaces, cut to `limit` characters with an ellipsis."""
    folded = " ".join(clean(text).split())
    return folded if len(folded) <= limit else folded[: limit - 1].rstrip() + "…"
