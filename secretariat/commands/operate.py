"""`doctor`, `status` and `migrate`: for whoever keeps the office running."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import typer
from rich.text import Text

from secretariat import doctor as examination
from secretariat import terminal
from secretariat.app import open_office
from secretariat.commands.options import DEFAULT_CONFIG, AsJson, ConfigFile, office_of
from secretariat.config import load
from secretariat.exits import Exit
from secretariat.office import Office
from store import lock, migrate
from store.engine import transaction
from store.status import Status, status

STALE = timedelta(hours=2)
"""Mail that waits longer than this to be judged, or a letter to leave, needs somebody's attention."""


def register(program: typer.Typer) -> None:
    """Add the commands."""
    program.command("doctor")(doctor)
    program.command("status")(show_status)
    program.command("migrate")(upgrade)


def doctor(config: ConfigFile = DEFAULT_CONFIG, as_json: AsJson = False) -> int:
    """Check the configuration, the logins, the folders, the register and the models, and say what to mend.

    Example: secretariat doctor --config /etc/secretariat/config.toml
    """
    office = open_office(load(config))
    checks = list(examination.examine(office))
    if as_json:
        for check in checks:
            terminal.print_json(asdict(check))
    else:
        rows = [
            (check.what, Text("fine", "green") if check.fine else Text("MEND", "red"), check.detail) for check in checks
        ]
        terminal.table(("Checked", "", ""), rows)
    return Exit.OK if all(check.fine for check in checks) else Exit.FAILED


def show_status(config: ConfigFile = DEFAULT_CONFIG, as_json: AsJson = False) -> int:
    """Show how the office is doing; ends with 1 when something needs a person.

    Example: secretariat status --json
    """
    office = office_of(config)
    now = office.clock()
    with transaction(office.engine) as conn:
        found = status(conn, now)
    concerns = [*_concerns(found, now), *_idle(found, office, now)]
    waiting = [f"{held} letters wait for you: secretariat outbox"] if (held := dict(found.letters).get("HELD")) else []
    if as_json:
        more = {"sandbox": office.judges.sandbox().kind, "concerns": concerns, "waiting": waiting}
        terminal.print_json({**_plain(asdict(found)), **more})
    else:
        rows = [
            ("Messages", _counts(found.messages)),
            ("Cases", _counts(found.cases)),
            ("Letters", _counts(found.letters)),
        ]
        rows += [(f"Last success: {desk}", f"{at:%Y-%m-%d %H:%M:%S} UTC") for desk, at in found.last_success]
        rows += [("Reading is confined by", office.judges.sandbox().kind)]
        terminal.table(("", ""), rows)
        terminal.say("\n".join((*concerns, *waiting)) or "Nothing needs you.")
    return Exit.FAILED if concerns else Exit.OK


def _counts(counts: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{number} {state.lower()}" for state, number in counts) or "none"


def _concerns(found: Status, now: datetime) -> list[str]:
    """What a person should look at, one sentence each with the command that shows more."""
    letters, messages = dict(found.letters), dict(found.messages)
    concerns = []
    if quarantined := messages.get("QUARANTINED"):
        concerns.append(f"{quarantined} messages could not be judged: secretariat quarantine")
    if failed := letters.get("FAILED", 0) + letters.get("EXPIRED", 0):
        concerns.append(f"{failed} letters could not be delivered: secretariat outbox --all")
    for what, since in (
        ("a message waits to be judged", found.oldest_unjudged),
        ("a letter waits to leave", found.oldest_unsent),
    ):
        if since and now - since > STALE:
            concerns.append(f"{what} since {since:%Y-%m-%d %H:%M} UTC: is cron running? secretariat run --verbose")
    return concerns


def _idle(found: Status, office: Office, now: datetime) -> Iterator[str]:
    """Yield the mailboxes that no pass has looked into for long; nothing before the first pass."""
    looked = dict(found.last_success)
    for post in office.posts if found.last_pass else ():
        since = looked.get(f"collect {post.name}")
        if since is None or now - since > STALE:
            when = f"since {since:%Y-%m-%d %H:%M} UTC" if since else "ever"
            yield f"mailbox {post.name} was not looked into {when}: is cron running? secretariat run --verbose"


def _plain(value: Any) -> Any:
    """Times as text, all the way down."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value


def upgrade(config: ConfigFile = DEFAULT_CONFIG) -> int:
    """Create the register, or bring it to the schema of this version; an SQLite file is copied first.

    Example: secretariat migrate
    """
    office = open_office(load(config))
    with lock.hold(office.lock_file, office.clock()):
        version = migrate.upgrade(office.engine)
    terminal.say(f"The register has schema {version}.")
    return Exit.OK
