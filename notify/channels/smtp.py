"""A mail server as a channel (RFC 5321), with the phase of the conversation known at every moment.

smtplib's `sendmail` hides the one thing that matters: whether the final dot had been sent. Up to there a letter was
surely not taken and may be sent again; once the server answered it is known; in between nobody knows, and a second
copy might be one too many.
"""

from __future__ import annotations

import re
import select
import smtplib
from types import TracebackType
from typing import Self

from intake.text import one_line
from notify.channels.addresses import check_addresses
from notify.channels.settings import SmtpSettings
from notify.channels.smtp_connection import connect, disconnect, limit_wait, said
from notify.errors import AmbiguousDelivery, DeliveryError, PermanentDelivery, TransientDelivery
from store.record import Envelope

_BLOCK_BYTES = 64 * 1024
_LINE_END = re.compile(rb"\r\n|\r|\n")
_SIGN_IN_WANTED = frozenset({530, 534, 535, 538})
"""Sign-in trouble (RFC 4954 6) is not the letter's fault, at whatever command it is told."""


class _LineLost(TransientDelivery):
    """The connection ended before anything was sent on it that counts."""


class SmtpChannel:
    """Sends letters, one recipient a transaction, over one connection while all goes well.

    See `notify.channels.base.Channel` for the promises.
    """

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings
        self._connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        """Get ready; the connection is made for the first letter."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Say goodbye if there is a connection."""
        self._drop(politely=True)

    def greet(self) -> str:
        """Connect anew and sign in, and return the first line of the server's answer to EHLO."""
        self._drop(politely=True)
        self._connection = connect(self._settings)
        return said(250, (self._connection.ehlo_resp or b"").partition(b"\n")[0])

    def deliver(self, envelope: Envelope) -> str:
        """Hand over one letter; after any error the connection is dropped, because it may be out of step."""
        check_addresses(envelope)
        content = _with_line_ends(envelope.content)
        try:
            connection = self._begun(envelope, content)
            return self._handed_over(connection, envelope, content)
        except BaseException:  # swallows nothing: after any trouble, Ctrl-C too, the connection is not used again
            self._drop(politely=False)
            raise

    # --- before the final dot -----------------------------------------------------------------------------------------

    def _begun(self, envelope: Envelope, content: bytes) -> smtplib.SMTP:
        """Open the transaction with MAIL; a connection that went stale between letters is replaced once."""
        if self._connection is not None:
            try:
                return self._mail(self._connection, envelope, content)
            except _LineLost:
                self._drop(politely=False)
        self._connection = connect(self._settings)
        return self._mail(self._connection, envelope, content)

    def _mail(self, connection: smtplib.SMTP, envelope: Envelope, content: bytes) -> smtplib.SMTP:
        parameters = _parameters(connection, envelope, content)
        connection.command_encoding = "utf-8" if "SMTPUTF8" in parameters else "ascii"
        line = " ".join((f"FROM:<{envelope.mail_from}>", *parameters))
        self._command(connection, "MAIL", line, self._settings.command_seconds, 250)
        return connection

    def _handed_over(self, connection: smtplib.SMTP, envelope: Envelope, content: bytes) -> str:
        # Nobody is told by a report what became of an automatic letter (RFC 3461 4.1); refusals are seen here.
        never = " NOTIFY=NEVER" if connection.has_extn("dsn") else ""
        self._command(connection, "RCPT", f"TO:<{envelope.recipient}>{never}", self._settings.command_seconds, 250, 251)
        self._command(connection, "DATA", "", self._settings.data_seconds, 354)
        try:
            self._send_body(connection, content)
            # An error here means that the last byte of the dot never left this process: the letter is incomplete.
            connection.send(b".\r\n")
        except (smtplib.SMTPException, OSError) as error:
            raise TransientDelivery(f"the connection was lost in the message: {_words(error)}") from error
        return self._answer_to_dot(connection)

    def _send_body(self, connection: smtplib.SMTP, content: bytes) -> None:
        """Send everything but the dot, and stop where the server speaks before its turn."""
        stuffed = content.replace(b"\r\n.", b"\r\n..")  # RFC 5321 4.5.2
        if stuffed.startswith(b"."):
            stuffed = b"." + stuffed
        limit_wait(connection, self._settings.block_seconds)
        for start in range(0, len(stuffed), _BLOCK_BYTES):
            connection.send(stuffed[start : start + _BLOCK_BYTES])
        if _spoke(connection):
            code, words = connection.getreply()
            raise _refusal("the message", code, words)

    def _command(self, connection: smtplib.SMTP, verb: str, argument: str, seconds: float, *good: int) -> None:
        """Give one command; TransientDelivery or PermanentDelivery unless it is answered with a good code."""
        try:
            limit_wait(connection, seconds)
            code, words = connection.docmd(verb, argument)
        except (smtplib.SMTPException, OSError) as error:
            raise _LineLost(f"{verb}: the connection was lost: {_words(error)}") from error
        if code == 421:  # at any command: the server is about to hang up (RFC 5321 3.8)
            raise _LineLost(f"{verb}: {said(code, words)}")
        if code not in good:
            raise _refusal(verb, code, words)

    # --- after it -----------------------------------------------------------------------------------------------------

    def _answer_to_dot(self, connection: smtplib.SMTP) -> str:
        """Read the answer that decides; without one nobody knows what became of the letter."""
        try:
            limit_wait(connection, self._settings.dot_seconds)
            code, words = connection.getreply()
        except (smtplib.SMTPException, OSError) as error:
            raise AmbiguousDelivery(f"the whole letter was sent and not answered: {_words(error)}") from error
        if 200 <= code < 300:
            return said(code, words)
        if 400 <= code < 600:
            raise _refusal("the letter", code, words)
        raise AmbiguousDelivery(f"the whole letter was sent, the answer makes no sense: {said(code, words)}")

    def _drop(self, *, politely: bool) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            disconnect(connection, politely=politely)


