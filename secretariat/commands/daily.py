"""`digest`: print a day's digest, write it to a file, or send it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from secretariat import passes, terminal
from secretariat.commands.options import DEFAULT_CONFIG, ConfigFile, office_of
from secretariat.desks import daily
from secretariat.exits import Exit


def register(program: typer.Typer) -> None:
    """Add the command."""
    program.command("digest")(digest)


def digest(
    day: Annotated[str, typer.Argument(help="The day, like 2026-11-24; unless given, the last 24 hours.")] = "",
    html: Annotated[Path | None, typer.Option(help="Write the HTML form to this file.")] = None,
    put: Annotated[bool, typer.Option("--send", help="Put it into the outbox for all its recipients.")] = False,
    config: ConfigFile = DEFAULT_CONFIG,
) -> int:
    """Print a day's digest. With --send it leaves with the next run, and only once, however often it is asked for.

    Example: secretariat digest 2026-11-24 --html digest.html
    """
    office = office_of(config)
    now = office.clock()
    try:
        local = date.fromisoformat(day) if day else now.astimezone(ZoneInfo(office.config.office.timezone)).date()
    except ValueError:
        terminal.complain(f"{day}: not a date; write it like 2026-11-24.")
        return Exit.USAGE
    if put:
        with passes.opened(office):
            count = daily.put_digest(office, local)
        terminal.say(
            f"{count} letters put into the outbox."
            if count
            else "Nothing to do: it was written before, or nobody receives it."
        )
        return Exit.OK
    summary = daily.summarise(office, local) if day else daily.between(office, now - timedelta(hours=24), now)
    letter = daily.write(office, summary)
    if html:
        try:
            html.write_text(letter.html, encoding="utf-8")
        except OSError as error:
            terminal.complain(f"{html}: cannot be written: {error.strerror}")
            return Exit.FAILED
        terminal.say(f"Written to {html}.")
    else:
        terminal.say(letter.text)
    return Exit.OK
