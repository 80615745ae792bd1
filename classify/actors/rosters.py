"""Lists of participants under headings such as "Partners" or "Bailleurs de fonds", taken apart item by item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from classify.actors.extents import is_set_in
from classify.actors.known import known, plain, plain_words
from classify.actors.participants import are_people, is_name
from classify.actors.sectors import is_country
from classify.assessment import Role
from classify.text.layout import Form
from classify.text.marks import label_of
from classify.text.passages import Passage, Section
from classify.wording import any_of, table

_SEMICOLON = re.compile(r"\s*(?<!&amp);\s*|\s+/\s+")
_LINE = re.compile(r"\s*\n\s*")
_PARTED = re.compile(r"[,;]\s")
_BULLET = re.compile(r"^[\s*+•‣◦▪–—·●○■□➢\-]+|^\(?\d{1,2}[.)]\s+|^\(?[a-h][.)]\s+")
_BRACKETS = re.compile(r"\s*\((?P<inside>[^()]{1,120})\)|\s*\[(?P<square>[^\[\]]{1,120})\]")
_DESCRIBED = re.compile(
    r"\s+[-–—]+\s+|\s*[:：]\s+|\s+(?:which|who|that|whose|on the|through its|as (?:the |a |an |our )|for (?:the|its|their)|qui|que|pour|para)\s"
)
_JOINED = re.compile(
    r"\s+(?:together with|along with|in (?:cooperation|collaboration|partnership) with|as well as|junto con|así como|ainsi que|en collaboration avec)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_AND = re.compile(r"\s+(?:and|y|et|und|&)\s+")
_LEGAL = re.compile(r"(?:Inc|Ltd|LLC|Corp|Co|PLC|GmbH|S\.?A|AG|S\.L|SARL|Pty|Limited|S\.A\.S|B\.V|N\.V)\.?$")
_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&.\-/]{1,12}$")
_BODY_LIKE = frozenset({"platform", "initiative", "programme", "program", "partnership", "campaign", "hub"})
_LABEL_TAIL = re.compile(r"(?:\s(?:are|is|include|includes|including|sont|comprennent|son|incluyen|\d{4}))+$")
_HEADING_LENGTH = 80
_PROSE_WORDS = 14


@dataclass(frozen=True, slots=True)
class Item:
    """One participant of a list, with its place in the passage's paragraph."""

    name: str
    acronym: str
    remarks: str
    role: Role
    passage: Passage
    start: int
    """Offset in the document's text at which the name stands."""
    end: int


def role_of_heading(heading: str) -> Role | None:
    """Return what the organisations under a heading are, or None when it heads no list of participants."""
    label = plain(" ".join(heading.split())).strip(" :*_#-–—.")
    label = _LABEL_TAIL.sub("", label)
    for role in (Role.FUNDER, Role.PARTNER):
        if label and _headings(role).fullmatch(label):
            return role
    return None


def items(passages: Sequence[Passage]) -> Iterator[Item]:
    """Yield the participants of every list among the passages, in order; running text under such a heading gives none."""
    for passage, role in _rosters(passages):
        yield from _passage_items(passage, role)


def _rosters(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Role]]:
    """Passages that list participants: below such a heading, or below a kind of actor that follows one.

    A short line that reads like such a heading is one as well, even where the layout shows none.
    """
    current: Role | None = None
    inline: Role | None = None
    document = ""
    for passage in passages:
        if passage.document != document:
            current, inline, document = None, None, passage.document
        said = role_of_heading(label_of(passage.text)) if len(passage.text) < _HEADING_LENGTH else None
        if said is None and _is_other_field(passage):
            current = inline = None
            continue
        if passage.form is Form.HEADING:
            current = said or (current if _kind_of_actor(label_of(passage.text)) else None)
            inline = None
        elif said is not None and passage.form is Form.PROSE:
            inline = said
        elif passage.section.judged:
            inline = inline if _is_short(passage) else None
            under = role_of_heading(passage.heading) or (current if _kind_of_actor(passage.heading) else None)
            if under is not None or inline is not None:
                yield passage, under or inline or Role.PARTNER


