"""The organisations of a submission: who takes part, who pays, who is only named; with sector and verbatim evidence.

Names come from lists of participants, from running text and from signatures. Forms of one name become one organisation.
"About X" paragraphs and signatures only mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from classify.actors.capitals import groups
from classify.actors.known import known, plain, squashed, tokens_of
from classify.actors.ledger import Actor, Ledger
from classify.actors.mentions import mentions
from classify.actors.rosters import items
from classify.actors.sectors import sector_of
from classify.actors.votes import count_votes
from classify.assessment import Evidence, Organisation, Role, Sector
from classify.description import find_title
from classify.text.names import Names
from classify.text.passages import Passage, Section
from intake.message import Submission

_LIMIT = 200
_EVIDENCE = 3
_PARTNER = {3: 1.5, 2: 2.75, 1: 3.25}
"""Points from which a name of this weight takes part: one clear statement for a sure name, more for a doubtful one."""
_FUNDER = 2.0
_UNLISTED = 2.5
"""Points that a name needs on top where the text lists its participants and leaves this one out."""
_SURE = 3
_TWO = 2
"""Parties that make a partnership."""
_LIKELY = 1.25
"""Points that are enough for a sure name where hardly anybody takes part by the full measure."""
_LEADING = 4
"""Passages from the top, the headline among them, that name who the news is about."""
_URL = re.compile(r"(?:https?://|www\.|@)(?:www\.)?(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+){1,4})", re.IGNORECASE)
_URL_TEXT = 100_000


def find_organisations(submission: Submission, passages: Sequence[Passage], names: Names) -> tuple[Organisation, ...]:
    """Return partners, funders and mentions: listed participants first, then in the order of the text."""
    read = [p for p in passages if p.section not in (Section.QUOTED, Section.FOOTER)]
    ledger = Ledger()
    listed = set()
    for item in items(read):
        ledger.list_item(item)
        listed.add((item.passage.document, item.passage.start))
    hosts = _hosts(submission)
    _read_prose(ledger, read, names, listed, hosts)
    own = tokens_of(re.sub(r"\([^)]*\)", "", find_title(submission, passages)))
    kept = [
        actor
        for key, actor in ledger.actors()
        if actor.listed is not None or (own not in (key, tokens_of(actor.names[0])) and _is_actor(actor))
    ]
    found = [_organisation(actor, hosts, complete=ledger.complete) for actor in kept]
    return tuple(_with_likeliest(found, kept)[:_LIMIT])


def _read_prose(
    ledger: Ledger, passages: Sequence[Passage], names: Names, listed: set[tuple[str, int]], hosts: Sequence[str]
) -> None:
    """Count what running text names; a passage that was read as a list is not read again."""
    entities = names.entities(passages)
    capitals = [groups(passage.text) for passage in passages]
    votes = count_votes(((p.flat, e, c) for p, e, c in zip(passages, entities, capitals, strict=True)), hosts)
    seen: dict[str, int] = {}
    for passage, found, capital in zip(passages, entities, capitals, strict=True):
        if passage.section.judged:
            seen[passage.document] = seen.get(passage.document, 0) + 1
        if (passage.document, passage.start) not in listed:
            lead = 1.0 if passage.section.judged and seen[passage.document] <= _LEADING else 0.0
            ledger.read(passage, mentions(passage, found, votes, capital), lead=lead)


def _hosts(submission: Submission) -> tuple[str, ...]:
    """Web and mail domains of the texts, in order: some organisations go by their domain."""
    texts = [document.text[:_URL_TEXT] for document in submission.documents if document.verdict.readable]
    return tuple(dict.fromkeys(match["host"].casefold() for text in texts for match in _URL.finditer(text)))


def _is_actor(actor: Actor) -> bool:
    """Whether there is enough to take a name from running text for an organisation."""
    if actor.weight >= 2:
        return True
    return (actor.count > 1 or " " in actor.names[0]) and actor.partner >= _PARTNER[1]


def _with_likeliest(found: list[Organisation], actors: Sequence[Actor]) -> list[Organisation]:
    """Where fewer than two take part by what is said of them, the likeliest of the others do: somebody sent the text."""
    missing = _TWO - sum(organisation.role is not Role.MENTION for organisation in found)
    likely = [
        number
        for number, (one, actor) in enumerate(zip(found, actors, strict=True))
        if one.role is Role.MENTION and actor.weight == _SURE and actor.partner >= _LIKELY
    ]
    raised = set(sorted(likely, key=lambda n: -actors[n].partner)[: max(0, missing)])
    return [replace(one, role=Role.PARTNER) if n in raised else one for n, one in enumerate(found)]


def _organisation(actor: Actor, hosts: Iterable[str], *, complete: bool) -> Organisation:
    name = _best_name(actor)
    acronym = actor.acronym or (name if name.isupper() and len(name) <= 12 and " " not in name else "")
    full = f"{name} ({actor.acronym})" if actor.acronym and plain(actor.acronym) != plain(name) else name
    return Organisation(
        full, _sector(actor, name, acronym, hosts), _role(actor, complete=complete), acronym, _quotes(actor)
    )


def _quotes(actor: Actor) -> tuple[Evidence, ...]:
    """The sentences that say most, the same one only once."""
    ranked = sorted(actor.evidence, key=lambda pair: -pair[0])
    return tuple(dict.fromkeys(quote for _, quote in ranked))[:_EVIDENCE]


def _sector(actor: Actor, name: str, acronym: str, hosts: Iterable[str]) -> Sector:
    if acronym and known(acronym) and not known(name):
        return sector_of(acronym)
    domain = next((host for host in hosts if _goes_by(host, name, acronym)), "")
    return sector_of(name, remarks=actor.remarks, described=actor.described, domain=domain)


def _role(actor: Actor, *, complete: bool) -> Role:
    if actor.listed is not None:
        return actor.listed
    if actor.funder >= _FUNDER and actor.funder >= actor.partner - 1.0:
        return Role.FUNDER
    needed = _PARTNER[actor.weight] + (_UNLISTED if complete else 0.0)
    return Role.PARTNER if actor.partner >= needed else Role.MENTION


def _best_name(actor: Actor) -> str:
    """As a list gives it; in running text the form first written out, an acronym only when nothing else was written."""
    full = [name for name in actor.names if not (name.isupper() and " " not in name)]
    return actor.names[0] if actor.listed is not None or not full else full[0]


def _goes_by(host: str, name: str, acronym: str) -> bool:
    """Whether a domain is made of this name: `ambertrust.example`."""
    label = host.split(".")[-2] if len(host.split(".")) > 1 else host
    return label.replace("-", "") in {squashed(name), plain(acronym)} and len(label) > 1
