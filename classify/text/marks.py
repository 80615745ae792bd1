"""What one line shows by itself: a bullet, a form's key, a table row, a heading's marks."""

from __future__ import annotations

import re

from classify.text.labels import FORM_LABELS

BULLET = re.compile(r"[ \t>]*(?:[-*+•‣◦▪▫–—·●○■□➢➤✓✔]|\(?\d{1,2}[.)]|\(?[a-z]\)|[a-h]\.|\(?[ivx]{1,4}\))[ \t]+(?=\S)")
FIELD = re.compile(
    r"[ \t>]*[*_]{0,2}(?P<key>[^\W\d_][^:：\n\t|@]{1,48}?)[*_]{0,2}[ \t]*[:：][*_]{0,2}[ \t]*(?P<value>\S)"
)
ROW = re.compile(r"^[ \t]*\||\t|\S {3,}\S.* {3,}\S| \| ")
TERMINAL = re.compile(r"[.!?;,…。！？；，][\"'”’»)\]*_]{0,3}$")
CHANNEL = re.compile(r"@|https?://|www\.|\w\.[a-z]{2,10}/\w|\+?\d[\d ().-]{6,}")
_MARKED = re.compile(r"[ \t]*(?:#{1,6}[ \t]+\S|(?:\*\*|__)[^*_].{0,120}?(?:\*\*|__):?[ \t]*$)")
_SENTENCE_KEY = re.compile(r"\s(?:is|are|was|were|will|said|says|that|we|they|est|sont|que|son|dijo)\s", re.IGNORECASE)
_LABEL_DROSS = re.compile(r"^[\W\d_]+|\((?:s|es|e)\)|[\W_]+$")
_KEY_WORDS = 6
_LONGEST_LABEL, _LONGEST_SHOUT, _LEAST_SHOUTED = 80, 110, 4


def label_of(text: str) -> str:
    """Return a heading's or key's words without numbering, emphasis, plural brackets and colon."""
    return _LABEL_DROSS.sub("", _LABEL_DROSS.sub("", " ".join(text.split())))


def is_marked(text: str) -> bool:
    """Whether its writer marked the line as a heading: by number signs, stars or underlines."""
    return _MARKED.match(text) is not None


def is_field(text: str) -> bool:
    """Whether the line begins with the key of a form, a colon and a value."""
    match = FIELD.match(text)
    return bool(
        match
        and not _SENTENCE_KEY.search(match["key"])
        and len(match["key"].split()) <= _KEY_WORDS
        and match["key"][:1].isupper()
    )


def is_known(text: str) -> bool:
    """Whether the line is one of the words that forms put over their parts; the end of a sentence is none."""
    if len(text) >= _LONGEST_LABEL or text.endswith((".", ",", ";")) or is_field(text):
        return False
    return label_of(text).casefold() in FORM_LABELS


def shouts(text: str) -> bool:
    """Whether a short line is in capitals."""
    return len(text) <= _LONGEST_SHOUT and text.isupper() and sum(map(str.isalpha, text)) >= _LEAST_SHOUTED
