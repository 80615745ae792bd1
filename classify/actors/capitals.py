"""Groups of capitalised words in a sentence: what may be a name in any language that knows capitals.

"the Ministry of Finance and Economic Development (MOFED)" is one group with an acronym; "Morocco and Italy" are two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classify.actors.known import longest_known, plain
from classify.actors.links import is_link, names_in
from classify.actors.tokens import Token, tokens_in
from classify.wording import words

_LEGAL = re.compile(
    r"(?:(?<=Co)\.)?,?[ \n](?:\((?:Pvt|Pty)\) Ltd|S\.A\. de C\.V|C\. por A|Inc|Ltd|LLC|Corp|Co|PLC|plc|GmbH|S\.A|SA|AG|S\.A\.S|SAS|S\.L|SARL|Pty|Limited|Incorporated|B\.V|N\.V|Oy|AB"
    r"|A\.C|S\.C|I\.A\.P|e\.V|d\.o\.o|inc)(?=[\s,.;:)]|$)\.?"
)
_ACRONYM = re.compile(
    r"[ \n]\((?:the )?[\"“«]?(?P<acronym>[A-Z0-9][\w&.\-/]{1,14})[\"”»]?(?:,? (?:by its|in|por sus|pour|para|as) [^)]{0,40})?\)"
)
_DASHED_ACRONYM = re.compile(r"(?:,| [-–—])[ \n](?P<acronym>[A-Z][A-Z0-9]{2,9})(?=[\s,.;:)]|$)")
_OPENING = re.compile(r"[\s\"“«'‘(\[*_#>\-–—•]*")
_KEY = 20
"""Characters in which the colon of a field's key follows its first word."""
_TEXT_LIMIT = 4_000


@dataclass(frozen=True, slots=True)
class Group:
    """A run of capitalised words; `name == text[start:end]`, line breaks folded in `name`."""

    start: int
    end: int
    name: str
    acronym: str = ""
    """What stands in brackets behind it, or behind a comma when it is made of the initials."""
    after: int = 0
    """Where the text goes on behind the acronym."""
    opens: bool = False
    """It opens its sentence, where every word is capitalised."""


def groups(text: str) -> tuple[Group, ...]:
    """Return the groups of a sentence in order, articles and function words at its opening left out."""
    text = text[:_TEXT_LIMIT]
    found: list[Group] = []
    for run in _runs(text, tokens_in(text)):
        for piece in names_in(run):
            group = _group(text, piece)
            if group is not None and (not found or group.start >= max(found[-1].end, found[-1].after)):
                found.append(group)
    return tuple(found)


