"""Texts with their truths and what was made of them in, every figure of quality out.

A text that the gate turns away has no standings and states nothing: what is missed there counts as missed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from classify.assessment import Assessment, Evidence, Kind, Role
from tests.eval.counts import Counts, compared, counted, mean, share
from tests.eval.truth import PRINCIPLES, Truth
from tests.eval.writing import digits, fold, overlap, squash

FLAGS = ("P1", "P3", "P5", "P6", "P7")
"""The principles by which flags are compared: for the other two, texts that are unmet are rare."""
TOGETHER = {"6a|6c": ("6a", "6c"), "5a|5b|5c": ("5a", "5b", "5c")}
"""Criteria that readers cannot tell apart count as one."""
SINGLE = (
    "1a", "1b", "1c", "2a", "2b", "2c", "2x", "3a", "3b", "3c", "3x", "4a", "4b", "4c", "4d",
    "5w", "5d", "5e", "6b", "6d", "6e", "6f", "6g", "7a", "7b", "7c", "7d", "7x",
)  # fmt: skip
CRITERIA = tuple(sorted((*SINGLE, *TOGETHER)))
MEANT = (
    "1a", "1b", "1c", "2a", "2b", "3b", "4a", "4b", "5a|5b|5c", "5d", "6a|6c", "6b", "6d", "6e", "6f",
    "7a", "7b", "7c", "7d", "7x",
)  # fmt: skip
"""Criteria of which there is enough in any set of texts: the mean is taken over these."""
SENDER = "alex@sender.example"
"""The address in the From header of every text that is wrapped in a mail: nobody's contact."""
_SUBMISSIONS = (Kind.SUBMISSION, Kind.SUPPLEMENT)


@dataclass(frozen=True, slots=True)
class Judged:
    """One text: what its author says, what the program said."""

    truth: Truth
    said: Assessment

    @property
    def accepted(self) -> bool:
        """Whether the program took it for a submission."""
        return self.said.kind in _SUBMISSIONS

    @property
    def standings(self) -> dict[str, str]:
        """Principle → standing that was said; empty when the gate turned it away."""
        return {j.principle: j.standing.value for j in self.said.judgements}

    @property
    def stated(self) -> frozenset[str]:
        """The criteria that were found."""
        return frozenset(f.criterion for j in self.said.judgements for f in j.findings if f.present)

    @property
    def quotes(self) -> tuple[tuple[str, Evidence], ...]:
        """Every quote that is shown, with the criterion that it is shown for."""
        return tuple((f.criterion, quote) for j in self.said.judgements for f in j.findings for quote in f.evidence)


def members(criterion: str) -> tuple[str, ...]:
    """Return the criteria that are counted under this name."""
    return TOGETHER.get(criterion, (criterion,))