def _is_other_field(passage: Passage) -> bool:
    """Whether a passage opens with a key of its own under which nobody takes part: "Time-frame: …"."""
    key, colon, _ = passage.text[:_HEADING_LENGTH].partition(":")
    label = plain(" ".join(key.split())).strip(" *_#-–—.()")
    return bool(colon and label) and _other_fields().fullmatch(label) is not None


@cache
def _other_fields() -> re.Pattern[str]:
    return any_of(plain(p) for p in table("roles")["headings"]["others"])


def _is_short(passage: Passage) -> bool:
    """A bullet or a line of a few words: an item, not a sentence."""
    return passage.form is Form.BULLET or (len(passage.text.split()) <= 8 and not passage.text.endswith((".", ":")))


def _passage_items(passage: Passage, role: Role) -> Iterator[Item]:
    text, offset = _value(passage)
    if _is_prose(text):
        return
    for start, end in _parts(text):
        item = _item(passage, text[start:end], offset + start, role)
        if item is not None:
            role = item.role
            yield item


def _value(passage: Passage) -> tuple[str, int]:
    """The text behind the key of a form field, and its offset."""
    if passage.form is Form.FIELD and ":" in passage.text[:60]:
        key = passage.text.index(":") + 1
        if role_of_heading(passage.text[:key].strip(" :*")) is not None:
            return passage.text[key:], key
    return passage.text, 0


def _is_prose(text: str) -> bool:
    if ";" in text:
        return False
    longest = max((len(part.split()) for part in re.split(r",|\n", text)), default=0)
    lower = [w for w in text.split() if w[:1].islower()]
    return longest > _PROSE_WORDS or (len(text.split()) > _PROSE_WORDS and len(lower) > 0.6 * len(text.split()))


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the items: parted by semicolons, line ends, commas, and the last "and"."""
    for start, end in _split(_SEMICOLON, text, 0, len(text)):
        for a, b in _lines(text, start, end):
            if len(text[a:b].split()) > _PROSE_WORDS and "," not in text[a:b]:
                continue
            if known(_BRACKETS.sub("", text[a:b])):
                yield a, b
                continue
            pieces = list(_commas(text, a, b))
            for c, d in pieces:
                for e, f in _split(_JOINED, text, c, d):
                    last = d == pieces[-1][1]
                    yield from _ands(text, e, f) if last else ((e, f),)


def _split(separator: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for match in separator.finditer(text, start, end):
        yield position, match.start()
        position = match.end()
    yield position, end


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a list that nothing else parts: beside commas and semicolons a line ends where print made it."""
    return iter(((start, end),)) if _PARTED.search(text) else _split(_LINE, text, start, end)


