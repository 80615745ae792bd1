"""Patterns written in data in, compiled expressions that cannot run away out.

In data a space stands for any white space and `{name}` for one of the word lists. A pattern matches whole words only.
Unbounded repetition inside unbounded repetition is refused: strangers choose the texts that patterns meet.
"""

import re
from collections.abc import Mapping, Sequence

_PLACEHOLDER = re.compile(r"\{([A-Za-z]\w*)\}")
_UNBOUNDED = re.compile(r"[*+]|\{\d*,\}")
_QUANTIFIER = re.compile(r"\{\d*,?\d*\}|[*+?]")
_DEPTH = 5
_NEVER = "(?!)"
"""What an empty word list matches: nothing, where an empty alternative would match everywhere."""

Lexicon = Mapping[str, Sequence[str]]


class PatternError(ValueError):
    """A pattern of the data is malformed, unsafe, or names a word list that does not exist."""


def compiled(patterns: Sequence[str], lexicon: Lexicon, *, whole_words: bool = True) -> re.Pattern[str]:
    """Return one expression for all of the patterns, case-insensitive; PatternError says which one is wrong."""
    parts = [expanded(pattern, lexicon) for pattern in patterns]
    for part in parts:
        _refuse_runaways(part)
    joined = "|".join(parts)
    try:
        return re.compile(rf"(?<!\w)(?:{joined})(?!\w)" if whole_words else f"(?:{joined})", re.IGNORECASE)
    except re.error as error:
        raise PatternError(f"{error}: {' | '.join(patterns)[:200]}") from error


def expanded(pattern: str, lexicon: Lexicon, depth: int = _DEPTH) -> str:
    """Return the pattern with its word lists written out and every space matching any white space."""

    def words(match: re.Match[str]) -> str:
        if match[1] not in lexicon or depth == 0:
            raise PatternError(f"there is no word list {match[0]}")
        entries = [expanded(entry, lexicon, depth - 1) for entry in lexicon[match[1]]]
        return "(?:" + "|".join(entries) + ")" if entries else _NEVER

    pieces = _PLACEHOLDER.split(pattern)
    if len(pieces) == 1:
        return _wide_spaces(pattern)
    return "".join(
        words(match) if (match := _PLACEHOLDER.fullmatch("{" + piece + "}")) and number % 2 else _wide_spaces(piece)
        for number, piece in enumerate(pieces)
    )


def _wide_spaces(pattern: str) -> str:
    """Outside of character classes, a space matches any white space, and a space with `?` any or none."""
    out, inside, number = [], False, 0
    while number < len(pattern):
        char = pattern[number]
        if char == "\\":
            out.append(pattern[number : number + 2])
            number += 2
            continue
        inside = (char == "[" or inside) and char != "]"
        if char == " " and not inside:
            optional = pattern[number + 1 : number + 2] == "?"
            out.append(r"\s*" if optional else r"\s+")
            number += 2 if optional else 1
            continue
        out.append(char)
        number += 1
    return "".join(out)


def _refuse_runaways(pattern: str) -> None:
    """Raise PatternError where an unbounded group holds something unbounded."""
    open_groups: list[int] = []
    number = 0
    bare = re.sub(r"\\.", "xx", pattern)
    bare = re.sub(r"\[[^\]]*\]", lambda match: "x" * len(match[0]), bare)
    while number < len(bare):
        if bare[number] == "(":
            open_groups.append(number)
        elif bare[number] == ")" and open_groups:
            inside = bare[open_groups.pop() : number]
            quantifier = _QUANTIFIER.match(bare, number + 1)
            if quantifier and _UNBOUNDED.fullmatch(quantifier[0]) and _UNBOUNDED.search(inside):
                raise PatternError(f"repetition within repetition: {pattern[:200]}")
        number += 1
