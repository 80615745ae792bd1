"""Generally known organisations, found in a row of words by one look-up a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from classify.assessment import Sector
from classify.wording import table, words

_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Known:
    """One organisation of the list: its first name and acronym stand for all of its names."""

    sector: Sector
    key: str
    """Its first acronym or name: the same for every form."""


@dataclass(frozen=True, slots=True)
class _Index:
    names: dict[tuple[str, ...], Known]
    acronyms: dict[str, Known]


def plain(text: str) -> str:
    """Return the text without accents, in lower case: how names are compared."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


@cache
def plain_words(name: str, key: str) -> frozenset[str]:
    """Return one list of a data file as plain words: what the plain words of a name are compared with."""
    return frozenset(plain(word) for word in words(name, key))


def tokens_of(text: str) -> tuple[str, ...]:
    """Return a name's words as they are compared: plain, without marks, without a leading article."""
    words = tuple(re.findall(r"\w+", plain(text.replace("&", " and "))))
    return words[1:] if len(words) > 1 and words[0] in {"the", "la", "le", "el", "los", "les"} else words


def squashed(name: str) -> str:
    """Return a name as a domain would be made of it: `ambertrust`."""
    return "".join(tokens_of(name)).replace("_", "")


def known(name: str) -> Known | None:
    """Return the known organisation of exactly this name or acronym, or None."""
    index = _index()
    return index.acronyms.get(name.strip(" .")) or index.names.get(tokens_of(name))


def longest_known(words: Sequence[str]) -> int:
    """Return how many of the words, from the first, are a known organisation's name; 0 when none."""
    index = _index()
    if words and words[0] in index.acronyms and len(words) == 1:
        return 1
    for count in range(min(len(words), _LONGEST), 0, -1):
        if tokens_of(" ".join(words[:count])) in index.names:
            return count
    return 1 if words and words[0] in index.acronyms else 0


@cache
def _index() -> _Index:
    names: dict[tuple[str, ...], Known] = {}
    acronyms: dict[str, Known] = {}
    for sector, lines in table("known").items():
        for line in lines:
            short, _, long = line.lstrip("* ").partition("|")
            shorts, longs = _listed(short), _listed(long)
            for number, form in enumerate([*shorts, *longs]):
                entry = Known(Sector(sector), form if line.startswith("*") else (shorts or longs)[0])
                if number < len(shorts) and " " not in form:
                    acronyms.setdefault(form, entry)
                else:
                    names.setdefault(tokens_of(form), entry)
    return _Index(names, acronyms)


def _listed(text: str) -> list[str]:
    return [form for part in text.split(";") if (form := part.strip())]
