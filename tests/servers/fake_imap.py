"""A scripted IMAP server of a hundred lines, for answers that no real server gives on demand.

It understands just enough to be signed in to: every answer can be replaced by raw bytes. In an answer `TAG` stands for
the command's tag; an answer without `TAG` gets none, so the client waits or hears the line drop. An answer that begins
with `+ ` asks the client to go on: what it says then is kept with a `+ ` before it, and the next answer follows.
"""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self

Answer = bytes | Callable[[bytes], bytes] | list[bytes]
"""Bytes, a function of the command line, or a list used up one by one (its last item stays)."""

DROP = b"\x00DROP"
"""An answer that ends so ends the connection."""

_DEFAULTS: dict[str, Answer] = {
    "CAPABILITY": b"* CAPABILITY IMAP4rev1\r\nTAG OK done\r\n",
    "LOGIN": b"TAG OK welcome\r\n",
    "LOGOUT": b"* BYE see you\r\nTAG OK done\r\n" + DROP,
    "NOOP": b"TAG OK done\r\n",
    "SELECT": b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 10] ok\r\nTAG OK [READ-WRITE] selected\r\n",
    "EXAMINE": b"* 3 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 10] ok\r\nTAG OK [READ-ONLY] selected\r\n",
    "LIST": b'* LIST (\\HasNoChildren) "/" "Processed"\r\nTAG OK done\r\n',
    "UID SEARCH": b"* SEARCH\r\nTAG OK done\r\n",
}


def literal(content: bytes) -> bytes:
    """Return the bytes as an IMAP literal."""
    return b"{%d}\r\n%s" % (len(content), content)


class FakeImap:
    """A context manager listening on 127.0.0.1:`port`; `commands` is what the client said, without tags."""

    def __init__(
        self,
        answers: Mapping[str, Answer] | None = None,
        *,
        greeting: bytes = b"* OK ready\r\n",
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
    ) -> None:
        self._answers = _DEFAULTS | dict(answers or {})
        self._greeting = greeting
        self._tls = tls
        self._starttls = starttls
        self.commands: list[str] = []
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._listen, daemon=True)]

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for connection in (self._listener, *self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        for thread in self._threads:
            thread.join(10)

    def said(self, start: str) -> list[str]:
        """Return the client's commands that begin so."""
        return [command for command in self.commands if command.startswith(start)]

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            thread = threading.Thread(target=self._converse, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _converse(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            if self._tls is not None:
                connection = self._secure(connection, self._tls)
            if not self._send(connection, self._greeting):
                return
            while line := _read_line(connection):
                tag, _, command = line.rstrip(b"\r\n").partition(b" ")
                self.commands.append(command.decode("latin-1"))
                answer = self._answer(command)
                while answer.startswith(b"+ "):  # what follows belongs to the same command
                    connection.sendall(answer)
                    self.commands.append(f"+ {_read_line(connection).decode('latin-1').rstrip()}")
                    answer = self._answer(command)
                if not self._send(connection, answer.replace(b"TAG", tag)):
                    return
                if command.upper() == b"STARTTLS" and self._starttls is not None:
                    connection = self._secure(connection, self._starttls)

    def _secure(self, connection: socket.socket, context: ssl.SSLContext) -> socket.socket:
        secured = context.wrap_socket(connection, server_side=True)
        self._open.append(secured)
        return secured

    def _send(self, connection: socket.socket, answer: bytes) -> bool:
        """Send an answer; return whether the conversation goes on."""
        connection.sendall(answer.removesuffix(DROP))
        if answer.endswith(DROP):
            connection.shutdown(socket.SHUT_RDWR)
            connection.close()
            return False
        return True

    def _answer(self, command: bytes) -> bytes:
        words = command.decode("latin-1").upper().split(" ")
        key = next((key for key in (" ".join(words[:2]), words[0]) if key in self._answers), "")
        answer = self._answers.get(key, b"TAG BAD never heard of it\r\n")
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        return answer(command) if callable(answer) else answer


def _read_line(connection: socket.socket) -> bytes:
    line = b""
    while not line.endswith(b"\n"):
        byte = connection.recv(1)
        if not byte:
            return b""
        line += byte
        announced = re.search(rb"\{(\d+)\+?\}\r\n$", line)
        if announced:
            line += connection.recv(int(announced[1]), socket.MSG_WAITALL)
    return line
