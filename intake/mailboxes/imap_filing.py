"""Moving messages to another IMAP folder without ever losing one: MOVE where there is it, else COPY and a safe removal.

Nothing is deleted that was not copied. A bare EXPUNGE would also remove what other people marked as deleted, so it is
never sent: without UIDPLUS (RFC 4315) the messages stay, marked, and are not copied a second time.
"""

from __future__ import annotations

import imaplib
from contextlib import suppress
from typing import Any

from intake.mailboxes.folder_names import checked_folder
from intake.mailboxes.imap_wire import Wire
from intake.mailboxes.uid_sets import contains, written

DELETED = r"\Deleted"
SEEN = r"\Seen"


class Filing:
    """Files messages of the selected folder; raises what imaplib and IMAPClient raise.

    `client` is the IMAPClient that speaks over `wire`; `permitted` are the flags that may be set for good, or None
    when the server did not say, which means all of them (RFC 9051 7.1).
    """

    def __init__(self, client: Any, wire: Wire, permitted: frozenset[str] | None) -> None:
        self._client = client
        self._wire = wire
        self._permitted = permitted

    def target(self, folder: str) -> str:
        """Return the folder's name as the server spells it, having created the folder if it was not there."""
        levels = checked_folder(folder)
        prefix, delimiter = self._hierarchy()
        name = delimiter.join(levels) if delimiter else folder
        if prefix and not name.startswith(prefix):
            name = prefix + name
        if not self._client.folder_exists(name):
            try:
                self._client.create_folder(name)
            except imaplib.IMAP4.error as error:
                if "[ALREADYEXISTS]" not in str(error):
                    raise
            # So that people see it in their mail programs; it works without.
            with suppress(imaplib.IMAP4.error):
                self._client.subscribe_folder(name)
        return name

    def move(self, uids: list[int], target: str) -> set[int]:
        """Move some UIDs and return those that a search does not find here any more."""
        if self._permitted is None or SEEN in self._permitted:
            # Exchange tells senders "deleted without being read" of unread mail that goes away.
            with suppress(imaplib.IMAP4.error):
                self._client.add_flags(written(uids), [SEEN], silent=True)
        if self._client.has_capability("MOVE"):
            self._client.move(written(uids), target)
        else:
            self._copy_and_remove(uids, target)
        return set(uids) - self._still_here(uids)

    def _copy_and_remove(self, uids: list[int], target: str) -> None:
        marked = self._marked_deleted(uids)
        fresh = [uid for uid in uids if uid not in marked]
        copied = self._copy(fresh, target) if fresh else []
        if copied:
            self._client.add_flags(written(copied), [DELETED], silent=True)
        if copied and self._client.has_capability("UIDPLUS"):
            self._client.uid_expunge(written(copied))

    def _copy(self, uids: list[int], target: str) -> list[int]:
        """Copy, and return the UIDs of which the server does not deny it: COPYUID names them (RFC 4315 3)."""
        self._wire.response("COPYUID")  # an older one would be taken for this one
        self._client.copy(written(uids), target)
        said = self._wire.response("COPYUID")[1][-1]
        if not isinstance(said, bytes):
            return uids
        sources = said.decode("ascii", "replace").split(" ")[1:2]
        return [uid for uid in uids if any(contains(source, uid) for source in sources)]

    def _marked_deleted(self, uids: list[int]) -> set[int]:
        """Those marked as deleted already: by us, when no UIDPLUS let us go further, or by a person."""
        return self._search(f"UID {written(uids)} DELETED") & set(uids)

    def _still_here(self, uids: list[int]) -> set[int]:
        return self._search(f"UID {written(uids)}")

    def _search(self, criteria: str) -> set[int]:
        return search(self._wire, criteria)

    def _hierarchy(self) -> tuple[str, str]:
        """Return the prefix of our own folders and the delimiter of levels; both may be empty."""
        if self._client.has_capability("NAMESPACE"):
            personal = self._client.namespace().personal
            if personal:
                prefix, delimiter = personal[0]
                return prefix, delimiter or ""
        listed = self._client.list_folders("", "")
        return "", (listed[0][1] or b"").decode("ascii", "replace") if listed else ""


def search(wire: Wire, criteria: str) -> set[int]:
    """Return the UIDs that a search finds; raise imaplib's errors.

    RFC 9051 lets a server spread them over several lines, which IMAPClient's own search does not take.
    """
    status, lines = wire.uid("SEARCH", criteria)
    if status != "OK":
        raise imaplib.IMAP4.error(f"SEARCH: {lines[-1]!r}")
    return {int(word) for line in lines for word in (line or b"").split() if word.isdigit()}
