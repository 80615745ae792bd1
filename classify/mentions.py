"""Every place where a passage names what may be an organisation, with what speaks for and against it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from classify.capitals import Group, groups
from classify.known import known, longest_known, plain, tokens_of
from classify.names import Entity, EntityKind
from classify.passages import Passage
from classify.persons import person_in
from classify.sectors import is_place
from classify.wording import words

_DATE = re.compile(r"^\W*(?:\d{1,2}(?:st|nd|rd|th)?|\d{4})?\W*$")
_NAME = r"[A-ZÀ-Þ][\w’'-]+(?:\s(?:de|del|la|los|van|von|da|el|al|bin)){0,2}(?:\s[A-ZÀ-Þ][\w’'.-]*){1,3}"
_SPEAKER = re.compile(
    rf"\b(?:said|says|dijo|señaló|comentó|expresó|afirmó|explicó|destacó|indicó|manifestó|agregó|declaró|aseguró|añadió|déclaré|affirmé|expliqué|précisé|souligné|commented|noted|added)\s(?P<after>{_NAME})"
    rf"|(?P<before>{_NAME}),\s(?:[\w-]+\s){{0,3}}(?:director|directora|presidente|presidenta|gerente|jefe|jefa|vicepresident[ea]|ceo|president|manager|head|officer|minister|ministr[oa]|chair|secretary|"
    rf"coordinador|coordinadora|responsable|l[ií]der|directeur|directrice|président|présidente|coordonnateur|chef|founder|representante|professor|rector|rectora|spokes\w+|vice|chief|executive|senior)\b"
    rf"|\b(?:Mr|Mrs|Ms|Dr|Prof|Sr|Sra|Mme|Sen|Rep|Hon|Minister|President|Senator|Ambassador|Secretary|Ministro|Presidente|Honorable|M)\.?\s(?P<titled>{_NAME})",
)
_THING = (
    r"(?:tools?|platform|portal|database|service|system|software|application|app|web ?site|toolkit|module|dataset|map|campaign|event|conference|standard|course|curriculum|version|device|laptop|"
    r"product|programme?|project|repository|library|index|report|methodology|language|herramienta|plataforma|portal|sistema|programa|proyecto|aplicación|curso|outil|plateforme|système|logiciel|projet)"
)
_CALLED_THING = re.compile(
    rf"(?:,| is| are| was| es| est|:)\s(?:an?|the|una?|el|la|une?|le)\s(?:(?:[\w’'-]+),?\s){{0,5}}?{_THING}\b", re.IGNORECASE
)
_THING_CALLED = re.compile(
    rf"\b{_THING}(?:,)?\s(?:called|named|known as|entitled|llamad[oa]|denominad[oa]|appelée?|nommée?|intitulée?)\s[\"“«'‘]?(?:the\s)?$|\b{_THING},\s$",
    re.IGNORECASE,
)
_BRAND = re.compile(r"(?:[a-z]+[A-Z]|[A-Z][a-z]+[A-Z])\w*$")
_NOT_IN_NAME = re.compile(r"[,;:()/]|[’']s?(?:\s|$)|^\s(?:and|&|y|et|e|or|with|will|has|is)\s")
_PLURAL = re.compile(r"[A-Z][\w]{0,6}[A-Z]s")
"""NGOs, PyMEs: kinds, not names."""
_ARTICLES = re.compile(r"^(?:the|The|THE|la|La|le|Le|les|Les|el|El|los|Los|l[’'])\s*")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a passage; `weight` says how sure its form is that it is an organisation's, 0 to 3."""

    passage: int
    start: int
    end: int
    after: int
    name: str
    acronym: str
    weight: int


@dataclass(frozen=True, slots=True)
class Votes:
    """What the pipeline took each name for, over all of the texts."""

    kinds: Mapping[tuple[str, ...], Counter[EntityKind]]
    people: frozenset[str]
    """Names of people and their last words, plain."""
    things: frozenset[str] = frozenset()
    """Names and acronyms that the texts themselves call a tool, a platform, a programme …, plain."""

    def kind(self, name: str) -> EntityKind | None:
        """What the name was taken for most often, or None."""
        counted = self.kinds.get(tokens_of(name))
        if not counted:
            return None
        kind, votes = counted.most_common(1)[0]
        return EntityKind.ORGANISATION if counted[EntityKind.ORGANISATION] == votes else kind


