"""Where a name begins and ends: groups of capitalised words, set right by what the statistical pipeline has read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from classify.actors.capitals import Group
from classify.actors.continuations import continued
from classify.actors.known import known, plain, plain_words
from classify.text.names import Entity, EntityKind

_ARTICLES = re.compile(r"^(?:the|The|THE|la|La|le|Le|les|Les|el|El|los|Los|[lL][’'])\s*")
_NOT_IN_NAME = re.compile(r"[,;:()/]|\.\s|[’']s?(?:\s|$)|^\s(?:and|&|y|et|e|or|with|will|has|is)\s")

_PORTFOLIOS = frozenset({"services", "communications", "telecommunications", "industries"})
"""Words of bodies that end a ministry's name as well: "Health and Human Services"."""
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
        if not kept or group.start >= kept[-1].end:
            kept.append(group)
    return kept


def _grown(text: str, group: Group, entities: Sequence[Entity]) -> Group:
    """A group that the pipeline reads on beyond its capitals goes as far as the pipeline does: "Union africaine"."""
    organisations = [e for e in entities if e.kind is EntityKind.ORGANISATION]
    left = min((e.start for e in organisations if _begins_before(text, e, group)), default=group.start)
    left = group.start - len(_ARTICLES.sub("", text[left : group.start]))
    right = max((e.end for e in organisations if group.start - 4 <= e.start <= group.start), default=group.end)
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
            _is_part_of(group, following, text) or any(_bridges(e, group, following, text) for e in spans)
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
