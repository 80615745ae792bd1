"""Recording what was made of a message: one transaction, whole or not at all, and only once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, update

from classify.assessment import Assessment
from intake.message import Document, Submission
from store import assessments, letters, outbox
from store.casework import continue_case, open_case
from store.errors import Forbidden
from store.record import CaseState, MessageState, Recorded
from store.schema import documents, messages

_DAY = timedelta(days=1)


def record(conn: Connection, recorded: Recorded, now: datetime, run: str) -> bool:
    """Write down everything that follows from one message; False, and nothing written, when this run does not have it.

    The message becomes RECORDED with its documents and its own assessment; its case is opened or continued; letters of
    the case that have not left are cancelled, because the sender wrote anew; and the letter that answers is put into
    the outbox, or the reason for silence stays on the message. A message with a `reference` but without a
    `case_assessment` (a machine's mail in a thread) is only filed under the case.

    Raises Changed when the case moved on since it was read (judge again), KeyReused when another letter stands under
    the letter's key, Forbidden when a letter would follow from an imported message. The caller then rolls back.
    ValueError for what is known of a case that has no reference.
    """
    if recorded.case_assessment is not None and recorded.reference is None:
        raise ValueError("what is known of a case needs the case's reference")
    if not _take_as_judged(conn, recorded, now, run):
        return False
    sha256 = recorded.submission.message.sha256
    rows = [_document(sha256, n, document) for n, document in enumerate(recorded.submission.documents)]
    conn.execute(insert(documents), rows)
    assessments.save_for_message(conn, sha256, recorded.assessment)
    if recorded.reference is not None and recorded.case_assessment is not None:
        _bring_to_case(conn, recorded, recorded.reference, recorded.case_assessment, now)
    if recorded.reference is not None:
        conn.execute(update(messages).where(messages.c.sha256 == sha256).values(reference=recorded.reference))
    if recorded.envelope is not None:
        due = recorded.due or now
        letters.enqueue(
            conn,
            recorded.envelope,
            now,
            due,
            recorded.expires or due + _DAY,
            recorded.hold_reason,
            recorded.asks,
        )
    return True


def _take_as_judged(conn: Connection, recorded: Recorded, now: datetime, run: str) -> bool:
    message = recorded.submission.message
    change = update(messages).where(
        messages.c.sha256 == message.sha256, messages.c.state == MessageState.WORKING, messages.c.run == run
    )
    sender = message.sender
    judged = change.values(
        state=MessageState.RECORDED,
        run=None,
        reason="",
        recorded=now,
        updated=now,
        message_id=message.message_id,
        sender_name=sender.name if sender else None,
        sender_email=sender.email if sender else None,
        subject=message.subject,
        reply_action=recorded.reply_action,
        reply_reason=recorded.reply_reason,
        problems=recorded.submission.problems,
    )
    backfill = conn.execute(judged.returning(messages.c.backfill)).scalar()
    if backfill and recorded.envelope is not None:
        raise Forbidden("no letter may ever follow from an imported message")
    return backfill is not None


def _bring_to_case(conn: Connection, recorded: Recorded, reference: str, known: Assessment, now: datetime) -> None:
    message = recorded.submission.message
    state = recorded.case_state or CaseState.REVIEW
    search = _search(recorded.submission, known)
    if recorded.case_version is None:
        open_case(conn, reference, message.sha256, state, message.sender, search, now)
    else:
        continue_case(conn, reference, recorded.case_version, state, search, now)
        outbox.cancel_of_case(conn, reference, now, "the sender wrote anew")
    assessments.save_for_case(conn, reference, known)


def _search(submission: Submission, known: Assessment) -> str:
    """What a person may look a case up by, folded so that both databases compare alike."""
    senders = (text for address in submission.message.senders for text in (address.name, address.email))
    named = (text for organisation in known.organisations for text in (organisation.name, organisation.acronym))
    people = (text for contact in known.contacts for text in (contact.name, contact.organisation, contact.email))
    return "\n".join((known.title, submission.message.subject, *senders, *named, *people)).casefold()


def _document(sha256: str, position: int, document: Document) -> dict[str, Any]:
    return {
        "message": sha256,
        "position": position,
        "id": document.id,
        "name": document.name,
        "format": document.format,
        "sha256": document.sha256,
        "verdict": document.verdict,
        "text": document.text,
        "page_starts": document.page_starts,
        "parent": document.parent,
        "reason": document.reason,
        "decorative": document.decorative,
    }
