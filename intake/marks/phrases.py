"""What machines write in the place of people, per language; data in `phrases.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources

_SPACE = re.compile(r"\s+")
_WRITTEN_TOGETHER = 0x0590  # from Hebrew on, scripts join particles or whole words
_PLAIN = str.maketrans({"’": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "：": ":"})


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of one language, folded; a phrase is found as a part of a folded text. The file tells what each list means."""

    automatic: tuple[str, ...]
    absent: tuple[str, ...]
    away: tuple[str, ...]
    instead: tuple[str, ...]
    until: tuple[str, ...]
    received: tuple[str, ...]
    machine: tuple[str, ...]
    unread: tuple[str, ...]
    bounced: tuple[str, ...]
    undelivered: tuple[str, ...]


def fold(text: str) -> str:
    """Return text for comparison: lower case, no accents, plain quotes and hyphens, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN).casefold())
    return _SPACE.sub(" ", "".join(c for c in decomposed if not unicodedata.combining(c))).strip()


def says(text: str, phrase: str) -> bool:
    """Whether a folded text holds a folded phrase; in alphabets that part words it begins where a word begins."""
    at = text.find(phrase)
    if ord(phrase[0]) >= _WRITTEN_TOGETHER or not phrase[0].isalnum():
        return at >= 0
    while at > 0 and text[at - 1].isalnum():
        at = text.find(phrase, at + 1)
    return at >= 0


@cache
def languages() -> tuple[Phrases, ...]:
    """Return the phrases of every language; the data file is read once."""
    data = tomllib.loads(resources.files(__package__).joinpath("phrases.toml").read_text(encoding="utf-8"))
    return tuple(
        Phrases(**{kind.name: tuple(_folded(phrase) for phrase in language[kind.name]) for kind in fields(Phrases)})
        for language in data.values()
    )


def _folded(phrase: str) -> str:
    """Fold a phrase, keeping a space at its end: it stands for the end of a word."""
    return fold(phrase) + (" " if phrase.endswith(" ") else "")
