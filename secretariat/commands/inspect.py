"""`inspect`: what the program makes of a message or document, and what it would answer; touches nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from intake.message import Authenticity, Submission, Trust
from intake.read import read, read_file
from intake.sandbox import Sandbox
from intake.text import one_line
from notify.compose import LetterFacts, compose
from notify.policy import Policy
from notify.reply import decide
from secretariat import terminal
from secretariat.app import policy_of, utc_now
from secretariat.commands.cases import MARKS
from secretariat.commands.options import AsJson
from secretariat.config import load
from secretariat.exits import Exit
from secretariat.inspection import describe
from secretariat.judges import appoint, appoint_guests
from store.record import ReplyHistory
from store.reference import reference

MAIL = (".eml", "")
"""Endings of files that are messages; every other file is a document, unless it lies in a Maildir."""
MAILDIR = ("cur", "new")


def register(program: typer.Typer) -> None:
    """Add the command."""
    program.command("inspect")(inspect)


def inspect(
    paths: Annotated[list[Path], typer.Argument(help="Messages (.eml) and documents (.pdf, .docx, .txt, …).")],
    text: Annotated[bool, typer.Option("--text", help="Give the whole text of every document too.")] = False,
    assume_authenticated: Annotated[
        bool, typer.Option("--assume-authenticated", help="Judge the reply as if the sender's domain vouched for it.")
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            "-c",
            envvar="SECRETARIAT_CONFIG",
            metavar="FILE",
            help="Whose addresses, trust and limits apply.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Explain what is made of a message or document, and what would be answered on the day it was written.

    Example: secretariat inspect --json letter.eml
    """
    inspector = Inspector(config, assume_authenticated=assume_authenticated)
    missing = 0
    with inspector.judges.sandbox() as sandbox:
        for path in terminal.progress(paths, "Reading"):
            try:
                content = path.read_bytes()
            except OSError as error:
                missing += 1
                terminal.complain(f"{path}: {error.strerror}")
                continue
            described = inspector.describe(path, content, sandbox, text=text)
            if as_json:
                terminal.print_json(described)
            else:
                _print(described)
    return Exit.NO_INPUT if missing else Exit.OK


class Inspector:
    """Reads, judges and answers as the office would, without a register."""

    def __init__(self, config: Path | None, *, assume_authenticated: bool) -> None:
        settings = load(config) if config else None
        self.judges = appoint(settings) if settings else appoint_guests()
        self._policy = policy_of(settings.letters) if settings else Policy()
        self._trusting = assume_authenticated

    def describe(self, path: Path, content: bytes, sandbox: Sandbox, *, text: bool) -> dict[str, Any]:
        """One message or document as the JSON object of `inspect`."""
        submission = self._read(path, content, sandbox)
        rubric = self.judges.rubric
        assessment = self.judges.assessor.assess(submission)
        # As of the day it was written: the age of an old file must not decide what is shown.
        reply = decide(submission, assessment, ReplyHistory(), self._policy, submission.received, rubric=rubric)
        facts = LetterFacts(reference(submission.message.sha256), assessment, submission.documents)
        letter = compose(reply, facts, self.judges.renderer, rubric) if reply.letter else None
        return describe(str(path), submission, assessment, reply, letter, rubric, text=text)

    def _read(self, path: Path, content: bytes, sandbox: Sandbox) -> Submission:
        now = utc_now()
        if path.suffix.lower() in MAIL or path.parent.name in MAILDIR:
            submission = read(content, now, sandbox, self.judges.reading)
        else:
            submission = read_file(path.name, content, now, sandbox, self.judges.reading)
        if self._trusting:
            vouched = Authenticity(
                Trust.PASS, "assumed", "The command line asked to assume that the sender is authenticated."
            )
            submission = replace(submission, authenticity=vouched)
        written = submission.message.date
        return replace(submission, received=min(written, now)) if written else submission


def _print(found: dict[str, Any]) -> None:
    sender = found["message"]["from"] or {}
    terminal.say(
        f"{found['path']}\n"
        f"  {found['kind']}: {found['kind_reason']}\n"
        f"  {sender.get('name', '')} <{sender.get('email', '')}>  {found['message']['subject']}"
    )
    if found["title"]:
        terminal.say(f"  “{found['title']}”  {found['description']}")
    rows = list(_standings(found["principles"]))
    if rows:
        terminal.table(("", "Principle", "", "Why", "Evidence"), rows)
    for document in found["documents"]:
        if document["verdict"] != "ok":
            terminal.say(f"  {document['name'] or document['id']}: {document['verdict']} {document.get('reason', '')}")
    reply = found["reply"]
    terminal.say(f"  Answer: {reply['action']}. {reply['reason']}")
    if reply["text"]:
        terminal.say(f"\nSubject: {reply['subject']}\n\n{reply['text']}")


def _standings(principles: list[dict[str, Any]]) -> Iterator[tuple[object, ...]]:
    marks = {standing.value: mark for standing, mark in MARKS.items()}
    for principle in principles:
        quotes = [
            one_line(c["evidence"][0]["quote"], 110) for c in principle["criteria"] if c["present"] and c["evidence"]
        ]
        word, colour = marks[principle["standing"]]
        yield principle["id"], principle["name"], Text(word, colour), principle["reason"], "\n".join(quotes[:3])