def _runs(text: str, tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Runs of capitalised words with link words between them; anything else between two words ends a run."""
    run: list[Token] = []
    titled = _is_titled(tokens)
    for number, token in enumerate(tokens):
        if run and (not _adjoins(text, run[-1], token) or token.text == "The"):
            yield run
            run = []
        lower_head = (
            token.folded in words("common", "lower_heads")
            and not token.capital
            and ((run and run[-1].capital) or _followed(text, tokens, number))
        )
        following = tokens[number + 1].folded if number + 1 < len(tokens) else ""
        if titled and _is_headline_verb(token, following):
            if run:
                yield run
            run = []
        elif token.capital or lower_head or (run and token.folded in words("common", "links")):
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_titled(tokens: Sequence[Token]) -> bool:
    """Whether the text is a headline in title case, where verbs are capitalised as well."""
    long = [token for token in tokens if len(token.text) > 3 and token.text[0].isalpha()]
    return len(long) > 3 and sum(token.capital for token in long) > 0.7 * len(long)


def _is_headline_verb(token: Token, following: str) -> bool:
    if token.folded in {"partners", "teams"}:
        return following in {"with", "up", "to"}
    return token.folded in words("common", "headline_verbs")


def _adjoins(text: str, left: Token, right: Token) -> bool:
    gap = text[left.end : right.start]
    if "\n" in gap and ":" in text[right.end : right.end + _KEY]:
        return False  # the key of the next field
    return (
        gap in {" ", "\n", ""} or (gap.strip() == "" and len(gap) <= 2) or (gap.strip() == "." and len(left.text) == 1)
    )


def _followed(text: str, tokens: Sequence[Token], number: int) -> bool:
    """`government of Ethiopia`: a head in lower case that a link and a capital follow."""
    following = tokens[number + 1 : number + 4]
    if (
        not following
        or following[0].folded not in words("common", "links")
        or not _adjoins(text, tokens[number], following[0])
    ):
        return False
    return any(token.capital for token in following[1:])


def _group(text: str, tokens: list[Token]) -> Group | None:
    opens = _OPENING.match(text, 0) is not None and tokens[0].start == _OPENING.match(text, 0).end()  # type: ignore[union-attr]
    tokens = _without_day(_without_post(tokens))
    while tokens and _is_opener(tokens[0], text):
        if tokens[0].folded not in words("common", "links") and longest_known([t.text for t in tokens]):
            break
        if not opens and len(tokens) == 1:
            break
        tokens = tokens[1:]
        opens = False
    while tokens and (is_link(tokens[-1]) or tokens[-1].text == "&"):
        tokens = tokens[:-1]
    if not tokens or (len(tokens) == 1 and _is_opener(tokens[0], text)):
        return None
    tokens = _once(tokens)
    start, end = tokens[0].start, tokens[-1].end
    legal = _LEGAL.match(text, end)
    end = legal.end() if legal else end
    name = " ".join(text[start:end].split())
    acronym, after = acronym_behind(text, end, name)
    return Group(start, end, name, acronym, after, opens)


def acronym_behind(text: str, end: int, name: str) -> tuple[str, int]:
    """Return the acronym that stands behind a name's end, and where the text goes on; empty when there is none."""
    match = _ACRONYM.match(text, end)
    if match is None:
        match = _DASHED_ACRONYM.match(text, end)
        match = match if match and is_initials(match["acronym"], name) else None
    return (match["acronym"], match.end()) if match else ("", end)


def _without_post(tokens: list[Token]) -> list[Token]:
    """Without "Executive Director of the" before the organisation."""
    first = tokens[0].folded
    heads = words("people", "positions") | words("common", "people_of")
    if first not in heads and plain(tokens[0].text) != "executive":
        return tokens
    links = [n for n, token in enumerate(tokens) if is_link(token)]
    behind = next((n for n in range(links[0], len(tokens)) if not is_link(tokens[n])), 0) if links else 0
    return tokens[behind:] if behind and links[0] <= 4 else tokens


def _without_day(tokens: list[Token]) -> list[Token]:
    """Without the day or month before a name: "on Saturday Amber Trust opens"."""
    return tokens[1:] if len(tokens) > 2 and plain(tokens[0].text) in words("common", "calendar") else tokens


def _once(tokens: list[Token]) -> list[Token]:
    """A name written twice running, as heading and as first words, once."""
    half = len(tokens) // 2
    twice = half > 0 and [t.text for t in tokens[:half]] == [t.text for t in tokens[half:]]
    return tokens[half:] if twice else tokens


def _is_opener(token: Token, text: str) -> bool:
    """A function word or an elided article; in capitals only where everything is in capitals ("IT" may be a name's first word)."""
    if token.text.endswith(("’", "'")) and len(token.text) == 2:
        return True
    shouted = len(token.text) > 1 and token.text.isupper() and not text.isupper()
    return not shouted and plain(token.text) in words("common", "openers")


def is_initials(acronym: str, name: str) -> bool:
    """Return whether the letters of the acronym come in order from the initials of the name's words."""
    initials = iter([plain(word[0]) for word in re.findall(r"\w+", name)])
    return all(letter in initials for letter in plain(acronym) if letter.isalpha())
