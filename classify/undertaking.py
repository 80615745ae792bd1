"""Organisations in, the partners without the undertaking itself out: what the text calls a partnership is no partner of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classify.actors.forms import is_word, lowered, occurrences
from classify.assessment import Organisation, Role
from classify.cues import Reading

_UNDERTAKING = (
    r"(?:partnership|alliance|initiative|project|programme|program|campaign|partenariat|projet|campagne|"
    r"alianza|iniciativa|proyecto|programa|campaña)"
)
_IS_ONE = re.compile(
    rf"(?:\s\([^()]{{1,40}}\))?(?:,)?\s(?:is|was|will be|est|sera|es|será)\s(?:an?|the|our|une?|l[ea']|notre|una?|el|la|nuestr[oa])\s(?:[\w-]+\s){{0,3}}?{_UNDERTAKING}\b",
    re.IGNORECASE,
)
_CALLED_ONE = re.compile(
    rf"\b{_UNDERTAKING},?\s(?:(?:called|named|appelée?|nommée?|llamad[oa]|denominad[oa])\s)?[\"“«'‘]?$",
    re.IGNORECASE,
)
_LAST_BRACKET = re.compile(r"\s*\([^)]*\)$")
_CALLED_REACH = 60
"""Characters before a name in which it is called a partnership."""


def partners_of(organisations: Sequence[Organisation], readings: Sequence[Reading]) -> list[Organisation]:
    """Return the partners of whom a task is expected: all but those that a judged passage calls a partnership or project.

    Where fewer than two others are named all stay: then the body that runs it may bear its name.
    """
    partners = [o for o in organisations if o.role is Role.PARTNER]
    text = "\n".join(reading.passage.flat for reading in readings if reading.passage.section.judged)
    searched = lowered(text)
    others = [o for o in partners if not _is_undertaking(_LAST_BRACKET.sub("", o.name), text, searched)]
    return others if len(others) > 1 else partners


def _is_undertaking(name: str, text: str, searched: str) -> bool:
    for start in occurrences(searched, lowered(name)):
        end = start + len(name)
        if not (start and is_word(text[start - 1])) and _IS_ONE.match(text, end):
            return True
        if not is_word(text[end : end + 1]) and _CALLED_ONE.search(text[max(0, start - _CALLED_REACH) : start]):
            return True
    return False
