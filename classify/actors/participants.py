"""An item of a list in, whether it names who takes part out: not a kind of actor, a sentence or a goal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classify.actors.known import known, longest_known, plain, plain_words
from classify.actors.sectors import is_country
from classify.wording import words

_LONGEST = 14
"""Words of a name."""
_GOAL = re.compile(r"(?:[SM]DGs?|OD[DSM]|OMD)\s?\d")
_ADJECTIVES = frozenset({"global", "regional", "national", "local", "international"})
"""What is left of "global, regional and local providers" where a list is cut at its commas."""


def is_name(name: str) -> bool:
    """Whether a list's item names somebody, rather than a kind of actor or a remark."""
    tokens = re.findall(r"[^\W_][\w.’'&+-]*", name)
    if not tokens or len(name) > 140 or len(tokens) > _LONGEST or "@" in name or re.search(r"https?:|www\.", name):
        return False
    if known(name) or is_country(name):
        return True
    if not any(c.isupper() for c in name) or name[0] in ".…" or _is_remark(name, tokens):
        return False
    lower = [t for t in tokens if t[0].islower() and plain(t) not in words("common", "openers")]
    if len(lower) > 3 or name.endswith((":", "…")):
        return False
    capital = [t for t in tokens if t[0].isupper() or any(c.isupper() for c in t[1:])]
    generic = {plain(t) for t in tokens} & words("common", "kinds")
    if plain(tokens[0]) in words("common", "openers") and len(capital) == 1 and len(tokens) > 1:
        return False
    return not generic or len(capital) > len(generic) or (len(capital) > 1 and longest_known(tokens) > 0)


def _is_remark(name: str, tokens: Sequence[str]) -> bool:
    """Whether it is a sentence or a reference to a goal."""
    said = {plain(t) for t in tokens}
    return bool(said & plain_words("roles", "no_names")) or said <= _ADJECTIVES or _GOAL.match(name) is not None


def are_people(name: str) -> bool:
    """Return whether the item is about people of a body that stands in brackets: "experts of the lead partner (Amber Trust)"."""
    tokens = re.findall(r"\w+", plain(name))
    people = plain_words("common", "people_of")
    linked = len(tokens) > 1 and (tokens[1] in plain_words("common", "links") or tokens[1] == "from")
    return linked and (tokens[0] in people or f"{tokens[0]}s" in people)
