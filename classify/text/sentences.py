"""A paragraph in, the spans of its sentences out; by punctuation, for scripts with and without spaces."""

import re
from collections.abc import Iterator

_END = re.compile(
    r"(?P<latin>[.!?…]{1,4}[\"'”’»)\]*_]{0,3}(?=\s))"
    r"|(?P<wide>[。！？｡؟।۔]{1,3}[」』”’）]{0,2})",
)
_OPENING = re.compile(r"\s+[\"'“‘«¿¡(\[*_]{0,3}(?P<first>\S)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'“«])(?:(?:[A-Za-zÀ-ÿ]\.)*[A-ZÀ-Ý]|Mr|Mrs|Ms|Dr|Drs|Prof|Sr|Sra|Srta|St|Ste|Mme|Mlle|Mgr|Me|No|Nos|Nr|"
    r"[Nn]um|[Nn]úm|[Pp]p?|[Ff]ig|[Aa]rt|[Vv]ol|[Ee]d|[Ee]ds|Gen|Col|Lt|Capt|Hon|Rev|Gov|Sen|Rep|Amb|Jr|Inc|Ltd|Co|Corp|"
    r"Dept|Univ|Assoc|[Ee]\.g|[Ii]\.e|[Cc]f|[Vv]s|[Ee]tc|[Aa]pprox|[Tt]el|[Tt]él|[Ff]ax|[Ee]xt|Av|Avda|Bd|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|janv|févr|avr|juil|déc|Ud|Uds|EE|UU)$"
)
_ENDS_ANYWAY = re.compile(r"(?:Inc|Ltd|Co|Corp|Jr|[Ee]tc|UU)$")
_OPENERS = """The This These That It They We Our In On At By For As With From He She A An Both All Each Under Through Since
Le La Les Il Elle Ils Elles Ce Cette Ces Nous Un Une En Dans Pour Par El Los Las Este Esta Estos Se Con"""
_STARTS_SENTENCE = frozenset(_OPENERS.split())
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LOOK_BACK = 16


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of every sentence, without the white space around it, in order."""
    start = 0
    for mark in _END.finditer(text):
        if mark["wide"] or _ends(text, mark):
            yield from _trimmed(text, start, mark.end())
            start = mark.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left, right = len(piece) - len(piece.lstrip()), len(piece.rstrip())
    if left < right:
        yield start + left, start + right


def _ends(text: str, mark: re.Match[str]) -> bool:
    """Whether the mark ends a sentence: something that can open one follows, and no abbreviation stands before."""
    following = _OPENING.match(text, mark.end())
    if following is None:
        return True
    first = following["first"]
    if first.islower() or first in ",;:)":
        return False
    if not mark["latin"].startswith(".") or mark["latin"].startswith(".."):
        return True
    before = text[max(0, mark.start() - _LOOK_BACK) : mark.start()]
    if not _ABBREVIATION.search(before):
        return True
    opener = _FIRST_WORD.match(text, following.start("first"))
    starts = opener is not None and opener[0] in _STARTS_SENTENCE
    return starts and (_ENDS_ANYWAY.search(before) is not None or re.search(r"\.[A-Z]$", before) is not None)
