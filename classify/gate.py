"""Readings in, what the message is to the secretariat out: a submission, an enquiry, or something else, with the reason.

A submission names a joint undertaking of two or more parties, or one party's commitment offered to others. Invitations,
vacancies, calls, newsletters, speeches, guidelines, laws and spam use the same words and are none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from classify.assessment import Kind
from classify.cues import Cue, Hit, Reading, hits
from intake.message import Origin, Submission

_CAP_FOR, _CAP_AGAINST = 2.0, 5.0
"""One kind of sign is counted up to this weight: length alone decides nothing, and releases repeat themselves more."""
_ACTION, _ACTIONS = 0.3, 4
"""What a passage with a concrete action or a source of funds weighs, and how many of each count."""
_ENOUGH = 0.6
"""Less than this speaks of no undertaking at all."""
_TITLE = 2.0
"""What opens a document says what it is about: there every sign counts double."""
_GREETING = 24
"""An opening as short as this greets and says nothing yet."""
_SUPPORT = 0.3
"""What a subject line adds to words of the text."""
_SUBJECT = re.compile(
    r"(?:(?:re|fwd?|tr|rv)\s?:\s?)?(?:(?:wsis|smsi|cmsi)[\s:-]+)?(?:our |new |notre |nouveau |nuestra |nueva )?"
    r"(?:submission|submitting|partnership|press release|stocktaking|soumission|partenariat|dossier|communiqué de presse|"
    r"presentación|convocatoria de (?:asociaciones|alianzas)|asociación|alianza|nota de prensa|comunicado de prensa)\b(?!s)",
    re.IGNORECASE,
)
_UNTOLD = 0.5
"""How sure a verdict is that rests on silence: of our own short notes without a sign half are submissions."""
_SILENT = "It names no joint undertaking and no commitment."
_ORIGINS = {
    Origin.BOUNCE: (Kind.BOUNCE, "It reports that mail could not be delivered."),
    Origin.AUTOMATIC: (Kind.AUTOMATIC, "A machine wrote it."),
    Origin.LIST: (Kind.LIST, "It came through a mailing list."),
}


_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Signs:
    """What the cues of the gate saw in the judged passages."""

    shown: Mapping[_Key, int] = field(default_factory=dict)
    """Kind and name of a sign → the number of passages that show it."""
    opening: frozenset[str] = frozenset()
    """The kinds that what opens a document speaks for."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of a message with its reason and how sure it is."""

    kind: Kind
    reason: str
    confidence: float
    signs: Signs = field(default_factory=Signs)

    @property
    def silent(self) -> bool:
        """Nothing spoke for any kind: the verdict rests on silence alone."""
        return self.reason == _SILENT


def judge(
    submission: Submission,
    readings: Sequence[Reading],
    cues: Mapping[str, tuple[Cue, ...]],
    stated: Mapping[str, int],
) -> Verdict:
    """Return what the message is; a machine's mail and an empty one are told before any word is weighed.

    `stated` counts the passages that state a criterion.
    """
    if submission.origin in _ORIGINS:
        kind, reason = _ORIGINS[submission.origin]
        marks = [mark.detail for mark in submission.marks if mark.origin is submission.origin]
        return Verdict(kind, marks[0] if marks else reason, 0.95)
    judged = [reading for reading in readings if reading.passage.section.judged]
    if not judged:
        return _nothing_to_read(submission)
    found = _found(judged, cues)
    weights = _weights(found)
    for name, criteria in (("concrete action", ("1a",)), ("source of funds", ("7a", "7c"))):
        if count := min(_ACTIONS, sum(stated.get(criterion, 0) for criterion in criteria)):
            weights[str(Kind.SUBMISSION), name] = _ACTION * count
    verdict = _with_unread(submission, weighed(_with_subject(submission, weights)))
    return replace(verdict, signs=_signs(found))


def _with_subject(submission: Submission, weights: dict[_Key, float]) -> dict[_Key, float]:
    """A subject line that announces a submission supports what the text says; alone it decides nothing."""
    if _SUBJECT.match(submission.message.subject) and any(kind == Kind.SUBMISSION for kind, _ in weights):
        weights[str(Kind.SUBMISSION), "subject line that offers one"] = _SUPPORT
    return weights


def _with_unread(submission: Submission, verdict: Verdict) -> Verdict:
    """A mail that may have said it all in a document nobody could read is not put aside by machine."""
    if submission.unread and verdict.kind is Kind.OTHER and verdict.silent:
        return _nothing_to_read(submission)
    return verdict


def _nothing_to_read(submission: Submission) -> Verdict:
    if submission.unread:
        return Verdict(Kind.SUBMISSION, "It brings a document that could not be read, so a person has to look.", 0.4)
    if submission.message.defects and not submission.message.headers:
        return Verdict(Kind.MALFORMED, submission.message.defects[0], 0.9)
    return Verdict(Kind.OTHER, "It holds no words of its own.", 0.8)


_Found = Sequence[tuple[Hit, bool]]
"""Every hit, and whether it stands in what opens a document."""


def _found(judged: Sequence[Reading], cues: Mapping[str, tuple[Cue, ...]]) -> _Found:
    openings = _openings(judged)
    return [(hit, number in openings) for number, reading in enumerate(judged) for hit in hits(cues, reading)]


def _openings(judged: Sequence[Reading]) -> frozenset[int]:
    """The first passage of every document, unless it only greets: in whatever order documents come, they are the same."""
    first: dict[str, int] = {}
    for number, reading in enumerate(judged):
        first.setdefault(reading.passage.document, number)
    return frozenset(number for number in first.values() if len(judged[number].passage.text) > _GREETING)


def _weights(found: _Found) -> dict[_Key, float]:
    weights: dict[_Key, float] = defaultdict(float)
    for hit, opens in found:
        key = (hit.cue.target, hit.cue.name)
        cap = _CAP_FOR if hit.cue.target == Kind.SUBMISSION else _CAP_AGAINST
        weights[key] = min(cap, weights[key] + hit.cue.weight * (_TITLE if opens else 1.0))
    return weights


def _signs(found: _Found) -> Signs:
    places = {(hit.cue.target, hit.cue.name, hit.passage.document, hit.passage.start) for hit, _ in found}
    return Signs(
        shown=Counter((kind, name) for kind, name, _, _ in places),
        opening=frozenset(hit.cue.target for hit, opens in found if opens),
    )


def weighed(weights: Mapping[_Key, float]) -> Verdict:
    """The kind that the signs speak for, most weight first; a tie is no submission."""
    pro = {name: weight for (kind, name), weight in weights.items() if kind == Kind.SUBMISSION}
    con = {(kind, name): weight for (kind, name), weight in weights.items() if kind != Kind.SUBMISSION}
    total_pro, total_con = sum(pro.values()), sum(con.values())
    if total_pro > total_con and total_pro >= _ENOUGH:
        reason = f"It speaks of {_listed(sorted(pro, key=lambda name: -pro[name])[:2])}."
        return Verdict(Kind.SUBMISSION, reason, _sure(total_pro, total_con))
    if not con:
        return Verdict(Kind.OTHER, _SILENT, _UNTOLD)
    kind, name = max(con, key=lambda key: (con[key], key))
    return Verdict(Kind(kind), f"It looks like {name}.", _sure(total_con, total_pro))


def _listed(names: Sequence[str]) -> str:
    return " and ".join(f"a {name}" for name in names)


def _sure(more: float, less: float) -> float:
    return round(0.5 + 0.45 * (more - less) / (more + less + 1.0), 2)
