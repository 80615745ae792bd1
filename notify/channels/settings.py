"""Where letters leave: one frozen settings class a kind of channel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Security(StrEnum):
    """How a connection is kept private; there is no way to skip the check of a certificate."""

    TLS = "tls"
    """TLS from the first byte (RFC 8314 3.3)."""
    STARTTLS = "starttls"
    """TLS after a greeting in the clear, enforced: without it nothing is sent."""
    PLAIN_LOOPBACK = "plain-loopback"
    """No TLS, and for that reason to this machine only: a mail server that runs beside us."""


class SignIn(StrEnum):
    """How we prove who we are."""

    PASSWORD = "password"  # noqa: S105 - the name of a method, no secret
    XOAUTH2 = "xoauth2"


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """A mail server that takes our letters; times in seconds, by default those of RFC 5321 4.5.3.2."""

    host: str
    port: int = 465
    security: Security = Security.TLS
    user: str = ""
    """Empty: no sign-in."""
    secret: Callable[[], str] | None = field(default=None, repr=False, compare=False)
    """Gives the password, or a fresh access token for XOAUTH2; asked at every sign-in and kept nowhere."""
    sign_in: SignIn = SignIn.PASSWORD
    ca_file: Path | None = None
    """PEM file of the authorities to trust instead of the system's."""
    helo: str = "[127.0.0.1]"
    """What we call ourselves in EHLO: a host name, or an address in brackets."""
    connect_seconds: float = 60.0
    """For the connection, TLS and the greeting, each."""
    command_seconds: float = 300.0
    data_seconds: float = 120.0
    """For the answer to DATA."""
    block_seconds: float = 180.0
    """For each 64 KiB of the message."""
    dot_seconds: float = 600.0
    """For the answer to the final dot. Giving up earlier than the server does makes letters of unknown fate."""


@dataclass(frozen=True, slots=True)
class MaildirSettings:
    """A Maildir of this machine that takes letters instead of a mail server; it is made if it is not there."""

    path: Path


Settings = SmtpSettings | MaildirSettings
