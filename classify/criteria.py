"""Readings, organisations and rules in, one finding for every criterion out, each with its evidence or what was searched.

Most criteria are found by the cues of the data. Those that need counting or comparing are found here: organisations and
sectors (4a to 4c), targets and time frames (6d, 6e), roles (6f, 6g), sums (7b), and what runs against what is new (5d).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from classify.assessment import Evidence, Finding, Funding, Organisation, Role, Rubric, Sector, Timing
from classify.cues import Reading
from classify.facts.dates import TimeFrame
from classify.facts.funding import is_sum
from classify.facts.targets import Target
from classify.learned.sentences import Scores
from classify.learned.weighing import Weighing
from classify.novelty import announced_at_a_phase, novelty
from classify.parties import says_who
from classify.reading import Heard
from classify.signs import Sign, Signs
from classify.tasks import Tasks
from classify.undertaking import partners_of

PRESENT = 0.5
"""The score from which a criterion counts as stated."""
_SHOWN = 4
"""Quotes that are shown for one criterion at most."""
_NAMED_IN_WORDS = frozenset({"1b"})
"""A theme has words: where not even a weak one speaks for it, no likeness of sentences shows it."""
_CEILING = 0.95
"""No method here is surer than this."""
_IMPLIED = 0.6
"""How sure a finding is that only follows from another one."""
_STANDING = ("2b",)
"""Criteria of which meaning alone takes nothing back: who decides together is said in few words of a long sentence."""
_SEVERAL = 2
"""Partners from which on each needs a task of its own."""
_SILENCE = 0.85
"""How sure "not found" is where nothing pointed that way."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the finders took from the texts."""

    organisations: tuple[Organisation, ...] = ()
    funding: tuple[Funding, ...] = ()
    targets: tuple[Target, ...] = ()
    frames: tuple[TimeFrame, ...] = ()
    timing: Timing | None = None


class Criteria:
    """Finds every criterion of a rubric; built once from the rules."""

    def __init__(
        self,
        rubric: Rubric,
        searched: Mapping[str, Mapping[str, str]],
        tasks: Tasks,
        weighing: Weighing | None = None,
    ) -> None:
        """Without `weighing` the rules decide alone."""
        self._rubric = rubric
        self._searched = searched
        self._tasks = tasks
        self._weighing = weighing

    def find(
        self, judged: Heard, facts: Facts, scores: Scores | None = None, asked: Collection[str] = ()
    ) -> dict[str, Finding]:
        """Return the findings by criterion id, for every criterion of the rubric.

        What rules find of a criterion that was `asked` for stands: an answer is short, and no model has seen its question.
        """
        signs = signs_of(judged)
        self._count(signs, facts)
        self._roles_of(signs, judged.readings, facts)
        signs.update(novelty(signs, judged.readings))
        found = settled({c.id: self._finding(c.id, signs[c.id]) for p in self._rubric.principles for c in p.criteria})
        if self._weighing is not None and scores is not None:
            weighed = self._weighing.weighed(found, scores, judged.readings, self._searched)
            answered = {c: found[c] for c in asked if c in found and found[c].present}
            wordless = {c: found[c] for c in _NAMED_IN_WORDS if c in found and not signs[c]}
            found = settled(_with_parties(weighed, found, judged.readings, facts) | wordless | answered)
        return with_others(announced_at_a_phase(found, facts.timing, self._rubric.phases))

    def _count(self, signs: Signs, facts: Facts) -> None:
        """What is counted and not read: organisations, sectors, targets, time frames, sums."""
        named = [o for o in facts.organisations if o.role is not Role.MENTION]
        sectors = {o.sector: o for o in reversed(named) if o.sector is not Sector.UNKNOWN}
        for criterion, enough in (("4a", len(named) >= 2), ("4b", len(sectors) >= 2), ("4c", len(sectors) >= 3)):
            if enough:
                shown = named if criterion == "4a" else list(sectors.values())
                signs[criterion].append(Sign(0.85, _first_quotes(shown)))
        signs["6d"].extend(Sign(target.score, (target.passage.evidence(),)) for target in facts.targets)
        signs["6e"].extend(Sign(frame.score, (frame.passage.evidence(),)) for frame in facts.frames)
        sums, kind = [f for f in facts.funding if is_sum(f)], [f for f in facts.funding if f.amount and not is_sum(f)]
        signs["7b"].extend(Sign(0.75, item.evidence) for item in sums)
        signs["7a"].extend(Sign(0.7, item.evidence) for item in sums if item.source)
        signs["7c"].extend(Sign(0.7, item.evidence) for item in sums if item.status == "assured")
        signs["7d"].extend(Sign(0.65, item.evidence) for item in kind if item.source or len(named) == 1)

    def _roles_of(self, signs: Signs, judged: Sequence[Reading], facts: Facts) -> None:
        """A task for every partner is 6f, where at least half have more than a part; else 6g. A funder's role is the money."""
        partners = [o for o in facts.organisations if o.role is Role.PARTNER]
        funders = [o for o in facts.organisations if o.role is Role.FUNDER]
        coming = [reading for reading in judged if reading.signals & {"ahead", "committed"}]
        tasks = {o: reading for o in partners if (reading := self._tasks.of(o, judged))}
        tasks |= {o: reading for o in funders if (reading := self._tasks.of(o, coming))}
        own = self._tasks.of_the_writer(judged)
        expected = partners_of(facts.organisations, judged)
        idle = [o for o in expected if o not in tasks and not self._tasks.part_of(o, judged)]
        quotes = tuple(dict.fromkeys(r.passage.evidence() for r in [*tasks.values(), *([own] if own else [])]))
        if quotes:
            half = 2 * sum(o in tasks for o in expected) >= len(expected)
            everyone = (partners or own) and half and len(idle) <= (own is not None)
            signs["6f" if everyone else "6g"].append(Sign(0.7, quotes))

    def _finding(self, criterion: str, signs: Iterable[Sign]) -> Finding:
        ranked = sorted(signs, key=lambda sign: -sign.weight)
        score = _score(ranked)
        if score < PRESENT:
            searched = self._searched.get(criterion, {}).get("en", "")
            return Finding(criterion, present=False, confidence=round(_SILENCE - score / 2, 2), searched=searched)
        quotes = tuple(dict.fromkeys(quote for sign in ranked for quote in sign.evidence))[:_SHOWN]
        return Finding(criterion, present=True, confidence=round(min(score, _CEILING), 2), evidence=_in_order(quotes))


