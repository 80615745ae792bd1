"""What is still open in a case: which criteria to ask for, most decisive first, and by which questions.

Everything here is about *absence*. A principle that is met raises no question; one that appears unmet or is met in part
raises one for every missing part. Principles 2 and 5 with nothing said about them are only asked along with others:
silence on them is normal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from classify.assessment import Assessment, Judgement, Principle, Rubric, Standing
from notify.errors import LetterError

CONTACT = "contact"
"""Stands among criterion ids for "whom may we name as contact"."""
MOST = 7
"""Questions in one letter."""
SILENCE_IS_NORMAL = ("P2", "P5")
"""Principles whose silence is only asked about along with something else."""
PART_BY_PART = ("P6",)
"""Principles that are asked one question per missing part; the others are asked one question as a whole."""
SAME_SENTENCE = (("6d", "6e"),)
"""Parts of one principle that one sentence answers: a target and its date."""
ALTERNATIVES = (("6a", "6c"), ("7a", "7d"), ("2b", "2c"), ("5a", "5b", "5c"))
"""Criteria of which any one settles the point; only the first of them in the rubric's order is asked for."""
NEVER_NEEDED = ("3b", "4c", "4d", "5w", "6g", "7b")
"""Criteria without which a principle is met all the same."""
_FALLBACK = "en"
_FRENCH_SPACE = re.compile(" ([:;?!»])")


@dataclass(frozen=True, slots=True)
class Question:
    """One numbered question of a letter."""

    criterion: str
    """The most decisive criterion that it asks for, or `contact`."""
    label: str
    """What the point is called; empty for `contact`, which the letter's own template names."""
    text: str


def open_points(assessment: Assessment, rubric: Rubric) -> tuple[str, ...]:
    """Return every criterion that is still missing and matters, in the rubric's order; `contact` for want of a contact.

    Points that are only worth a "please confirm" come last, and only when there is something else to ask.
    """
    ordered = [criterion for criterion in rubric.ask_order if criterion != CONTACT]
    pressing = _missing(assessment, rubric, ordered, silent=False)
    if not any(contact.complete for contact in assessment.contacts):
        pressing.append(CONTACT)
    return (*pressing, *_missing(assessment, rubric, ordered, silent=True)) if pressing else ()


def chosen(points: tuple[str, ...], rubric: Rubric) -> tuple[str, ...]:
    """Choose at most seven of these open points: first one for each question, then what the same questions also ask."""
    groups = _grouped(points, rubric)[:MOST]
    room = MOST - len(groups)
    kept = []
    for group in groups:
        extra = group[1 : 1 + room]
        room -= len(extra)
        kept += [group[0], *extra]
    return tuple(kept)


def questions(asks: tuple[str, ...], points: tuple[str, ...], rubric: Rubric, language: str) -> tuple[Question, ...]:
    """Word the questions for `asks` in this language, each asking for all open `points` that its answer would settle.

    LetterError when an id is unknown or the rubric has no words for it, not even in English.
    """
    wanted = _grouped(asks, rubric)
    offered = {member: group for group in _grouped(points, rubric) for member in group}
    return tuple(_worded(offered.get(group[0], group), rubric, language) for group in wanted)


def _missing(assessment: Assessment, rubric: Rubric, ordered: Iterable[str], *, silent: bool) -> list[str]:
    missing: list[str] = []
    for criterion in ordered:
        judgement = assessment.judgement(_principle(criterion, rubric).id)
        if judgement is None or judgement.standing is Standing.MET or _silent(judgement) is not silent:
            continue
        if _needed(criterion, rubric) and _alternatives(criterion).isdisjoint((*_present(judgement), *missing)):
            missing.append(criterion)
    return missing


def cannot_tell(judgement: Judgement) -> bool:
    """Return whether more than the usual silence keeps a principle from being judged."""
    return judgement.standing is Standing.CANNOT_TELL and judgement.principle not in SILENCE_IS_NORMAL


def _silent(judgement: Judgement) -> bool:
    return judgement.standing is Standing.CANNOT_TELL and judgement.principle in SILENCE_IS_NORMAL


def _needed(criterion: str, rubric: Rubric) -> bool:
    return criterion not in NEVER_NEEDED and not rubric.criterion(criterion).contrary


def _alternatives(criterion: str) -> set[str]:
    return {criterion, *(other for group in ALTERNATIVES if criterion in group for other in group)}


def _present(judgement: Judgement) -> tuple[str, ...]:
    return tuple(finding.criterion for finding in judgement.findings if finding.present)


def _grouped(points: tuple[str, ...], rubric: Rubric) -> list[tuple[str, ...]]:
    """Gather the points that one question asks for, in the order of each group's first point."""
    groups: dict[str, tuple[str, ...]] = {}
    for point in points:
        name = _question_of(point, rubric)
        groups[name] = (*groups.get(name, ()), point)
    return list(groups.values())


def _question_of(point: str, rubric: Rubric) -> str:
    if point == CONTACT:
        return CONTACT
    principle = _principle(point, rubric)
    if principle.id not in PART_BY_PART:
        return principle.id
    return next((pair[0] for pair in SAME_SENTENCE if point in pair), point)


def _worded(group: tuple[str, ...], rubric: Rubric, language: str) -> Question:
    lead = group[0]
    if lead == CONTACT:
        return Question(CONTACT, "", "")
    principle = _principle(lead, rubric)
    whole = principle.id not in PART_BY_PART and _covers(group, principle, rubric)
    parts = [rubric.criterion(point) for point in group]
    name = _in(principle.name, language, lead)
    label = ", ".join(_in(part.label, language, part.id) for part in parts) if principle.id in PART_BY_PART else name
    words = [{} if whole else part.question for part in parts]
    texts = [_in(own if any(own.values()) else principle.question, language, lead) for own in words]
    return Question(lead, label[:1].upper() + label[1:], " ".join(dict.fromkeys(texts)))


def _covers(group: tuple[str, ...], principle: Principle, rubric: Rubric) -> bool:
    """Return whether nothing that the principle needs is there yet, so that its question as a whole is the right one."""
    settled_by_group = {other for point in group for other in _alternatives(point)}
    return settled_by_group >= {
        part.id for part in principle.criteria if part.id in rubric.ask_order and _needed(part.id, rubric)
    }


def _principle(criterion: str, rubric: Rubric) -> Principle:
    for principle in rubric.principles:
        if any(part.id == criterion for part in principle.criteria):
            return principle
    raise LetterError(f"The rubric has no criterion {criterion}.")


def _in(words: dict[str, str], language: str, criterion: str) -> str:
    text = words.get(language) or words.get(_FALLBACK)
    if not text:
        raise LetterError(f"The rubric has no words for {criterion} in {language} or English.")
    return _typeset(text, language)


def _typeset(text: str, language: str) -> str:
    """Set apostrophes, and French signs, as printers do: a sign never begins a line."""
    text = text.replace("'", "’")
    return _FRENCH_SPACE.sub("\N{NARROW NO-BREAK SPACE}\\1", text) if language == "fr" else text
