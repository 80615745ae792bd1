"""A run of words in, the names in it out: where "of", "and" and their like stand inside a name, and where between two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from classify.actors.known import longest_known
from classify.actors.tokens import Token
from classify.wording import words

_AND = frozenset({"and", "y", "e", "et", "und"})
_BARE_LINKS = frozenset(
    {
        "on",
        "in",
        "the",
        "to",
        "en",
        "a",
        "à",
        "al",
        "au",
        "aux",
        "la",
        "le",
        "les",
        "los",
        "las",
        "el",
        "sur",
        "sobre",
        "l'",
        "l’",
    }
)
_TEACHING = frozenset(
    {"institute", "university", "college", "academy", "instituto", "universidad", "institut", "université"}
)
"""Bodies that are named after one field: a ministry has several."""
_MONEY = frozenset({"us", "usd", "eur", "chf", "gbp"})


def names_in(run: list[Token]) -> Iterator[list[Token]]:
    """Cut a run where a link does not link: before a second name behind "and", at "in" and "the"."""
    piece: list[Token] = []
    number = 0
    while number < len(run):
        token = run[number]
        if token.folded in words("common", "links") and not token.capital:
            links = [token]
            while number + len(links) < len(run) and is_link(run[number + len(links)]):
                links.append(run[number + len(links)])
            rest = run[number + len(links) :]
            if piece and rest and _links(piece, links, rest):
                piece.extend(links)
            else:
                if piece:
                    yield piece
                piece = []
            number += len(links)
            continue
        piece.append(token)
        number += 1
    if piece:
        yield piece


def is_link(token: Token) -> bool:
    """Whether a word in lower case may stand inside a name."""
    return token.folded in words("common", "links") and not token.capital


def _links(left: Sequence[Token], links: Sequence[Token], right: Sequence[Token]) -> bool:
    said = [link.folded for link in links]
    if said == ["&"]:
        return True
    if right[0].folded in _MONEY:
        return False
    if said[0] in _AND:
        return _lists(left, links, right)
    return _places(left, said) if said[0] in _BARE_LINKS else _belongs(left, links, right)


def _places(left: Sequence[Token], said: Sequence[str]) -> bool:
    """Whether "on" or "in" goes on with a name: "Commission on Science", "Embassy in Managua"."""
    if said[0] in {"on", "sur", "sobre", "to"}:
        return bool({token.folded for token in left} & words("common", "takes_on"))
    return said[0] in {"in", "en", "au", "aux", "à", "a", "al"} and left[-1].folded in words("common", "takes_in")


def _belongs(left: Sequence[Token], links: Sequence[Token], right: Sequence[Token]) -> bool:
    """Whether "of" or "for" goes on with a name; a known one ends before what it gives for."""
    if links[0].folded == "for" and longest_known([t.text for t in left]) == len(left) > 1:
        return longest_known([t.text for t in (*left, *links, *right)]) > len(left)
    return not _is_person_like(left)


def _lists(left: Sequence[Token], links: Sequence[Token], right: Sequence[Token]) -> bool:
    """Whether "and" stands inside one name: "Ministry of Finance and Planning", "School of Hygiene and Tropical Medicine"."""
    heads = [n for n, token in enumerate(left) if token.folded in words("common", "opens_list")]
    opened = bool(heads) and any(token.folded in words("common", "links") for token in left[heads[-1] :])
    own = {token.folded for token in right[: _extent(right)]}
    if longest_known([t.text for t in (*left, *links, *right)]) > len(left) + len(links):
        return True
    if longest_known([t.text for t in left]) == len(left) or longest_known([t.text for t in right]):
        return False
    if opened and len(links) == 1:
        return not own & words("sectors", "tokens") and not _is_other(left, right)
    return opened and len(links) == 2 and right[0].folded in words("common", "portfolios")


def _is_other(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """Whether a name of its own follows a complete one: "Institute of Technology and Amber Maps"."""
    extent = right[: _extent(right)]
    portfolios = words("common", "portfolios")
    taught = any(token.folded in _TEACHING for token in left)
    return (
        taught
        and left[-1].folded in portfolios
        and len(extent) > 1
        and not any(token.folded in portfolios for token in extent)
    )


def _extent(tokens: Sequence[Token]) -> int:
    return next((n for n, token in enumerate(tokens) if token.folded in _AND and not token.capital), len(tokens))


def _is_person_like(left: Sequence[Token]) -> bool:
    return len(left) == 1 and left[0].folded in {"i", "we"}
