"""A folder on an IMAP server as a mailbox (RFC 9051, RFC 3501); the only file that knows IMAPClient.

Messages are read with BODY.PEEK, so nothing is marked by reading. What a server announces is believed only within
bounds, and what it delivers is compared with what it announced. A batch that cannot be had is asked for again message
by message over a new connection, so that one message which its server cannot serve does not keep us from the others.
"""

from __future__ import annotations

import imaplib
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from imapclient import IMAPClient
from imapclient.response_parser import parse_response

from intake.errors import IntakeError, PermanentError, TransientError
from intake.mailboxes.accounts import ImapAccount, Security
from intake.mailboxes.base import Unfetched
from intake.mailboxes.imap_filing import Filing, search
from intake.mailboxes.imap_records import Announced, Record, announced, batches, by_uid, words
from intake.mailboxes.imap_safety import check, trusting
from intake.mailboxes.imap_sign_in import present_secret
from intake.mailboxes.imap_trouble import imap_trouble, server_words
from intake.mailboxes.imap_wire import OversizedLiteral, Wire
from intake.mailboxes.uid_sets import portions, written
from intake.message import Place, RawMessage

REVIVALS = 5
"""New connections that one opening may make while reading."""

LISTED_AT_ONCE = 50_000
"""UIDs in one line of an answer: with ten digits and a space each that is about half of what a line may hold."""

HIGHEST_UID = 2**32 - 1
_LOGOUT_SECONDS = 5.0
_SLACK = 64 * 1024
"""A literal may be this much larger than the largest message: sizes are estimates on some servers."""


