"""Where mail is to be read from: one frozen settings class a kind of mailbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from intake.limits import Limits

MESSAGE_BYTES = Limits().message_bytes


class Security(StrEnum):
    """How a connection is kept private; there is no way to skip the check of a certificate."""

    TLS = "tls"
    """TLS from the first byte (RFC 8314 3.2)."""
    STARTTLS = "starttls"
    """TLS after a greeting in the clear, enforced: without it nothing is sent."""
    PLAIN_LOOPBACK = "plain-loopback"
    """No TLS, and for that reason to this machine only."""


class SignIn(StrEnum):
    """How an account proves who it is."""

    PASSWORD = "password"  # noqa: S105 - the name of a method, no secret
    XOAUTH2 = "xoauth2"


@dataclass(frozen=True, slots=True)
class ImapAccount:
    """A folder on an IMAP server; times in seconds, sizes in bytes."""

    host: str
    user: str
    secret: Callable[[], str] = field(repr=False, compare=False)
    """Gives the password, or a fresh access token for XOAUTH2; asked at every sign-in and kept nowhere."""
    folder: str = "INBOX"
    """As the server itself spells it."""
    port: int = 993
    security: Security = Security.TLS
    sign_in: SignIn = SignIn.PASSWORD
    ca_file: Path | None = None
    """PEM file of the authorities to trust instead of the system's."""
    read_only: bool = False
    """Open the folder with EXAMINE, so that nothing in it can change."""
    connect_seconds: float = 30.0
    read_seconds: float = 60.0
    """Of silence, in the middle of an answer too."""
    batch_seconds: float = 300.0
    """For one batch from its command to its last byte, however steadily they drip."""
    batch_messages: int = 50
    batch_bytes: int = 8 * 1024 * 1024
    message_bytes: int = MESSAGE_BYTES
    exact_sizes: bool = True
    """Whether RFC822.SIZE is to be believed. Some Exchange servers only estimate it; turn this off for them."""

    @property
    def identity(self) -> str:
        """Whose mailbox this is: what `Place.account` says. Neither port nor folder belongs to it."""
        return f"{self.host}/{self.user}"


@dataclass(frozen=True, slots=True)
class MaildirAccount:
    """A Maildir folder of this machine: `path` holds `cur`, `new` and `tmp`."""

    path: Path
    read_only: bool = False
    message_bytes: int = MESSAGE_BYTES

    @property
    def identity(self) -> str:
        """The folder's absolute path, as `Place.account` says it."""
        return f"maildir:{self.path.absolute()}"


class Quoting(StrEnum):
    """How body lines that begin with "From " were quoted when an mbox was written."""

    MBOXRD = "mboxrd"
    """`>` before every line of `>`s and "From "; taken off again, so the bytes are the original ones. The usual way."""
    MBOXO = "mboxo"
    """`>` before "From " only; taken off from lines that begin with ">From ", which may hit one the sender wrote."""
    NONE = "none"
    """Nothing was quoted, or it shall stay as it is."""


@dataclass(frozen=True, slots=True)
class MboxAccount:
    """An mbox file (RFC 4155), only ever read."""

    path: Path
    quoting: Quoting = Quoting.MBOXRD
    message_bytes: int = MESSAGE_BYTES

    @property
    def identity(self) -> str:
        """The file's absolute path, as `Place.account` says it."""
        return f"mbox:{self.path.absolute()}"


Account = ImapAccount | MaildirAccount | MboxAccount
