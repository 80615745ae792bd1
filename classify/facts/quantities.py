"""The word lists in, the expressions for sums of money, counted things and spans of time out, by language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from classify.patterns import compiled
from classify.wording import table

_YEAR_ALONE = r"(?:19|20)\d\d(?![\d.,]{0,14}\d)"
_DIGITS = {
    "en": r"\d[\d.,]{0,14}(?<=\d)(?!\d|st\b|nd\b|rd\b|th\b)",
    "fr": "(?:\\d{1,3}(?:[. \u00a0\u202f]\\d{3}){1,4}|\\d[\\d.,]{0,14})(?<=\\d)(?!\\d|er\\b|e\\b|ème\\b)",
    "es": "(?:\\d{1,3}(?:[. \u00a0\u202f]\\d{3}){1,4}|\\d[\\d.,]{0,14})(?<=\\d)(?!\\d|[ºª])",
}
_ABOUT = {
    "en": "over|more than|some|about|nearly|almost|around|approximately|at least|up to|another|an estimated|close to|no(?:t)? (?:less|fewer) than",
    "fr": "plus de|environ|quelque|près de|au moins|jusqu['’]à",
    "es": "más de|unos|unas|cerca de|alrededor de|al menos|no menos de|hasta|casi",
}
_SCALE = {
    "en": "(?: (?:hundred|thousand|million|billion))?\\+?(?: ?%| per ?cent)?",
    "fr": "(?: ?(?:millions?|milliards?|mille)(?: de| d['’])?)?(?: ?%)?",
    "es": "(?: ?(?:millones|millón|mil)(?: de)?)?(?: ?%)?",
}
_LINKS = r"(?:and|the|for|from|with|per|are|was|were|until|that|which|hours?|thousand|millions?|billion|milliards?|millones|millón|mil|heures|horas|les|des|pour|par|avec|dans|del|los|las|con|por|que|para)\b"
_OF = {"en": "of the ", "fr": "de |d['’]|des ", "es": "de |de los |de las "}


@dataclass(frozen=True, slots=True)
class Quantities:
    """The expressions of one language."""

    money: re.Pattern[str]
    counted: re.Pattern[str]
    """Group `number` and group `unit`: people and things that are often counted."""
    anything: re.Pattern[str]
    """The same groups, with any word for a unit: a target only where its time or its heading tells."""
    share: re.Pattern[str]
    """Halves, doubles and the number of a field that has no unit of its own."""
    span: re.Pattern[str]
    milestone: re.Pattern[str]
    """A month or year in which something happens: a time frame only where a verb to come stands beside it."""
    end: re.Pattern[str]
    """A date behind a dash, as forms give the end of a period."""
    length: re.Pattern[str]
    """A length of time, as forms give it."""
    dated: re.Pattern[str]
    """Any moment or length of time, whatever it is of."""


def quantities(lexicons: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, Quantities]:
    """Return the expressions of every language that has word lists; `any` stands for all others."""
    return {language: _of(language, lexicons[language]) for language in lexicons if language in _DIGITS}


def _of(language: str, lexicon: Mapping[str, tuple[str, ...]]) -> Quantities:
    lists = {**lexicon, **periods(language)}
    number = _number(language)
    return Quantities(
        money=compiled(["{money}"], lexicon, whole_words=False),
        counted=compiled(
            [
                f"(?P<number>{number})(?: ?(?:{_OF[language]})?(?:(?!\\d)[\\w'’-]{{1,40}},? ){{0,4}}?)?(?P<unit>{{people}}|{{thing}})"
            ],
            lists,
        ),
        anything=compiled(
            [
                f"(?P<number>{number})(?: |(?<=%))(?:{_OF[language]})?(?P<unit>(?!{_LINKS})[^\\W\\d_][\\w'’-]{{2,40}}|kg|km|ha|of (?:them|these|those)|d['’]entre)"
            ],
            lists,
        ),
        share=compiled(["{share}", ": ?\\d[\\d.,]{0,14}$"], lists, whole_words=False),
        span=compiled(["{span}"], lists),
        milestone=compiled(["{milestone}"], lists),
        end=compiled(["(?:-|–|—) ?{day}"], lists, whole_words=False),
        length=compiled(["{count}[- ]{unit}"], lists),
        dated=compiled(["{span}", "{milestone}", "{moment}", "{count}[- ]{unit}"], lists),
    )


def periods(language: str) -> dict[str, tuple[str, ...]]:
    """Return the word lists of numbers and of time of one language, with those that all of them share."""
    data = table("periods")
    return {key: tuple(entries) for key, entries in {**data["any"], **data[language]}.items()}


def _number(language: str) -> str:
    """A number that is neither a year nor the day of a month nor a length of time."""
    return (
        f"(?:(?:{_ABOUT[language]}) )?(?!{_YEAR_ALONE})(?:{_DIGITS[language]}|{{figure}}(?![^\\W\\d_]))"
        f"(?:[-–]\\d[\\d.,]{{0,14}}| to \\d[\\d.,]{{0,14}}| or more)?{_SCALE[language]}(?!(?:[- ]?| de | of )(?:{{any_month}}|{{unit}}|days?|jours|días|year|minutes?|minutos)\\b)"
    )
