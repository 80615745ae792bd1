"""One stored message in, everything that follows from it out: read, threaded, assessed, and answered or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from classify.assessment import Assessment, Kind
from classify.combine import combine
from intake.message import Submission
from intake.read import read
from intake.sandbox import Sandbox
from notify.asks import open_points
from notify.compose import LetterFacts, compose
from notify.letter import Reply
from notify.reply import decide
from notify.seal import seal
from secretariat.office import Office
from store import cases, letters, threads
from store.engine import transaction
from store.record import Case, CaseState, Envelope, Recorded, ReplyHistory, StoredMessage
from store.reference import reference as reference_of

WITHOUT_CASE = (Kind.AUTOMATIC, Kind.BOUNCE, Kind.LIST)
SURELY_OTHER = 0.75
"""From this confidence on, a message that is no submission is put aside; the digest still names it once, as new."""
COPY = "It is another copy of a message that is recorded already; nothing new follows from it."
DOUBTFUL = "It names an earlier case, but not its sender wrote it; a person looks first."


@dataclass(frozen=True, slots=True)
class _Folder:
    """The case that a message goes into."""

    reference: str
    case: Case | None
    """None when the message opens it."""
    history: ReplyHistory
    doubtful: bool
    """It names a case that its sender has no part in."""


def consider(office: Office, sandbox: Sandbox, stored: StoredMessage) -> Recorded:
    """Decide everything about one message; nothing is written yet."""
    submission = read(office.archive.get(stored.sha256), stored.received, sandbox, office.judges.reading)
    if copied := _copied(office, submission):
        assessment = office.judges.assessor.assess(submission).with_kind(Kind.SUPPLEMENT, COPY)
        return Recorded(submission, assessment, None, copied, None, "none", COPY)
    folder = _folder(office, submission)
    asked = folder.case.asked if folder.case and folder.history.rounds else ()
    assessment = office.judges.assessor.assess(submission, asked)
    if assessment.kind in WITHOUT_CASE:
        return Recorded(submission, assessment, None, None, None, "none", assessment.kind_reason)
    whole = assessment
    if folder.case:
        assessment = assessment.with_kind(Kind.SUPPLEMENT, f"It continues case {folder.reference}.")
        whole = combine(folder.case.assessment, assessment, office.judges.rubric)
    reply = decide(
        submission,
        assessment,
        folder.history,
        office.policy,
        office.clock(),
        rubric=office.judges.rubric,
        case=whole,
        asked=asked,
        backfill=stored.backfill,
    )
    return Recorded(
        submission=submission,
        assessment=assessment,
        case_assessment=whole,
        reference=folder.reference,
        case_state=_state(office, folder, whole, reply),
        reply_action="hold" if folder.doubtful and reply.letter else reply.action,
        reply_reason=DOUBTFUL if folder.doubtful and reply.letter else reply.reason,
        asks=reply.asks,
        envelope=_envelope(office, submission, folder, whole, reply),
        hold_reason=DOUBTFUL if folder.doubtful else reply.reason if reply.action == "hold" else "",
        expires=office.clock() + timedelta(hours=office.config.letters.expire_hours),
        case_version=folder.case.version if folder.case else None,
    )


def _copied(office: Office, submission: Submission) -> str | None:
    with transaction(office.engine) as conn:
        return threads.find_copied(conn, submission)


def _folder(office: Office, submission: Submission) -> _Folder:
    sender = submission.message.sender
    with transaction(office.engine) as conn:
        thread = threads.find_case(conn, submission)
        case = cases.case(conn, thread.reference) if thread and thread.trusted else None
        reference = case.reference if case else reference_of(submission.message.sha256)
        history = letters.history(conn, reference, sender.email if sender else "", office.clock())
    return _Folder(reference, case, history, doubtful=thread is not None and not thread.trusted)


def _state(office: Office, folder: _Folder, whole: Assessment, reply: Reply) -> CaseState:
    if folder.case and any(decision.verb != "note" for decision in folder.case.decisions):
        return folder.case.state
    if not folder.case and whole.kind is Kind.OTHER and whole.kind_confidence >= SURELY_OTHER:
        return CaseState.CLOSED
    if whole.kind is not Kind.SUBMISSION or reply.action == "hold" or folder.doubtful:
        return CaseState.REVIEW
    if not open_points(whole, office.judges.rubric):
        return CaseState.COMPLETE
    return CaseState.WAITING if reply.action == "send" else CaseState.REVIEW


def _envelope(
    office: Office, submission: Submission, folder: _Folder, whole: Assessment, reply: Reply
) -> Envelope | None:
    if not reply.letter:
        return None
    facts = LetterFacts(folder.reference, whole, submission.documents, again=folder.history.rounds > 0)
    letter = compose(reply, facts, office.judges.renderer, office.judges.rubric)
    earlier = [one for one in folder.case.letters if one.kind == reply.letter] if folder.case else []
    return seal(
        letter,
        office.letterhead,
        key=f"{folder.reference}/{reply.letter}/{len(earlier) + 1}",
        recipient=reply.to,
        now=office.clock(),
        reference=folder.reference,
        answers=submission.message,
    )
