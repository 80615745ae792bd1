"""The organisations of a text while they are counted: forms of one name meet in one actor, with points for each role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from classify.actors.heads import is_soft_thing
from classify.actors.known import known, plain, plain_words, tokens_of
from classify.actors.mentions import Mention
from classify.actors.roles import Signs, chains, described, read_signs
from classify.actors.rosters import Item, is_roster_text
from classify.actors.sectors import is_country, is_place
from classify.assessment import Evidence, Role
from classify.text.passages import Passage, Section

Key = tuple[str, ...]

_STATED = 1.5
"""Points for a sentence that says the name takes part, or a list that holds it."""
_PAID = 2.0
_SURE = 3
_TOLD = 0.5
"""Points for a sure name in an opening sentence that tells of something joint."""
_JOINT = re.compile(
    r"\b(?:partner(?:s|ed|ing|ship)?|jointly|joint|together|agreements?|signed|memorandum|teamed|joined|consortium|unites?|partenariat|ensemble|conjointement|accord|convention|sign[ée]|alianza|convenio|firmaron|conjunt\w+|junto)\b",
    re.IGNORECASE,
)
_GOVERNMENTS = frozenset({"government", "governments", "gouvernement", "gobierno"})
_STEM = 4
"""Letters that a country's name and its adjective share."""
_SEEN = 0.25
"""Points for being named at all, up to five times."""
_SUFFIXES = frozenset(
    {
        "foundation",
        "global",
        "worldwide",
        "organization",
        "organisation",
        "international",
        "inc",
        "ltd",
        "limited",
        "llc",
        "corp",
    }
    | {"corporation", "group", "company", "co", "gmbh", "sa", "plc"}
)
"""Words that a name may have or lack and still be the same body's."""


@dataclass(slots=True)
class Actor:
    """One organisation with everything that was counted of it."""

    names: list[str] = field(default_factory=list)
    acronym: str = ""
    weight: int = 0
    """How sure the surest of its mentions is, 0 to 3."""
    partner: float = 0.0
    funder: float = 0.0
    listed: Role | None = None
    remarks: str = ""
    described: str = ""
    evidence: list[tuple[float, Evidence]] = field(default_factory=list)
    """Quotes with what each is worth."""
    count: int = 0

    def absorb(self, other: Actor) -> None:
        """Take over what was counted under another form of the name."""
        self.names.extend(other.names)
        self.acronym = self.acronym or other.acronym
        self.weight = max(self.weight, other.weight)
        self.partner += other.partner
        self.funder += other.funder
        self.listed = self.listed or other.listed
        self.remarks = self.remarks or other.remarks
        self.described = self.described or other.described
        self.evidence.extend(other.evidence)
        self.count += other.count


