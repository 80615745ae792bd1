"""The command line: `secretariat COMMAND`, its shared options, and every error as a sentence with an exit code."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from classify.errors import ClassifyError
from intake.errors import IntakeError
from notify.errors import NotifyError
from secretariat import __version__, terminal
from secretariat.config import ConfigError
from secretariat.exits import Exit
from secretariat.passes import exit_of
from store.errors import StoreError

COMMANDS = {
    "demo": "demo",
    "run": "run",
    "import": "backfill",
    "inspect": "inspect",
    "list": "cases",
    "show": "cases",
    "decide": "cases",
    "outbox": "outbox",
    "quarantine": "quarantine",
    "digest": "daily",
    "doctor": "operate",
    "status": "operate",
    "migrate": "operate",
}
"""Command → its module in secretariat.commands."""


def program(arguments: Sequence[str] = ()) -> typer.Typer:
    """Return the program with the command that is asked for, or with all of them: cron need not import the others."""
    app = typer.Typer(
        name="secretariat",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_shared)
    asked = COMMANDS.get(arguments[0]) if arguments else None
    for module in [asked] if asked else dict.fromkeys(COMMANDS.values()):
        importlib.import_module(f"secretariat.commands.{module}").register(app)
    return app


def _version(asked: bool) -> None:
    if asked:
        terminal.say(f"secretariat {__version__}")
        raise typer.Exit


def _shared(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read the mail of an open call for partnerships, judge it with evidence, and ask for what is missing."""
    del version


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code, as sysexits(3) has them."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    # More threads make small models slower, and a pass shall not take the whole machine.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        answer = get_command(program(given)).main(args=given, prog_name="secretariat", standalone_mode=False)
    except TyperException as error:
        terminal.complain(f"{error.format_message()}\nRun: secretariat --help")
        return Exit.USAGE
    except (ConfigError, IntakeError, ClassifyError, StoreError, NotifyError) as error:
        terminal.complain(str(error))
        return exit_of(error)
    except typer.Abort:
        terminal.complain("Stopped. What was begun is finished by the next run.")
        return Exit.STOPPED
    return answer if isinstance(answer, int) else Exit.OK
