"""What a person sees: tables and progress on a terminal, JSON where a program asked for it.

Text from strangers is printed as plain text only: no markup of ours is read in it, and controls were removed when it
came in. Direction marks are shown as their names, so that a line reads in the order in which it is stored.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from intake.text import clean, one_line

Item = TypeVar("Item")
_DIRECTIONS = {
    code: f"<U+{code:04X}>" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C)
}
_CELL = 400
_GAP = 3
"""Columns of white space that a table has between two of its own."""
_NARROWEST = 8
WIDTH = 160
"""Columns of a table that goes to a file or another program."""


def plain(text: object) -> Text:
    """Text from anywhere as printable lines without markup, each cut to a length that a cell can show."""
    return Text("\n".join(one_line(line, _CELL).translate(_DIRECTIONS) for line in str(text).split("\n")))


def say(message: str) -> None:
    """Tell the person one thing, on standard output."""
    Console(highlight=False, soft_wrap=True).print(plain_lines(message))


def complain(message: str) -> None:
    """Tell the person what went wrong, on standard error."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(plain_lines(message))


def plain_lines(message: str) -> Text:
    """Keep the line breaks and spaces of our own text and nothing else that a terminal could act on."""
    return Text(clean(message).translate(_DIRECTIONS))


def table(
    headings: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = "", cut: Sequence[str] = ()
) -> None:
    """Print rows under headings; cells that are already Text keep their colours.

    Columns named in `cut` take what room is left, one line a row, their ends cut off; all others are shown whole,
    folded only when there are no such columns.
    """
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDTH)
    lines = [[cell if isinstance(cell, Text) else plain(cell) for cell in row] for row in rows]
    drawn = Table(title=title or None, title_justify="left", header_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    widths = _widths(headings, lines, cut, console.width) if cut else [None] * len(headings)
    for heading, width in zip(headings, widths, strict=True):
        drawn.add_column(heading, overflow="ellipsis" if heading in cut else "fold", no_wrap=bool(cut), width=width)
    for line in lines:
        drawn.add_row(*line)
    console.print(drawn)


def _widths(headings: Sequence[str], lines: list[list[Text]], cut: Sequence[str], room: int) -> list[int]:
    """Give every column what it needs, and those that may be cut what is left of the room, the modest ones first.

    The library would rather fold short columns away than cut a long one.
    """
    widths = [max([len(head), *(line[n].cell_len for line in lines)]) for n, head in enumerate(headings)]
    flexible = sorted((n for n, heading in enumerate(headings) if heading in cut), key=widths.__getitem__)
    left = room - _GAP * len(headings) - sum(width for n, width in enumerate(widths) if n not in flexible)
    for position, number in enumerate(flexible):
        widths[number] = max(_NARROWEST, min(widths[number], left // (len(flexible) - position)))
        left -= widths[number]
    return widths


def print_json(value: Any) -> None:
    """Print one JSON value on one line, in UTF-8 whatever the terminal says."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    # A file name may hold bytes that are no UTF-8: as \\udcff they are JSON still.
    sys.stdout.buffer.write(text.encode(errors="backslashreplace") + b"\n")
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
