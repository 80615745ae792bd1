"""What rules found and what the sentence model says in, one decision a criterion out, each with its evidence.

Rules know what they know exactly and miss what nobody wrote down; the model has seen many ways to say a thing and is
never exact. The weights between them were learned from texts that neither had met.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

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
        result = dict(found)
        for criterion, weights in self._decisions.items():
            if criterion in found:
                m = margin(weights, scores.of(criterion), rule=found[criterion].present)
                result[criterion] = self._decided(found[criterion], criterion, m, scores, judged, searched)
        if self._of_new:
            result |= self._novel(found, scores, judged, searched)
        if result.get("6g") and result["6g"].present and found["6f"].present:
            result["6g"] = found["6g"]
        return result

    def _novel(
        self,
        found: Mapping[str, Finding],
        scores: Scores,
        judged: Sequence[Reading],
        searched: Mapping[str, Mapping[str, str]],
    ) -> dict[str, Finding]:
        """Whether anything is new is decided as one; what kind of new is told by rules, else by the best passage.

        Where nothing is new, the rest of the evidence says whether it is running.
        """
        ruled = [criterion for criterion in found if found[criterion].present]
        numbers = newness.row(ruled, scores, judged)
        new, running = (
            newness.margin(self._of_new[label], numbers) if judged else _SILENT for label in (NOVEL, RUNNING)
        )
        best = max(_NAMED, key=lambda criterion: scores.of(criterion).max(initial=-math.inf))
        chosen = ([c for c in NEW if c in ruled] or [best]) if new >= 0 else []
        margins = {criterion: (NOVEL, abs(new) if criterion in chosen else -abs(new)) for criterion in NEW}
        margins[RUNNING] = (NOVEL, -new) if new >= 0 else (RUNNING, running)
        return {c: self._decided(found[c], label, m, scores, judged, searched) for c, (label, m) in margins.items()}

    def _decided(
        self,
        finding: Finding,
        label: str,
        m: float,
        scores: Scores,
        judged: Sequence[Reading],
        searched: Mapping[str, Mapping[str, str]],
    ) -> Finding:
        confidence = self._calibration.confidence(label, m)
        if m < 0:
            words = searched.get(finding.criterion, {}).get("en", "")
            return Finding(finding.criterion, present=False, confidence=confidence, searched=words)
        evidence = _evidence(finding, scores, judged)
        return replace(finding, present=True, confidence=confidence, evidence=evidence, searched="")


def _evidence(finding: Finding, scores: Scores, judged: Sequence[Reading]) -> tuple[Evidence, ...]:
    """The quotes of the rules and the passages that speak most, in the order of the text."""
    column = scores.of(finding.criterion)
    quotes = list(finding.evidence)
    for number in np.argsort(-column, kind="stable")[:_SHOWN]:
        if not quotes or column[number] >= _SPEAKS:
            quotes.append(judged[number].passage.evidence())
    shown = tuple(dict.fromkeys(quotes))[:_SHOWN]
    return tuple(sorted(shown, key=lambda quote: (quote.message, quote.document, quote.start)))
