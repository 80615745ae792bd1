"""A TCP proxy on 127.0.0.1 that breaks connections on purpose."""

from __future__ import annotations

import asyncio
import re
import socket
import struct
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, Self

from tests.servers.loop import LoopThread


@dataclass(frozen=True)
class Break:
    """When and how a connection breaks."""

    how: Literal["close", "reset", "stall"]
    after: int = 0
    """How many more bytes of the server the client still gets once the break is armed."""
    on: bytes | None = None
    """A pattern in what the client says that arms it; None: armed from the start."""
    times: int | None = None
    """How many connections it happens to; None: every one."""


@dataclass
class Traffic:
    """What went through, for tests that count instead of timing."""

    connections: int = 0
    breaks: int = 0
    up: int = 0
    down: int = 0
    turns: int = 0
    """How often the client spoke after the server had."""
    said: bytearray = field(default_factory=bytearray)
    """Everything the client said."""


class FaultProxy:
    """A context manager; `port` is where the client should connect instead of `to_port`.

    `bytes_per_second` slows the server's words down to a trickle. `hide` blots words out of them, so that a real server
    seems to lack a capability.
    """

    def __init__(
        self, to_port: int, fault: Break | None = None, *, bytes_per_second: int = 0, hide: tuple[bytes, ...] = ()
    ) -> None:
        self._to_port = to_port
        self._fault = fault
        self._rate = bytes_per_second
        self._hide = hide
        self._thread = LoopThread()
        self._open: list[asyncio.StreamWriter] = []
        self.traffic = Traffic()
        self.port = 0

    def __enter__(self) -> Self:
        self._thread.__enter__()
        self._server = self._thread.run(asyncio.start_server(self._connected, "127.0.0.1", 0))
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._thread.run(self._hang_up())
        self._thread.__exit__(kind, error, traceback)

    async def _hang_up(self) -> None:
        self._server.close()
        for writer in self._open:
            writer.transport.abort()

    async def _connected(self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        self.traffic.connections += 1
        fault = self._fault
        if fault is not None and fault.times is not None and self.traffic.connections > fault.times:
            fault = None
        self._open.append(to_client)
        server, to_server = await asyncio.open_connection("127.0.0.1", self._to_port)
        self._open.append(to_server)
        passage = _Passage(self, fault)
        ways = [
            asyncio.ensure_future(passage.upward(client, to_server)),
            asyncio.ensure_future(passage.downward(server, to_client)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            pass  # the test is over
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            to_server.close()
            if passage.broken and fault is not None and fault.how == "reset":
                _reset(to_client)
            else:
                to_client.close()


class _Passage:
    """One connection through the proxy, both ways."""

    def __init__(self, proxy: FaultProxy, fault: Break | None) -> None:
        self._proxy = proxy
        self._fault = fault
        self._left = fault.after if fault is not None and fault.on is None else None
        self._server_spoke = True
        self._heard = b""
        self.broken = False

    async def upward(self, client: asyncio.StreamReader, to_server: asyncio.StreamWriter) -> None:
        traffic = self._proxy.traffic
        while data := await client.read(65536):
            traffic.up += len(data)
            traffic.turns += self._server_spoke
            traffic.said += data
            self._server_spoke = False
            if self._fault is not None and self._fault.on is not None and self._left is None:
                self._heard = (self._heard + data)[-8192:]
                if re.search(self._fault.on, self._heard):
                    self._left = self._fault.after
            to_server.write(data)
            await to_server.drain()

    async def downward(self, server: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        while data := await server.read(max(1, self._proxy._rate // 20) if self._proxy._rate else 65536):
            self._server_spoke = True
            for word in self._proxy._hide:
                data = data.replace(word, b"")
            if self._proxy._rate:
                await asyncio.sleep(len(data) / self._proxy._rate)
            if self._left is not None:
                data, self._left = data[: self._left], self._left - len(data)
            self._proxy.traffic.down += len(data)
            to_client.write(data)
            await to_client.drain()
            if self._left is not None and self._left <= 0 and self._fault is not None:
                self.broken = True
                self._proxy.traffic.breaks += 1
                if self._fault.how == "stall":
                    await asyncio.sleep(3600)
                return


def _reset(writer: asyncio.StreamWriter) -> None:
    connection = writer.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
