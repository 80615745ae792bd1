"""`demo`: the main job on a sample mailbox, within a minute, with nothing to set up."""

from __future__ import annotations

import email
import email.policy
import time
from pathlib import Path
from typing import Annotated

import typer

from secretariat import terminal
from secretariat.commands.cases import case_table
from secretariat.demo.office import Demo
from secretariat.exits import Exit
from store import cases, letters, overview
from store.engine import transaction
from store.record import LetterState, Posted


def register(program: typer.Typer) -> None:
    """Add the command."""
    program.command("demo")(demo)


def demo(
    folder: Annotated[
        Path, typer.Option(help="Where the demo keeps its files; an earlier demo there is replaced.")
    ] = Path("demo-office"),
) -> int:
    """Show the main job on a sample mailbox: no account, no server, nothing leaves this machine.

    Example: secretariat demo
    """
    started = time.monotonic()
    show = Demo(folder)
    terminal.say(f"{show.receive('today')} messages lie in the sample mailbox. Reading and judging them …")
    first = show.work()
    show.next_day()
    show.receive("later")
    second = show.work()
    office = show.office()
    with transaction(office.engine) as conn:
        mail, found, posted = overview.mail(conn), cases.cases(conn, limit=100), letters.listed(conn, limit=100)
    terminal.table(
        ("Case", "Kind", "Answer", "Message", "Why"),
        [(m.reference or "", m.kind.value if m.kind else m.state.value, m.action, m.subject, m.reason) for m in mail],
        title="What came in, and what was made of it",
        cut=("Message", "Why"),
    )
    case_table(tuple(c for c in found if c.assessment.judgements), title="The partnerships and the seven principles")
    written, page = _write_letters(folder / "letters", posted), show.digest()
    held = sum(p.state is LetterState.HELD for p in posted)
    terminal.say(
        f"{first.stored + second.stored} messages recorded, {first.sent + second.sent} letters sent, {held} held for a "
        f"person, in {time.monotonic() - started:.0f} seconds.\n\n"
        f"The digest for the secretariat   {page}\n"
        f"The letters to the senders       {written}\n"
        f"One case with its evidence       secretariat show {found[0].reference} --config {show.config}\n"
        f"The letters that wait for you    secretariat outbox --config {show.config}"
    )
    return Exit.OK


def _write_letters(folder: Path, posted: tuple[Posted, ...]) -> Path:
    """Write every letter as text and HTML, named by its case, so that a person can open it; return the folder."""
    folder.mkdir()
    for one in posted:
        message = email.message_from_bytes(one.envelope.content, policy=email.policy.default)
        name = one.envelope.key.replace("/", "-")
        for form, ending in (("plain", "txt"), ("html", "html")):
            body = message.get_body((form,))
            head = f"To: {message['To']}\nSubject: {message['Subject']}\n\n" if form == "plain" else ""
            text = head + (body.get_content() if body else "")
            (folder / f"{name}.{ending}").write_text(text, encoding="utf-8")
    return folder
