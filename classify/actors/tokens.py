"""A sentence in, its words out, each with whether it is written as names are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from classify.actors.known import plain
from classify.wording import words

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:(?:[dlDL]|[Qq]u)[’'](?=[^\W\d_]))"
    r"|\w(?:[\w’'@+®&\-]|\.(?!\s|[A-Z][a-z]))*(?:s[’'](?=[ \n][A-ZÀ-Þ])|[\w+®])|\w|&"
)
_ADJECTIVE = re.compile(
    r"[A-Z][\w.]*-(?:[a-z]+ed|[a-z]+ing|led|run|kind|wide|free|own|run|friendly|funded|owned|born|style|like|scale|term|level|time|site|line|to|in|of|up)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place; `text == sentence[start:end]`."""

    start: int
    end: int
    text: str

    capital: bool
    folded: str


def tokens_in(text: str) -> list[Token]:
    """Return the words of a sentence in order; a possessive's ending is no part of its word."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        possessive = re.search(r"[’'](?:s|S)$", word)
        possessive = (
            None
            if possessive and (plain(word[: possessive.start()]) in words("common", "owned") or _is_saint(tokens))
            else possessive
        )
        end = match.start() + possessive.start() if possessive else match.end()
        word = text[match.start() : end]
        tokens.append(Token(match.start(), end, word, _is_capital(word), word.casefold().strip(".")))
    return tokens


def _is_capital(word: str) -> bool:
    """Whether a word is written as names are: "Amber", "iEARN"; "Amber-based" is not."""
    if word.islower() or _ADJECTIVE.fullmatch(word):
        return False
    return any(c.isupper() for c in word[:3]) or (word[:1].isalpha() and any(c.isupper() for c in word))


def _is_saint(before: Sequence[Token]) -> bool:
    """`St Mary's Hospital`: whose name a saint's is keeps its apostrophe."""
    return bool(before) and before[-1].text in {"St", "Saint", "Santa"}
