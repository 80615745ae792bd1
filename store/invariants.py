"""What must always hold between the register and the archive; each breach is told in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, exists, or_, select

from store.archive import Archive
from store.errors import Damaged
from store.record import LetterState, MessageState
from store.schema import assessments, cases, documents, messages, outbox, sightings


def breaches(conn: Connection, archive: Archive, run: str, *, thorough: bool = False) -> Iterator[str]:
    """Yield what does not hold, as it is found; nothing is changed.

    `run` is the one that holds the lock, or empty when none does. `thorough` reads every archived file and compares its
    hash; without it only its presence is checked.
    """
    yield from _raw_mail(conn, archive, thorough=thorough)
    yield from _unseen(conn)
    yield from _left_over(conn, run)
    yield from _half_recorded(conn)


def orphans(conn: Connection, archive: Archive) -> Iterator[str]:
    """Yield the hashes of archived files that no message owns: a crash between file and row leaves such a file.

    A run that is at work may have written one a moment ago: only whoever holds the lock may act on this.
    """
    owned = set(conn.scalars(select(messages.c.sha256)))
    yield from (sha256 for sha256 in archive if sha256 not in owned)


def _raw_mail(conn: Connection, archive: Archive, *, thorough: bool) -> Iterator[str]:
    for sha256 in conn.scalars(select(messages.c.sha256).order_by(messages.c.sha256)):
        if not archive.has(sha256):
            yield f"message {sha256[:12]} has no file in the archive"
        elif thorough:
            try:
                archive.get(sha256)
            except Damaged as error:
                yield str(error)


def _unseen(conn: Connection) -> Iterator[str]:
    seen = exists(select(sightings.c.uid).where(sightings.c.sha256 == messages.c.sha256))
    for sha256 in conn.scalars(select(messages.c.sha256).where(~seen).order_by(messages.c.sha256)):
        yield f"message {sha256[:12]} was never seen in a mailbox"


def _left_over(conn: Connection, run: str) -> Iterator[str]:
    working = select(messages.c.sha256).where(messages.c.state == MessageState.WORKING)
    for sha256 in conn.scalars(working.where(or_(messages.c.run.is_(None), messages.c.run != run))):
        yield f"message {sha256[:12]} is being judged by a run that is dead"
    sending = select(outbox.c.key).where(outbox.c.state == LetterState.SENDING)
    for key in conn.scalars(sending.where(or_(outbox.c.run.is_(None), outbox.c.run != run))):
        yield f"letter {key} is being sent by a run that is dead"


def _half_recorded(conn: Connection) -> Iterator[str]:
    judged = exists(select(assessments.c.id).where(assessments.c.message == messages.c.sha256))
    read = exists(select(documents.c.position).where(documents.c.message == messages.c.sha256))
    done = messages.c.state == MessageState.RECORDED
    for sha256 in conn.scalars(select(messages.c.sha256).where(done, ~(judged & read))):
        yield f"message {sha256[:12]} is recorded without what was found in it"
    known = exists(select(assessments.c.id).where(assessments.c.reference == cases.c.reference))
    for reference in conn.scalars(select(cases.c.reference).where(~known)):
        yield f"case {reference} has no assessment"
    opened = exists(
        select(messages.c.sha256).where(
            messages.c.sha256 == cases.c.opened_by, messages.c.reference == cases.c.reference
        )
    )
    for reference in conn.scalars(select(cases.c.reference).where(~opened)):
        yield f"case {reference} has lost the message that opened it"
