"""A passage with its slots in, features out: how many parties it names, where, and the turns of phrase around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from classify.assessment import Role
from classify.learned.slots import Slot, filled
from classify.text.passages import Passage
from classify.wording import table

_AT_THE_HEAD, _EARLY = 8, 40
"""Characters before a name that opens the passage, and before one that stands early in it."""
_REACH = 14
"""Characters before a name in which "by the" or "with" is looked for."""
_TURN = 0.5
"""What a turn of phrase weighs: there are many, and each says little."""
_LENGTH = 120
"""Words of a passage in which turns are looked for."""
_LONGEST = 3
"""Words of a turn."""
_PARTY, _SUM, _YEAR, _NUMBER = "PARTY", "SUM", "YEAR", "NUMBER"
_SLOTS = frozenset((_PARTY, _SUM, _YEAR, _NUMBER))
_YEARS, _NUMBERS = re.compile(r"\b(?:19|20)\d\d\b"), re.compile(r"\d[\d.,]*")
_WORDS = re.compile(r"[A-Za-z]+|[:|;]")


def parties(passage: Passage, slots: Sequence[Slot]) -> dict[str, float]:
    """Return what tells who takes part in the sentence, by name."""
    named = [slot for slot in slots if slot.role is not None]
    sums = len(slots) - len(named)
    roles = [slot.role for slot in named]
    before = [passage.flat[max(0, slot.start - _REACH) : slot.start] for slot in named]
    holds = {
        "one": bool(named),
        "two": len(named) > 1,
        "three": len(named) > 2,
        "partner": Role.PARTNER in roles,
        "two partners": roles.count(Role.PARTNER) > 1,
        "funder": Role.FUNDER in roles,
        "mention": Role.MENTION in roles,
        "opens": bool(named) and named[0].start < _AT_THE_HEAD,
        "early": bool(named) and named[0].start < _EARLY,
        "sum": sums > 0,
        "sum and party": sums > 0 and bool(named),
    }
    holds |= {word: any(map(pattern.search, before)) for word, pattern in _patterns("before").items()}
    holds |= {word: bool(pattern.search(passage.flat)) for word, pattern in _patterns("stands").items()}
    return {f"party {name}": 1.0 for name, true in holds.items() if true}


def turns(passage: Passage, slots: Sequence[Slot]) -> dict[str, float]:
    """Return the runs of up to three words that hold a party, a sum, a number or a year: "funded by PARTY"."""
    words = _marked(passage.flat, slots)
    return dict.fromkeys((f"turn {turn}" for turn in _runs(words)), _TURN)


def _runs(words: Sequence[str]) -> Iterator[str]:
    for length in range(1, _LONGEST + 1):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            if not _SLOTS.isdisjoint(run):
                yield " ".join(run)
                if length == _LONGEST and _PARTY in (run[0], run[-1]):
                    yield f"{run[0]} _ {run[-1]}"


def _marked(text: str, slots: Sequence[Slot]) -> list[str]:
    """The words in small letters without accents, slots in capitals; an enumeration of parties is one of them."""
    plain = "".join(
        c
        for c in unicodedata.normalize("NFKD", filled(text, slots, f" {_PARTY} ", f" {_SUM} "))
        if not unicodedata.combining(c)
    )
    plain = _NUMBERS.sub(f" {_NUMBER} ", _YEARS.sub(f" {_YEAR} ", plain))
    words = [word if word in _SLOTS else word.lower() for word in _WORDS.findall(plain)[:_LENGTH]]
    kept = [word for n, word in enumerate(words) if not (word == _PARTY and n and words[n - 1] == _PARTY)]
    return ["<", *kept, ">"]


@cache
def _patterns(kind: str) -> dict[str, re.Pattern[str]]:
    """The expressions of one table: those `before` a name stand right there, an article between; others anywhere."""
    behind = r"\s+(?:the |la |le |el |l['’])?$" if kind == "before" else r"\b"
    return {
        name: re.compile(rf"\b(?:{'|'.join(words)}){behind}", re.IGNORECASE)
        for name, words in table("slots")[kind].items()
    }