def holds(criterion: str, stated: Collection[str]) -> bool:
    """Return whether any of those that are counted under this name is stated."""
    return any(member in stated for member in members(criterion))


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures of a set of texts."""

    texts: tuple[Judged, ...]

    @property
    def judged(self) -> tuple[Judged, ...]:
        """Those whose authors say that the principles apply."""
        return tuple(one for one in self.texts if one.truth.judged)

    @property
    def gate(self) -> Counts:
        """Submissions and what stands on the border of one, against everything else."""
        return counted((one.truth.judged, one.accepted) for one in self.texts)

    def unmet(self, principle: str) -> Counts:
        """The flag "appears unmet"."""
        return self._standing(principle, ("unmet",))

    def not_fully_met(self, principle: str) -> Counts:
        """Unmet and partial as one."""
        return self._standing(principle, ("unmet", "partial"))

    def _standing(self, principle: str, wanted: Collection[str]) -> Counts:
        return counted((_gold(one, principle) in wanted, one.standings.get(principle) in wanted) for one in self.judged)

    def mean_flag(self, principles: Sequence[str]) -> float:
        """The mean F1 of the flag over some principles."""
        return mean(self.unmet(principle).f1 for principle in principles)

    def mean_flag_macro(self, principles: Sequence[str]) -> float:
        """The mean macro-F1 of the flag over some principles."""
        return mean(self.unmet(principle).macro for principle in principles)

    @property
    def mean_not_fully_met(self) -> float:
        """The mean macro-F1 of "not fully met" over all principles."""
        return mean(self.not_fully_met(principle).macro for principle in PRINCIPLES)

    @property
    def exact(self) -> float:
        """Share of standings that are exactly those of the authors."""
        return mean(
            _gold(one, principle) == one.standings.get(principle) for one in self.judged for principle in PRINCIPLES
        )

    def confusion(self, principle: str) -> Mapping[tuple[str, str], int]:
        """(Author's standing, said standing) → texts; nothing was said of a text that was turned away."""
        found: dict[tuple[str, str], int] = {}
        for one in self.judged:
            key = _gold(one, principle), one.standings.get(principle, "")
            found[key] = found.get(key, 0) + 1
        return found

    def criterion(self, criterion: str) -> Counts:
        """One criterion, or several that count as one."""
        return counted((holds(criterion, one.truth.criteria), holds(criterion, one.stated)) for one in self.judged)

    @property
    def mean_criteria(self) -> float:
        """The mean F1 over the criteria of which there is enough."""
        return mean(self.criterion(criterion).f1 for criterion in MEANT)

    @property
    def organisations(self) -> Counts:
        """Partners and funders by name; one that the author calls a mere mention is left out where it is said."""
        return compared((set(_parties(one)), set(_said_parties(one)) - _mentions(one)) for one in self.judged)

    @property
    def sectors(self) -> tuple[int, int]:
        """How many of the partners and funders found are of the right sector, and how many were found."""
        pairs = [
            (gold[name], said[name])
            for one in self.judged
            for gold, said in [(_parties(one), _said_parties(one))]
            for name in gold.keys() & said.keys()
        ]
        return sum(gold == said for gold, said in pairs), len(pairs)

    @property
    def emails(self) -> Counts:
        """Addresses of contacts."""
        return compared(
            (one.truth.emails, {c.email.lower() for c in one.said.contacts if c.email} - {SENDER})
            for one in self.judged
        )

    @property
    def phones(self) -> Counts:
        """Telephone numbers of contacts."""
        return compared(
            (one.truth.phones, {digits(c.phone) for c in one.said.contacts if c.phone}) for one in self.judged
        )

    @property
    def gold_quotes(self) -> tuple[int, int]:
        """How many of the authors' quotes stand in a quote that is shown, and how many there are."""
        shown = [
            any(squash(quote) in other for other in blob)
            for one in self.judged
            for blob in [[squash(evidence.quote) for _, evidence in one.quotes]]
            for quote in one.truth.quotes
        ]
        return sum(shown), len(shown)

    @property
    def verbatim(self) -> tuple[int, int]:
        """How many of the quotes shown stand in the text as they are, and how many are shown."""
        found = [
            squash(evidence.quote) in whole
            for one in self.judged
            for whole in [squash(one.truth.text)]
            for _, evidence in one.quotes
        ]
        return sum(found), len(found)

    @property
    def to_the_point(self) -> tuple[int, int]:
        """Criteria rightly found of which a quote shown shares words with a sentence that the author gives, and all such."""
        found = [
            any(_touches(sentence, quote) for sentence in sentences for quote in quotes)
            for one in self.judged
            for sentences, quotes in _evidence(one)
        ]
        return sum(found), len(found)

    @property
    def amounts(self) -> tuple[int, int]:
        """How many of the authors' sums were found, and how many there are."""
        found = [
            any(squash(amount) in squash(f.amount) for f in one.said.funding)
            for one in self.judged
            for amount in one.truth.amounts
        ]
        return sum(found), len(found)

    @property
    def false_sums(self) -> tuple[int, int]:
        """Lines with somebody else's sum that is given as funding, and all such lines."""
        found = [
            any(_is_in(f.amount, line) for f in one.said.funding)
            for one in self.judged
            for line in one.truth.false_sums
        ]
        return sum(found), len(found)

    @property
    def description(self) -> float:
        """Mean overlap in words with the sentences that the authors would describe a text by."""
        return mean(
            overlap(one.truth.description, one.said.description) for one in self.judged if one.truth.description
        )

    @property
    def titles(self) -> tuple[int, int]:
        """How many titles are exactly the authors', case and punctuation aside, and how many there are."""
        found = [squash(one.truth.title) == squash(one.said.title) for one in self.judged if one.truth.title]
        return sum(found), len(found)

    @property
    def languages(self) -> tuple[str, ...]:
        """Those of the texts, as their authors say."""
        return tuple(sorted({one.truth.language for one in self.texts}))

    def of_language(self, language: str) -> Measures:
        """The figures of the texts in one language."""
        return Measures(tuple(one for one in self.texts if one.truth.language == language))


def ratio(pair: tuple[int, int]) -> float:
    """Return how many of all."""
    return share(*pair)


def _gold(one: Judged, principle: str) -> str:
    return (one.truth.standings or {})[principle]


def _parties(one: Judged) -> dict[str, str]:
    return {fold(party.name): party.sector for party in one.truth.actors}


def _said_parties(one: Judged) -> dict[str, str]:
    return {fold(o.name): o.sector.value for o in one.said.organisations if o.role is not Role.MENTION}


def _mentions(one: Judged) -> set[str]:
    """Names that the author gives as mentions alone."""
    return {fold(party.name) for party in one.truth.parties if party.role == Role.MENTION} - set(_parties(one))


def _is_in(amount: str, line: str) -> bool:
    return bool(squash(amount)) and squash(amount) in squash(line)


def _evidence(one: Judged) -> Iterator[tuple[list[str], list[str]]]:
    """For every criterion rightly found: the author's sentences, and the quotes that are shown."""
    for criterion in CRITERIA:
        names = members(criterion)
        sentences = [squash(words) for label, words in one.truth.spans if label in names]
        if sentences and holds(criterion, one.stated):
            yield sentences, [squash(evidence.quote) for label, evidence in one.quotes if label in names]


def _touches(one: str, other: str) -> bool:
    """One lies within the other."""
    return bool(one and other) and (one in other or other in one)
