"""The office as a value: everything that the desks work with, built once by secretariat.app."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from classify.assess import Assessor
from intake.mailboxes.base import Mailbox
from intake.mailboxes.registry import Account, open_mailbox
from intake.read import Reading
from intake.sandbox import Sandbox
from notify.channels.base import Channel
from notify.channels.registry import MaildirSettings, SmtpSettings, open_channel
from notify.policy import Policy
from notify.render import Renderer
from notify.seal import Letterhead
from secretariat.config import Config
from store.archive import Archive


@dataclass(frozen=True)
class Post:
    """One mailbox of the configuration with the folders that its mail is filed to."""

    name: str
    account: Account
    processed: str
    quarantine: str

    def open(self) -> Mailbox:
        """The mailbox, to be entered."""
        return open_mailbox(self.account)


@dataclass(frozen=True)
class Office:
    """Everything that the desks work with."""

    config: Config
    posts: tuple[Post, ...]
    engine: Engine
    archive: Archive
    reading: Reading
    assessor: Assessor
    renderer: Renderer
    letterhead: Letterhead
    policy: Policy
    outgoing: SmtpSettings | MaildirSettings
    clock: Callable[[], datetime]
    run: str
    """Names this pass in the rows that it works on."""
    ends: float
    """When the pass must stop, on the monotonic clock."""

    @property
    def lock_file(self) -> Path:
        """Held for the length of a pass."""
        return self.config.office.data / "lock"

    def channel(self) -> Channel:
        """The way out, to be entered; it connects with the first letter."""
        return open_channel(self.outgoing)

    def late(self) -> bool:
        """Whether the pass has used up its time."""
        return time.monotonic() > self.ends

    def sandbox(self) -> Sandbox:
        """A reader of strangers' bytes, to be entered; its process starts with the first message."""
        return Sandbox(self.reading.limits)
