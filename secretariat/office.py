"""The office as a value: everything that the desks work with, built once by secretariat.app."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from intake.mailboxes.base import Mailbox
from intake.mailboxes.registry import Account, open_mailbox
from notify.channels.base import Channel
from notify.channels.registry import MaildirSettings, SmtpSettings, open_channel
from notify.policy import Policy
from notify.seal import Letterhead
from secretariat.config import Config
from store.archive import Archive

if TYPE_CHECKING:
    from secretariat.judges import Judges


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

    @cached_property
    def judges(self) -> Judges:
        """Whoever reads, judges and writes; RubricError when the rubric's own data are wrong."""
        from secretariat.judges import appoint  # noqa: PLC0415 - an empty pass need not pay for what it imports

        return appoint(self.config)