def count_votes(texts: Iterable[tuple[str, Sequence[Entity]]]) -> Votes:
    """Return the votes of all texts; people are also recognised by what stands around them."""
    kinds: dict[tuple[str, ...], Counter[EntityKind]] = {}
    people: set[str] = set()
    things: set[str] = set()
    for text, entities in texts:
        for entity in entities:
            name = re.sub(r"[’']s$", "", entity.text)
            kinds.setdefault(tokens_of(name), Counter())[entity.kind] += 1
            if entity.kind is EntityKind.PERSON and person_in(name):
                people |= {plain(name), plain(name.split()[-1])}
        for match in _SPEAKER.finditer(text):
            name = person_in(match["before"] or match["after"] or match["titled"])
            if name:
                people |= {plain(name), plain(name.split()[-1])}
        for group in groups(text):
            if group.acronym and _is_thing(group.name, [plain(t) for t in group.name.split()]):
                things.add(plain(group.acronym))
            if _CALLED_THING.match(text, group.after) or _THING_CALLED.search(text[max(0, group.start - 40) : group.start]):
                things.add(plain(group.name))
    return Votes(kinds, frozenset(people), frozenset(things))


def mentions(number: int, passage: Passage, entities: Sequence[Entity], votes: Votes) -> tuple[Mention, ...]:
    """Return the mentions of one passage in order."""
    text = passage.flat
    found: list[Mention] = []
    for group in _with_entities(text, _extended(text, groups(text), entities), entities):
        for piece in _split(group):
            weight = _weight(piece, entities, votes)
            if weight > 0:
                found.append(Mention(number, piece.start, piece.end, piece.after, piece.name, piece.acronym, weight))
    return tuple(found)


def _with_entities(text: str, found: Sequence[Group], entities: Sequence[Entity]) -> Iterator[Group]:
    """Neighbouring groups that the pipeline reads as one organisation become one: "Health and Human Services"."""
    spans = [e for e in entities if e.kind is EntityKind.ORGANISATION]
    number = 0
    while number < len(found):
        group = found[number]
        following = found[number + 1] if number + 1 < len(found) else None
        if following is not None and any(_bridges(e, group, following, text) for e in spans):
            start, end = group.start, following.end
            yield Group(start, end, " ".join(text[start:end].split()), following.acronym, following.after, group.opens)
            number += 2
        else:
            yield group
            number += 1


def _extended(text: str, found: Sequence[Group], entities: Sequence[Entity]) -> list[Group]:
    """A group that the pipeline reads on beyond its capitals ends where the pipeline says: "Union africaine"."""
    extended: list[Group] = []
    for group in found:
        if extended and group.start < extended[-1].end:
            continue
        longer = [e for e in entities if e.kind is EntityKind.ORGANISATION and group.start - 4 <= e.start <= group.start and e.end > group.end]
        end = max((e.end for e in longer), default=group.end)
        gap = text[group.end : end]
        left = min((e.start for e in entities if _begins_before(text, e, group)), default=group.start)
        if left < group.start:
            left = group.start - len(_ARTICLES.sub("", text[left : group.start]))
            group = Group(left, group.end, " ".join(text[left : group.end].split()), group.acronym, group.after, group.opens)  # noqa: PLW2901 - the same group, longer
        if longer and end - group.end < 60 and gap.strip() and not _NOT_IN_NAME.search(gap):
            name = " ".join(text[group.start : end].split())
            group = Group(group.start, end, name, "", end, group.opens)  # noqa: PLW2901 - the same group, longer
        extended.append(group)
    return extended


def _begins_before(text: str, entity: Entity, group: Group) -> bool:
    """The pipeline takes a capitalised function word for the name's first: "All China …", "Connecting Up …"."""
    before = _ARTICLES.sub("", text[entity.start : group.start])
    return (
        entity.kind is EntityKind.ORGANISATION
        and 0 < len(before.strip()) <= 12
        and entity.end >= group.end
        and before[:1].isupper()
        and before.replace(" ", "").isalpha()
    )


