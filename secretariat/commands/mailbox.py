"""`run` does one pass over the mailboxes; `import` takes old mail in without ever answering it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from secretariat import events, passes, terminal
from secretariat.app import open_office
from secretariat.commands.options import DEFAULT_CONFIG, AsJson, ConfigFile, Verbose
from secretariat.config import load
from secretariat.desks import judge
from secretariat.desks.backfill import backfill
from secretariat.exits import Exit


def register(program: typer.Typer) -> None:
    """Add the commands."""
    program.command("run")(run)
    program.command("import")(import_mail)


def run(config: ConfigFile = DEFAULT_CONFIG, as_json: AsJson = False, verbose: Verbose = False) -> int:
    """Do one pass: collect, judge, send, file, and the digest when it is due. This is what cron calls.

    Example: */5 * * * * secretariat run --config /etc/secretariat/config.toml
    """
    events.to_stream(verbose=verbose)
    office = open_office(load(config))
    with passes.opened(office):
        outcome = passes.one_pass(office)
    if as_json:
        terminal.print_json(
            {
                "stored": outcome.stored,
                "judged": outcome.judged,
                "sent": outcome.sent,
                "filed": outcome.filed,
                "digests": outcome.digests,
                "troubles": outcome.troubles,
            }
        )
    elif outcome.stored or outcome.judged or outcome.sent or outcome.filed or outcome.digests or verbose:
        terminal.say(
            f"{outcome.stored} new, {outcome.judged} judged, {outcome.sent} letters sent, {outcome.filed} filed."
        )
    for trouble in outcome.troubles:
        terminal.complain(trouble)
    return outcome.exit


def import_mail(
    paths: Annotated[
        list[Path], typer.Argument(help="Files of the kind .eml, mbox files, Maildirs, or folders of .eml.")
    ],
    config: ConfigFile = DEFAULT_CONFIG,
    verbose: Verbose = False,
) -> int:
    """Record old mail: everything is stored and judged, and no letter can follow from it.

    Example: secretariat import archive-2004.mbox
    """
    events.to_stream(verbose=verbose)
    office = open_office(load(config))
    with passes.opened(office):
        new = sum(backfill(office, path) for path in paths)
        with office.sandbox() as sandbox:
            judged = judge.judge(office, sandbox)
    terminal.say(f"{new} new, {judged} judged, no letter written.")
    return Exit.OK
