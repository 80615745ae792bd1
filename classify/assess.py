"""A Submission in, an Assessment out: reads, gates, finds, and says where each principle stands. Pure and deterministic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from classify.actors.organisations import find_organisations
from classify.assessment import Assessment, Judgement, Kind, Organisation, Role, Rubric
from classify.criteria import Criteria, Facts, signs_of
from classify.cues import Reading, by_language
from classify.description import find_description, find_title
from classify.facts.calendars import find_written_dates
from classify.facts.dates import find_dates
from classify.facts.funding import find_funding
from classify.facts.targets import find_targets
from classify.facts.timing import find_timing
from classify.gate import Verdict, judge
from classify.learned.models import Models
from classify.learned.sentences import Scores
from classify.people.contacts import find_contacts
from classify.reading import Heard, Reader
from classify.rubric import Profile, load_rules
from classify.tables import LANGUAGES
from classify.tasks import Tasks
from classify.text.names import PACKAGES, Names
from classify.text.passages import Passage
from classify.verdicts import judgement
from intake.limits import Limits
from intake.message import Submission

_JUDGED = (Kind.SUBMISSION, Kind.SUPPLEMENT)
_TOLD_BY_WORDS = (*_JUDGED, Kind.ENQUIRY, Kind.OTHER)
"""Kinds that a machine did not make: what their words say decides."""
_WITH_CONTACTS = (Kind.ENQUIRY, Kind.OTHER, Kind.LIST)
"""Kinds that are not judged, yet a person wrote them and an officer may want to call back."""
_FULLY_FOREIGN = 0.5
"""Share of the characters in languages without cues from which on absence decides nothing."""
_WHOLLY_FOREIGN = 0.66
"""Share from which on nothing is decided: the rest are names, addresses and a greeting."""
_IDEOGRAPHIC, _IDEOGRAPH = ("zh", "ja", "ko"), 3
"""Languages a character of which says as much as three letters."""


class Assessor:
    """Judges submissions by one rubric; built once, the statistical pipelines load when the first one needs them."""

    def __init__(
        self,
        folder: Path | None = None,
        profile: Profile | None = None,
        names: Names | None = None,
        limits: Limits | None = None,
        *,
        by_rules_alone: bool = False,
        models: Models | None = None,
    ) -> None:
        """Load the rubric; RubricError when its data are wrong. `names` shares loaded pipelines between assessors.

        `by_rules_alone` leaves out what was learned, which is how it is learned. `models` judge in place of those that
        are shipped, which is how texts are measured that those have seen.
        """
        rules = load_rules(folder, profile)
        self.rubric: Rubric = rules.rubric
        self.reader = Reader(rules, (limits or Limits()).judged_characters)
        self._names = names or Names()
        self._learned = None if by_rules_alone else models or Models()
        self.profile = rules.profile
        self._gate = by_language(rules.gate_cues)
        self._tasks = Tasks(rules.lexicons)
        weighing = self._learned.weighing if self._learned else None
        self._criteria = Criteria(rules.rubric, rules.searched, self._tasks, weighing)

    def assess(self, submission: Submission, asked: tuple[str, ...] = ()) -> Assessment:
        """Return what was made of the submission; the same bytes give the same assessment.

        `asked` holds the criterion ids that were put to the sender before: then a short answer counts as one.
        """
        heard = self.reader.read(submission)
        found = [reading.passage for reading in heard.readings]
        foreign, wholly = _foreign(found)
        kind, scores = self.gate(submission, heard), None
        if kind.kind in _TOLD_BY_WORDS:
            heard = self.with_organisations(submission, heard)
            scores = None if wholly else self._scores(heard)
        if self._learned and scores is not None and not submission.unread:
            kind = self._learned.texts.weighed(kind, heard.judged, scores)
        if foreign and kind.kind in (Kind.ENQUIRY, Kind.OTHER, Kind.SUBMISSION):
            reason = f"It is written in a language ({foreign}) for which there are no cues, so a person has to look."
            kind = Verdict(Kind.SUBMISSION, reason, 0.3)
        elif asked and kind.kind in (Kind.ENQUIRY, Kind.OTHER):
            kind = Verdict(Kind.SUBMISSION, "It answers questions that were put to the sender.", 0.6)
        if kind.kind in _JUDGED:
            return self.judged(submission, heard, kind, scores, asked)
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

    def with_organisations(self, submission: Submission, heard: Heard) -> Heard:
        """Return what was read together with the organisations that it names."""
        found = [reading.passage for reading in heard.readings]
        organisations = find_organisations(submission, found, self._names)
        return replace(heard, organisations=self._with_listed(organisations, heard.readings))

    def gate(self, submission: Submission, heard: Heard) -> Verdict:
        """Return what the rules take the submission for."""
        stated = {criterion: len(of_it) for criterion, of_it in signs_of(heard.judged).items()}
        return judge(submission, heard.readings, self._gate, stated)

    def _models(self, found: Sequence[Passage]) -> tuple[str, ...]:
        """The pipelines of this text's languages: those that other texts loaded took no part."""
        packages = {PACKAGES[passage.language] for passage in found if passage.language in PACKAGES}
        learned = self._learned.names if self._learned else ()
        return (*(model for model in self._names.models if model.split()[0] in packages), *learned)

    def _scores(self, heard: Heard) -> Scores | None:
        return self._learned.sentences.score(heard.judged) if self._learned else None

    def judged(
        self,
        submission: Submission,
        heard: Heard,
        kind: Verdict,
        scores: Scores | None = None,
        asked: Sequence[str] = (),
    ) -> Assessment:
        """Return the assessment of what is taken for a submission, whatever the gate says of it.

        `heard` comes from `with_organisations`: without them it names nobody.
        """
        readings, known, organisations = heard.readings, self.reader.quantities, heard.organisations
        found = [reading.passage for reading in readings]
        when = submission.message.date or submission.received
        facts = Facts(
            organisations=organisations,
            funding=find_funding(readings, organisations),
            targets=find_targets(readings, known, answered="6d" in asked),
            frames=find_dates(readings, known, answered="6e" in asked),
            timing=find_timing(readings, when.date(), self.profile, submission.language),
        )
        findings = self._criteria.find(heard.judged, facts, scores, asked)
        named = sum(organisation.role is not Role.MENTION for organisation in organisations)
        unread, (foreign, wholly) = len(submission.unread), _foreign(found)
        judgements: tuple[Judgement, ...] = tuple(
            judgement(
                principle,
                findings,
                named,
                phases=self.rubric.phases,
                unread=unread,
                foreign=foreign,
                wholly=wholly,
            )
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
            dates=tuple(dict.fromkeys([*(frame.text for frame in facts.frames), *find_written_dates(readings)])),
            rubric_sha256=self.rubric.sha256,
            models=self._models(found),
            as_of=when.date(),
            timing=facts.timing,
        )

    def _with_listed(
        self, organisations: Sequence[Organisation], readings: Sequence[Reading]
    ) -> tuple[Organisation, ...]:
        """The organisations; one that a list of tasks gives a task is a partner, however little else is said of it."""
        return tuple(
            replace(o, role=Role.PARTNER) if o.role is Role.MENTION and self._tasks.lists(o, readings) else o
            for o in organisations
        )


def _foreign(found: Sequence[Passage]) -> tuple[str, bool]:
    """The language without cues that most of the judged text is in, or nothing; and whether all of it is, but for names."""
    lengths: dict[str, int] = {}
    for passage in found:
        if passage.section.judged:
            weight = _IDEOGRAPH if passage.language in _IDEOGRAPHIC else 1
            lengths[passage.language] = lengths.get(passage.language, 0) + weight * len(passage.text)
    if not lengths:
        return "", False
    most = max(sorted(lengths), key=lambda language: lengths[language])
    share = lengths[most] / sum(lengths.values())
    if most in (*LANGUAGES, "und") or share < _FULLY_FOREIGN:
        return "", False
    return most, share >= _WHOLLY_FOREIGN
