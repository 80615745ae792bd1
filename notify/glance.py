"""One case in a few lines for an officer: who, what, the seven standings, what is flagged, and what it waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from classify.assessment import Assessment, Evidence, Judgement, Role, Rubric, Sector, Standing
from notify.shown import defanged, shown
from store.record import Case

TITLE = 110
NAME = 60
REASON = 240
FOUND = 120
WANTING = 220
SHORT = 150
QUOTE = 160
"""Characters of why; of what was found and not found, of the latter where room is short, and of a sentence shown."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How one principle stands: a number and a word, so that nobody depends on colours."""

    number: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Flag:
    """A principle that appears unmet."""

    number: str
    name: str
    reason: str
    """One sentence in the rubric's wording: what was found, then what was not, and the words that speak against it."""
    short: str
    """The same without what was found."""


@dataclass(frozen=True, slots=True)
class Glance:
    """Everything that a digest says of one case, fit to show."""

    reference: str
    title: str
    kind: str
    sender: str
    organisation: str
    sector: Sector | None
    partners: int
    sectors: int
    """How many named partners there are, and of how many known sectors (principle 4)."""
    cells: tuple[Cell, ...]
    flags: tuple[Flag, ...]
    why: str
    """What was decided about answering the newest message, and why."""
    earliest: date | None
    latest: date | None
    """Between which days it was or will be announced; None where nobody said."""
    phase: str
    """The phase of the summit that the announcement goes with, or nothing."""
    asked: tuple[str, ...]
    """The names of the points that were put to the sender."""
    days: int
    """Whole days since anything happened."""


def glance(case: Case, rubric: Rubric, until: datetime, language: str) -> Glance:
    """Look at a case as it stands at `until`, in this language where the rubric has it."""
    found = case.assessment
    partners = {o.name.casefold(): o for o in found.organisations if o.role is not Role.MENTION}
    organisation = _organisation(case)
    known = {o.sector for o in partners.values()} - {Sector.UNKNOWN}
    mine = partners.get(organisation.casefold())
    sender = (defanged(case.sender.name, NAME), f"<{shown(case.sender.email, NAME * 2)}>") if case.sender else ()
    return Glance(
        reference=case.reference,
        title=defanged(found.title or _subject(case), TITLE),
        kind=case.kind.value,
        sender=" ".join(part for part in sender if part),
        organisation=defanged(organisation, NAME),
        sector=mine.sector if mine and mine.sector in known else None,
        partners=len(partners),
        sectors=len(known),
        cells=tuple(Cell(j.principle.removeprefix("P"), j.standing) for j in found.judgements),
        flags=tuple(_flag(j, rubric, language) for j in found.judgements if j.standing is Standing.UNMET),
        why=defanged(case.messages[-1].reply_reason, REASON) if case.messages else "",
        earliest=found.timing.earliest if found.timing else None,
        latest=found.timing.latest if found.timing else None,
        phase=_phase(found, rubric, language),
        asked=_labels(case.asked, rubric, language),
        days=max((until - case.updated).days, 0),
    )


def _subject(case: Case) -> str:
    return case.messages[0].subject if case.messages else ""


def _organisation(case: Case) -> str:
    """Name the sender's organisation: what their own contact says, else the first partner named."""
    found: Assessment = case.assessment
    own = (c.organisation for c in found.contacts if case.sender and c.email.lower() == case.sender.email.lower())
    first = (o.name for o in found.organisations if o.role is Role.PARTNER)
    return next((name for name in (*own, *first) if name), "")


def _phase(found: Assessment, rubric: Rubric, language: str) -> str:
    """Name the phase in the digest's language; an assessment names it in that of the text."""
    said = found.timing.phase if found.timing else ""
    names = (phase.name for phase in rubric.phases if said in phase.name.values())
    return next((name.get(language) or name["en"] for name in names), defanged(said, NAME)) if said else ""


def _flag(judgement: Judgement, rubric: Rubric, language: str) -> Flag:
    names = rubric.principle(judgement.principle).name
    number, name = judgement.principle.removeprefix("P"), names.get(language) or names["en"]
    plain, named = f"Principle {number} ", f"Principle {number} ({name}) "
    found, told, wanting = judgement.reason.strip().partition(plain)
    if not told:
        found, wanting = "", found
    evidence = _contrary(judgement, rubric)
    quote = f" “{defanged(evidence.quote, QUOTE)}”" if evidence else ""
    before = defanged(found, FOUND) + " " if found else ""
    return Flag(
        number,
        name,
        before + named + defanged(wanting, WANTING) + quote,
        named + defanged(wanting, SHORT) + quote,
    )


def _contrary(judgement: Judgement, rubric: Rubric) -> Evidence | None:
    """Return the sentence that speaks against the principle; a flag for want of something has none."""
    against = {c.id for c in rubric.principle(judgement.principle).criteria if c.contrary}
    shown_by = (e for f in judgement.findings if f.present and f.criterion in against for e in f.evidence)
    return next(shown_by, None)


def _labels(criteria: tuple[str, ...], rubric: Rubric, language: str) -> tuple[str, ...]:
    labels = {c.id: c.label.get(language) or c.label.get("en", c.id) for p in rubric.principles for c in p.criteria}
    return tuple(labels.get(criterion, criterion) for criterion in criteria)
