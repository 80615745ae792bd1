"""Every place where a passage names what may be an organisation, with what speaks for and against it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from classify.actors.capitals import Group
from classify.actors.extents import name_groups
from classify.actors.heads import is_calendar, is_institutional, is_soft_thing, is_thing
from classify.actors.known import known, plain, plain_words, squashed
from classify.actors.roles import acts, pledges
from classify.actors.sectors import is_country, is_place
from classify.actors.votes import Votes
from classify.facts.sums import is_currency
from classify.people.persons import person_in
from classify.text.names import Entity, EntityKind
from classify.text.passages import Passage
from classify.wording import words

_DATE = re.compile(r"^\W*(?:\d{1,2}(?:st|nd|rd|th)?|\d{4})?\W*$")
_BRAND = re.compile(r"(?:[a-z]+[A-Z]|[A-Z][a-z]+[A-Z])\w*$")
_PLURAL = re.compile(r"[A-Z][\w]{0,6}[A-Z]s")
"""NGOs, PyMEs: kinds, not names."""
_BEHIND = 60
"""Characters behind a name in which its verb is looked for."""
_NUMBERED = re.compile(r"[A-Z][a-z]{2,}\d{1,3}")
"""A brand that ends in a number: "Amber24"."""
_ARTICLES = re.compile(r"^(?:the|The|THE|la|La|le|Le|les|Les|el|El|los|Los|l[’'])\s*")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a passage; `weight` says how sure its form is that it is an organisation's, 0 to 3."""

    start: int
    end: int
    after: int
    name: str
    acronym: str
    weight: int


def mentions(
    passage: Passage, entities: Sequence[Entity], votes: Votes, capitals: Sequence[Group]
) -> tuple[Mention, ...]:
    """Return the mentions of one passage in order; `capitals` are its groups of capitalised words."""
    found: list[Mention] = []
    for group in name_groups(passage.flat, entities, capitals):
        weight = _weight(group, entities, votes, passage.flat[group.after : group.after + _BEHIND])
        if weight > 0:
            found.append(Mention(group.start, group.end, group.after, group.name, group.acronym, weight))
    return tuple(found)


def _weight(group: Group, entities: Sequence[Entity], votes: Votes, after: str) -> int:
    """3 known or named by its form, 2 read so by the pipeline, 1 a capitalised name and no more, 0 something else."""
    tokens = [plain(t).strip(".'’-") for t in re.findall(r"[\w’'&.+-]+", group.name)]
    if not tokens or is_calendar(tokens) or _DATE.match(group.name) or len(group.name) < 2:
        return 0
    if _is_known(group):
        return 3
    if _PLURAL.fullmatch(group.name) or tokens[-1] in words("people", "positions"):
        return 0
    kinds = _kinds(group, entities)
    if _is_something_else(group.name, tokens, kinds):
        return _at_least(group.name, tokens, after)
    return 3 if is_institutional(tokens) else _voted(group, kinds, votes, after)


def _at_least(name: str, tokens: Sequence[str], after: str) -> int:
    """What a place's or a thing's name is worth: a country that commits itself acts, and some things are bodies as well."""
    if is_country(name) and pledges(after):
        return 2
    return int(is_soft_thing(name) and len(tokens) > 1 and not is_place(name))


def _is_known(group: Group) -> bool:
    """By its name, its acronym, or as a part of what stands before a stroke: "USAID/Kenya"."""
    whole, stroke, _ = group.name.partition("/")
    return bool(known(group.name) or (group.acronym and known(group.acronym)) or (stroke and known(whole)))


def _is_something_else(name: str, tokens: Sequence[str], kinds: AbstractSet[EntityKind]) -> bool:
    """A place, a currency, a thing, a bare common word, or a body inside any organisation."""
    if is_place(name) or (EntityKind.PLACE in kinds and len(tokens) < 2) or is_currency(name):
        return True
    alone = len(tokens) == 1 and (
        tokens[0] in plain_words("sectors", "tokens")
        or tokens[0] in plain_words("common", "things_first")
        or tokens[0] in plain_words("common", "kinds")
    )
    alone = alone or tokens[0] in words("common", "summit")
    return alone or is_thing(name, tokens) or all(token in words("common", "generic") for token in tokens)


def _voted(group: Group, kinds: AbstractSet[EntityKind], votes: Votes, after: str) -> int:
    """What all of the texts take the name for, then what this passage does."""
    name = plain(group.name)
    vote = votes.kind(group.name)
    if name in votes.people or name in votes.things:
        return 0
    if squashed(group.name) in votes.domains and vote is not EntityKind.PERSON:
        return 3
    if vote is EntityKind.ORGANISATION or (_BRAND.match(group.name) and vote is not EntityKind.THING):
        return 2
    if name in votes.likely or _is_somebody(group, kinds, vote):
        return int(name in votes.likely and " " in name and len(name.split()) < 5 and vote is not EntityKind.PLACE)
    return _seen(group, kinds, after)


def _is_somebody(group: Group, kinds: AbstractSet[EntityKind], vote: EntityKind | None) -> bool:
    """A place, or a person where the name could be one's."""
    person = EntityKind.PERSON in kinds or vote is EntityKind.PERSON
    return (vote is EntityKind.PLACE and len(group.name.split()) < 2) or (
        person and (bool(person_in(group.name)) or " " not in group.name)
    )


def _seen(group: Group, kinds: AbstractSet[EntityKind], after: str) -> int:
    """What this passage alone takes the name for."""
    if EntityKind.ORGANISATION in kinds or sum(c.isupper() for c in group.acronym) > 1:
        return 2
    return 0 if EntityKind.THING in kinds else _bare(group, after)


def _bare(group: Group, after: str) -> int:
    """A name that nothing but its capitals speaks for: its company must tell."""
    first = group.name.split()[0]
    if any(c.isdigit() for c in group.name) and not _NUMBERED.fullmatch(group.name):
        return 0
    if group.name.isupper() and (len(group.name) < 3 or len(group.name) > 8 or " " in group.name):
        return 0
    if _BRAND.match(first):
        return 2
    opening = group.opens and len(group.name.split()) == 1 and not group.name.isupper()
    return int(not opening or acts(after))


def _kinds(group: Group, entities: Sequence[Entity]) -> set[EntityKind]:
    """What the pipeline takes most of the group for."""
    size = group.end - group.start
    kinds = set()
    for entity in entities:
        article = _ARTICLES.match(entity.text)
        start = entity.start + (article.end() if article else 0)
        overlap = min(entity.end, group.end) - max(start, group.start)
        if overlap > 0.6 * size:
            kinds.add(entity.kind)
    return kinds
