"""What machines write in the place of people, per language; data in `phrases.toml`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources

_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans({"’": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "：": ":"})


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of all languages together, folded; a phrase is found as part of a folded text."""

    subject: tuple[str, ...]
    away: tuple[str, ...]
    instead: tuple[str, ...]
    received: tuple[str, ...]
    machine: tuple[str, ...]
    bounced: tuple[str, ...]
    undelivered: tuple[str, ...]


def fold(text: str) -> str:
    """Return text for comparison: lower case, no accents, plain quotes and hyphens, single spaces."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_QUOTES).casefold())
    return _SPACE.sub(" ", "".join(c for c in decomposed if not unicodedata.combining(c))).strip()


@cache
def phrases() -> Phrases:
    """Return the phrases; the data file is read once."""
    languages = tomllib.loads(resources.files(__package__).joinpath("phrases.toml").read_text(encoding="utf-8"))
    return Phrases(
        **{
            kind.name: tuple(
                sorted({_folded(phrase) for language in languages.values() for phrase in language[kind.name]})
            )
            for kind in fields(Phrases)
        }
    )


def _folded(phrase: str) -> str:
    """Fold a phrase, keeping a space at its end: it stands for the end of a word."""
    return fold(phrase) + (" " if phrase.endswith(" ") else "")
