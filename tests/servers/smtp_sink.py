"""An SMTP server that keeps what it accepts and misbehaves on request, at any step of the conversation."""

# ruff: noqa: N802, D102, ARG002 - aiosmtpd finds its hooks by these names and calls them with these arguments

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import Collection
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers.loop import LoopThread

Step = Literal["connect", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "body", "dot", "rset", "quit"]
USER = "letters"
PASSWORD = "secret"


@dataclass(frozen=True)
class Accepted:
    """One message for which the server took responsibility."""

    mail_from: str
    recipients: tuple[str, ...]
    content: bytes
    tls: bool
    signed_in: bool


@dataclass
class _Fault:
    at: Step
    reply: str
    drop: bool
    stall: float
    keep: bool
    times: int


class SmtpSink:
    """A context manager listening on 127.0.0.1:`port`; `accepted` and `commands` are what a test looks at."""

    def __init__(
        self,
        *,
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
        size_limit: int | None = None,
        smtputf8: bool = False,
        dsn: bool = False,
        hide: Collection[str] = (),
        require_sign_in: bool = False,
    ) -> None:
        self.accepted: list[Accepted] = []
        self.commands: list[str] = []
        """Every command with its argument, in order, over all connections."""
        self.tokens: list[str] = []
        """What was presented to XOAUTH2, decoded."""
        self.connections = 0
        self.port = 0
        self.dsn = dsn
        self.hide = frozenset(hide)
        self.hide_mechanisms: frozenset[str] = frozenset()
        """Ways of signing in that are not offered."""
        self._tls = tls
        self._options: dict[str, Any] = {
            "tls_context": starttls,
            "data_size_limit": size_limit,
            "enable_SMTPUTF8": smtputf8,
            "auth_require_tls": tls is None and starttls is not None,
            "authenticator": self._authenticate,
            "hostname": "sink.invalid",
        }
        self._require_sign_in = require_sign_in
        self._faults: list[_Fault] = []
        self._conversations: list[_Conversation] = []
        self._thread = LoopThread()

    def __enter__(self) -> Self:
        self._thread.__enter__()
        loop = self._thread.loop

        async def listen() -> asyncio.Server:
            return await loop.create_server(
                lambda: _Conversation(self, loop, self._options), "127.0.0.1", 0, ssl=self._tls
            )

        self._server = self._thread.run(listen())
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._thread.run(self._hang_up())
        self._thread.__exit__(kind, error, traceback)

    async def _hang_up(self) -> None:
        self._server.close()
        for conversation in self._conversations:
            if conversation.transport is not None and not conversation.transport.is_closing():
                conversation.transport.abort()

    def fail(
        self,
        at: Step,
        reply: str = "",
        *,
        drop: bool = False,
        stall: float = 0,
        keep: bool = False,
        times: int = 1,
    ) -> None:
        """Misbehave at one step, this many times: answer otherwise, hang up, or be silent for some seconds.

        `body` is while the message is being sent, `dot` after its final dot. `keep` accepts the message all the same:
        the sender cannot know it.
        """
        self._faults.append(_Fault(at, reply, drop, stall, keep, times))

    def fault(self, at: Step) -> _Fault | None:
        """Take the next fault that was ordered for this step."""
        for fault in self._faults:
            if fault.at == at and fault.times > 0:
                fault.times -= 1
                return fault
        return None

    # --- the hooks of aiosmtpd ---------------------------------------------------------------------------------------

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        offered = [line for line in responses if line[4:].split(" ")[0] not in self.hide]
        for mechanism in self.hide_mechanisms:
            offered = [line.replace(f" {mechanism}", "") if line[4:8] == "AUTH" else line for line in offered]
        return [*offered[:1], *(["250-DSN"] if self.dsn else []), *offered[1:]]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        fault = self.fault("dot")
        if fault is None or fault.keep:
            self.accepted.append(
                Accepted(
                    envelope.mail_from or "",
                    tuple(envelope.rcpt_tos),
                    envelope.original_content or b"",
                    self._tls is not None or session.ssl is not None,
                    session.authenticated,
                )
            )
        if fault is not None:
            await asyncio.sleep(fault.stall)
            if fault.drop and server.transport is not None:
                server.transport.abort()
            return fault.reply or "250 2.0.0 late"
        return "250 2.0.0 kept"

    async def auth_XOAUTH2(self, server: SMTP, arguments: list[str]) -> AuthResult:
        token = await server.challenge_auth("") if len(arguments) == 1 else base64.b64decode(arguments[1])
        self.tokens.append(token.decode() if isinstance(token, bytes) else "")
        if self.tokens[-1] == f"user={USER}\x01auth=Bearer {PASSWORD}\x01\x01":
            return AuthResult(success=True)
        # The client has to answer the challenge, which tells what was wrong, with an empty line.
        await server.challenge_auth(base64.b64encode(b'{"status":"401"}').decode(), encode_to_b64=False)
        return AuthResult(success=False, handled=False)

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: LoginPassword
    ) -> AuthResult:
        return AuthResult(success=given == LoginPassword(USER.encode(), PASSWORD.encode()), handled=False)


