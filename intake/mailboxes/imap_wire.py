"""The IMAP connection of the standard library, held within bounds: time, line length, literal size.

imaplib waits for ever on a server that drips one byte a minute, and allocates whatever size a literal announces. It
documents `read`, `readline`, `send` and the making of its socket as the places to change that.
"""

from __future__ import annotations

import imaplib
import socket
import ssl
from collections.abc import Callable
from io import BytesIO
from typing import Literal

LINE_BYTES = 1_000_000
"""What imaplib takes as one line, too."""

_AT_ONCE = 256 * 1024


class OversizedLiteral(Exception):
    """A literal was announced that is larger than anything asked for; the connection is of no more use.

    No error of imaplib's kind, because imaplib makes new ones of those.
    """


class Wire(imaplib.IMAP4):
    """One connection; every wait is bounded by `read_seconds` of silence and by the time last given with `allow`."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        tls: ssl.SSLContext | None,
        connect_seconds: float,
        read_seconds: float,
        literal_bytes: int,
        monotonic: Callable[[], float],
    ) -> None:
        """Connect, and read the greeting and the capabilities."""
        self._tls = tls
        self._read_seconds = read_seconds
        self._literal_bytes = literal_bytes
        self._monotonic = monotonic
        self._unread = bytearray()
        self._at_once = _AT_ONCE
        self.allow(connect_seconds + read_seconds)
        super().__init__(host, port, timeout=connect_seconds)

    def allow(self, seconds: float) -> None:
        """Give everything from here on this much time altogether."""
        self._deadline = self._monotonic() + seconds

    def read(self, size: int) -> bytes:
        """Read a literal; less than announced when the line drops, which imaplib notices at the next line."""
        if size > self._literal_bytes:
            raise OversizedLiteral(f"a literal of {size} bytes was announced, at most {self._literal_bytes} are taken")
        whole = BytesIO()
        while (missing := size - whole.tell()) and (self._unread or self._receive()):
            whole.write(self._unread[:missing])
            del self._unread[:missing]
        return whole.getvalue()

    def readline(self) -> bytes:
        """Read one line; incomplete when the line drops."""
        searched = 0
        while not (end := self._unread.find(b"\n", searched) + 1):
            searched = len(self._unread)
            if searched > LINE_BYTES:
                raise self.abort(f"a line of more than {LINE_BYTES} bytes was answered")
            if not self._receive():
                end = searched
                break
        line = bytes(self._unread[:end])
        del self._unread[:end]
        return line

    def send(self, data: bytes) -> None:  # type: ignore[override] # typeshed allows any buffer here
        """Send one command."""
        self.sock.settimeout(self._patience())
        super().send(data)

    def starttls(self, ssl_context: ssl.SSLContext | None = None) -> tuple[Literal["OK"], list[None]]:
        """Go over to TLS; nothing that came in the clear behind the server's consent is listened to.

        Reading byte by byte leaves it in the socket, where it makes the handshake fail (CVE-2011-0411 and its kin).
        """
        if self._unread:
            raise self.abort("the server spoke out of turn before TLS")
        self._at_once = 1
        try:
            return super().starttls(ssl_context)
        finally:
            self._at_once = _AT_ONCE

    def _create_socket(self, timeout: float | None) -> socket.socket:
        connection = socket.create_connection((self.host, self.port), timeout)
        return connection if self._tls is None else self._tls.wrap_socket(connection, server_hostname=self.host)

    def _receive(self) -> bool:
        """Wait for more bytes; say whether any came before the end."""
        self.sock.settimeout(self._patience())
        try:
            received = self.sock.recv(self._at_once)
        except TimeoutError:
            self._patience()  # says so when it was the time for all of it that ran out
            raise
        self._unread += received
        return bool(received)

    def _patience(self) -> float:
        left = self._deadline - self._monotonic()
        if left <= 0:
            raise TimeoutError("the server answers, but too slowly")
        return min(left, self._read_seconds)
