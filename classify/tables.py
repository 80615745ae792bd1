"""One table of a TOML file in, its values out key by key; every complaint says in which file and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from classify.errors import RubricError

LANGUAGES = ("en", "fr", "es")
"""The languages of the letters and of the cues."""


class Table:
    """One table of a file; every method raises RubricError where the value is missing or of another kind."""

    def __init__(self, where: str, values: Mapping[str, Any]) -> None:
        self.where = where
        self._values = values

    def _get(self, key: str, kind: type, *, needed: bool = True) -> Any:
        value = self._values.get(key)
        if value is None and not needed:
            return kind()
        if not isinstance(value, kind) or (kind in (int, float) and isinstance(value, bool)):
            raise RubricError(f"{self.where}: {key} is missing or not of the right kind ({kind.__name__})")
        return value

    def only(self, *known: str) -> Table:
        """The table itself; a key that nobody reads is a mistake."""
        for key in self._values:
            if key not in known:
                raise RubricError(f"{self.where}: nobody knows the key {key}")
        return self

    def text(self, key: str, *, needed: bool = True) -> str:
        """The text under a key; empty where it is not needed and not there."""
        return str(self._get(key, str, needed=needed))

    def flag(self, key: str) -> bool:
        """A yes or no; no where it is not there."""
        return bool(self._get(key, bool, needed=False))

    def number(self, key: str, otherwise: float) -> float:
        """A number, or `otherwise`."""
        if key not in self._values:
            return otherwise
        value = self._values[key]
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise RubricError(f"{self.where}: {key} is not a number")
        return float(value)

    def day(self, key: str) -> date:
        """A date."""
        value = self._get(key, date)
        return value.date() if isinstance(value, datetime) else date.fromisoformat(str(value))

    def texts(self, key: str, *, needed: bool = True) -> tuple[str, ...]:
        """A list of texts."""
        values = self._get(key, list, needed=needed)
        if not all(isinstance(value, str) for value in values):
            raise RubricError(f"{self.where}: {key} holds something that is not a text")
        return tuple(values)

    def languages(self, key: str, *, needed: bool = True) -> dict[str, str]:
        """A text in every language of the letters; none at all where it is not needed and not there."""
        values = self._get(key, dict, needed=needed)
        if not values and not needed:
            return {}
        for language in LANGUAGES:
            if not isinstance(values.get(language), str):
                raise RubricError(f"{self.where}: {key} is missing in {language}")
        return {language: values[language] for language in LANGUAGES}

    def table(self, key: str) -> Table:
        """The table under a key."""
        return Table(f"{self.where}: {key}", self._get(key, dict))

    def lists(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every key of a table of lists."""
        for key in self._values:
            yield key, self.texts(key)

    def tables(self, key: str, *, needed: bool = True) -> tuple[Table, ...]:
        """A list of tables, each knowing its id, name or number."""
        values = self._get(key, list, needed=needed)
        if not all(isinstance(value, dict) for value in values):
            raise RubricError(f"{self.where}: {key} holds something that is not a table")
        said = [(value.get("id"), value.get("name")) for value in values]
        names = [next((n for n in both if n and isinstance(n, str)), number) for number, both in enumerate(said, 1)]
        return tuple(Table(f"{self.where}: {key} {n}", v) for n, v in zip(names, values, strict=True))
