"""Readings in, measurable targets out: a number with a unit for a result that is promised, not reached.

Not a target: a result already reached, the size of a network, a need, a sum of money, a number that is a year (6d).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from classify.cues import Reading
from classify.passages import Passage
from classify.quantities import Quantities

_AHEAD = {
    "en": re.compile(
        r"\b(?:will|shall|'ll|’ll|to (?!date)\w+|plans?|planned|aims?|target(?:s|ing)?|goal|goals|commit(?:s|ted)?|agreed|pledg\w+|"
        r"expect(?:s|ed)?|intends?|estimated (?:to|that)|projected|anticipated?|next|coming|by (?:the end of )?(?:\w+ )?20\d\d|"
        r"(?:is|are) (?:running|training|connecting|providing|hosting|organi[sz]ing|equipping|setting))\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:\w+(?:era|eront|ira|iront|dra|dront|tra|tront)|objectif|cible|prévu\w*|prévoi\w+|vise|viser|engage\w*|"
        r"pour|afin|d'ici|au moins|attendus?)\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:\w+(?:ará|arán|erá|erán|irá|irán|drá|drán)|meta|objetivo|previst\w+|prevé|busca|compromete\w*|"
        r"para|a fin|al menos|se espera|otorgarán)\b",
        re.IGNORECASE,
    ),
}
_BEHIND = {
    "en": re.compile(
        r"\b(?:(?:has|have|had)(?: \w+){0,2} \w+(?:ed|en|un|wn|lt|ught|ad|ade)|was|were|so far|to date|already|last year|reached|trained|"
        r"served|helped|attended|brought together|since|over the (?:last|past)|graduated|completed|currently)\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:(?:a|ont)(?: \w+){0,2} \w+(?:é|és|ées|i|is)|déjà|à ce jour|depuis|était|étaient)\b", re.IGNORECASE
    ),
    "es": re.compile(
        r"\b(?:(?:ha|han)(?: \w+)? \w+(?:ado|ido)|ya|hasta la fecha|desde|fue|fueron|\w+aron)\b", re.IGNORECASE
    ),
}
_TARGET_HEADING = re.compile(
    r"target|deliverable|expected|objective|goal|output|milestone|résultats attendus|objectif|cible|meta|objetivo|"
    r"resultados esperados",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_NOT_COUNTED = re.compile(
    r"\b(?:19|20)\d\d\b|capacity of|hold(?:s|ing)? (?:up to )?\d|age[ds]?|years? old|aged|SDG|Goal|Target|Article|phase|version|"
    r"section|resolution|chapter|grade|level|capacité de|capacidad de",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[;:]|, (?:and|but|which|who|where|while)\b|(?<!\d),(?!\d)\s(?=\w+ (?:has|have|is|are|was|were)\b)"
)


@dataclass(frozen=True, slots=True)
class Target:
    """A promised number with its unit, at its place."""

    text: str
    passage: Passage
    start: int
    end: int
    score: float


def find_targets(
    readings: Sequence[Reading], known: Mapping[str, Quantities], *, answered: bool = False
) -> tuple[Target, ...]:
    """Return the targets of the judged passages in order; `answered` when the sender was asked for one."""
    return tuple(target for reading in readings for target in _of_passage(reading, known, answered=answered))


def _of_passage(reading: Reading, known: Mapping[str, Quantities], *, answered: bool) -> Iterator[Target]:
    language = reading.passage.language
    if language not in known or not reading.passage.section.judged or "question" in reading.signals:
        return
    text = reading.passage.flat
    money = [match.span() for match in known[language].money.finditer(text)]
    for match in known[language].counted.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in money):
            continue
        score = _score(reading, match, text) + (0.5 if answered and "past" not in reading.signals else 0.0)
        if score >= 0.5 and not _is_year(match["number"]):
            yield Target(text[match.start() : match.end()], reading.passage, match.start(), match.end(), score)


def _is_year(number: str) -> bool:
    return bool(_YEAR.search(number.strip()))


def _score(reading: Reading, match: re.Match[str], text: str) -> float:
    """How surely the number is promised: by the words before it in its clause, by its heading, against signs of the past."""
    language = reading.passage.language
    clause_start = max((m.end() for m in _CLAUSE.finditer(text, 0, match.start())), default=0)
    before, after = text[clause_start : match.start()], text[match.end() : match.end() + 60]
    if _NOT_COUNTED.search(before[-18:]) or ("size" in reading.signals and not _AHEAD[language].search(before)):
        return 0.0
    if "need" in reading.signals and not _AHEAD[language].search(before):
        return 0.0
    ahead = bool(_AHEAD[language].search(before)) or bool(_AHEAD[language].search(after[:25]))
    behind = bool(_BEHIND[language].search(before[-70:]))
    headed = bool(_TARGET_HEADING.search(reading.passage.heading) or _TARGET_HEADING.search(reading.passage.lead))
    return (
        0.35 * ahead
        + 0.2 * headed
        + 0.2 * ("future" in reading.signals or "committed" in reading.signals)
        + 0.15 * bool(reading.passage.lead) * ("future" in reading.signals)
        - 0.45 * behind
        + (0.3 if headed and not behind else 0.0)
    )
