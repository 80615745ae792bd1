"""Readings in, measurable targets out: a number with a unit for a result that is promised, not reached.

Not a target: a result already reached, the size of a network, a need, a sum of money, a number that is a year (6d).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from classify.cues import Reading
from classify.facts.quantities import Quantities
from classify.text.passages import Passage

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
    r"(?:[/.-]|\b(?:capacity of|holds?|holding|aged?|SDG|Goal|Target|Article|phase|version|section|resolution|chapter|grade|"
    r"level|No\.?|capacité de|capacidad de)\s(?:up to\s)?)$",
    re.IGNORECASE,
)
"""Words directly before a number that counts nothing to come."""
_GOVERNED = {
    "en": re.compile(
        r"\b(?:to (?!date\b)[a-z]+|will [a-z]+|(?:is|are) [a-z]+ing|at least|up to)\s(?:[\w'’-]+\s){0,6}?(?:\w+ ?)?\d*[\w,.]*$",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:(?:pour|de|d'|à) \w+(?:er|ir|re)|au moins|\w+(?:era|eront))\s(?:\S+\s){0,6}?\S*$", re.IGNORECASE
    ),
    "es": re.compile(
        r"\b(?:(?:para|a|de) \w+(?:ar|er|ir)|al menos|\w+(?:ará|arán))\s(?:\S+\s){0,6}?\S*$", re.IGNORECASE
    ),
}
"""A verb to come that governs the number, a few words before it."""
_DEFINITE = {
    "en": re.compile(
        r"(?:\b(?:the|these|those|its|their|our|all|other)|['’]s)\s(?:current |existing |first )?$", re.IGNORECASE
    ),
    "fr": re.compile(r"\b(?:les|ces|ses|leurs|nos)\s(?:premi\w+ )?$", re.IGNORECASE),
    "es": re.compile(r"\b(?:los|las|estos|estas|sus|nuestros)\s(?:primer\w+ )?$", re.IGNORECASE),
}
"""A number that is introduced as known."""
_REACHED = re.compile(
    r"\b(?:(?:has|have|had|been|was|were|so far|already)\s(?:\w+\s)?(?:\w+(?:ed|en|un|ght)\s)?"
    r"|(?:helped|managed|able|enabled|allowed)\s(?:\w+\s){0,2}to\s\w+\s(?:\S+\s)?|(?:ya|déjà)\s(?:\S+\s){0,3})$",
    re.IGNORECASE,
)
"""A result that is told as reached, even where an infinitive stands before the number."""
_THERE_IS = re.compile(r"\b(?:there (?:is|are|were)|il y a|hay)\s(?:\w+\s)?$", re.IGNORECASE)
_WHERE = re.compile(
    r"\b(?:from|in|across|over|throughout|dans|en)\s(?:over |more than |plus de |más de )?$", re.IGNORECASE
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
    text = known[language].money.sub(lambda match: "¤" * len(match[0]), reading.passage.flat)
    for match in known[language].counted.finditer(text):
        score = _score(reading, match, text) + (0.5 if answered and "past" not in reading.signals else 0.0)
        if score >= 0.5 and not _is_year(match["number"]):
            yield Target(text[match.start() : match.end()], reading.passage, match.start(), match.end(), score)


def _is_year(number: str) -> bool:
    return bool(_YEAR.search(number.strip(" ,.")))


def _score(reading: Reading, match: re.Match[str], text: str) -> float:
    """How surely the number is promised: by the words before it in its clause, its heading, and the tense around."""
    language = reading.passage.language
    clause_start = max((m.end() for m in _CLAUSE.finditer(text, 0, match.start())), default=0)
    before, after = text[clause_start : match.start()], text[match.end() : match.end() + 25]
    ahead = bool(_AHEAD[language].search(before) or _AHEAD[language].search(after))
    if _is_given(reading, before, match[0], after, ahead=ahead):
        return 0.0
    near = bool(_GOVERNED[language].search(before[-60:] + match[0][:12]))
    headed = bool(_TARGET_HEADING.search(reading.passage.label) or _TARGET_HEADING.search(reading.passage.lead))
    promised = bool(reading.signals & {"future", "committed"})
    behind = bool(_BEHIND[language].search(before[-70:])) and (not near or bool(_REACHED.search(before)))
    return 0.35 * ahead + 0.2 * promised + 0.3 * near + 0.5 * (headed and not behind) - 0.45 * behind


def _is_given(reading: Reading, before: str, counted: str, after: str, *, ahead: bool) -> bool:
    """Whether the number is a fact of the world: a need, the size of a network, a reference, a share in brackets."""
    language = reading.passage.language
    if _NOT_COUNTED.search(before[-18:]) or _DEFINITE[language].search(before):
        return True
    if counted.endswith(("%", "cent", "ciento")) and not re.match(r"\s+\w", after):
        return True
    if "size" in reading.signals and _WHERE.search(before):
        return True
    if _THERE_IS.search(before):
        return True
    return bool(reading.signals & {"size", "need"}) and not ahead
