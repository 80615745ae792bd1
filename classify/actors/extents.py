"""Where a name begins and ends: groups of capitalised words, set right by what the statistical pipeline has read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from classify.actors.capitals import Group, is_initials
from classify.actors.continuations import continued
from classify.actors.known import known, plain, plain_words
from classify.actors.sectors import is_country
from classify.text.names import Entity, EntityKind

_ARTICLES = re.compile(r"^(?:the|The|THE|la|La|le|Le|les|Les|el|El|los|Los|[lL][’'])\s*")
_NOT_IN_NAME = re.compile(r"[,;:()/]|\.\s|[’']s?(?:\s|$)|^\s(?:and|&|y|et|e|or|with|will|has|is)\s")

_LOOSE_END = re.compile(r"(?:\s(?:and|&|y|et|e|or|at|in|on|with|of|for|de|du|des|del|la|le|les|el))+$")
"""Small words that a name cannot end with."""
_PORTFOLIOS = frozenset({"services", "communications", "telecommunications", "industries"})
"""Words of bodies that end a ministry's name as well: "Health and Human Services"."""
_AND_GAP = re.compile(
    r"\s(?:and|&|y|et|e|und)\s(?:the\s|la\s|las\s|el\s|los\s|le\s|les\s|l[’'])?|\s(?:en|à la|à|in|pour|para|por|de|de la|de l[’'])\s?(?:la\s|el\s|l[’'])?"
)
"""Small words between two parts of a name that only an acronym can tell to be one."""
_ENDOWED = frozenset({"foundation", "stiftung", "trust", "fund", "fondation", "fundacion", "prize"})
"""What couples give their names to."""
_OF_STATE = re.compile(
    r"(?:[\w’'-]+\s){0,3}?(?:minist|department|bureau|directorate|direction (?:nat|gén)|agency|authority|committee for|office of|registry of|commission)",
    re.IGNORECASE,
)
"""Bodies that have the name of their country behind a comma."""
_UNIT = re.compile(
    r"(?:[\w’'-]+\s){0,2}?(?:facult|school of|department of|institut|laborato|escuela de|departamento de|département|[ée]cole de|centre for|center for|centre de|centro de)",
    re.IGNORECASE,
)
_UNIVERSITY = re.compile(r"(?:univers|polytech|polit[eé]cnic)", re.IGNORECASE)
_FURTHEST = 60
"""Characters by which a name may go on in lower case."""


def name_groups(text: str, entities: Sequence[Entity], capitals: Sequence[Group]) -> tuple[Group, ...]:
    """Return the names of a sentence in order, with the extents on which capitals and pipeline agree best."""
    grown = [continued(text, _grown(text, group, entities)) for group in capitals]
    return tuple(part for group in _bridged(text, _apart(grown), entities) for part in _split(group))


def _apart(found: Sequence[Group]) -> list[Group]:
    """The groups without those that lie inside an earlier one."""
    kept: list[Group] = []
    for group in found:
        if not kept or group.start >= max(kept[-1].end, kept[-1].after):
            kept.append(group)
    return kept


def _grown(text: str, group: Group, entities: Sequence[Entity]) -> Group:
    """A group that the pipeline reads on beyond its capitals goes as far as the pipeline does: "Union africaine"."""
    organisations = [e for e in entities if e.kind is EntityKind.ORGANISATION]
    left = min((e.start for e in organisations if _begins_before(text, e, group)), default=group.start)
    left = group.start - len(_ARTICLES.sub("", text[left : group.start]))
    right = max((e.end for e in organisations if group.start - 4 <= e.start <= group.start), default=group.end)
    right = group.end + len(_LOOSE_END.sub("", text[group.end : right]))
    gap = text[group.end : right]
    if right <= group.end or len(gap) >= _FURTHEST or not gap.strip() or _NOT_IN_NAME.search(gap):
        return Group(left, group.end, _folded(text, left, group.end), group.acronym, group.after, group.opens)
    return Group(left, right, _folded(text, left, right), "", right, group.opens)


def _folded(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())


def _begins_before(text: str, entity: Entity, group: Group) -> bool:
    """Whether the pipeline takes a capitalised function word for the name's first: "All China …", "Connecting Up …"."""
    before = _ARTICLES.sub("", text[entity.start : group.start])
    return (
        0 < len(before.strip()) <= 12 and entity.end >= group.end and before[:1].isupper() and before.strip().isalpha()
    )


