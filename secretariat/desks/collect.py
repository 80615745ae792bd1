"""The collecting desk: what lies in a mailbox, byte for byte into the archive and noted; the mailbox stays as it is."""

from __future__ import annotations

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
    refused: dict[str, int] = {}
    stored = again = 0
    wanted = [uid for uid in uids if uid not in known]
    for fetched in mailbox.fetch(wanted):
        if isinstance(fetched, Unfetched):
            refused[fetched.reason] = refused.get(fetched.reason, 0) + 1
            _note(office, Place(account, name, epoch, fetched.uid), fetched)
        elif store_raw(office, fetched, backfill=backfill):
            stored += 1
        else:
            again += 1
        if office.late():
            events.deadline("collect")
            uids = [uid for uid in uids if uid in known or uid not in wanted[stored + again + sum(refused.values()) :]]
            break
    balanced = Balance(len(uids), stored, len(known) + again, tuple(sorted(refused.items())))
    with transaction(office.engine) as conn:
        if balanced.remainder == 0 and uids:
            sightings.settle(conn, account, name, epoch, max(uids), office.clock())
        balance.count(conn, account, name, balanced, office.clock())
    events.collected(
        account, name, present=len(uids), stored=stored, known=balanced.known, refused=sum(refused.values())
    )
    return balanced


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
