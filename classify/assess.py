"""A Submission in, an Assessment out: reads, gates, finds, and says where each principle stands. Pure and deterministic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from classify.actors.organisations import find_organisations
from classify.assessment import Assessment, Judgement, Kind, Organisation, Role, Rubric
from classify.criteria import Criteria, Facts
from classify.cues import Reading, by_language
from classify.description import find_description, find_title
from classify.facts.dates import find_dates
from classify.facts.funding import find_funding
from classify.facts.quantities import quantities
from classify.facts.targets import find_targets
from classify.facts.timing import find_timing
from classify.gate import Verdict, judge
from classify.people.contacts import find_contacts
from classify.rubric import Profile, load_rules
from classify.signals import read
from classify.signs import Signs
from classify.tables import LANGUAGES
from classify.tasks import Tasks
from classify.text.names import PACKAGES, Names
from classify.text.passages import Passage, passages
from classify.verdicts import judgement
from intake.limits import Limits
from intake.message import Submission

_JUDGED = (Kind.SUBMISSION, Kind.SUPPLEMENT)
_WITH_CONTACTS = (Kind.ENQUIRY, Kind.OTHER, Kind.LIST)
"""Kinds that are not judged, yet a person wrote them and an officer may want to call back."""
_FULLY_FOREIGN = 0.5
"""Share of the characters in languages without cues from which on absence decides nothing."""


class Assessor:
    """Judges submissions by one rubric; built once, the statistical pipelines load when the first one needs them."""

    def __init__(
        self,
        folder: Path | None = None,
        profile: Profile | None = None,
        names: Names | None = None,
        limits: Limits | None = None,
    ) -> None:
        """Load the rubric; RubricError when its data are wrong. `names` shares loaded pipelines between assessors."""
        rules = load_rules(folder, profile)
        self.rubric: Rubric = rules.rubric
        self._names = names or Names()
        self._profile = rules.profile
        self._limit = (limits or Limits()).judged_characters
        self._quantities = quantities(rules.lexicons)
        self._signals = by_language(rules.signal_cues)
        self._gate = by_language(rules.gate_cues)
        self._tasks = Tasks(rules.lexicons)
        self._criteria = Criteria(rules.rubric, by_language(rules.criteria_cues), rules.searched, self._tasks)

    def assess(self, submission: Submission, asked: tuple[str, ...] = ()) -> Assessment:
        """Return what was made of the submission; the same bytes give the same assessment.

        `asked` holds the criterion ids that were put to the sender before: then a short answer counts as one.
        """
        found = passages(submission, self._limit)
        readings = [self._read(passage) for passage in found]
        signs = self._criteria.signs(readings)
        kind = judge(submission, readings, self._gate, {criterion: len(of_it) for criterion, of_it in signs.items()})
        if (foreign := _foreign(found)) and kind.kind in (Kind.ENQUIRY, Kind.OTHER, Kind.SUBMISSION):
            reason = f"It is written in a language ({foreign}) for which there are no cues, so a person has to look."
            kind = Verdict(Kind.SUBMISSION, reason, 0.3)
        elif asked and kind.kind in (Kind.ENQUIRY, Kind.OTHER):
            kind = Verdict(Kind.SUBMISSION, "It answers questions that were put to the sender.", 0.6)
        if kind.kind in _JUDGED:
            return self._judged(submission, found, readings, signs, kind, asked)
        return Assessment(
            kind=kind.kind,
            kind_reason=kind.reason,
            kind_confidence=kind.confidence,
            language=submission.language,
            contacts=find_contacts(submission, found, self._names) if kind.kind in _WITH_CONTACTS else (),
            rubric_sha256=self.rubric.sha256,
            models=self._models(found) if kind.kind in _WITH_CONTACTS else (),
            as_of=submission.received.date(),
        )

    def _models(self, found: Sequence[Passage]) -> tuple[str, ...]:
        """The pipelines of this text's languages: those that other texts loaded took no part."""
        packages = {PACKAGES[passage.language] for passage in found if passage.language in PACKAGES}
        return tuple(model for model in self._names.models if model.split()[0] in packages)

    def _read(self, passage: Passage) -> Reading:
        known = self._quantities.get(passage.language) or self._quantities["en"]
        return read(passage, self._signals, known.money)

    def _judged(
        self,
        submission: Submission,
        found: Sequence[Passage],
        readings: Sequence[Reading],
        signs: Signs,
        kind: Verdict,
        asked: Sequence[str],
    ) -> Assessment:
        organisations = self._with_listed(find_organisations(submission, found, self._names), readings)
        when = submission.message.date or submission.received
        facts = Facts(
            organisations=organisations,
            funding=find_funding(readings, organisations),
            targets=find_targets(readings, self._quantities, answered="6d" in asked),
            frames=find_dates(readings, self._quantities, answered="6e" in asked),
        )
        findings = self._criteria.find(readings, signs, facts)
        named = sum(organisation.role is not Role.MENTION for organisation in organisations)
        unread, foreign = len(submission.unread), _foreign(found)
        judgements: tuple[Judgement, ...] = tuple(
            judgement(principle, findings, named, unread=unread, foreign=foreign)
            for principle in self.rubric.principles
        )
        return Assessment(
            kind=kind.kind,
            kind_reason=kind.reason,
            kind_confidence=kind.confidence,
            language=submission.language,
            title=find_title(submission, found),
            description=find_description(found),
            contacts=find_contacts(submission, found, self._names),
            organisations=organisations,
            judgements=judgements,
            funding=facts.funding,
            targets=tuple(dict.fromkeys(target.text for target in facts.targets)),
            dates=tuple(dict.fromkeys(frame.text for frame in facts.frames)),
            rubric_sha256=self.rubric.sha256,
            models=self._models(found),
            as_of=when.date(),
            timing=find_timing(readings, when.date(), self._profile, submission.language),
        )

    def _with_listed(
        self, organisations: Sequence[Organisation], readings: Sequence[Reading]
    ) -> tuple[Organisation, ...]:
        """The organisations; one that a list of tasks gives a task is a partner, however little else is said of it."""
        return tuple(
            replace(o, role=Role.PARTNER) if o.role is Role.MENTION and self._tasks.lists(o, readings) else o
            for o in organisations
        )


def _foreign(found: Sequence[Passage]) -> str:
    """The language without cues that most of the judged text is in, or nothing."""
    lengths: dict[str, int] = {}
    for passage in found:
        if passage.section.judged:
            lengths[passage.language] = lengths.get(passage.language, 0) + len(passage.text)
    if not lengths:
        return ""
    most = max(sorted(lengths), key=lambda language: lengths[language])
    share = lengths[most] / sum(lengths.values())
    return most if most not in (*LANGUAGES, "und") and share >= _FULLY_FOREIGN else ""
