"""The collecting desk: what lies in a mailbox, byte for byte into the archive and noted; the mailbox stays as it is."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from intake.mailboxes.base import Mailbox, Unfetched
from intake.message import Place, RawMessage
from secretariat import events
from secretariat.office import Office
from store import balance, sightings
from store.engine import transaction
from store.record import Balance


def collect(office: Office, mailbox: Mailbox, *, backfill: bool = False) -> Balance:
    """Store every message that lies in an open mailbox and is not known yet; return the balance of mail.

    Each message is durable before the next one is fetched. Raises intake's TransientError and PermanentError when the
    mailbox fails in the middle; what was stored by then stays stored.
    """
    epoch, name, account = mailbox.uidvalidity, mailbox.name, mailbox.account
    with transaction(office.engine) as conn:
        settled = sightings.highest(conn, account, name, epoch)
    uids = mailbox.present(settled)
    with transaction(office.engine) as conn:
        known = sightings.known(conn, account, name, epoch, uids)
        tried = sightings.tried(conn, account, name, epoch)
    refused: Counter[str] = Counter()
    stored = again = 0
    left = set(uids) - known
    # What a server breaks down over comes last, so that it never keeps us from the others.
    turns = (sorted(left - tried), sorted(left & tried))
    for fetched in chain.from_iterable(mailbox.fetch(turn) for turn in turns if turn):
        if isinstance(fetched, Unfetched):
            left.discard(fetched.uid)
            refused[fetched.reason] += 1
            _note(office, Place(account, name, epoch, fetched.uid), fetched)
        else:
            left.discard(fetched.place.uid)
            new = store_raw(office, fetched, backfill=backfill)
            stored, again = stored + new, again + (not new)
        if left and office.late():
            events.deadline("collect")
            break
    else:
        left.clear()  # whatever the mailbox kept silent about stays in the balance, as its remainder
    looked = Balance(len(uids) - len(left), stored, len(known) + again, tuple(sorted(refused.items())))
    # Messages come in any order: only what lies below all that is left is settled.
    done = [uid for uid in uids if uid < min(left)] if left else uids
    with transaction(office.engine) as conn:
        if looked.remainder == 0 and done:
            sightings.settle(conn, account, name, epoch, max(done), office.clock())
        balance.count(conn, account, name, looked, office.clock())
    events.collected(account, name, looked)
    return looked


def store_raw(office: Office, raw: RawMessage, *, backfill: bool = False) -> bool:
    """Make one message durable and note where it lay; whether nobody had seen its bytes before."""
    now = office.clock()
    sha256 = office.archive.put(raw.content)
    with transaction(office.engine) as conn:
        return sightings.sight(conn, raw.place, sha256, len(raw.content), raw.received, now, backfill=backfill)


def _note(office: Office, place: Place, item: Unfetched) -> None:
    events.unfetched(place.account, place.mailbox, item.uid, item.reason)
    with transaction(office.engine) as conn:
        sightings.note_unfetched(conn, place, item.reason, item.detail, office.clock(), retry=item.retry)
