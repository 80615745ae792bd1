"""What rules found and what the sentence model says in, one decision a criterion out, each with its evidence.

Rules know what they know exactly and miss what nobody wrote down; the model has seen many ways to say a thing and is
never exact. The weights between them were learned from texts that neither had met.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from classify.assessment import Evidence, Finding
from classify.cues import Reading
from classify.learned import newness
from classify.learned.confidence import Calibration
from classify.learned.newness import NEW, RUNNING
from classify.learned.sentences import NOVEL, Scores, margin

_NAMED = ("5b", "5c")
"""What is new by what a reader would most often call it; an origin in the process is told by its name alone."""
_SHOWN = 4
"""Quotes that are shown for one criterion at most."""
_SILENT = -7.0
"""Log-odds for a text without words: it says neither that anything is new nor that it is running."""
_SPEAKS = -0.5
"""Log-odds from which on a passage is worth showing beside the best one."""


@dataclass(frozen=True, slots=True)
class _Text:
    """What every decision on one text looks at."""

    found: Mapping[str, Finding]
    """By the rules."""
    scores: Scores
    judged: Sequence[Reading]
    searched: Mapping[str, Mapping[str, str]]


class Weighing:
    """Decides every criterion that was learned; the others stay as rules found them."""

    def __init__(
        self,
        decisions: Mapping[str, Sequence[float]],
        calibration: Calibration,
        of_new: Mapping[str, Sequence[float]] | None = None,
    ) -> None:
        """`of_new` holds the weights for new and for running; without it rules decide these."""
        self._decisions = decisions
        self._calibration = calibration
        self._of_new = of_new or {}

    def weighed(
        self,
        found: Mapping[str, Finding],
        scores: Scores,
        judged: Sequence[Reading],
        searched: Mapping[str, Mapping[str, str]],
    ) -> dict[str, Finding]:
        """Return the findings with those replaced that the model has a say in."""
        result, text = dict(found), _Text(found, scores, judged, searched)
        for criterion, weights in self._decisions.items():
            if criterion in found:
                m = margin(weights, scores.of(criterion), rule=found[criterion].present)
                result[criterion] = self._decided(criterion, criterion, m, text)
        if self._of_new:
            result |= self._novel(text)
        if result.get("6g") and result["6g"].present and found["6f"].present:
            result["6g"] = found["6g"]
        return result

    def _novel(self, text: _Text) -> dict[str, Finding]:
        """Whether anything is new is decided as one; what kind of new is told by rules, else by the best passage.

        Where nothing is new, the rest of the evidence says whether it is running.
        """
        ruled = [criterion for criterion, finding in text.found.items() if finding.present]
        numbers = newness.row(ruled, text.scores, text.judged)
        new, running = (
            newness.margin(self._of_new[label], numbers) if text.judged else _SILENT for label in (NOVEL, RUNNING)
        )
        best = max(_NAMED, key=lambda criterion: text.scores.of(criterion).max(initial=-math.inf))
        chosen = ([c for c in NEW if c in ruled] or [best]) if new >= 0 else []
        margins = {criterion: (NOVEL, abs(new) if criterion in chosen else -abs(new)) for criterion in NEW}
        margins[RUNNING] = (NOVEL, -new) if new >= 0 else (RUNNING, running)
        return {c: self._decided(c, label, m, text) for c, (label, m) in margins.items()}

    def _decided(self, criterion: str, label: str, m: float, text: _Text) -> Finding:
        confidence = self._calibration.confidence(label, m)
        if m < 0:
            words = text.searched.get(criterion, {}).get("en", "")
            return Finding(criterion, present=False, confidence=confidence, searched=words)
        evidence = _evidence(text.found[criterion], text.scores, text.judged)
        return replace(text.found[criterion], present=True, confidence=confidence, evidence=evidence, searched="")


def _evidence(finding: Finding, scores: Scores, judged: Sequence[Reading]) -> tuple[Evidence, ...]:
    """The quotes of the rules and the passages that speak most, in the order of the text."""
    column = scores.of(finding.criterion)
    quotes = list(finding.evidence)
    for number in np.argsort(-column, kind="stable")[:_SHOWN]:
        if not quotes or column[number] >= _SPEAKS:
            quotes.append(judged[number].passage.evidence())
    shown = tuple(dict.fromkeys(quotes))[:_SHOWN]
    return tuple(sorted(shown, key=lambda quote: (quote.message, quote.document, quote.start)))
