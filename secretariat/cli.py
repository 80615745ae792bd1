"""The command line: `secretariat COMMAND`, its shared options, and every error as a sentence with an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from intake.errors import IntakeError
from notify.errors import NotifyError
from secretariat import __version__, terminal
from secretariat.commands import cases, daily, demo, inspect, mailbox, operate, outbox, quarantine
from secretariat.config import ConfigError
from secretariat.exits import Exit
from store.errors import Busy, StoreError, Unavailable, WrongSchema, WrongUrl

program = typer.Typer(
    name="secretariat",
    help="Reads the mail of an open call for partnerships, judges it with evidence, asks for what is missing.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for group in (demo, mailbox, inspect, cases, outbox, quarantine, daily, operate):
    group.register(program)


def _version(asked: bool) -> None:
    if asked:
        terminal.say(f"secretariat {__version__}")
        raise typer.Exit


@program.callback()
def shared(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
) -> None:
    """Read the mail of an open call for partnerships, judge it with evidence, and ask for what is missing."""
    del version


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code, as sysexits(3) has them."""
    try:
        answer = get_command(program).main(args=list(arguments or sys.argv[1:]), standalone_mode=False)
    except TyperException as error:
        terminal.complain(f"{error.format_message()}\nRun: secretariat --help")
        return Exit.USAGE
    except (ConfigError, WrongSchema, WrongUrl) as error:
        return _failed(error, Exit.CONFIG)
    except (Busy, Unavailable) as error:
        return _failed(error, Exit.TRY_LATER)
    except (IntakeError, NotifyError, StoreError) as error:
        return _failed(error, Exit.FAILED)
    return answer if isinstance(answer, int) else Exit.OK


def _failed(error: Exception, code: Exit) -> int:
    terminal.complain(str(error))
    return code
