"""What a person sees: tables and progress on a terminal, JSON where a program asked for it.

Text from strangers is printed as plain text only: no markup of ours is read in it, and controls were removed when it
came in. Direction marks are shown as their names, so that a line reads in the order in which it is stored.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from intake.text import one_line

Item = TypeVar("Item")
_DIRECTIONS = {code: f"<U+{code:04X}>" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)}
_CELL = 200


def plain(text: object) -> Text:
    """Text from anywhere as one printable line without markup."""
    return Text(one_line(str(text), _CELL).translate(_DIRECTIONS))


def say(message: str) -> None:
    """Tell the person one thing, on standard output."""
    Console(highlight=False, soft_wrap=True).print(plain_lines(message))


def complain(message: str) -> None:
    """Tell the person what went wrong, on standard error."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(plain_lines(message))


def plain_lines(message: str) -> Text:
    """Keep the line breaks of our own text and nothing else that a terminal could act on."""
    return Text(
        "\n".join(one_line(line, 2000).translate(_DIRECTIONS) if line.strip() else "" for line in message.split("\n"))
    )


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "") -> None:
    """Print rows under headings; cells that are already Text keep their colours."""
    drawn = Table(title=title or None, title_justify="left", header_style="bold", expand=False)
    for heading in headings:
        drawn.add_column(heading, overflow="fold")
    for row in rows:
        drawn.add_row(*(cell if isinstance(cell, Text) else plain(cell) for cell in row))
    Console(highlight=False).print(drawn)


def print_json(value: Any) -> None:
    """Print one JSON value on one line, in UTF-8 whatever the terminal says."""
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False, separators=(", ", ": ")).encode() + b"\n")
    sys.stdout.buffer.flush()


def progress(items: Sequence[Item], what: str) -> Iterator[Item]:
    """Yield the items, with a bar on standard error when a person is looking and the work is long."""
    console = Console(stderr=True)
    if not console.is_terminal or len(items) < 5:
        yield from items
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        yield from bar.track(items, description=what)
