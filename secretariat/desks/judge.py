"""The judging desk: each stored message is read, judged and recorded with what follows from it, in one transaction."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from classify.errors import ClassifyError
from intake.errors import IntakeError, TransientError
from intake.sandbox import Sandbox
from notify.errors import NotifyError
from secretariat import events
from secretariat.desks.consider import consider
from secretariat.desks.returned import returned
from secretariat.office import Office
from store import messages, outbox, register
from store.engine import transaction
from store.errors import Busy, StoreError, Unavailable
from store.record import StoredMessage

FIRST_RETRY = timedelta(minutes=5)
"""Doubled with every further attempt."""
AFTER_TROUBLE = timedelta(minutes=30)
"""Longer than passes are apart: a message whose own file is what cannot be read must not end every pass."""


def judge(office: Office, sandbox: Sandbox) -> int:
    """Judge what waits, until the pass is late or has done its share; return how many messages were recorded.

    Raises intake's TransientError when there is no reading child to be had.
    """
    reading, recorded, begun = office.config.reading, 0, 0
    while not office.late() and (room := reading.backlog - begun if reading.backlog else reading.batch) > 0:
        with transaction(office.engine) as conn:
            batch = messages.waiting(conn, office.clock(), min(room, reading.batch))
        if not batch:
            break
        for stored in batch:
            begun += 1
            recorded += judge_one(office, sandbox, stored.sha256)
            if office.late():
                events.deadline("judge")
                break
    return recorded


def judge_one(office: Office, sandbox: Sandbox, sha256: str) -> bool:
    """Judge one message; whether it was recorded. The attempt is committed before the work begins."""
    with transaction(office.engine) as conn:
        stored = messages.take(conn, sha256, office.clock(), office.run)
    if stored is None:
        return False
    try:
        recorded = consider(office, sandbox, stored)
        with transaction(office.engine) as conn:
            register.record(conn, recorded, office.clock(), office.run)
            for message_id in returned(recorded, office.letterhead.domain):
                outbox.bounced(conn, message_id, office.clock(), recorded.assessment.kind_reason)
    except (Busy, Unavailable, TransientError) as error:
        # The register, the disk or the reading child is in trouble, not the message.
        _release(office, sha256, error)
        raise
    except Exception as error:  # noqa: BLE001 - the one boundary of the house: no message may stop the others
        _put_back(office, stored, error)
        return False
    events.judged(sha256, recorded.assessment.kind.value, recorded.reference, recorded.reply_action)
    return True


def _release(office: Office, sha256: str, trouble: Exception) -> None:
    """Let the message wait as if it had not been tried; where even that fails, the next pass puts it back."""
    with suppress(Busy, Unavailable), transaction(office.engine) as conn:
        now = office.clock()
        messages.release(conn, sha256, now, office.run, now + AFTER_TROUBLE, str(trouble))


def _put_back(office: Office, stored: StoredMessage, error: Exception) -> None:
    """Let the message wait for another attempt, or put it aside for a person after the last one."""
    now, reason = office.clock(), _reason(error)
    with transaction(office.engine) as conn:
        if stored.attempts >= office.config.judging.quarantine_after:
            messages.quarantine(conn, stored.sha256, now, office.run, reason)
            events.quarantined(stored.sha256, stored.attempts, type(error).__name__)
        else:
            next_at = now + FIRST_RETRY * (1 << (stored.attempts - 1))
            messages.give_back(conn, stored.sha256, now, office.run, next_at, reason)
            events.judging_failed(stored.sha256, stored.attempts, type(error).__name__)


def _reason(error: Exception) -> str:
    """What to tell a person; the words of a foreign library may be a stranger's, so only their kind is told."""
    kind = f"{type(error).__name__} while it was judged"
    return f"{kind}: {error}" if isinstance(error, (IntakeError, ClassifyError, StoreError, NotifyError)) else kind
