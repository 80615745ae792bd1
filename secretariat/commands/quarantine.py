"""`quarantine`: messages that could not be judged, and what to do with them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from secretariat import terminal
from secretariat.commands.options import DEFAULT_CONFIG, AsJson, ConfigFile, office_of
from secretariat.exits import Exit
from store import messages
from store.engine import transaction
from store.record import MessageState

SHORT = 12


class Act(StrEnum):
    """What can be done with a quarantined message."""

    LIST = "list"
    RETRY = "retry"
    CLOSE = "close"


def register(program: typer.Typer) -> None:
    """Add the command."""
    program.command("quarantine")(quarantine)


def quarantine(
    act: Annotated[Act, typer.Argument(help="What to do.")] = Act.LIST,
    prefix: Annotated[
        str, typer.Argument(help="First digits of the message's hash, as listed; `all` for every one.")
    ] = "",
    reason: Annotated[str, typer.Option(help="Why a message is put aside for good.")] = "closed by a person",
    config: ConfigFile = DEFAULT_CONFIG,
    as_json: AsJson = False,
) -> int:
    """See messages that could not be judged; let them be judged again, or put them aside. Their bytes are always kept.

    Example: secretariat quarantine retry all
    """
    office = office_of(config)
    with transaction(office.engine) as conn:
        found = messages.listed(conn, (MessageState.QUARANTINED,), limit=10_000)
    if act is Act.LIST:
        if as_json:
            for one in found:
                terminal.print_json(
                    {
                        "sha256": one.sha256,
                        "attempts": one.attempts,
                        "reason": one.reason,
                        "received": one.received.isoformat(),
                    }
                )
        else:
            rows = [(one.sha256[:SHORT], f"{one.received:%Y-%m-%d %H:%M}", one.attempts, one.reason) for one in found]
            terminal.table(("Message", "Received", "Attempts", "Reason"), rows)
        return Exit.OK
    chosen = [one for one in found if prefix == "all" or (prefix and one.sha256.startswith(prefix.lower()))]
    if not chosen or (prefix != "all" and len(chosen) > 1):
        terminal.complain(
            f"{prefix or 'Nothing'} names {len(chosen)} quarantined messages; give more digits, or `all`."
        )
        return Exit.NO_INPUT
    with transaction(office.engine) as conn:
        for one in chosen:
            if act is Act.RETRY:
                messages.retry(conn, one.sha256, office.clock())
            else:
                messages.close(conn, one.sha256, office.clock(), reason)
    terminal.say(f"{len(chosen)} {'will be judged by the next run' if act is Act.RETRY else 'put aside'}.")
    return Exit.OK