def _parameters(connection: smtplib.SMTP, envelope: Envelope, content: bytes) -> list[str]:
    """Return the parameters of MAIL; PermanentDelivery when the server cannot take such a letter at all."""
    parameters = []
    if connection.has_extn("size"):
        limit = connection.esmtp_features["size"].strip()
        if limit.isdecimal() and 0 < int(limit) < len(content):  # RFC 1870 4: zero is no limit
            raise PermanentDelivery(f"the letter has {len(content)} bytes, the server takes {limit}")
        parameters.append(f"SIZE={len(content)}")
    if not content.isascii():
        if not connection.has_extn("8bitmime"):
            raise PermanentDelivery("the letter has eight-bit characters, the server takes seven bits only")
        parameters.append("BODY=8BITMIME")
    header = content.partition(b"\r\n\r\n")[0]
    if not (envelope.mail_from.isascii() and envelope.recipient.isascii() and header.isascii()):
        if not connection.has_extn("smtputf8"):
            raise PermanentDelivery("an address or header is not ASCII, and the server does not take that (SMTPUTF8)")
        parameters.append("SMTPUTF8")
    return parameters


def _refusal(step: str, code: int, words: bytes) -> DeliveryError:
    """Decide what an answer before or after the dot means; RFC 5321 4.5.3.1.10 has 552 to RCPT pass."""
    text = f"{step}: {said(code, words)}"
    if code in _SIGN_IN_WANTED:
        return TransientDelivery(f"{text} (the server wants another sign-in; letters wait)")
    if 500 <= code < 600 and not (code == 552 and step == "RCPT"):
        return PermanentDelivery(text)
    return TransientDelivery(text)


def _with_line_ends(content: bytes) -> bytes:
    """Return the message with CRLF at every line's end, the last one too (RFC 5321 2.3.8)."""
    normal = _LINE_END.sub(b"\r\n", content)
    return normal if normal.endswith(b"\r\n") else normal + b"\r\n"


def _spoke(connection: smtplib.SMTP) -> bool:
    """Say whether the server has said something, or hung up, that we did not read yet."""
    if connection.sock is None:
        return True
    waiting = select.poll()
    waiting.register(connection.sock, select.POLLIN)
    return bool(waiting.poll(0))


def _words(error: Exception) -> str:
    return one_line(str(error) or type(error).__name__, 300)
