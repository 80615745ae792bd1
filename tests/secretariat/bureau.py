"""An office of folders under a clock that is set by hand: mail goes in as Maildir files, letters come out as such."""

from __future__ import annotations

import email
import email.policy
import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from secretariat import passes
from secretariat.app import open_office
from secretariat.config import load
from secretariat.desks.collect import collect
from secretariat.judges import Judges
from secretariat.office import Office
from store import cases, letters, messages
from store.engine import transaction
from store.record import Case, Posted, StoredMessage

NOW = datetime(2005, 3, 31, 18, tzinfo=UTC)
"""The day on which the specimens were written."""
CONFIG = """
[office]
addresses = ["wsis.partnerships@itu.int"]
data = "data"
timezone = "Europe/Zurich"

[[mailboxes]]
kind = "maildir"
path = "mailbox"
{mailboxes}
[channel]
{channel}

[letters]
mode = "auto"

[trust]
authserv_id = "mx.itu.example"
{more}
"""
MAILDIR = 'kind = "maildir"\npath = "out"'
OPEN = """\
Dear Sir or Madam,

River Radio is a partnership of the Delta Farmers' Association, the Ministry of Agriculture of Examplia and the company
Longwave Ltd. Together we are setting up Internet radio stations in farming villages, so that farmers hear prices and
weather in their own language. The three partners founded it of their own will and decide together on a common board.

Best regards
Paula Quist
River Radio, Delta Farmers' Association
paula@riverradio.example
+44 20 7946 0018
"""
"""A submission for certain, which says nothing of money, of dates or of the Summit."""


def letter(text: str = OPEN, *, sender: str = "paula@riverradio.example", **headers: str) -> bytes:
    """A message from a person whose domain our own server vouches for, written an hour before the office opens."""
    domain = sender.rpartition("@")[2]
    lines = {
        "Return-Path": f"<{sender}>",
        "Authentication-Results": f"mx.itu.example; dmarc=pass header.from={domain}",
        "From": sender,
        "To": "wsis.partnerships@itu.int",
        "Date": "Thu, 31 Mar 2005 17:00:00 +0000",
        "Message-ID": f"<{hashlib.sha256(text.encode()).hexdigest()[:16]}@{domain}>",
        "Subject": "Our partnership",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{head}\r\n{text}".replace("\r\n", "\n").replace("\n", "\r\n").encode()


class Clock:
    """Shows what it is set to."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The time, aware."""
        return self.now

    def pass_by(self, **units: float) -> None:
        """Let time pass."""
        self.now += timedelta(**units)


@dataclass
class Bureau:
    """One office in a folder of its own, opened anew for every pass, as cron does it."""

    folder: Path
    register: Path
    """An empty register to begin with."""
    judges: Callable[[], Judges]
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.configure()
        (self.folder / "data").mkdir()
        shutil.copyfile(self.register, self.folder / "data" / "register.sqlite")
        for part in ("cur", "new", "tmp"):
            (self.inbox / part).mkdir(parents=True)

    @property
    def config(self) -> Path:
        """The configuration file."""
        return self.folder / "config.toml"

    @property
    def inbox(self) -> Path:
        """The Maildir that mail arrives in."""
        return self.folder / "mailbox"

    def configure(self, *, mailboxes: str = "", channel: str = MAILDIR, more: str = "") -> None:
        """Write the configuration: more keys of the mailbox or more mailboxes, another channel, more tables."""
        self.config.write_text(CONFIG.format(mailboxes=mailboxes, channel=channel, more=more), encoding="utf-8")

    def deliver(self, content: bytes, name: str = "mail", inbox: Path | None = None) -> None:
        """Let a message arrive now."""
        folder = (inbox or self.inbox) / "new"
        file = folder / f"{self.clock.now.timestamp():.0f}.{name}.test"
        file.write_bytes(content)
        os.utime(file, (self.clock.now.timestamp(), self.clock.now.timestamp()))

    def open(self, kind: type[Office] = Office, environment: dict[str, str] | None = None, **changes: Any) -> Office:
        """The office for one pass; `kind` and `changes` make it another one."""
        office = open_office(load(self.config), environment or {}, self.clock)
        fields = {name: getattr(office, name) for name in Office.__dataclass_fields__} | changes
        opened = kind(**fields)
        judges = self.judges()
        if judges.reading.own_addresses == tuple(opened.config.office.addresses):
            opened.__dict__["judges"] = judges  # as the first look at the property would leave it, without its cost
        return opened

    def work(self, office: Office | None = None) -> passes.Outcome:
        """One whole pass."""
        office = office or self.open()
        with passes.opened(office):
            return passes.one_pass(office)

    def collect(self) -> int:
        """The collecting desk alone; how many messages were stored."""
        office = self.open()
        with office.posts[0].open() as mailbox:
            return collect(office, mailbox).stored

    # --- what can be seen afterwards ---------------------------------------------------------------------------------

    def cases(self) -> tuple[Case, ...]:
        """Every case, the latest changed first."""
        with transaction(self.open().engine) as conn:
            return cases.cases(conn)

    def letters(self) -> list[Posted]:
        """The whole outbox, oldest first."""
        with transaction(self.open().engine) as conn:
            return list(reversed(letters.listed(conn, limit=500)))

    def messages(self) -> tuple[StoredMessage, ...]:
        """Every message."""
        with transaction(self.open().engine) as conn:
            return messages.listed(conn, limit=500)

    def taken(self) -> list[EmailMessage]:
        """Letters that the channel took."""
        files = sorted((self.folder / "out" / "new").glob("*"), key=lambda file: file.name)
        return [email.message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in files]  # type: ignore[misc]

    def lying(self, folder: str = "") -> int:
        """How many messages lie in the mailbox, or in one of its folders."""
        place = self.inbox / (f".{folder}" if folder else "")
        return sum(len(list((place / part).glob("*"))) for part in ("cur", "new") if (place / part).is_dir())


def note(number: int = 1, **headers: str) -> bytes:
    """An automatic answer: the cheapest message to judge, told apart by its number."""
    lines = {
        "From": f"Robot <robot{number}@example.org>",
        "To": "wsis.partnerships@itu.int",
        "Date": "Thu, 31 Mar 2005 17:00:00 +0000",
        "Message-ID": f"<note-{number}@example.org>",
        "Subject": "Out of office",
        "Auto-Submitted": "auto-replied",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
    return f"{head}\r\nNote {number}.\r\n".encode()
