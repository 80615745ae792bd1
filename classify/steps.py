"""Words beside a name in, whether they state a task out: signing and announcing are steps, what follows them may be work."""

from __future__ import annotations

import re

from classify.actors.doing import does, has_task
from classify.wording import pattern, table


def _one_of(key: str) -> str:
    return "(?:" + "|".join(table("tasks")[key]) + ")"


_STEP = _one_of("steps")
_ENDS_IN_STEP = re.compile(rf"(?<![\w’'-]){_STEP}$", re.IGNORECASE)
_ANY_STEP = re.compile(rf"(?<![\w’'-]){_STEP}(?![\w’'-])", re.IGNORECASE)
_BEGINS_WITH_STEP = re.compile(rf"(?:{_one_of('before_steps')}\s?){{0,3}}{_STEP}\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"[\w).’'\"”»],?\s(?:and|et|y|e|&|con|avec|with)\s(?:(?:the|la|le|les|el|los|las|l['’])\s?)?$"
    r"|^\s*(?:\([^()]{1,60}\))?,?\s(?:and|et|y|e)\s",
    re.IGNORECASE,
)
"""Another name stands beside this one."""
_BETWEEN = re.compile(r"(?:['’]s)?(?:\s*\([^()]{1,60}\))?(?:,\s(?!which|who)[^,.;]{1,100},)?[\s,]*")
"""What may stand between a name and its verb."""
_BRACKETS = re.compile(
    rf"(?:\s\([^()]{{1,12}}\))?\s\((?:the\s)?{_one_of('in_brackets')}\b[^()]{{0,60}}\)", re.IGNORECASE
)
_PEOPLE = re.compile(rf"['’]s?\s(?:[a-z-]{{3,14}}\s){{1,3}}?{_one_of('of_its_people')}\s(?!be\sheld)[\w'’]")
_BEFORE = 12
"""Characters before a name that show whether a clause begins with it."""
_BEHIND = 240
"""Characters behind a name that are read."""
_WITH = re.compile(r"\b(?:with|and)\s(?:the\s)?$")
_PARTICIPLE = re.compile(
    r"(?!(?:being|including|having|according|working|during|regarding|following|becoming|joining|signing)\b)"
    r"[a-z]{3,14}ing\s(?!(?:of|is|are|was|will)\b)[\w'’]"
)
_RELATIVE = re.compile(r"(?:which|who)\s(?:(?:also|then|now|already)\s)?")
_CLAUSE = re.compile(
    r"(?:^|[.;:,–—]\s?|\b(?:while|whereas|and|where|tandis que|et|mientras|y)\s)[\W\d]{0,6}"
    r"(?:the |le |la |les |l['’]|el |los |las )?$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?!(?:is|was|has|does|as|its|this|plus|says|across|besides|towards|always|perhaps|unless|whereas|news|series|projects|"
    r"partners|members|includes|needs|wants|hopes|means|remains|shows|finds|sees|knows|thinks|believes|exists|counts|numbers)\b)"
    r"[a-z]{2,14}[^\Wsuio]s\s(?!(?:of|from|at|in|is|are|was|were|will|have|has|to|by|that|who|as|run|on)\b)[a-z]"
)
"""An English verb of the third person with an object; nouns in the plural are followed by other words."""


def is_step(words: str) -> bool:
    """Return whether what was taken for an act only leads to one: it signs, announces, joins."""
    return _ENDS_IN_STEP.search(words) is not None


def is_joint_step(before: str, words: str) -> bool:
    """Return whether several agree or sign: what they will then "implement jointly" is nobody's own task."""
    return _ANY_STEP.search(words) is not None and (_SEVERAL.search(before) or _SEVERAL.search(words)) is not None


def is_task(text: str, start: int, end: int) -> bool:
    """Return whether the words beside a name say what it does, whatever work that is."""
    rest = text[end : end + _BEHIND]
    between = _BETWEEN.match(rest)
    rest = rest[between.end() :] if between else rest
    if _BEGINS_WITH_STEP.match(rest):
        return False
    if _BRACKETS.match(text, end) or _PEOPLE.match(text, end) or pattern("tasks", "charged").match(rest):
        return True
    before = text[max(0, start - _BEFORE) : start]
    if relative := _RELATIVE.match(rest):
        return _VERB.match(rest, relative.end()) is not None or does(rest[relative.end() :])
    if _WITH.search(before) and _PARTICIPLE.match(rest):
        return True
    return does(rest) or has_task(text, start, end) or bool(_CLAUSE.search(before) and _VERB.match(rest))