def _bridges(entity: Entity, left: Group, right: Group, text: str) -> bool:
    gap = text[left.end : right.start].strip().casefold()
    inside = entity.start <= left.start + 4 and entity.end >= right.end
    apart = known(left.name) or known(right.name) or known(right.name.split()[0])
    institutional = {plain(w) for w in left.name.split()} & words("sectors", "tokens")
    opened = re.search(r"\b(?:of|for|de|des|du)\b", left.name)
    return inside and gap in {"and", "&", "for", "of", "on", "et", "in", "for the", "of the"} and not apart and (
        not institutional or opened is not None
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


def _weight(group: Group, entities: Sequence[Entity], votes: Votes) -> int:
    """3 known or named by its form, 2 read so by the pipeline, 1 a capitalised name and no more, 0 something else."""
    tokens = [plain(t) for t in re.findall(r"[\w’'&.+-]+", group.name)]
    if not tokens or _is_calendar(tokens) or _DATE.match(group.name) or len(group.name) < 2:
        return 0
    if known(group.name) or (group.acronym and known(group.acronym)):
        return 3
    kinds = _kinds(group, entities)
    if is_place(group.name) or (EntityKind.PLACE in kinds and not _institutional(tokens)):
        return 0
    if len(tokens) == 1 and (tokens[0] in words("sectors", "tokens") or tokens[0] in words("common", "things_first")):
        return 0
    if _is_thing(group.name, tokens):
        return 0
    if all(t.strip(".'’") in words("common", "generic") for t in tokens):
        return 0
    if _institutional(tokens):
        return 3
    if plain(group.name) in votes.people or plain(group.name) in votes.things:
        return 0
    kind = votes.kind(group.name)
    if _BRAND.match(group.name) and kind is not EntityKind.THING:
        kind = EntityKind.ORGANISATION
    if kind is EntityKind.ORGANISATION:
        return 2
    if EntityKind.PERSON in kinds or kind in {EntityKind.PERSON, EntityKind.PLACE}:
        return 0
    if EntityKind.ORGANISATION in kinds:
        return 2
    if group.acronym and sum(c.isupper() for c in group.acronym) >= 2:
        return 2
    if EntityKind.THING in kinds:
        return 0
    return _bare(group)


def _bare(group: Group) -> int:
    """A name that nothing but its capitals speaks for: its company must tell."""
    first = group.name.split()[0]
    if any(c.isdigit() for c in group.name) or _PLURAL.fullmatch(group.name):
        return 0
    if group.name.isupper() and (len(group.name) < 3 or len(group.name) > 8 or " " in group.name):
        return 0
    if _BRAND.match(first):
        return 2
    return 0 if group.opens and len(group.name.split()) == 1 and not group.name.isupper() else 1


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


def _institutional(tokens: Sequence[str]) -> bool:
    own = [t.strip(".'’-") for t in tokens]
    return bool(set(own) & words("sectors", "tokens")) and (len(own) > 1 or own[0] not in words("sectors", "tokens"))


def _is_thing(name: str, tokens: Sequence[str]) -> bool:
    """Whether the head word names a thing: the last before "of" in English, the first in French and Spanish."""
    if longest_known(name.split()) == len(name.split()):
        return False
    head = [plain(t) for t in re.split(r"\s(?:of|for|on|to|in|de|del|du|des|para|pour)\s", name)[0].split()]
    things, bodies = words("common", "things"), words("sectors", "tokens")
    last, first = head[-1].strip(".'’"), tokens[0].strip(".'’")
    if last in bodies and last not in things:
        return False
    if last in things:
        return not (first in bodies and first not in things)
    return first in words("common", "things_first") and len(tokens) > 1 and not (set(tokens) & bodies)


def _is_calendar(tokens: Sequence[str]) -> bool:
    return all(t in words("common", "calendar") or t.isdigit() or t in words("common", "openers") for t in tokens)
