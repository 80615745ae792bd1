"""What a short stretch of text names: a person, a person's post, or an organisation; by its words alone."""

from __future__ import annotations

import re
import unicodedata

from classify.wording import words

_TOKEN = re.compile(r"[^\W\d_][\w'’.\-]*$")
_SPLIT = re.compile(r"[\s,]+")
_HAN_NAME = re.compile("[\u4e00-\u9fff]{2,4}")
_MAX_LENGTH = 60
_PLACE_OPENERS = frozenset(
    {"san", "santa", "santo", "saint", "sainte", "st", "st.", "los", "las", "el", "la", "le", "les"}
)
_ELIDED = re.compile(r"[dlDLO]['’][^\W\d_]")


def person_in(text: str) -> str:
    """Return the person's name that the whole text is, without titles and degrees; empty when it is none.

    Two to five capitalised words, particles such as "de" or "bin" allowed between them; "Nair, Priya" is turned round.
    """
    text = " ".join(text.split()).strip(" .,:;*_-–—\"'“”")
    if not text or len(text) > _MAX_LENGTH or any(c.isdigit() for c in text):
        return ""
    family, comma, given = text.partition(", ")
    if comma and len(family.split()) <= 2 and len(given.split()) <= 2 and not _is_degree(given):
        text = f"{given} {family}"
    tokens = _stripped([token for token in _SPLIT.split(text) if token])
    if len(tokens) == 2 and _HAN_NAME.fullmatch(tokens[0]) and _is_han_position(tokens[1]):
        return tokens[0]
    if not 2 <= len(tokens) <= 5 or not all(_is_name_token(token) for token in tokens):
        return ""
    capitalised = [token for number, token in enumerate(tokens) if number == 0 or not _is_particle(token)]
    long = [token for token in capitalised if len(token.strip(".")) > 1]
    if len(capitalised) < 2 or not long or tokens[0].casefold() in _PLACE_OPENERS:
        return ""
    return " ".join(tokens)


def has_title(text: str) -> bool:
    """Whether the text opens with a form of address: "Dr", "Mme", "Sra."."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    return first.rstrip(".").casefold() in words("people", "honorifics") and first[:1].isupper()


def is_position(text: str) -> bool:
    """Whether the text names a post: "Head of Programmes", "Chargée de communication"."""
    lowered = {token.strip(".,:;()").casefold() for token in re.split(r"[\s/&\-]+", text)}
    whole = {token.strip(".,:;()").casefold() for token in text.split()}
    named = bool((lowered | whole) & words("people", "positions")) or any(map(_is_han_position, whole))
    return named and len(text) <= 120


def resembles(name: str, local: str) -> bool:
    """Whether a mailbox's local part is made of this name: `p.nair`, `pnair`, `priya.nair`, `nairp`."""
    parts = [_plain(part) for part in re.split(r"[\s\-'’.]+", name) if part]
    letters = re.sub(r"[^a-z]", "", _plain(local))
    if len(letters) < 2 or not parts:
        return False
    tokens = {t for t in re.split(r"[^a-z]+", _plain(local)) if len(t) > 2}
    if tokens & {part for part in parts if len(part) > 2}:
        return True
    initials = "".join(part[0] for part in parts if part)
    family = parts[-1]
    return letters in {
        parts[0][0] + family,
        family + parts[0][0],
        initials,
        initials[:-1] + family,
        parts[0] + family,
        family + parts[0],
    }


def same_person(one: str, other: str) -> bool:
    """Whether two names may be of one person: they share a family name and do not differ in the first letter."""
    a, b = _parts(one), _parts(other)
    if not a or not b:
        return False
    if a == b or len(a) == 1 or len(b) == 1:
        return a[-1] in b or b[-1] in a or a[0] == b[0]
    shared = {x for x in a if len(x) > 1} & {y for y in b if len(y) > 1}
    return len(shared) >= 2 or (a[-1] == b[-1] and a[0][0] == b[0][0]) or (a[0] == b[-1] and a[-1] == b[0])


def _parts(name: str) -> list[str]:
    particles = words("people", "particles")
    return [_plain(part) for part in re.split(r"[\s,.\-]+", name) if part and part.casefold() not in particles]


def _stripped(tokens: list[str]) -> list[str]:
    while tokens and tokens[0].rstrip(".").casefold() in words("people", "honorifics") and len(tokens) > 2:
        tokens = tokens[1:]
    while tokens and _is_degree(tokens[-1]):
        tokens = tokens[:-1]
    return tokens


def _is_degree(text: str) -> bool:
    return text.casefold().strip(".,") in words("people", "degrees") or text.casefold() in words("people", "degrees")


def _is_particle(token: str) -> bool:
    return token.casefold() in words("people", "particles")


def _is_han_position(token: str) -> bool:
    return token.endswith(tuple(words("people", "han_positions")))


def _is_name_token(token: str) -> bool:
    folded = token.casefold().strip(".")
    if _is_particle(token) or _ELIDED.match(token):
        return True
    if not _TOKEN.match(token) or folded in words("people", "never") or folded in words("people", "positions"):
        return False
    if folded in words("sectors", "tokens"):
        return False
    first = token[0]
    return first.isupper() or (unicodedata.category(first) == "Lo")


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