class _Conversation(SMTP):
    """One connection; every command first asks the sink whether it should go wrong here."""

    def __init__(self, sink: SmtpSink, loop: asyncio.AbstractEventLoop, options: dict[str, Any]) -> None:
        super().__init__(sink, loop=loop, auth_required=False, **options)
        self._sink = sink
        sink._conversations.append(self)

    async def _handle_client(self) -> None:
        self._sink.connections += 1
        if await self._fails("connect"):
            if self.transport is not None:
                self.transport.close()
            return
        await super()._handle_client()

    async def smtp_EHLO(self, argument: str) -> None:
        await self._obey("EHLO", argument, "ehlo")

    async def smtp_STARTTLS(self, argument: str) -> None:
        await self._obey("STARTTLS", argument, "starttls")

    async def smtp_AUTH(self, argument: str) -> None:
        await self._obey("AUTH", argument, "auth")

    async def smtp_MAIL(self, argument: str | None) -> None:
        if self._sink._require_sign_in and not (self.session and self.session.authenticated):
            await self.push("530 5.7.0 sign in first")
            return
        await self._obey("MAIL", argument or "", "mail")

    async def smtp_RCPT(self, argument: str | None) -> None:
        argument = argument or ""
        self._sink.commands.append(f"RCPT {argument}")
        if not await self._fails("rcpt"):
            # aiosmtpd knows no DSN; its parameters are ours to take off.
            await super().smtp_RCPT(argument.partition(" NOTIFY=")[0] if self._sink.dsn else argument)

    async def smtp_RSET(self, argument: str) -> None:
        await self._obey("RSET", argument, "rset")

    async def smtp_QUIT(self, argument: str) -> None:
        await self._obey("QUIT", argument, "quit")

    async def smtp_DATA(self, argument: str) -> None:
        self._sink.commands.append("DATA")
        if await self._fails("data"):
            return
        if (fault := self._sink.fault("body")) is not None:
            await self.push("354 go ahead")
            await self._reader.read(1)
            await self._inflict(fault)
            while await self._reader.read(65536):  # whatever else comes is no command
                pass
            return
        await super().smtp_DATA(argument)

    async def _obey(self, command: str, argument: str | None, step: Step) -> None:
        self._sink.commands.append(f"{command} {argument or ''}".rstrip())
        if not await self._fails(step):
            await getattr(super(), f"smtp_{command}")(argument)

    async def _fails(self, step: Step) -> bool:
        fault = self._sink.fault(step)
        return fault is not None and await self._inflict(fault)

    async def _inflict(self, fault: _Fault) -> bool:
        """Misbehave; return whether the command is done with."""
        await asyncio.sleep(fault.stall)
        if fault.reply:
            await self.push(fault.reply)
        if fault.drop and self.transport is not None:
            self.transport.abort()
        return bool(fault.reply) or fault.drop