def _bridged(text: str, found: Sequence[Group], entities: Sequence[Entity]) -> Iterator[Group]:
    """Neighbouring groups that the pipeline reads as one organisation become one: "Health and Human Services"."""
    spans = [e for e in entities if e.kind is EntityKind.ORGANISATION]
    number = 0
    while number < len(found):
        group = found[number]
        following = found[number + 1] if number + 1 < len(found) else None
        if following is not None and (
            _is_part_of(group, following, text)
            or _spelt_out(group, following, text)
            or _is_couple(group, following, text)
            or _goes_on(group, following, text)
            or any(_bridges(e, group, following, text) for e in spans)
        ):
            start, end = group.start, following.end
            yield Group(start, end, " ".join(text[start:end].split()), following.acronym, following.after, group.opens)
            number += 2
        else:
            yield group
            number += 1


def _is_part_of(left: Group, right: Group, text: str) -> bool:
    """`USAID/Kenya`: a known body's initials, and which part of it is meant."""
    stroke = text[left.end : right.start] == "/"
    return stroke and left.name.isupper() and known(left.name) is not None and known(right.name.split()[0]) is None


def _spelt_out(left: Group, right: Group, text: str) -> bool:
    """`Réseau Femmes et Savoirs du Sahel (RFSS)`: only both together have the acronym's initials."""
    if len(right.acronym) < 3 or left.acronym or not _AND_GAP.fullmatch(text[left.end : right.start]):
        return False
    letters, first = plain(right.acronym), plain(right.name[0])
    return (
        letters[0] == plain(left.name[0]) != first
        and letters.count(first) > 0
        and is_initials(right.acronym, f"{left.name} {right.name}")
    )


def _is_couple(left: Group, right: Group, text: str) -> bool:
    """`Ada and Ben Amber Foundation`: a first name before a foundation that has a whole name."""
    words = right.name.split()
    alone = " " not in left.name and left.name.isalpha() and left.name.istitle() and not known(left.name)
    return (
        alone
        and len(words) > 2
        and plain(words[-1]) in _ENDOWED
        and known(right.name) is None
        and re.fullmatch(r"\s(?:and|&|y|et|und)\s", text[left.end : right.start]) is not None
    )


def _goes_on(left: Group, right: Group, text: str) -> bool:
    """Whether a comma only parts a name from the country or university it belongs to."""
    return text[left.end : right.start] in {", ", ", the "} and not left.acronym and is_set_in(left.name, right.name)


def is_set_in(name: str, place: str) -> bool:
    """Return whether what stands behind a comma belongs to a name: "Ministry of Water, Amberland", "Faculty of Law, University of Amber"."""
    if is_country(place):
        return _OF_STATE.match(name) is not None
    return _UNIT.match(name) is not None and _UNIVERSITY.search(place) is not None and not _UNIVERSITY.search(name)


def _bridges(entity: Entity, left: Group, right: Group, text: str) -> bool:
    gap = text[left.end : right.start].strip().casefold()
    inside = entity.start <= left.start + 4 and entity.end >= right.end
    apart = known(left.name) or known(right.name) or known(right.name.split()[0])
    institutional = {plain(w) for w in left.name.split()} & plain_words("sectors", "tokens")
    opened = re.search(r"\b(?:of|for|de|des|du)\b", left.name)
    two = institutional and plain(right.name.split()[-1]) in plain_words("sectors", "tokens") - _PORTFOLIOS
    return (
        inside
        and gap in {"and", "&", "for", "of", "on", "et", "in", "for the", "of the"}
        and not (apart or two)
        and (not institutional or opened is not None)
    )


def _split(group: Group) -> Iterator[Group]:
    """A known organisation at the head of a longer group of initials: "UNDP Rwanda" stays, "ITU-IDB" becomes two."""
    parts = re.split(r"[-/]", group.name)
    if len(parts) == 2 and all(known(part) and part.isupper() for part in parts):
        middle = group.start + len(parts[0])
        yield Group(group.start, middle, parts[0], "", middle, group.opens)
        yield Group(middle + 1, group.end, parts[1], "", group.after, opens=False)
    else:
        yield group
