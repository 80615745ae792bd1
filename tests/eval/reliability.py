"""Stated confidence in, how often it was justified out: findings, standings and the gate, in bins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from classify.assessment import Finding
from tests.eval.counts import mean, share
from tests.eval.metrics import CRITERIA, Judged, holds, members

BINS = 10
Bet = tuple[float, bool]
"""A confidence, and whether it was right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements of about the same confidence."""

    low: float
    high: float
    count: int
    confidence: float
    """Their mean confidence."""
    right: float
    """The share of them that is right."""


def bins(bets: Iterable[Bet], number: int = BINS) -> tuple[Bin, ...]:
    """Return the bins of equal width that hold anything, lowest first; 1 belongs to the last one."""
    held: dict[int, list[Bet]] = {}
    for confidence, right in bets:
        held.setdefault(min(int(round(confidence * number, 6)), number - 1), []).append((confidence, right))
    return tuple(
        Bin(n / number, (n + 1) / number, len(of_it), mean(c for c, _ in of_it), mean(r for _, r in of_it))
        for n, of_it in sorted(held.items())
    )


def calibration_error(found: Iterable[Bin]) -> float:
    """Return the expected calibration error: how far confidence is from what is observed, in the mean over statements."""
    held = list(found)
    return share(sum(b.count * abs(b.right - b.confidence) for b in held), sum(b.count for b in held))


def of_gate(texts: Iterable[Judged]) -> Iterator[Bet]:
    """How sure the gate was of every text."""
    for one in texts:
        yield one.said.kind_confidence, one.accepted == one.truth.judged


def of_standings(texts: Iterable[Judged]) -> Iterator[Bet]:
    """How sure the program was of every standing; of texts that are judged rightly or wrongly, but judged."""
    for one in texts:
        for judgement in one.said.judgements:
            yield judgement.confidence, judgement.standing == (one.truth.standings or {})[judgement.principle]


def of_findings(texts: Iterable[Judged]) -> Iterator[Bet]:
    """How sure the program was of every criterion, present or absent; those that count as one are one statement."""
    for one in texts:
        found = {f.criterion: f for judgement in one.said.judgements for f in judgement.findings}
        for criterion in CRITERIA:
            if of_it := [found[member] for member in members(criterion) if member in found]:
                yield _confidence(of_it), holds(criterion, one.stated) == holds(criterion, one.truth.criteria)


def _confidence(findings: list[Finding]) -> float:
    """That of the surest one present, or of the least sure absence."""
    present = [finding.confidence for finding in findings if finding.present]
    return max(present) if present else min(finding.confidence for finding in findings)
