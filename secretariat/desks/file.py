"""The filing desk: mail that is recorded or quarantined is moved on the server, and only then counts as filed."""

from __future__ import annotations

from secretariat import events
from secretariat.office import Office, Post
from store import sightings
from store.engine import transaction
from store.record import MessageState

FILED = (MessageState.RECORDED, MessageState.CLOSED)
ASIDE = (MessageState.QUARANTINED,)


def unfiled(office: Office, post: Post, name: str, epoch: int) -> dict[str, list[int]]:
    """Folder → UIDs that belong there and lie in the mailbox still; nothing for folders that are not configured."""
    with transaction(office.engine) as conn:
        lying = {
            folder: sightings.unfiled(conn, post.account.identity, name, epoch, states=states)
            for folder, states in ((post.processed, FILED), (post.quarantine, ASIDE))
            if folder
        }
    return {folder: [uid for uid, _ in rows] for folder, rows in lying.items() if rows}


def file(office: Office, post: Post, name: str, epoch: int) -> int:
    """Move what is done with out of one mailbox, with a connection only if there is something; how many moved.

    Raises intake's TransientError and PermanentError; what was moved by then is noted.
    """
    if not unfiled(office, post, name, epoch):
        return 0
    moved = 0
    with post.open() as mailbox:
        # The epoch may have changed since the mailbox was looked through; UIDs of another one mean other messages.
        while mailbox.writable and mailbox.uidvalidity == epoch and (wanted := unfiled(office, post, name, epoch)):
            gone = 0
            for folder, uids in wanted.items():
                here = mailbox.move(uids, folder)
                with transaction(office.engine) as conn:
                    sightings.filed(conn, mailbox.account, name, epoch, here, office.clock())
                events.filed(mailbox.account, folder, len(here))
                gone += len(here)
                if len(here) < len(uids):
                    events.not_filed(mailbox.account, folder, len(uids) - len(here))
            moved += gone
            if gone < sum(map(len, wanted.values())) or office.late():
                break
    return moved
