"""Cues in, hits out: what a pattern of the data found in a passage, and whether the setting lets it count."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from classify.text.passages import Passage

_ANY = "any"
_CLAUSE = re.compile(r"[.;:!?()]|,\s|\b(?:but|mais|pero|although|however|while)\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|without|cannot|can't|n't|nor|neither|yet to|hardly|"
    r"ne|pas|aucune?|jamais|sans|ni|ningun[oa]?|nunca|jamás|sin|tampoco|aún no|todavía no)\b",
    re.IGNORECASE,
)
_REACH = 48
"""Characters before a hit in which a denial still governs it."""
_WIDE = 240
"""Characters on both sides of a hit that can belong to its part of the sentence."""
_PART = re.compile(
    r"[;!?()]|:\s|\.\s|\s[–—-]\s|,\s(?=(?:and|but|which|who|whose|while|et|mais|qui|dont|y|pero|que|cuy[ao]s?)\b)"
    r"|\b(?:but|although|however|while|mais|pero|aunque)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One line of the data: what to look for, for which target, in which setting, and how much it weighs."""

    target: str
    """The criterion, signal or kind that it speaks for."""
    language: str
    """ISO 639-1, or `any`."""
    pattern: re.Pattern[str]
    weight: float = 1.0
    needs: frozenset[str] = frozenset()
    """Signals that the passage must show."""
    lacks: frozenset[str] = frozenset()
    """Signals that it must not show; `negated` asks only about the words before the hit."""
    unless: re.Pattern[str] | None = None
    """A pattern that speaks against the whole passage."""
    aside: re.Pattern[str] | None = None
    """A pattern that speaks against a hit where it stands in the same part of the sentence."""
    heading: re.Pattern[str] | None = None
    """The heading or field under which alone the cue counts."""
    each: bool = False
    """Several passages with weak hits together are worth more than one."""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a cue was found."""

    cue: Cue
    passage: Passage
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage together with the signals that its words give."""

    passage: Passage
    signals: frozenset[str]


def by_language(cues: Iterable[Cue]) -> Mapping[str, tuple[Cue, ...]]:
    """The cues sorted by the language of the passages that they can meet."""
    sorted_cues: dict[str, list[Cue]] = defaultdict(list)
    for cue in cues:
        sorted_cues[cue.language].append(cue)
    return {language: tuple(found) for language, found in sorted_cues.items()}


def for_passage(cues: Mapping[str, tuple[Cue, ...]], passage: Passage) -> Iterator[Cue]:
    """The cues that can meet this passage: those of its language and those of any."""
    yield from cues.get(passage.language, ())
    yield from cues.get(_ANY, ())


def hits(cues: Mapping[str, tuple[Cue, ...]], reading: Reading) -> Iterator[Hit]:
    """Every cue that holds in the passage, at its first place that is not denied."""
    text = reading.passage.flat
    for cue in for_passage(cues, reading.passage):
        place = _place(cue, reading, text)
        if place is not None:
            yield Hit(cue, reading.passage, *place)


def _place(cue: Cue, reading: Reading, text: str) -> tuple[int, int] | None:
    if not cue.needs <= reading.signals or cue.lacks & reading.signals:
        return None
    if cue.heading and not cue.heading.search(reading.passage.label):
        return None
    for match in cue.pattern.finditer(text):
        if "negated" in cue.lacks and denied(text, match.start()):
            continue
        if cue.unless and cue.unless.search(text):
            return None
        if cue.aside and cue.aside.search(text, *_part(text, match.start(), match.end())):
            continue
        return match.start(), match.end()
    return None


def _part(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of a long sentence that the words from `start` to `end` stand in: up to a semicolon, a dash, a bracket."""
    left = max((match.end() for match in _PART.finditer(text, max(0, start - _WIDE), start)), default=0)
    right = _PART.search(text, end, end + _WIDE)
    return max(left, start - _WIDE), right.start() if right else min(len(text), end + _WIDE)


def denied(text: str, start: int) -> bool:
    """Whether a denial governs the words that begin at `start`: in the same clause, a few words before."""
    before = text[max(0, start - _REACH) : start]
    ends = [match.end() for match in _CLAUSE.finditer(before)]
    return _NEGATION.search(before[ends[-1] if ends else 0 :]) is not None
