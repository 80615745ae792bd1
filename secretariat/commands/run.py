"""`run` does one pass over the mailboxes."""

from __future__ import annotations

import typer

from secretariat import events, passes, terminal
from secretariat.app import open_office
from secretariat.commands.options import DEFAULT_CONFIG, AsJson, ConfigFile, Verbose
from secretariat.config import load


def register(program: typer.Typer) -> None:
    """Add the command."""
    program.command("run")(run)


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
