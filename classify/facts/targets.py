"""Readings in, measurable targets out: a number with a unit for a result that is promised, not reached.

Not a target: a result already reached, the size of a network, a need, a sum of money, a number that is a year (6d).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from classify.cues import Reading
from classify.facts.dates import between, comes, elsewhere
from classify.facts.quantities import Quantities
from classify.text.layout import Form
from classify.text.passages import Passage
from classify.wording import pattern

_AHEAD = {
    "en": re.compile(
        r"\b(?:will|shall|'ll|’ll|(?<!according )to (?!date)\w+|plans?|planned|aims?|target(?:s|ing)?|goal|goals|commit(?:s|ted)?|agreed|pledg\w+|"
        r"expect(?:s|ed)?|intends?|should|must|ought to|has to|have to|envisages?|envisioned|foresees?|foreseen|estimated (?:to|that)|projected|anticipated?|next|coming|by (?:the end of )?(?:\w+ )?20\d\d|"
        r"(?:is|are) (?:running|training|connecting|providing|hosting|organi[sz]ing|equipping|setting))\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:\w+(?:era|eront|ira|iront|dra|dront|tra|tront)|objectif|cible|prévu\w*|prévoi\w+|vise|viser|engage\w*|"
        r"pour|afin|d'ici|au moins|attendus?|envisage\w*|envisagent|propose\w*|devr\w+|doi(?:t|vent)|compt(?:e|ent|ons) \w+(?:er|ir|re))\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:\w+(?:ará|arán|erá|erán|irá|irán|drá|drán)|meta|objetivo|previst\w+|prevé|busca|compromete\w*|"
        r"para|a fin|al menos|se espera\w*|otorgarán|contempla\w*|plane[ao]\w*|propone\w*|habrá\w* de|deber?án?|quer(?:emos|e que))\b",
        re.IGNORECASE,
    ),
}
_BEHIND = {
    "en": re.compile(
        r"\b(?:(?:has|have|had)(?: \w+){0,2} \w+(?:ed|en|un|wn|lt|ught|ad|ade)|was|were|so far|to date|already|last year|reached|trained|"
        r"served|helped|attended|installed|opened|equipped|awarded|brought together|since|over the (?:last|past)|graduated|completed|currently)\b",
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
_YEAR = re.compile(r"(?:(?:1[89]|20)\d\d|\d\.\d)$")
"""A year, or the number of a version."""
_NOT_COUNTED = re.compile(
    r"(?:[/.:-]|\b(?:capacity (?:of|to \w+)|holds?|holding|aged?|SDG|Goal|Target|Article|phase|version|section|resolution|chapter|grade|"
    r"level|No\.?|capacité de|capacidad (?:de|para \w+))\s(?:up to\s)?)$",
    re.IGNORECASE,
)
"""Words directly before a number that counts nothing to come."""
_GOVERNED = {
    "en": re.compile(
        r"\b(?:(?<!according )to (?!date\b)[a-z]+|will [a-z]+|(?:is|are) [a-z]+ing|at least|up to)\s(?:[\w'’-]+\s){0,6}?(?:\w+ ?)?\d*[\w,.]*$",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:(?:pour|de|d['’]|à) ?\w+(?:er|ir|re)|au moins|prévoi\w+|envisage\w*|vise\w*|\w+(?:era|eront))\s(?:\S+\s){0,6}?\S*$",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:(?:para|a|de) \w+(?:ar|er|ir)|al menos|contempla\w*|prevé\w*|plane[ao]\w*|propone\w*|\w+(?:ará|arán))\s(?:\S+\s){0,6}?\S*$",
        re.IGNORECASE,
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
_SHARE_OF = re.compile(
    r"\b(?:majority|most|half|all|third|quarter|moitié|plupart|majorité|mitad|mayoría)\s(?:of|de|d')\s?(?:the|les|los|las)?\s$",
    re.IGNORECASE,
)
"""A share of what is known, which is still to be reached."""
_WHOLE = re.compile(r"\b(?:all|the|les|los|las)\s$", re.IGNORECASE)
"""All of what is known: a target where a time is set for it."""
_FEW = re.compile(
    r"(?:two|three|four|five|six|seven|eight|nine|deux|trois|quatre|cinq|sept|huit|neuf|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)$|"
    r"(?:two|three|four|deux|trois|quatre|dos|tres|cuatro)\s",
    re.IGNORECASE,
)
"""So few that the number rather describes than measures: two levels, the three parties."""
_LEAST = re.compile(r"(?:at least|no(?:t)? (?:less|fewer) than|au moins|al menos|no menos de)\s", re.IGNORECASE)
_REACHED = re.compile(
    r"\b(?:(?:has|have|had|been|was|were|so far|already)\s(?:\w+\s)?(?:\w+(?:ed|en|un|ght)\s)?"
    r"|(?:helped|managed|able|enabled|allowed|elected|chose|privilege|honou?r|opportunity|pleasure|honneur|plaisir|honor|gusto)\s(?:\w+\s){0,2}(?:to|of|de)\s\w+\s(?:\S+\s)?|(?:ya|déjà)\s(?:\S+\s){0,3})$",
    re.IGNORECASE,
)
"""A result that is told as reached, even where an infinitive stands before the number."""
_HAS_BEEN = re.compile(
    r"(?:\s(?!who\b|which\b|that\b|qui\b|que\b)[\w'’-]+){0,2}\s(?:have|has|had|were|was|ont|étaient|furent|han|fueron)\b",
    re.IGNORECASE,
)
"""What was reached, behind the number."""
_THERE_IS = re.compile(
    r"\b(?:there (?:is|are|were)|il y a|(?:qui )?compt(?:e|ent|ait)|hay|cuentan? con|trusted by)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_AUDIENCE = re.compile(r"\b(?:fans|followers|subscribers|abonnés|seguidores|suscriptores)\b", re.IGNORECASE)
_WINNING = re.compile(r"\b(?:reach|gain|win|new|nouveaux|gagner|nuevos|alcanzar|llegar a)\s(?:\S+\s)?$", re.IGNORECASE)
_WHERE = re.compile(
    r"\b(?:from|in|across|over|throughout|dans|en)\s(?:over |more than |plus de |más de )?$", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"[;:]|, (?:and|but|which|who|where|while)\b|(?<!\d),(?!\d)\s(?=\w+ (?:has|have|is|are|was|were)\b)"
)


_SURE, _SURER = 0.5, 0.75
"""Scores from which on a number is a target: of what is often counted, and of anything."""


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


def may_be_counted(text: str, own: Quantities) -> bool:
    """Whether a number in the text counts anything: no year, no day, no sum, no length of time, no number of an article."""
    bare = own.money.sub(lambda match: "¤" * len(match[0]), text)
    found = (*own.counted.finditer(bare), *own.anything.finditer(bare))
    return any(_counts(match) for match in found) or bool(own.share.search(bare))


def _counts(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 18) : match.start()]
    return not _is_year(match["number"]) and not _NOT_COUNTED.search(before)


def _of_passage(reading: Reading, known: Mapping[str, Quantities], *, answered: bool) -> Iterator[Target]:
    language = reading.passage.language
    if language not in known or not reading.passage.section.judged or "question" in reading.signals:
        return
    text = known[language].money.sub(lambda match: "¤" * len(match[0]), reading.passage.flat)
    own, ends = known[language], 0
    dated = any(not elsewhere(match) and (comes(match) or not between(match)) for match in own.span.finditer(text))
    found = sorted(
        [(m.start(), 0, m) for m in own.counted.finditer(text)]
        + [(m.start(), 1, m) for m in own.anything.finditer(text)],
        key=lambda f: f[:2],
    )
    for start, rank, match in found:
        if start < ends or not _counts(match) or (rank and _FEW.match(match["number"])):
            continue
        score = _score(reading, match, text, dated=dated) + (0.5 if answered and "past" not in reading.signals else 0.0)
        if score >= (_SURER if rank and not dated else _SURE):
            ends = match.end()
            yield Target(text[start:ends], reading.passage, start, ends, score)


def _is_year(number: str) -> bool:
    return bool(_YEAR.search(number.strip(" ,.")))


def _score(reading: Reading, match: re.Match[str], text: str, *, dated: bool) -> float:
    """How surely the number is promised: by the words before it in its clause, its heading, and the tense around."""
    language = reading.passage.language
    clause_start = max((m.end() for m in _CLAUSE.finditer(text, 0, match.start())), default=0)
    before, after = text[clause_start : match.start()], text[match.end() : match.end() + 25]
    least = bool(_LEAST.match(match[0]))
    ahead = least or bool(_AHEAD[language].search(before) or _AHEAD[language].search(after))
    if _is_given(reading, before, match[0], after, ahead=ahead, dated=dated):
        return 0.0
    near = bool(_GOVERNED[language].search(before[-60:] + text[match.start() : match.end("number")]))
    headed = bool(_TARGET_HEADING.search(reading.passage.label) or _TARGET_HEADING.search(reading.passage.lead))
    promised = bool(reading.signals & {"future", "committed"})
    reached = bool(_REACHED.search(before) or _HAS_BEEN.match(text, match.end()))
    behind = reached or (bool(_BEHIND[language].search(before[-70:])) and not near)
    listed = dated and (
        reading.passage.form is not Form.PROSE
        or not (reading.signals & {"past", "told"} or pattern("frames", "simple_past").search(text))
    )
    dated = dated and "hypothetical" not in reading.signals
    told = 0.35 * ahead + 0.2 * promised + 0.3 * near + 0.5 * (headed and not behind) - 0.45 * behind
    return told + 0.3 * dated + 0.2 * listed


def _is_given(reading: Reading, before: str, counted: str, after: str, *, ahead: bool, dated: bool) -> bool:
    """Whether the number is a fact of the world: a need, the size of a network, a reference, a share in brackets."""
    language = reading.passage.language
    whole = dated and ahead and _WHOLE.search(before) and not _FEW.match(counted)
    if _DEFINITE[language].search(before) and not whole and not _SHARE_OF.search(before):
        return True
    if counted.endswith(("%", "cent", "ciento")) and not re.match(r"\s+\w", after):
        return True
    if "size" in reading.signals and _WHERE.search(before):
        return True
    if _THERE_IS.search(before) or (_AUDIENCE.search(counted) and not _WINNING.search(before)):
        return True
    return bool(reading.signals & {"size", "need"}) and not ahead
