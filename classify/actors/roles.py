"""What a sentence says of an organisation it names: that it takes part, that it pays, or only where somebody works."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from classify.actors.doing import does, has_task
from classify.wording import table

_WINDOW = 160
"""Characters before and behind a name that are read."""
_CHAIN = re.compile(
    r"(?:\s*\([^()]{1,60}\))?[\s,;]*(?:(?:and|or|y|e|et|und|ou|o|&|as well as|así como|ainsi que|along with|together with|both|including|also)[\s,]+)*"
    r"(?:(?:the|a|an|our|its|le|la|l[’']|el|un|une|una)\s?)?(?:[a-zà-ÿ’'-]{3,14}\s){0,2}(?:(?:company|firm|operator|association|union|ngo|start-up|foundation|co-?operative|university|institute|group|agency|provider|"
    r"bank|newspaper|broadcaster|charity|network|maker|college|entreprise|société|opérateur|ong|empresa|cooperativa|operadora|asociación|fundación|universidad)(?:\s|,\s))?"
    r"(?:(?:the|its|le|la|les|l[’']|el|los|las|de|del|du|des|d[’']|con|avec|with|by|por|par|from|of)\s*)*$",
    re.IGNORECASE,
)
_LISTED_BEFORE = re.compile(
    r"(?:(?:the )?[A-ZÀ-Þ][\w.&’'-]{1,30}(?:\s(?:(?:of|for|de|del|la)\s)?[A-ZÀ-Þ][\w.&’'-]{1,30}){0,5}(?:\s\([A-Z][\w-]{1,10}\))?,\s){1,4}(?:(?:and|y|et)\s)?(?:(?:the|la|el|le)\s)?$"
)
"""Names nobody knows at the head of an enumeration: what stands before them leads all of it."""
_LIST_WORDS = frozenset(
    [
        "and",
        "the",
        "of",
        "for",
        "de",
        "del",
        "la",
        "le",
        "les",
        "el",
        "los",
        "las",
        "y",
        "e",
        "et",
        "des",
        "du",
        "para",
        "pour",
        "en",
        "in",
    ]
)
_APPOSITION = re.compile(
    r",\s(?P<what>[^,.;]{3,120}),(?=\s)|\s\((?P<bracket>[^()]{3,80})\)|\s[-–—]\s(?P<dashed>[^-–—.;]{3,120})\s[-–—]\s"
)
_BESIDE_KINDS = re.compile(
    r"^,?\s(?:and|y|et)\s(?:[a-zà-ÿ-]{2,20}\s){1,4}?(?=(?:have|has|will|are|ont|vont|han|van)\s)"
)
"""Others without a name at the end of an enumeration: "A, B and individual donors have …"."""
_KIND_BEFORE = re.compile(
    r"\b(?P<kind>company|firm|operator|provider|vendor|start-up|ngo|charity|non-profit|university|think tank|regulator|entreprise|société|opérateur|ong|empresa|compañía|operadora)\s$",
    re.IGNORECASE,
)
_KIND = 24
"""Characters before a name in which a word for its kind is looked for."""
_MEMBERS = re.compile(
    r"\b(?:comprised|composed|made up|consist(?:s|ing)) of (?:the )?(?:representatives|experts|members|staff) (?:from|of)(?: the)?\s$",
    re.IGNORECASE,
)
"""Whoever sends people to a body takes part in it."""
_INDEFINITE = re.compile(r"\b(?:an?|une?|una)\s$")
"""What is introduced as "a Global Network" is what is made, not who makes it."""
_ARTICLE = r"(?:\s+(?:the|a|an|its|our|le|la|les|l[’']|el|los|las|un|una|une|both|partner|partners|[a-z]+-[a-z]+|[A-Z][a-z]+-based|following|newly|leading|other|providers?|operators?|companies|agencies|firms|donors|giants?|leaders?|groups?|institutions?|researchers (?:at|from|of)|experts (?:at|from|of)|staff (?:at|from|of)|members of|students (?:at|from|of)|teams? (?:at|from|of)|local|national|non-?profit|technology|research|government|company|organi[sz]ation))*\s*[\"“«‘']?$"


@dataclass(frozen=True, slots=True)
class Signs:
    """How often the sentence shows the name taking part, paying, or as somebody's employer."""

    partner: bool = False
    funder: bool = False
    attribution: bool = False
    doer: bool = False
    """A verb behind it says that it acts."""
    made: bool = False
    """It is what is founded, signed or launched: nobody who could take part."""


