"""The configuration's schema: every key with its meaning, default and bounds; nothing is read or opened here."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    EmailStr,
    Field,
    NonNegativeInt,
    PositiveInt,
    model_validator,
)

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError("is no time zone of the IANA database; write for instance Europe/Zurich") from error
    return name


class Section(BaseModel):
    """A table of the file; a key that it does not know is a mistake, not a comment."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _complain(complaints: list[str]) -> None:
    """Raise everything that is wrong with one table as one error, a line each: `key: what, and the remedy`."""
    if complaints:
        raise ValueError("\n".join(complaints))


def _server_complaints(host: str, tls: str) -> list[str]:
    if not host:
        return ["host: is missing; name the server"]
    if tls == "none" and host not in LOOPBACK:
        return [f"tls: none would send mail and password in clear to {host}; use implicit or starttls"]
    return []


class Office(Section):
    """Who we are."""

    name: str = Field("WSIS Executive Secretariat", min_length=1, max_length=120)
    """Signs the letters and the digest."""
    addresses: tuple[EmailStr, ...] = Field(min_length=1)
    """Every address under which mail reaches us; the first one signs. Mail from any of them is never answered."""
    data: Path
    """Folder for the archive, the register and the lock; made with mode 0700."""
    timezone: Annotated[str, AfterValidator(_zone)] = "Europe/Zurich"
    """The day of a digest is a day of this zone."""
    deadline_minutes: PositiveInt = 15
    """A pass that takes longer stops between two messages and goes on in the next one."""


class Store(Section):
    """Where records are kept."""

    url: str = ""
    """Database; empty is SQLite in the data folder. PostgreSQL: postgresql://user@host/name."""
    password_file: Path | None = None
    """File with the database password; readable by its owner only."""


class Mailbox(Section):
    """One place where mail arrives."""

    kind: Literal["imap", "maildir", "mbox"]
    """What it is."""
    name: str = Field("intake", pattern=r"^[a-z0-9_-]{1,40}$")
    """Names it in messages, and in the environment variable SECRETARIAT_<NAME>_PASSWORD."""
    path: Path | None = None
    """The Maildir or mbox."""
    host: str = ""
    """IMAP server."""
    port: int = Field(993, ge=1, le=65535)
    """993 for implicit TLS, 143 for STARTTLS."""
    tls: Literal["implicit", "starttls", "none"] = "implicit"
    """`none` is accepted to this machine only."""
    ca_file: Path | None = None
    """Certificate authority to trust besides the system's."""
    username: str = ""
    """Login name."""
    password_file: Path | None = None
    """File with the password, or the access token; readable by its owner only."""
    auth: Literal["password", "xoauth2"] = "password"
    """With xoauth2 the secret is an access token that another program keeps fresh in the file."""
    folder: str = "INBOX"
    """Where mail arrives."""
    processed: str = "Processed"
    """Where recorded mail is moved; empty leaves it where it is."""
    quarantine: str = "Quarantine"
    """Where mail is moved that could not be judged; empty leaves it where it is."""
    timeout_seconds: PositiveInt = 60
    """For any answer of the server."""

    @model_validator(mode="after")
    def _belongs_together(self) -> Self:
        complaints = []
        if self.kind == "imap":
            complaints += _server_complaints(self.host, self.tls)
            if not self.username:
                complaints.append("username: is missing; name the login of the mailbox")
        elif self.path is None:
            complaints.append(f"path: is missing; name the {self.kind}")
        if self.processed and self.processed in (self.folder, self.quarantine):
            complaints.append("processed: must differ from folder and quarantine")
        _complain(complaints)
        return self