def signs_of(judged: Heard) -> Signs:
    """Return what the cues found in the judged passages, by criterion."""
    signs: Signs = defaultdict(list)
    for reading, found in zip(judged.readings, judged.hits, strict=True):
        for hit in found:
            signs[hit.cue.target].append(Sign(hit.cue.weight, (reading.passage.evidence(),), hit.cue.each))
    return signs


def _score(signs: Sequence[Sign]) -> float:
    """The best sign; signs that add up count together as independent witnesses."""
    best = max((sign.weight for sign in signs), default=0.0)
    doubt = 1.0
    for sign in signs:
        if sign.adds_up:
            doubt *= 1 - sign.weight
    return max(best, 1 - doubt)


def _in_order(quotes: Collection[Evidence]) -> tuple[Evidence, ...]:
    return tuple(sorted(quotes, key=lambda quote: (quote.message, quote.document, quote.start)))


def _first_quotes(organisations: Iterable[Organisation]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(o.evidence[0] for o in organisations if o.evidence))


def settled(found: Mapping[str, Finding]) -> dict[str, Finding]:
    """The findings with those taken back that another one rules out: what is new is not merely running (rubric 10.5)."""
    result = dict(found)
    new = any(result[c].present for c in ("5a", "5b", "5c") if c in result)
    for criterion in ("5d", "5e", "5w") if new else ():
        if criterion in result and result[criterion].present:
            result[criterion] = _absent(result[criterion])
    if "6f" in result and result["6f"].present and result["6g"].present:
        result["6g"] = _absent(result["6g"])
    return result


def with_others(found: Mapping[str, Finding]) -> dict[str, Finding]:
    """The findings where wording of a partnership stands for partners that are not named: one party makes none (4d)."""
    result = dict(found)
    if {"2a", "4a", "4d"} <= set(found) and found["2a"].present and not found["4a"].present | found["4d"].present:
        result["4d"] = replace(found["2a"], criterion="4d", confidence=_IMPLIED)
    return result


def _with_parties(
    weighed: Mapping[str, Finding], found: Mapping[str, Finding], judged: Sequence[Reading], facts: Facts
) -> dict[str, Finding]:
    """The findings where what rules found of shared responsibility and roles stands, and a role needs somebody whose it is.

    Of a single organisation only its own task is asked (rubric 6f).
    """
    if not {*_STANDING, "6f", "6g"} <= set(found):
        return dict(weighed)
    result = dict(weighed) | {c: found[c] for c in _STANDING if found[c].present and not weighed[c].present}
    role = found["6g"] if found["6g"].present else _of_parties(weighed["6g"], judged, facts)
    result["6g"] = role
    alone = sum(o.role is Role.PARTNER for o in facts.organisations) < _SEVERAL
    if alone and role.present and not result["6f"].present:
        result |= {"6f": replace(role, criterion="6f"), "6g": _absent(role)}
    return result


def _of_parties(role: Finding, judged: Sequence[Reading], facts: Facts) -> Finding:
    """The role with the quotes alone that say whose it is; absent without any."""
    telling = {reading.passage.evidence() for reading in judged if says_who(reading, facts.organisations)}
    quotes = tuple(quote for quote in role.evidence if quote in telling)
    return replace(role, evidence=quotes) if quotes else _absent(role)


def _absent(finding: Finding) -> Finding:
    return replace(finding, present=False, confidence=0.6, evidence=())
