"""Passages in, the initiative's own name out, where the text gives it one.

A name is told by how it is introduced ("a project called X", "the X programme", "launched X"), by quotation marks and by
coming back; names of organisations and of the process itself are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from classify.patterns import compiled
from classify.text.passages import Passage
from classify.wording import pattern, table, words

_OPENING = 14
"""Passages from the top in which a text introduces what it is about."""
SURE = 3.0
"""Weight from which on a name is believed to be the initiative's."""
LIKELY = 1.7
"""Weight from which on it is a better title than a sentence."""
_MOST_WORDS = 10
_WEIGHTS = {
    "called": 2.6,
    "called_quoted": 3.0,
    "kind_quoted": 2.6,
    "quoted": 1.6,
    "is_a": 1.4,
    "kind_behind": 1.2,
    "kind_before": 1.8,
    "launched": 1.2,
    "plain": 0.6,
}
_HEADLINE = 1.0
_AGAIN = 0.6
"""For every further mention, up to three of them."""


def find_name(passages: Sequence[Passage], headline: str, least: float = SURE) -> str:
    """Return the name that the opening introduces most surely, or nothing; a name in the headline is surer."""
    judged = [passage for passage in passages if passage.section.judged]
    whole = " ".join(passage.flat for passage in judged)
    weights: dict[str, float] = {}
    for text in (headline, *(passage.flat for passage in judged[:_OPENING])):
        for name, weight in _introduced(text):
            weights[name] = max(weights.get(name, 0.0), weight)
    scores = {name: _score(name, weight, whole, headline) for name, weight in weights.items()}
    best = max(scores, key=lambda name: (scores[name], len(name)), default="")
    return best if best and scores[best] >= least else ""


def _score(name: str, weight: float, whole: str, headline: str) -> float:
    again = min(3, whole.count(name) - 1)
    return weight + _AGAIN * max(0, again) + _HEADLINE * (name in headline) - 0.5 * (" " not in name)


def _introduced(text: str) -> Iterator[tuple[str, float]]:
    for key, weight in _WEIGHTS.items():
        for match in _expression(key).finditer(text):
            name = pattern("titles", "name_tails").sub("", match["name"]).strip(" ,.;:–—-\"'“”«»")
            if _may_be_name(name):
                yield name, weight


def _may_be_name(name: str) -> bool:
    parts = name.split()
    if not 0 < len(parts) <= _MOST_WORDS or len(name) < 4 or name.isdigit():
        return False
    lowered = {part.strip(".,'’\"").casefold() for part in parts}
    if lowered & words("sectors", "tokens") or pattern("titles", "no_name").fullmatch(name):
        return False
    return len(parts) > 1 or any(c.isupper() or c.isdigit() for c in name[1:])


@cache
def _expression(key: str) -> re.Pattern[str]:
    lists: Mapping[str, tuple[str, ...]] = {k: tuple(v) for k, v in table("titles").items()}
    return compiled(lists[key], lists, whole_words=False)
