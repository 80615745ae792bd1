"""Labelled texts of our own in, texts with the places of their labels out: what is trained on and measured with.

A file of `tests/corpus/texts` holds several texts. Each opens with `=== name`, then fields (`# kind: submission`), then one
line a sentence, list item, heading or row: `[1a 6d] We will train 740 teachers.` A line goes on behind the one before it,
one with a stroke (`[]/ Budget`) begins anew, an empty line parts paragraphs. `!6d` marks a near miss: what a careless
reader would take for a target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "texts"
LABELS = frozenset(
    "1a 1b 1c 2a 2b 2c 2x 3a 3b 3c 3x 4d 5a 5b 5c 5w 5d 5e 6b 6c 6d 6e 6g 7a 7b 7c 7d 7x d".split()  # noqa: SIM905
)
"""`6c` stands for aims of either kind, `6g` for the task of a named party, `d` for a sentence that describes."""
KINDS = ("submission", "borderline", "enquiry", "other")
_LINE = re.compile(r"\[(?P<labels>[^\]]*)\](?P<stroke>/?) (?P<text>.*\S)")
_FIELD = re.compile(r"# (?P<key>kind|genre|language|title|organisation|contact|amount|note): (?P<value>.*\S)")


class TextError(ValueError):
    """A file of texts is malformed; the message names file, line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled line at its place in the text."""

    start: int
    end: int
    labels: frozenset[str]
    near: frozenset[str]
    """Labels that a careless reader would give."""


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation as its author sees it."""

    name: str
    acronym: str
    sector: str
    role: str
    task: bool
    """The text states its own task or contribution."""


@dataclass(frozen=True, slots=True)
class LabelledText:
    """One text with everything its author wrote down about it."""

    name: str
    kind: str
    genre: str
    language: str
    title: str
    organisations: tuple[Named, ...]
    contacts: tuple[tuple[str, str, str, str], ...]
    """Name, organisation, e-mail, telephone; empty where absent."""
    amounts: tuple[tuple[str, str, str], ...]
    """Sum as written, source, status."""
    text: str
    lines: tuple[Line, ...]

    @property
    def judged(self) -> bool:
        """Whether the principles apply: a submission, or what stands on the border of one."""
        return self.kind in ("submission", "borderline")

    @property
    def stated(self) -> frozenset[str]:
        """The labels of all lines."""
        return frozenset(label for line in self.lines for label in line.labels)


def labelled_texts(folder: Path = FOLDER) -> tuple[LabelledText, ...]:
    """Every text of every file of a folder, in order of file and place; TextError names what is malformed."""
    return tuple(text for path in sorted(folder.glob("*.txt")) for text in read_texts(path))


def read_texts(path: Path) -> Iterator[LabelledText]:
    """The texts of one file."""
    blocks = re.split(r"^=== (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    if blocks[0].strip():
        raise TextError(f"{path.name}: something stands before the first ===")
    for name, block in zip(blocks[1::2], blocks[2::2], strict=True):
        yield _text(f"{path.name}: {name.strip()}", name.strip(), block)


def _text(where: str, name: str, block: str) -> LabelledText:
    fields: dict[str, list[str]] = {}
    pieces: list[tuple[str, str, re.Match[str]]] = []
    gap = ""
    for line in block.strip("\n").split("\n"):
        if (field := _FIELD.fullmatch(line.rstrip())) and not pieces:
            fields.setdefault(field["key"], []).append(field["value"])
        elif not line.strip():
            gap = "\n\n" if pieces else ""
        elif match := _LINE.fullmatch(line.rstrip()):
            pieces.append((gap or ("\n" if match["stroke"] else " ") if pieces else "", line, match))
            gap = ""
        else:
            raise TextError(f"{where}: neither a field nor a labelled line: {line[:60]}")
    kind = _one(where, fields, "kind")
    if kind not in KINDS:
        raise TextError(f"{where}: kind is {kind}, not one of {', '.join(KINDS)}")
    text, lines = _joined(where, pieces)
    return LabelledText(
        name=name,
        kind=kind,
        genre=_one(where, fields, "genre"),
        language=_one(where, fields, "language"),
        title=fields.get("title", [""])[0],
        organisations=tuple(_named(where, value) for value in fields.get("organisation", [])),
        contacts=tuple((c[0], c[1], c[2], c[3]) for v in fields.get("contact", []) if (c := _cells(where, v, 4))),
        amounts=tuple((c[0], c[1], c[2]) for v in fields.get("amount", []) if (c := _cells(where, v, 3))),
        text=text,
        lines=lines,
    )


def _joined(where: str, pieces: list[tuple[str, str, re.Match[str]]]) -> tuple[str, tuple[Line, ...]]:
    text, lines = "", []
    for gap, _, match in pieces:
        start = len(text) + len(gap)
        text += gap + match["text"]
        labels = match["labels"].split()
        if unknown := {label.lstrip("!") for label in labels} - LABELS:
            raise TextError(f"{where}: there is no label {', '.join(sorted(unknown))}")
        near = frozenset(label[1:] for label in labels if label.startswith("!"))
        lines.append(Line(start, len(text), frozenset(label for label in labels if label[0] != "!"), near))
    return text, tuple(lines)


def _one(where: str, fields: dict[str, list[str]], key: str) -> str:
    if key not in fields:
        raise TextError(f"{where}: there is no {key}")
    return fields[key][0]


def _cells(where: str, value: str, count: int) -> list[str]:
    cells = ["" if cell.strip() == "-" else cell.strip() for cell in value.split("|")]
    if len(cells) != count:
        raise TextError(f"{where}: {count} cells are needed: {value[:60]}")
    return cells


def _named(where: str, value: str) -> Named:
    name, acronym, sector, role, task = _cells(where, value, 5)
    return Named(name, acronym, sector, role, task == "task")
