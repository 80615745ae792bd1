"""The demo's office: a Maildir for incoming mail, a Maildir for letters, an embedded database, and a calendar of 2005."""

from __future__ import annotations

import email
import os
import shutil
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from secretariat import passes
from secretariat.app import open_office
from secretariat.config import ConfigError, load
from secretariat.desks import daily
from secretariat.office import Office
from store import migrate

SAMPLES = Path(__file__).parent / "mailbox"
TODAY = datetime(2005, 3, 31, 18, tzinfo=UTC)
"""The evening on which the sample mail lies in the mailbox."""
MARKER = ".a-demo-may-remove-this-folder"
CONFIG = """\
# The demo's configuration: mail comes from one folder and letters go to another.
[office]
addresses = ["wsis.partnerships@itu.int"]
data = "office"

[[mailboxes]]
kind = "maildir"
path = "mailbox"

[channel]
kind = "maildir"
path = "out"

[letters]
mode = "auto"

[trust]
authserv_id = "mx.itu.example"
"""


class Calendar:
    """A clock that shows what it is set to, so that the demo is the same every day."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The time, aware; every look at it takes a second."""
        self.now += timedelta(seconds=1)
        return self.now


class Demo:
    """The demo in one folder; what an earlier demo left there is removed."""

    def __init__(self, folder: Path) -> None:
        """Prepare the folder. Raises ConfigError when it holds anything but an earlier demo."""
        if folder.exists() and not folder.is_dir():
            raise ConfigError(f"{folder}: is a file; name a folder of the demo's own with --folder")
        if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).exists():
            raise ConfigError(f"{folder}: holds other files; name a folder of the demo's own with --folder")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARKER).touch()
        self.folder = folder
        self.config = folder / "config.toml"
        self.config.write_text(CONFIG, encoding="utf-8")
        self._calendar = Calendar(TODAY)
        migrate.upgrade(self.office().engine)

    def office(self) -> Office:
        """The office for one pass."""
        return open_office(load(self.config), {}, self._calendar)

    def receive(self, day: str) -> int:
        """Put the sample mail of `today` or `later` into the mailbox, as if it had arrived when it was written."""
        inbox = self.folder / "mailbox"
        for part in ("cur", "new", "tmp"):
            (inbox / part).mkdir(parents=True, exist_ok=True)
        samples = sorted((SAMPLES / day).glob("*.eml"))
        for sample in samples:
            written = _written(sample.read_bytes())
            target = inbox / "new" / f"{written:.0f}.{sample.stem}.demo"
            shutil.copyfile(sample, target)
            os.utime(target, (written, written))
        return len(samples)

    def work(self) -> passes.Outcome:
        """Do one pass, as cron would."""
        office = self.office()
        with passes.opened(office):
            return passes.one_pass(office)

    def next_day(self) -> None:
        """Sleep until the evening of the next day, more than 24 hours later."""
        self._calendar.now = TODAY + timedelta(hours=25)

    def digest(self) -> Path:
        """Write the digest of both days, as text and HTML, and return the HTML file."""
        office = self.office()
        now = self._calendar.now
        letter = daily.write(office, daily.between(office, TODAY - timedelta(hours=1), now + timedelta(seconds=1)))
        (self.folder / "digest.txt").write_text(f"Subject: {letter.subject}\n\n{letter.text}", encoding="utf-8")
        page = self.folder / "digest.html"
        page.write_text(letter.html, encoding="utf-8")
        return page


def _written(content: bytes) -> float:
    """When a sample says it was written; an hour before the demo begins when it says nothing that can be."""
    try:
        return parsedate_to_datetime(str(email.message_from_bytes(content)["Date"])).timestamp()
    except (TypeError, ValueError):
        return (TODAY - timedelta(hours=1)).timestamp()