def _commas(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at commas outside brackets; legal forms, acronyms and words in lower case stay with what they follow."""
    depth, position = 0, start
    for number in range(start, end):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(text[number], 0)
        if text[number] == "," and depth <= 0 and _parts_at(text, number):
            following = re.split(r"[,;(\n]", text[number + 1 : end], maxsplit=1)[0].strip(" .")
            if _belongs(text[position:number], following):
                continue
            yield position, number
            position = number + 1
    yield position, end


def _parts_at(text: str, comma: int) -> bool:
    """Behind a comma that parts, a space or a capital follows: `A, B` and `A,B`, but `1,000` not."""
    following = text[comma + 1 : comma + 2]
    return following.isspace() or (following.isupper() and text[comma - 1 : comma].islower())


def _belongs(before: str, following: str) -> bool:
    if _LEGAL.match(following) or (is_set_in(before.strip(), following) and ")" not in before):
        return True
    initials = "".join(word[0] for word in re.findall(r"\w+", before) if word[0].isupper())
    if _ACRONYM.fullmatch(following) and len(following) <= 6 and following.isupper() and len(initials) > 1:
        letters = iter(plain(initials))
        return all(letter in letters for letter in plain(following))
    return not following


def _ands(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at an "and" that stands between two organisations."""
    position = start
    for match in _AND.finditer(text, start, end):
        left, right = text[position : match.start()].strip(" ,"), text[match.end() : end].strip(" ,.")
        if match.group().strip() != "&" and _are_two(left, right):
            yield position, match.start()
            position = match.end()
    yield position, end


def _are_two(left: str, right: str) -> bool:
    if not left or not right or not right[0].isupper():
        return not left
    if known(left) or (known(right) and len(left.split()) > 1) or is_country(right):
        return True
    opened = re.search(r"\b(?:of|for|de|del|des|du|d[’'])\s+(?:the\s+|la\s+)?\S+(?:\s\S+){0,3}$", left)
    bodies = plain_words("sectors", "tokens") | _BODY_LIKE
    apart = {plain(w) for w in right.split()} & bodies and {plain(w) for w in left.split()} & bodies
    return bool(apart) and len(left.split()) > 1 and not (opened and len(right.split()) < 3)


def _item(passage: Passage, piece: str, offset: int, role: Role) -> Item | None:
    bullet = _BULLET.match(piece)
    lead = bullet.end() if bullet else len(piece) - len(piece.lstrip())
    text = piece[lead:]
    if text.rstrip().endswith((":", "：", "…", "?")):
        return None
    cue = _funder_cue().match(text)
    if cue:
        role, lead, text = Role.FUNDER, lead + cue.end(), text[cue.end() :]
    and_ = re.match(r"(?:and|y|et|&)\s+", text)
    if and_:
        lead, text = lead + and_.end(), text[and_.end() :]
    remarks = [match["inside"] or match["square"] for match in _BRACKETS.finditer(text)]
    text = text.rstrip(" \t\n,.")
    bracket = _BRACKETS.search(text)
    name = text[: bracket.start()] if bracket else text
    described = _DESCRIBED.search(name)
    name = name[: described.start()] if described else name
    if bracket and are_people(name):
        name = bracket["inside"] or bracket["square"]
    name = name.strip(" \t\n.,:*_\"“”'")
    acronym = next((r for r in remarks if _ACRONYM.fullmatch(r) and sum(c.isupper() for c in r) > 1), "")
    trailing = re.search(r",\s*(?P<acronym>[A-Z]{2,8})$", name)
    if trailing:
        acronym, name = acronym or trailing["acronym"], name[: trailing.start()].rstrip()
    if not is_name(name):
        return None
    start = passage.start + offset + lead + text.find(name)
    folded = " ".join(name.replace("&amp;", "&").split())
    remarks = [r for r in remarks if r != acronym] or ([passage.heading] if _kind_of_actor(passage.heading) else [])
    return Item(folded, acronym, "; ".join(remarks), role, passage, start, start + len(name))


@cache
def _headings(role: Role) -> re.Pattern[str]:
    return any_of(plain(p) for p in table("roles")["headings"][role.value])


@cache
def _funder_cue() -> re.Pattern[str]:
    return any_of(
        rf"{p}\s*:?\s+(?:the\s+)?"
        for p in table("roles")["headings"]["funder"]
        if "by" in p or "par" in p or "por" in p
    )


def _kind_of_actor(heading: str) -> bool:
    """Whether a heading only sorts a list of participants: "Governments", "UN system", "Other"."""
    label = plain(" ".join(heading.split())).strip(" :*_#-–—.")
    return any_of(table("roles")["headings"]["kinds"]).fullmatch(label) is not None


def is_roster_text(passage: Passage) -> bool:
    """Whether running text stands where participants are listed: whoever it names takes part."""
    return (
        passage.section is not Section.BOILERPLATE
        and not _is_other_field(passage)
        and role_of_heading(passage.heading) is not None
    )