def chains(text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """For each span, the index of the first and the last span of the enumeration it stands in."""
    first = list(range(len(spans)))
    for n in range(1, len(spans)):
        if _enumerates(text[spans[n - 1][1] : spans[n][0]]):
            first[n] = first[n - 1]
    last = list(range(len(spans)))
    for n in range(len(spans) - 2, -1, -1):
        if first[n + 1] == first[n]:
            last[n] = last[n + 1]
    return tuple(zip(first, last, strict=True))


def read_signs(text: str, start: int, end: int) -> Signs:
    """Return what stands before `start` and behind `end`: the span of a name or of a whole enumeration."""
    before = _LISTED_BEFORE.sub("", text[max(0, start - _WINDOW) : start])
    after = text[end : end + _WINDOW]
    apposition = _APPOSITION.match(after)
    rest = _BESIDE_KINDS.sub("", (after[apposition.end() :] if apposition else after)).lstrip(" ,")
    funder = bool(
        _before("funder").search(before) or _after("funder").match(rest) or _after("funder").match(after.lstrip())
    )
    if start and (_INDEFINITE.search(before) or _made().search(before)):
        return Signs(made=True)
    attribution = bool(_before("attribution").search(before)) and not _MEMBERS.search(before)
    partner = bool(_before("partner").search(before)) or (not attribution and bool(_after("partner").match(rest)))
    doer = not attribution and (does(rest) or has_task(text, start, end))
    return Signs(partner and not attribution, funder and not attribution, attribution, doer)


def acts(after: str) -> bool:
    """Return whether what stands behind a name says that it does or agrees to something."""
    rest = after.lstrip(" ,")
    return does(rest) or _after("partner").match(rest) is not None


def pledges(after: str) -> bool:
    """Return whether a country's name is followed by what it commits itself to."""
    return _after("state").match(after.lstrip()) is not None


def described(text: str, start: int, end: int) -> str:
    """Return what a text calls a name beside it: ", an independent non-profit," or "the operator" tells its sector."""
    match = _APPOSITION.match(text, end)
    if match:
        return match["what"] or match["bracket"] or match["dashed"] or ""
    tail = re.match(r"(?:,| is| es| est)\s(?:a|an|the|una?|une?|la|le|el)\s[^.;]{3,100}", text[end : end + 120])
    kind = _KIND_BEFORE.search(text[max(0, start - _KIND) : start])
    return tail.group() if tail else kind["kind"] if kind else ""


def _enumerates(gap: str) -> bool:
    """Whether a gap only goes on listing: commas, "and", articles, remarks in brackets, or a name nobody knows."""
    if _CHAIN.fullmatch(gap):
        return True
    bare = re.sub(r"\([^()]{1,80}\)", "", gap).strip()
    if (
        len(bare) > 100
        or not bare.startswith(",")
        or not re.search(r"(?:,|\b(?:and|y|et|e))(?:\s(?:the|la|el|le|les|los|las))?$", bare)
    ):
        return False
    return all(w[0].isupper() or w in _LIST_WORDS for w in re.findall(r"[^\W\d_][\w’'-]*", bare))


@cache
def _before(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:{p}){_ARTICLE}" for p in table("roles")[kind]["before"]), re.IGNORECASE)


@cache
def _made() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:{p})\s[\"“«‘']?$" for p in table("roles")["made"]["before"]), re.IGNORECASE)


@cache
def _after(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in table("roles")[kind]["after"]), re.IGNORECASE)
