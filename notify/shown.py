"""What strangers wrote into words that may stand in a letter or digest: one line, short, without links or tricks."""

from __future__ import annotations

import re
import unicodedata

from intake.text import one_line

_LINK = re.compile(r"(?:[a-z][a-z0-9+.-]{0,20}://|www\.|mailto:|data:|javascript:)\S*", re.IGNORECASE)
_DOMAIN_PATH = re.compile(r"(?<![\w.@-])[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/\S*")
_FILE_ENDS = "csv|docx?|eml|html?|jpe?g|odt|pdf|png|pptx?|rtf|txt|xlsx?"
"""Ends of file names that are no top-level domains: they can stay."""
_DOMAIN_DOT = re.compile(rf"(?<=[^\W_])\.(?!(?:{_FILE_ENDS})\b(?!\.))(?=xn--|[^\W\d_]{{2,63}}\b)", re.IGNORECASE)
_JOINERS = "\u200c\u200d"
"""Zero width, and part of the spelling of Persian and of many Indian languages: they stay."""
_SCAN = 4000
"""Characters that are looked at; what lies behind them would be cut anyway."""
REMOVED = "[…]"


def shown(text: str, limit: int) -> str:
    """Return the text on one line, at most `limit` characters, without links, invisible or direction-changing marks."""
    visible = "".join(c for c in one_line(text[:_SCAN], _SCAN) if c in _JOINERS or unicodedata.category(c) != "Cf")
    unlinked = _DOMAIN_PATH.sub(REMOVED, _LINK.sub(REMOVED, visible))
    return one_line(unlinked.replace("=?", "= ?"), limit)  # the beginning of an encoded word (RFC 2047)


def defanged(text: str, limit: int) -> str:
    """Return the text as `shown`, bare domain names too made such that no mail client turns them into a link."""
    return one_line(_DOMAIN_DOT.sub("[.]", shown(text, limit)), limit)
