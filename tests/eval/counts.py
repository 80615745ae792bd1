"""Yes and no of authors against yes and no of the program: how many of each, and the usual figures of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives, false negatives, true negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    tn: int = 0

    @property
    def total(self) -> int:
        """How many decisions there were."""
        return self.tp + self.fp + self.fn + self.tn

    @property
    def precision(self) -> float:
        """Share of what was said that is so."""
        return share(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """Share of what is so that was said."""
        return share(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return share(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    @property
    def macro(self) -> float:
        """Mean of the F1 of yes and that of no."""
        return (self.f1 + share(2 * self.tn, 2 * self.tn + self.fp + self.fn)) / 2


def share(part: float, whole: float) -> float:
    """Return the part of the whole; nothing of nothing is zero."""
    return part / whole if whole else 0.0


def mean(values: Iterable[float]) -> float:
    """Return the mean; that of nothing is zero."""
    found = list(values)
    return share(sum(found), len(found))


def counted(pairs: Iterable[tuple[bool, bool]]) -> Counts:
    """Return the counts of pairs of what is so and what was said."""
    found = [(bool(gold), bool(said)) for gold, said in pairs]
    return Counts(
        tp=found.count((True, True)),
        fp=found.count((False, True)),
        fn=found.count((True, False)),
        tn=found.count((False, False)),
    )


def compared(pairs: Iterable[tuple[Collection[str], Collection[str]]]) -> Counts:
    """Return the counts of things wanted and things found, text by text; what neither names is not counted."""
    found = [(set(gold), set(said)) for gold, said in pairs]
    return Counts(
        tp=sum(len(gold & said) for gold, said in found),
        fp=sum(len(said - gold) for gold, said in found),
        fn=sum(len(gold - said) for gold, said in found),
    )