class Ledger:
    """Actors by key, in order of first sight; forms of one name share a key."""

    def __init__(self) -> None:
        self._actors: dict[Key, Actor] = {}
        self._acronyms: dict[str, Key] = {}

    @property
    def complete(self) -> bool:
        """Whether the text lists its participants, so that a name it leaves out is hardly one of them."""
        return sum(actor.listed is not None for actor in self._actors.values()) > 1

    def actors(self) -> tuple[tuple[Key, Actor], ...]:
        """Every actor with its key, variants that differ by a suffix merged."""
        self._merge_variants()
        return tuple(self._actors.items())

    def list_item(self, item: Item) -> None:
        """Count one participant of a list."""
        actor = self._actor(item.name, item.acronym)
        actor.weight = 3
        actor.listed = actor.listed or item.role
        actor.remarks = actor.remarks or item.remarks
        quote = item.passage.evidence(item.start - item.passage.start, item.end - item.passage.start)
        actor.evidence.append((9.0, quote))

    def read(self, passage: Passage, found: Sequence[Mention], *, lead: float) -> None:
        """Count the mentions of one passage by what the sentence says of them; `lead` are points for its place."""
        text = passage.flat
        for mention, (first, last) in zip(found, chains(text, [(m.start, m.after) for m in found]), strict=True):
            actor = self._actor(mention.name, mention.acronym)
            actor.count += 1
            actor.weight = max(actor.weight, mention.weight)
            actor.described = actor.described or described(text, mention.start, mention.after)
            worth = 0.0
            if passage.section.judged:
                signs = _signs(text, found, first, last, mention)
                company = max(other.weight for other in found[first : last + 1]) if first != last else 0
                joint = (
                    lead
                    and not signs.funder
                    and passage.section is Section.BODY
                    and max(mention.weight, company) == _SURE
                    and (company > 0 or _JOINT.search(text) is not None)
                )
                worth = _count(actor, signs, company, lead=lead + _TOLD * joint, roster=is_roster_text(passage))
            actor.evidence.append((worth, passage.evidence()))

    def _actor(self, name: str, acronym: str) -> Actor:
        actor = self._actors.setdefault(self._key(name, acronym), Actor())
        actor.names.append(name)
        actor.acronym = actor.acronym or acronym
        return actor

    def _key(self, name: str, acronym: str) -> Key:
        """The same key for every form of a name: a known organisation's own, or that of an acronym's full form."""
        listed = known(name) or (known(acronym) if acronym else None)
        key = tokens_of(listed.key) if listed else self._acronyms.get(name, tokens_of(name))
        if acronym:
            self._acronyms.setdefault(acronym, key)
            alone = (plain(acronym),)
            if alone != key and alone in self._actors:
                self._actors.setdefault(key, Actor())
                self._join(key, alone)
        return key

    def _merge_variants(self) -> None:
        """`Amber Trust` joins `Amber Trust Foundation`; so does `Amber` where no other name begins with it."""
        for key in sorted(self._actors, key=len):
            longer = [other for other in self._actors if len(other) > len(key) > 0 and other[: len(key)] == key]
            suffixed = [other for other in longer if len(other) == len(key) + 1 and other[-1] in _SUFFIXES]
            if len(suffixed) == 1:
                self._join(suffixed[0], key)
            elif len(longer) == 1 and _is_short_form(self._actors[key], longer[0][len(key) :]):
                self._join(longer[0], key)
            elif len(whole := self._government_of(key) or self._ending_with(key)) == 1:
                self._join(whole[0], key)

    def _government_of(self, key: Key) -> list[Key]:
        """The government of a country that is named by itself as well: "Amberland", "the Amberlandish government"."""
        if not key or not is_country(" ".join(key)) or self._actors[key].listed:
            return []
        stem = key[-1][:_STEM]
        return [
            other
            for other in self._actors
            if set(other) & _GOVERNMENTS and len(other) < len(key) + 3 and any(word.startswith(stem) for word in other)
        ][:1]

    def _ending_with(self, key: Key) -> list[Key]:
        """The longer names that a short one takes up again by their last words: "the Youth Council"."""
        bodies = plain_words("sectors", "tokens")
        short = self._actors[key]
        if (
            not key
            or key[-1] not in bodies
            or (len(key) > 1 and key[0] in bodies)
            or short.listed
            or known(short.names[0])
        ):
            return []
        return [
            other
            for other, actor in self._actors.items()
            if len(other) > len(key)
            and other[-len(key) :] == key
            and other[-len(key) - 1] not in plain_words("common", "links")
            and short.count <= actor.count
        ]

    def _join(self, kept: Key, gone: Key) -> None:
        """One actor takes over another, in the place of whichever came first."""
        actor = self._actors[kept]
        actor.absorb(self._actors[gone])
        ordered: dict[Key, Actor] = {}
        for key, other in self._actors.items():
            ordered.setdefault(kept if key in (kept, gone) else key, actor if key in (kept, gone) else other)
        self._actors = ordered


def _is_short_form(short: Actor, rest: Key) -> bool:
    """Whether a name is taken up again by its first words, what sort of body it is left out."""
    name = short.names[0]
    sure = short.listed is not None or short.weight >= _SURE - 1 or known(name) or is_place(name)
    return not sure and bool(set(rest) & plain_words("sectors", "tokens"))


def _signs(text: str, found: Sequence[Mention], first: int, last: int, mention: Mention) -> Signs:
    """What the sentence says of the enumeration that the name stands in, and of the name itself."""
    signs = read_signs(text, found[first].start, found[last].after)
    near = signs if first == last else read_signs(text, mention.start, mention.after)
    partner = signs.partner or (near.partner and not signs.attribution)
    doer = signs.doer or (near.doer and not signs.attribution)
    return Signs(partner, signs.funder or near.funder, signs.attribution, doer, signs.made or near.made)


def _count(actor: Actor, signs: Signs, company: int, *, lead: float, roster: bool) -> float:
    """Add the points of one mention; returns what the sentence is worth as evidence."""
    place = 0.0 if signs.attribution or signs.made else lead
    seen = 0.0 if signs.attribution or signs.made or actor.count > 5 else _SEEN
    actor.partner += place + seen + _STATED * (signs.partner or signs.doer) + _STATED * roster
    actor.funder += _PAID * signs.funder
    if company == _SURE and _is_raised(actor, signs, lead=lead):
        actor.weight = 3  # a name nobody knows, listed among known ones that take part
    return place + 3.0 * (signs.funder or signs.partner) + 2.0 * signs.doer


def _is_raised(actor: Actor, signs: Signs, *, lead: float) -> bool:
    """Whether a name nobody knows is as good as the known ones it is listed among: they take part, or the news is theirs."""
    if actor.weight not in (1, 2) or signs.attribution or signs.made:
        return False
    name = actor.names[-1]
    return signs.partner or signs.doer or (lead > 0 and " " in name and not is_soft_thing(name))
