"""Word lists and patterns from the data files beside the code, compiled once and read by many."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "words"


@cache
def table(name: str) -> dict[str, Any]:
    """Return the data of `words/<name>.toml`; not to be changed by whoever reads it."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Return one list of a data file as a set of lower-case words."""
    return frozenset(word.casefold() for word in table(name)[key])


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """Return one list of regular expressions of a data file as a single pattern that ignores case."""
    return any_of(table(name)[key])


def any_of(expressions: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that matches where any of the expressions does; longer expressions are tried first."""
    return re.compile("|".join(f"(?:{e})" for e in sorted(expressions, key=len, reverse=True)), re.IGNORECASE)
