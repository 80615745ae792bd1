"""`outbox`: the letters on their way, and those that wait for a person."""

from __future__ import annotations

import email
import email.policy
import getpass
from datetime import timedelta
from enum import StrEnum
from typing import Annotated

import typer

from secretariat import terminal
from secretariat.commands.options import DEFAULT_CONFIG, AsJson, ConfigFile, office_of
from secretariat.exits import Exit
from store import letters, outbox
from store.engine import transaction
from store.record import LetterState, Posted

WAITING = (LetterState.PENDING, LetterState.SENDING, LetterState.UNKNOWN, LetterState.HELD)


class Act(StrEnum):
    """What can be done with a letter."""

    LIST = "list"
    SHOW = "show"
    APPROVE = "approve"
    CANCEL = "cancel"


def register(program: typer.Typer) -> None:
    """Add the command."""
    program.command("outbox")(letters_command)


def letters_command(
    act: Annotated[Act, typer.Argument(help="What to do.")] = Act.LIST,
    number: Annotated[int | None, typer.Argument(help="The letter's number, as listed.")] = None,
    every: Annotated[bool, typer.Option("--all", help="List sent and withdrawn letters too.")] = False,
    reason: Annotated[str, typer.Option(help="Why a letter is cancelled.")] = "cancelled by a person",
    config: ConfigFile = DEFAULT_CONFIG,
    as_json: AsJson = False,
) -> int:
    """See, read, approve or cancel letters. A held letter leaves only when a person approves it.

    Example: secretariat outbox approve 12
    """
    office = office_of(config)
    now = office.clock()
    if act is Act.LIST:
        with transaction(office.engine) as conn:
            found = letters.listed(conn, () if every else WAITING, limit=500)
        _list(found, as_json=as_json)
        return Exit.OK
    if number is None:
        terminal.complain(f"Say which letter: secretariat outbox {act.value} NUMBER. `secretariat outbox` lists them.")
        return Exit.USAGE
    with transaction(office.engine) as conn:
        posted = letters.posted(conn, number)
    if posted is None:
        terminal.complain(f"There is no letter {number}. `secretariat outbox` lists those that wait.")
        return Exit.NO_INPUT
    if act is Act.SHOW:
        terminal.say(readable(posted.envelope.content))
        return Exit.OK
    with transaction(office.engine) as conn:
        if act is Act.APPROVE:
            expires = now + timedelta(hours=office.config.letters.expire_hours)
            done = outbox.approve(conn, posted.id, now, getpass.getuser(), expires)
        else:
            done = outbox.cancel(conn, posted.id, now, reason)
    if not done:
        terminal.complain(f"Letter {number} is {posted.state.value}; that cannot be done with it now.")
        return Exit.FAILED
    terminal.say(
        f"Letter {number} to {posted.envelope.recipient}: {'leaves with the next run' if act is Act.APPROVE else 'cancelled'}."
    )
    return Exit.OK


def readable(content: bytes) -> str:
    """The letter's headers and plain text, for a person."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    body = message.get_body(("plain",))
    return f"To: {message['To']}\nSubject: {message['Subject']}\n\n{body.get_content() if body else ''}"


def _list(found: tuple[Posted, ...], *, as_json: bool) -> None:
    if as_json:
        for one in found:
            terminal.print_json(
                {
                    "id": one.id,
                    "key": one.envelope.key,
                    "reference": one.envelope.reference,
                    "kind": one.envelope.kind,
                    "to": one.envelope.recipient,
                    "state": one.state.value,
                    "attempts": one.attempts,
                    "due": one.due.isoformat(),
                    "reason": one.reason,
                }
            )
        return
    rows = [
        (one.id, one.envelope.reference or "", one.envelope.kind, one.envelope.recipient, one.state.value, one.reason)
        for one in found
    ]
    terminal.table(("No.", "Case", "Letter", "To", "State", "Reason"), rows)
