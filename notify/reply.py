"""Whether to answer a message, whom, by which letter, and why: one decision, always with its reason.

Silence is always safe and a letter to a robot or a victim never is, so the rules run from the strictest: first what
forbids any letter, then which letter it would be, then what makes it wait for a person. RFC 3834 is the ground.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from classify.assessment import Assessment, Kind, Rubric, Standing
from intake.message import Submission, Trust
from notify.alignment import aligned
from notify.asks import cannot_tell, chosen, open_points
from notify.certainty import certainty
from notify.letter import Reply
from notify.policy import Mode, Policy
from notify.reasons import HOLDING, SENDING, SILENT
from notify.recipient import well_formed
from store.record import ReplyHistory

_ANGLE_ADDRESS = re.compile(r"\s*<?([^<>\s]{1,320})>?\s*")
_UNANSWERED_KINDS = (Kind.AUTOMATIC, Kind.BOUNCE, Kind.LIST, Kind.MALFORMED, Kind.OTHER, Kind.ENQUIRY)


@dataclass(frozen=True, slots=True)
class _Question:
    """Everything that the rules look at."""

    submission: Submission
    assessment: Assessment
    case: Assessment
    history: ReplyHistory
    policy: Policy
    now: datetime
    asked: tuple[str, ...]
    points: tuple[str, ...]


def decide(
    submission: Submission,
    assessment: Assessment,
    history: ReplyHistory,
    policy: Policy,
    now: datetime,
    *,
    rubric: Rubric,
    case: Assessment | None = None,
    asked: tuple[str, ...] = (),
    backfill: bool = False,
) -> Reply:
    """Decide whether and what to answer to this submission.

    `assessment` is of this message alone; `case` of the whole case with this message, where it continues one; `asked`
    are the ids put to the sender in the last round; `now` is aware.
    """
    whole = case or assessment
    language = _language((assessment.language, whole.language), policy)
    if (mark := next(iter(submission.marks), None)) is not None and not backfill:
        return Reply("none", mark.detail, mark.code, language=language)
    question = _Question(submission, assessment, whole, history, policy, now, asked, open_points(whole, rubric))
    code = "backfill" if backfill else next(_silences(question), "")
    if code:
        return Reply("none", _silent_reason(code, assessment), code, language=language)
    reply = replace(_letter(question, rubric), language=language, to=submission.message.senders[0].email)
    hold = next(_holds(question, reply), "")
    if not reply.to.isascii():
        reply = replace(reply, letter="", asks=())  # no letter of ours can name such an address, not even a held one
    return replace(reply, action="hold", code=hold, reason=HOLDING[hold]) if hold else reply


def _language(languages: tuple[str, ...], policy: Policy) -> str:
    return next((language for language in languages if language in policy.languages), policy.languages[0])


def _silent_reason(code: str, assessment: Assessment) -> str:
    machine = (Kind.AUTOMATIC, Kind.BOUNCE, Kind.LIST, Kind.MALFORMED)
    return (
        assessment.kind_reason
        if code in machine and code == assessment.kind and assessment.kind_reason
        else SILENT[code]
    )


def _silences(q: _Question) -> Iterator[str]:
    """Yield the codes that forbid any letter, the strictest first."""
    if q.assessment.kind in _UNANSWERED_KINDS:
        yield q.assessment.kind.value
    if q.submission.message.malformed:
        yield Kind.MALFORMED.value  # in a case it counts as a supplement
    sender = q.submission.message.sender
    if sender is None or not well_formed(sender.email):
        yield "sender-shape"
    if q.history.suppressed:
        yield "suppressed"
    if q.policy.mode is Mode.OFF:
        yield "off"
    if not q.case.judgements:
        yield "unjudged"
    if q.assessment.kind is Kind.SUPPLEMENT and not q.points and not q.history.rounds:
        yield "already-complete"


def _letter(q: _Question, rubric: Rubric) -> Reply:
    """Name the letter that the case calls for, as if it could leave."""
    if not q.points:
        return Reply("send", SENDING["received"], "received", "received")
    if q.submission.unread:
        # What seems to be missing may stand in the file: ask for a copy of it, and for nothing else yet.
        return Reply("send", SENDING["unreadable"], "unreadable", "unreadable")
    return Reply("send", SENDING["incomplete"], "incomplete", "incomplete", asks=chosen(q.points, rubric))


def _holds(q: _Question, reply: Reply) -> Iterator[str]:
    """Yield the codes that make the letter wait for a person, the gravest first."""
    yield from _doubts_about_sender(q, reply.to)
    if q.history.decided:
        yield "decided"
    if q.assessment.kind_confidence < q.policy.min_confidence:
        yield "low-confidence"
    if q.now - _written(q.submission) > timedelta(days=q.policy.max_age_days):
        yield "too-old"
    if reply.letter != "received" and q.history.rounds >= q.policy.rounds:
        yield "rounds"
    if not q.submission.unread and any(cannot_tell(j) for j in q.assessment.judgements):
        yield "cannot-tell"  # a language that is not judged: what was not found may well be there
    if certainty(q.case, reply.asks) < q.policy.min_certainty:
        yield "uncertain"
    if reply.letter == "received" and any(j.standing is Standing.UNMET for j in q.case.judgements):
        yield "flagged"
    if reply.letter == "incomplete" and q.asked and set(q.asked) <= set(q.points):
        yield "nothing-new"
    yield from _caps_reached(q.history, q.policy)
    if q.policy.mode is Mode.REVIEW:
        yield "review"


def _doubts_about_sender(q: _Question, to: str) -> Iterator[str]:
    trust = q.submission.authenticity.trust
    if q.policy.require_authentication and trust is not Trust.PASS:
        yield "failed-authentication" if trust is Trust.FAIL else "unauthenticated"
    if not _return_path_agrees(q.submission.message.header("Return-Path"), to):
        yield "return-path"
    if not to.isascii():
        yield "international-address"  # RFC 6531; an address is never rewritten


def _return_path_agrees(return_path: str | None, to: str) -> bool:
    """Return whether the topmost Return-Path, where the server noted one, is the author's or their organisation's."""
    if return_path is None:
        return True
    match = _ANGLE_ADDRESS.fullmatch(return_path)
    return match is not None and aligned(match[1].rpartition("@")[2], to.rpartition("@")[2])


def _written(submission: Submission) -> datetime:
    """Return when the message was sent or received, whichever is earlier: a restored mailbox has new arrival times."""
    date = submission.message.date
    return submission.received if date is None else min(date, submission.received)


def _caps_reached(history: ReplyHistory, policy: Policy) -> Iterator[str]:
    counts = (
        ("sender-day", history.to_sender_day, policy.per_sender_day),
        ("sender-week", history.to_sender_week, policy.per_sender_week),
        ("domain-hour", history.to_domain_hour, policy.per_domain_hour),
        ("total-hour", history.total_hour, policy.per_hour),
        ("total-day", history.total_day, policy.per_day),
    )
    return (code for code, count, cap in counts if count >= cap)
