"""A paragraph in, the spans of its sentences out; by punctuation, for scripts with and without spaces."""

import re
from collections.abc import Iterator

_END = re.compile(
    r"(?P<latin>[.!?…]{1,4}[\"'”’»)\]*_]{0,3}(?=\s))"
    r"|(?P<wide>[。！？｡؟।۔]{1,3}[」』”’）]{0,2})",
)
_OPENING = re.compile(r"\s+[\"'“‘«¿¡(\[*_]{0,3}(?P<first>\S)")
_TITLES = """Mr|Mrs|Ms|Messrs|Dr|Drs|Dra|Dres|Prof|Profa|Sr|Sra|Srta|Sres|Sras|Dn|Dña|St|Ste|Sta|Sto|Mme|Mmes|Mlle|Mlles|MM|Mgr|Me|
Gen|Gral|Col|Cnel|Lt|Capt|Maj|Sgt|Hon|Rev|Gov|Sen|Rep|Amb|Cllr|Engr?|Pdte|Ing|Lic|Licda|Arq|Abg|Mtro|Mtra|
Excmo|Excma|Ilmo|Ilma|Jr"""
_HOUSES = "Inc|Ltd|Pvt|Pty|Co|Cos|Corp|Cía|Cia|Dept|Depto|Univ|Assoc|Av|Avda|Ave|Blvd|Bd|Bldg|Rd|Mt|Ft|EE|UU"
_MONEY = "Rs|Bs|Gs|Lps|Ksh|Tsh|Ush|Shs?|Frs?|[BSQ]/"
_NUMBERS = """No|Nos|Nr|[Nn]um|[Nn]úm|[Nn]úms|[Pp]p?|[Pp]ágs?|[Ff]igs?|[Aa]rts?|[Vv]ols?|[Cc]hap|Sec|[Ee]ds?|[Éé]d|
Ud|Uds|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|[Jj]anv|[Ff]évr|[Aa]vr|[Jj]uil|[Dd]éc|[Ee]ne|[Aa]br|Ago|[Dd]ic"""
_SHORTENED = r"""[Ee]\.g|[Ii]\.e|[Cc]f|[Vv]s|[Ee]tc|[Aa]pprox|[Aa]prox|[Ee]nv|[Cc]a|[Ii]ncl|[Rr]esp|[Ee]x|[Ee]j|
al|[Tt]el|[Tt]él|[Ff]ax|[Ee]xt|Attn?|Atn"""
_WORDS = f"{_TITLES}|{_HOUSES}|{_MONEY}|{_NUMBERS}|{_SHORTENED}".replace("\n", "")
_ABBREVIATION = re.compile(rf"(?:^|[\s(\"'“«])(?:(?:[A-Za-zÀ-ÿ]\.)*[A-ZÀ-Ý]|{_WORDS})$")
_COUNTS = re.compile(r"(?:^|[\s(])(?:nos?|n|min)$")
"""Before a figure an abbreviation, else a word: "no. 12"."""
_AT_HOUR = re.compile(r"\d\s?[ap]\.?\s?m$")
_OF_HOUR = re.compile(
    r"\s+(?:GMT|UTC|[ECMPW]S?T|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|March|April|May \d|June|July|Aug|Sept|Oct|Nov|Dec)"
)
"""What may stand behind "11 p.m." in the same sentence."""
_ENDS_ANYWAY = re.compile(r"(?:Inc|Ltd|Co|Cos|Corp|Cía|Cia|Jr|[Ee]tc|UU)$")
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
    if (_COUNTS.search(before) and first.isdigit()) or (_AT_HOUR.search(before) and _OF_HOUR.match(text, mark.end())):
        return False
    if not _ABBREVIATION.search(before):
        return True
    opener = _FIRST_WORD.match(text, following.start("first"))
    starts = opener is not None and opener[0] in _STARTS_SENTENCE
    return starts and (_ENDS_ANYWAY.search(before) is not None or re.search(r"\.[A-Z]$", before) is not None)