class ImapMailbox:
    """One folder of one account; see `intake.mailboxes.base.Mailbox` for the promises.

    `monotonic` and `now` are the clocks: for deadlines, and for messages whose server gives no date.
    """

    def __init__(
        self,
        account: ImapAccount,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        listed_at_once: int = LISTED_AT_ONCE,
    ) -> None:
        self._settings = account
        self._monotonic = monotonic
        self._now = now
        self._listed_at_once = listed_at_once
        self._revivals = REVIVALS
        self._where = f"{account.host}:{account.port}, user {account.user}, folder {account.folder}"
        self._uidvalidity = 0
        self.account = account.identity
        self.name = account.folder

    def __enter__(self) -> Self:
        """Connect, sign in and select the folder."""
        self._revivals = REVIVALS
        self._connect()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Log out, so that the server does not count the connection any longer."""
        self._disconnect()

    @property
    def uidvalidity(self) -> int:
        """As the server said when the folder was selected; 0 when it said nothing, so that UIDs hold for nothing."""
        return self._uidvalidity

    @property
    def writable(self) -> bool:
        """Whether the folder was opened for writing."""
        return self._writable

    # --- listing ------------------------------------------------------------------------------------------------------

    def present(self, after: int = 0) -> list[int]:
        """UIDs above `after`, ascending, in portions that no line of an answer outgrows.

        The portions are sequence numbers from the top down: when another session removes messages meanwhile, the rest
        moves down and is met again, never missed.
        """
        if after >= HIGHEST_UID:
            return []
        start = max(0, (self._exists - 1) // self._listed_at_once) * self._listed_at_once + 1
        found: set[int] = set()
        with self._speaking("looking for mail"):
            last = "*"
            while start > 0:
                window = f"{start}:{last} " if self._exists > self._listed_at_once else ""
                found |= search(self._wire, f"{window}UID {after + 1}:*")
                start, last = start - self._listed_at_once, str(start - 1)
        # "n:*" always holds the last message, even below n (RFC 9051 6.4.9).
        return sorted(uid for uid in found if uid > after)

    # --- reading ------------------------------------------------------------------------------------------------------

    def fetch(self, uids: Sequence[int]) -> Iterator[RawMessage | Unfetched]:
        """Ask for sizes first, then for bodies in batches of at most so many messages and bytes."""
        for portion in portions(uids):
            there = self._announced(portion)
            yield from (Unfetched(uid, "vanished") for uid in portion if uid not in there)
            wanted = []
            for message in there.values():
                if message.size > self._settings.message_bytes:
                    yield Unfetched(message.uid, "too-large", f"{message.size} bytes")
                else:
                    wanted.append(message)
            for batch in batches(wanted, self._settings.batch_messages, self._settings.batch_bytes):
                yield from self._fetch(batch)

    def _announced(self, uids: list[int]) -> dict[int, Announced]:
        """Ask what there is, without bodies; a UID that is not in the answer is not in the folder."""
        records, refusal = self._ask("asking for sizes", uids, "(UID RFC822.SIZE INTERNALDATE FLAGS)")
        if refusal and len(records) < len(uids) and "EXPUNGEISSUED" not in refusal:
            raise TransientError(f"{self._where}: asking for sizes: {refusal}")
        return {uid: announced(uid, records[uid], self._now) for uid in uids if uid in records}

    def _fetch(self, batch: list[Announced]) -> Iterator[RawMessage | Unfetched]:
        """Fetch one batch; message by message where it cannot be had as a whole."""
        try:
            records, refusal = self._ask("fetching", [message.uid for message in batch], "(UID BODY.PEEK[])")
        except TransientError as error:
            self._revive(error)
            if len(batch) == 1:
                reason = "too-large" if isinstance(error.__cause__, OversizedLiteral) else "empty"
                yield Unfetched(batch[0].uid, reason, server_words(error))
                return
            records, refusal = {}, server_words(error)
        strange = records.keys() - {message.uid for message in batch}
        for message in batch:
            if message.uid not in records and refusal and len(batch) > 1:
                yield from self._fetch([message])
            else:
                yield self._checked(message, records.get(message.uid), refusal, strange=bool(strange))

    def _checked(
        self, message: Announced, record: Record | None, refusal: str, *, strange: bool
    ) -> RawMessage | Unfetched:
        """Compare what came with what was announced."""
        if record is None:
            if strange:
                return Unfetched(message.uid, "wrong-uid", "the server answered with another message")
            gone = not refusal or "EXPUNGEISSUED" in refusal
            return Unfetched(message.uid, "vanished" if gone else "empty", refusal)
        content = record.get(b"BODY[]")
        # Nothing is a message only where nothing was announced: some servers give it for mail that is on its way in.
        if not isinstance(content, bytes) or not (content or message.empty):
            return Unfetched(message.uid, "empty", "the server gave no content")
        if self._settings.exact_sizes and len(content) < message.size:
            return Unfetched(message.uid, "short", f"{len(content)} of {message.size} bytes")
        if len(content) > self._settings.message_bytes:
            return Unfetched(message.uid, "too-large", f"{len(content)} bytes")
        place = Place(self.account, self.name, self._uidvalidity, message.uid)
        return RawMessage(content, place, message.received, message.flags)

    def _ask(self, doing: str, uids: list[int], items: str) -> tuple[dict[int, Record], str]:
        """Send one UID FETCH and return its records by UID, and the server's refusal, if it refused any part."""
        with self._speaking(doing):
            self._wire.response("FETCH")  # what was volunteered earlier is no answer to this
            status, lines = self._wire.uid("FETCH", written(uids), items)
            refusal = ""
            if status != "OK":
                refusal = server_words(imaplib.IMAP4.error((lines[-1] or b"").decode("utf-8", "replace")))
                lines = self._wire.response("FETCH")[1]
            return by_uid(parse_response([line for line in lines if line is not None])), refusal

    # --- filing -------------------------------------------------------------------------------------------------------

    def move(self, uids: Sequence[int], folder: str) -> set[int]:
        """Mark messages seen and move them; the set returned was verified by a search.

        Without MOVE and UIDPLUS they stay here, copied and marked as deleted, and are not in the set.
        """
        if not self._writable:
            raise PermanentError(f"{self._where}: the folder may only be read, messages stay where they are")
        filing = Filing(self._client, self._wire, self._permitted)
        gone: set[int] = set()
        with self._speaking(f"moving messages to {folder[:80]!r}", refused=PermanentError):
            target = filing.target(folder)
        for portion in portions(uids):
            with self._speaking(f"moving messages to {folder[:80]!r}"):
                gone |= filing.move(portion, target)
        return gone

    # --- the connection -----------------------------------------------------------------------------------------------

    def _speaking(self, doing: str, refused: type[IntakeError] = TransientError) -> AbstractContextManager[None]:
        """Give one exchange its time, and its troubles their names."""
        self._wire.allow(self._settings.batch_seconds)
        return imap_trouble(self._where, doing, refused=refused)

    def _connect(self) -> None:
        settings = self._settings
        check(settings)
        with imap_trouble(self._where, "connecting"):
            context = None if settings.security is Security.PLAIN_LOOPBACK else trusting(settings)
            self._wire = Wire(
                settings.host,
                settings.port,
                tls=context if settings.security is Security.TLS else None,
                connect_seconds=settings.connect_seconds,
                read_seconds=settings.read_seconds,
                literal_bytes=settings.message_bytes + _SLACK,
                monotonic=self._monotonic,
            )
        try:
            self._open(context)
        except BaseException:  # swallows nothing: without `__enter__` there is no `__exit__` that would hang up
            self._disconnect()
            raise

    def _open(self, context: ssl.SSLContext | None) -> None:
        settings = self._settings
        if self._wire.state != "NONAUTH":
            # Whoever sits between us and the server could have us talk in the clear this way (CVE-2021-39272).
            raise PermanentError(f"{self._where}: the server wants no sign-in (PREAUTH), which is refused")
        with self._speaking("securing the connection", refused=PermanentError):
            self._client = _Client(self._wire)
            if settings.security is Security.STARTTLS:
                self._client.starttls(context)
        self._sign_in()
        with self._speaking("selecting the folder", refused=PermanentError):
            selected = self._select()
            self._uidvalidity = int(selected.get(b"UIDVALIDITY", 0))
            self._exists = int(selected.get(b"EXISTS", 0))
            permitted = selected.get(b"PERMANENTFLAGS")
            self._permitted = None if permitted is None else frozenset(words(permitted))

    def _sign_in(self) -> None:
        """Prove who we are; whatever the server answers, the secret is not in the message of the error."""
        secret = self._settings.secret()
        if not secret or any(character in secret for character in "\r\n\0"):
            raise PermanentError(f"{self._where}: the secret is empty or holds a line end")
        try:
            with self._speaking("signing in", refused=PermanentError):
                present_secret(self._client, self._settings, secret)
        except (PermanentError, TransientError) as error:
            raise type(error)(str(error).replace(secret, "…")) from None

    def _select(self) -> dict[bytes, Any]:
        self._writable = not self._settings.read_only
        try:
            return dict(self._client.select_folder(self._settings.folder, readonly=self._settings.read_only))
        except imaplib.IMAP4.readonly:
            self._writable = False
            return dict(self._client.select_folder(self._settings.folder, readonly=True))

    def _revive(self, error: TransientError) -> None:
        """Connect anew after a batch failed; give up when that happens too often or the UIDs hold no longer."""
        if self._revivals == 0:
            raise error
        self._revivals -= 1
        epoch = self._uidvalidity
        self._disconnect()
        self._connect()
        if self._uidvalidity != epoch:
            raise TransientError(f"{self._where}: the folder was replaced while it was read; start again")

    def _disconnect(self) -> None:
        with suppress(imaplib.IMAP4.error, OSError):
            self._wire.allow(_LOGOUT_SECONDS)
            self._wire.logout()
        with suppress(OSError):
            self._wire.shutdown()


class _Client(IMAPClient):  # type: ignore[misc] # IMAPClient comes without types
    """IMAPClient over a connection that is already there."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        super().__init__(wire.host, wire.port, ssl=isinstance(wire.sock, ssl.SSLSocket))
        # IMAPClient turns imaplib's debugging up to 5, which formats every message's bytes for a log that is off.
        wire.debug = 0

    def _create_IMAP4(self) -> Wire:  # noqa: N802 - the name is IMAPClient's
        return self._wire
