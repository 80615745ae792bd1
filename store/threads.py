"""Which case a message continues: by what it answers, by what it quotes, and by whether its sender has a say there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, select

from intake.message import Submission, Trust
from store.addresses import fold, same_house
from store.reference import find_references
from store.schema import assessments, cases, contacts, documents, messages, outbox

MOST_IDS = 50
"""Message-IDs of one message that are looked up; the nearest ones come first."""


@dataclass(frozen=True, slots=True)
class Thread:
    """The case that a message seems to continue."""

    reference: str
    how: str
    """`letter`: it answers one of ours; `message`: it answers mail of the case; `subject`: it names the case."""
    trusted: bool
    """Whether its sender is the case's own, one of its contacts, or of the same house, and not known to be forged.

    Anybody can name a case or quote a Message-ID. Without this a message must not change the case by itself.
    """


def find_case(conn: Connection, submission: Submission) -> Thread | None:
    """Return the case that this message continues, a trusted match before any other, or None when it continues none."""
    threads = [
        Thread(reference, how, _has_a_say(conn, reference, submission))
        for reference, how in dict.fromkeys(_candidates(conn, submission))
    ]
    return next((thread for thread in threads if thread.trusted), threads[0] if threads else None)


def find_copied(conn: Connection, submission: Submission) -> str | None:
    """Return the case of another copy of this very message, or None: one that came by another way has other headers.

    The Message-ID alone is no proof, some programs give every mail the same one: sender, body and files must be the
    same too.
    """
    message = submission.message
    if message.message_id is None or message.sender is None:
        return None
    earlier = select(messages.c.sha256, messages.c.reference).where(
        messages.c.message_id == message.message_id,
        messages.c.sender_email == message.sender.email,
        messages.c.sha256 != message.sha256,
        messages.c.reference.is_not(None),
    )
    mine = [document.sha256 for document in submission.documents]
    for sha256, reference in conn.execute(earlier.order_by(messages.c.sha256).limit(MOST_IDS)).all():
        theirs = select(documents.c.sha256).where(documents.c.message == sha256).order_by(documents.c.position)
        if list(conn.scalars(theirs)) == mine:
            return str(reference)
    return None


def _candidates(conn: Connection, submission: Submission) -> Iterator[tuple[str, str]]:
    message = submission.message
    # In-Reply-To names the parent; References end with it and begin with the oldest (RFC 5322 3.6.4).
    ids = tuple(dict.fromkeys((*message.in_reply_to, *reversed(message.references))))[:MOST_IDS]
    yield from ((reference, "letter") for reference in _by_message_id(conn, outbox, ids))
    yield from ((reference, "message") for reference in _by_message_id(conn, messages, ids))
    named = find_references(message.subject)[:MOST_IDS]
    there = set(conn.scalars(select(cases.c.reference).where(cases.c.reference.in_(named))))
    yield from ((reference, "subject") for reference in named if reference in there)


def _by_message_id(conn: Connection, table: Table, ids: Sequence[str]) -> Iterable[str]:
    """References of the cases whose letters or messages have these ids, in the order of the ids."""
    query = select(table.c.message_id, table.c.reference)
    rows = conn.execute(query.where(table.c.message_id.in_(ids), table.c.reference.is_not(None))).all()
    return [reference for _, reference in sorted(rows, key=lambda row: (ids.index(row[0]), row[1]))]


def _has_a_say(conn: Connection, reference: str, submission: Submission) -> bool:
    sender = submission.message.sender
    if sender is None or submission.authenticity.trust is Trust.FAIL:
        return False
    known = [conn.scalar(select(cases.c.sender_email).where(cases.c.reference == reference))]
    offered = select(contacts.c.email).join(assessments, assessments.c.id == contacts.c.assessment)
    known += conn.scalars(offered.where(assessments.c.reference == reference))
    return any(fold(sender.email) == fold(email) or same_house(sender.email, email) for email in known if email)
