"""What the model of texts sees of a text beside its meaning: what it states, who takes part, signs of the gate, manner.

Shares of passages throughout: how long a text is, and how often it says "partnership", tells our own texts apart and no
others, so neither is a trait.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from classify.assessment import Kind, Role
from classify.cues import Reading
from classify.gate import Signs
from classify.reading import Heard
from classify.wording import any_of, table

_MANNERS = ("self", "company", "reader", "duty", "doubt")
_STATED = {"1a": "1a", "1c": "1c", "6a": "aims", "6b": "6b", "6c": "aims"}
"""What an undertaking states and other texts state less often."""
_SIGNALS = ("ahead", "committed", "future", "hypothetical")
_FORM = "form of an initiative"
"""The one sign for a submission that is no matter of style: writers of anything else say "partnership" as well."""
_SHARE, _SIGN, _TITLE = 4.0, 2.0, 2.0
"""Scales, so that one penalty suits these and the vectors of meaning."""
_OFTEN = math.log(6)
"""Five passages that show a sign say all that it can say."""


def traits(judged: Heard, signs: Signs) -> dict[str, float]:
    """Return the traits of the judged passages by name; those that are absent are left out."""
    count = max(1, len(judged.readings))
    shares = {f"states {name}": number for name, number in _stated(judged).items()}
    shares |= {f"signal {name}": number for name, number in _signals(judged.readings).items()}
    shares |= {f"manner {name}": number for name, number in _manner(judged.readings).items()}
    found = {name: _SHARE * number / count for name, number in shares.items() if number}
    for (kind, name), number in signs.shown.items():
        if kind != Kind.SUBMISSION or name == _FORM:
            found[f"sign {name}"] = _SIGN * min(1.0, math.log1p(number) / _OFTEN)
            found[f"sign {name}, share"] = _SIGN * number / count
    if parties := sum(organisation.role is not Role.MENTION for organisation in judged.organisations):
        found["parties"] = min(1.0, math.log1p(parties) / _OFTEN)
    if signs.opening - {Kind.SUBMISSION, Kind.ENQUIRY}:
        found["sign of something else in a title"] = _TITLE
    return found


def _stated(judged: Heard) -> Mapping[str, int]:
    return Counter(_STATED[hit.cue.target] for hits in judged.hits for hit in hits if hit.cue.target in _STATED)


def _signals(readings: Sequence[Reading]) -> Mapping[str, int]:
    return Counter(signal for reading in readings for signal in reading.signals if signal in _SIGNALS)


def _manner(readings: Sequence[Reading]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for reading in readings:
        text = reading.passage.flat
        found.update(name for name, words in _manners(reading.passage.language).items() if words.search(text))
        found["question"] += "question" in reading.signals
        found["exclamation"] += "!" in text
    return found


@cache
def _manners(language: str) -> Mapping[str, re.Pattern[str]]:
    words = table("manner").get(language, {})
    return {name: _whole(words[name]) for name in _MANNERS if name in words}


def _whole(words: Sequence[str]) -> re.Pattern[str]:
    return any_of(rf"\b{word}\b" for word in words)
