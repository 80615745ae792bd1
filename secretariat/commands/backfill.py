"""`import` takes old mail in without ever answering it."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from secretariat import events, passes, terminal
from secretariat.app import open_office
from secretariat.commands.options import DEFAULT_CONFIG, ConfigFile, Verbose
from secretariat.config import load
from secretariat.desks.backfill import backfill
from secretariat.desks.judge import judge
from secretariat.exits import Exit


def register(program: typer.Typer) -> None:
    """Add the command."""
    program.command("import")(import_mail)


def import_mail(
    paths: Annotated[list[Path], typer.Argument(help=".eml files, mbox files, Maildirs, or folders of .eml files.")],
    config: ConfigFile = DEFAULT_CONFIG,
    verbose: Verbose = False,
) -> int:
    """Record old mail: everything is stored and judged, and no letter can follow from it.

    Example: secretariat import archive-2004.mbox
    """
    events.to_stream(verbose=verbose)
    office = replace(open_office(load(config)), ends=math.inf)
    with passes.opened(office):
        new = sum(backfill(office, path) for path in paths)
        with office.judges.sandbox() as sandbox:
            judged = judge(office, sandbox)
    terminal.say(f"{new} new, {judged} judged, no letter written.")
    return Exit.OK
