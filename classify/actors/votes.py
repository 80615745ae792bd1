"""What all texts of a submission take a name for: the pipeline's labels counted, people who speak, tools by their description."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from classify.actors.capitals import Group
from classify.actors.heads import is_thing
from classify.actors.known import plain, tokens_of
from classify.people.persons import person_in
from classify.text.names import Entity, EntityKind

_NAME = r"[A-ZÀ-Þ][\w’'-]+(?:\s(?:de|del|la|los|van|von|da|el|al|bin)){0,2}(?:\s[A-ZÀ-Þ][\w’'.-]*){1,3}"
_SPEAKER = re.compile(
    rf"\b(?:said|says|dijo|señaló|comentó|expresó|afirmó|explicó|destacó|indicó|manifestó|agregó|declaró|aseguró|añadió|déclaré|affirmé|expliqué|précisé|souligné|commented|noted|added)\s(?P<after>{_NAME})"
    rf"|(?P<before>{_NAME})(?:,|,? who is| is)\s(?:[\w-]+\s){{0,3}}(?i:director|directora|presidente|presidenta|gerente|jefe|jefa|vicepresident[ea]|ceo|president|manager|head|officer|minister|ministr[oa]|chair|secretary|"
    rf"coordinador|coordinadora|responsable|l[ií]der|directeur|directrice|président|présidente|coordonnateur|chef|founder|representante|professor|rector|rectora|spokes\w+|vice|chief|executive|senior)\b"
    rf"|\b(?i:contacts?|press|author|auteur|autor|contacto|informations?):\s(?P<reached>{_NAME})"
    rf"|\b(?:Mr|Mrs|Ms|Dr|Prof|Sr|Sra|Mme|Sen|Rep|Hon|Minister|President|Senator|Ambassador|Secretary|Ministro|Presidente|Honorable|M)\.?\s(?P<titled>{_NAME})",
)
_THING = (
    r"(?:tools?|platform|portal|database|service|system|software|application|app|web ?site|toolkit|module|dataset|map|campaign|event|conference|standard|course|curriculum|version|device|laptop|"
    r"product|programme?|project|partnership|agreement|consortium|compact|common undertaking|joint undertaking|repository|library|index|report|methodology|language|herramienta|plataforma|portal|sistema|programa|proyecto|aplicación|curso|outil|plateforme|système|logiciel|projet)"
)
_CALLED_THING = re.compile(
    rf"(?:,| is| are| was| es| est|:)\s(?:an?|the|una?|el|la|une?|le)\s(?:(?:[\w’'-]+),?\s){{0,5}}?{_THING}\b",
    re.IGNORECASE,
)
_THING_CALLED = re.compile(
    rf"\b{_THING}(?:,)?\s(?:called|named|known as|entitled|llamad[oa]|denominad[oa]|appelée?|nommée?|intitulée?)\s[\"“«'‘]?(?:the\s)?$|\b{_THING},\s$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Votes:
    """What the pipeline took each name for, over all of the texts."""

    kinds: Mapping[tuple[str, ...], Counter[EntityKind]]
    people: frozenset[str]
    """Names of people who speak or hold a post, and their last words, plain."""
    likely: frozenset[str]
    """Names that the pipeline takes for people's, and their last words, plain."""
    domains: frozenset[str] = frozenset()
    """Labels of web and mail domains in the texts, as names would be squashed into them."""
    things: frozenset[str] = frozenset()
    """Names and acronyms that the texts themselves call a tool, a platform, a programme …, plain."""

    def kind(self, name: str) -> EntityKind | None:
        """What the name was taken for most often, or None."""
        counted = self.kinds.get(tokens_of(name))
        if not counted:
            return None
        kind, votes = counted.most_common(1)[0]
        return EntityKind.ORGANISATION if counted[EntityKind.ORGANISATION] == votes else kind


def count_votes(texts: Iterable[tuple[str, Sequence[Entity], Sequence[Group]]], hosts: Iterable[str] = ()) -> Votes:
    """Return the votes of all texts; people are also recognised by what stands around them."""
    kinds: dict[tuple[str, ...], Counter[EntityKind]] = {}
    people: set[str] = set()
    likely: set[str] = set()
    things: set[str] = set()
    for text, entities, found in texts:
        for entity in entities:
            name = re.sub(r"[’']s$", "", entity.text)
            kinds.setdefault(tokens_of(name), Counter())[entity.kind] += 1
            if entity.kind is EntityKind.PERSON and person_in(name):
                likely |= {plain(name), plain(name.split()[-1])}
        for match in _SPEAKER.finditer(text):
            name = person_in(match["before"] or match["after"] or match["titled"] or match["reached"])
            if name:
                people |= {plain(name), plain(name.split()[-1])}
        for group in found:
            if group.acronym and is_thing(group.name, [plain(t) for t in group.name.split()]):
                things.add(plain(group.acronym))
            if _CALLED_THING.match(text, group.after) or _THING_CALLED.search(
                text[max(0, group.start - 40) : group.start]
            ):
                things.add(plain(group.name))
    labels = {host.split(".")[-2].replace("-", "") for host in hosts if "." in host}
    return Votes(
        kinds,
        frozenset(people),
        frozenset(likely),
        frozenset(label for label in labels if len(label) > 3),
        frozenset(things),
    )