class Channel(Section):
    """How letters leave."""

    kind: Literal["smtp", "maildir"] = "smtp"
    """A Maildir is for trying things out: letters become files."""
    path: Path | None = None
    """The Maildir."""
    host: str = ""
    """SMTP server: your own or your provider's submission server."""
    port: int = Field(587, ge=1, le=65535)
    """587 for STARTTLS, 465 for implicit TLS."""
    tls: Literal["implicit", "starttls", "none"] = "starttls"
    """`none` is accepted to this machine only."""
    ca_file: Path | None = None
    """Certificate authority to trust besides the system's."""
    username: str = ""
    """Login name; empty sends without signing in."""
    password_file: Path | None = None
    """File with the password; or the environment variable SECRETARIAT_SMTP_PASSWORD."""
    timeout_seconds: PositiveInt = 60
    """For every answer but the last."""
    final_timeout_seconds: PositiveInt = 600
    """For the answer to the final dot; RFC 5321 4.5.3.2.6 asks for ten minutes."""

    @model_validator(mode="after")
    def _belongs_together(self) -> Self:
        complaints = []
        if self.kind == "smtp":
            complaints += _server_complaints(self.host, self.tls)
        elif self.path is None:
            complaints.append("path: is missing; name the Maildir")
        _complain(complaints)
        return self


class Letters(Section):
    """Whom we answer, and how."""

    mode: Literal["auto", "review", "off"] = "review"
    """auto: letters leave by themselves where that is safe; review: every letter waits for approval; off: none is written."""
    mail_from: EmailStr | None = None
    """Envelope sender that no robot answers; a token is added before the @. Empty: the office's first address."""
    max_age_days: PositiveInt = 3
    """Mail that was older when we first saw it gets no letter by itself."""
    expire_hours: PositiveInt = 24
    """A letter that could not be delivered for so long is given up and reported."""
    rounds: PositiveInt = 2
    """How often one case is asked before a person takes over."""
    min_confidence: float = Field(0.5, ge=0, le=1)
    """Below this confidence that the mail is a submission, the letter waits for approval."""
    min_certainty: float = Field(0.3, ge=0, le=1)
    """A letter waits for approval when it says of a point that it is missing, or of a principle that it appears unmet, less surely than this."""
    sender_per_day: PositiveInt = 1
    """Most letters to one address in 24 hours."""
    sender_per_week: PositiveInt = 3
    """Most letters to one address in seven days."""
    domain_per_hour: PositiveInt = 20
    """Most letters to one domain in an hour."""
    total_per_hour: PositiveInt = 60
    """Most letters in an hour; beyond it they are held."""
    total_per_day: PositiveInt = 500
    """Most letters in a day; beyond it they are held."""


class Trust(Section):
    """Whose word on a sender's identity counts."""

    authserv_id: str = ""
    """The name your own mail server writes first into Authentication-Results (RFC 8601); empty: nobody is believed and every letter waits for approval."""
    below_border: bool = False
    """Whether that server writes it beneath its own Received header, as filters of Postfix do; then make sure that it removes forged ones."""


class Digest(Section):
    """The daily digest."""

    to: tuple[EmailStr, ...] = ()
    """Who receives it; empty: it is only printed by `secretariat digest`."""
    at: time = time(7, 0)
    """When it is due, in the office's time zone."""


class Judging(Section):
    """How submissions are judged."""

    rubric: Path | None = None
    """Folder with a rubric of your own, for another call; empty: the seven principles of WSIS, as shipped."""
    profile: Path | None = None
    """File that names another process (its names, outcomes and phases), for another call by the same principles; empty: the one in the rubric's folder, else WSIS."""
    quarantine_after: PositiveInt = 3
    """Attempts at one message before a person is asked to look."""


class Reading(Section):
    """Limits on what strangers may make us do; each one that is hit is reported."""

    message_mib: PositiveInt = 50
    """Larger messages stay in the mailbox and are named in the digest."""
    attachment_mib: PositiveInt = 25
    """Larger attachments are kept and not read."""
    attachments: PositiveInt = 100
    """More are kept and not read."""
    memory_mib: PositiveInt = 1024
    """Of the child process that reads."""
    wall_seconds: PositiveInt = 30
    """For one document."""
    batch: PositiveInt = 50
    """Messages fetched at once."""
    backlog: NonNegativeInt = 0
    """Most messages judged in one pass; 0 means all within the deadline."""
