"""What a whole text is about in, whether it offers a partnership out: the model beside the rules of the gate."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from classify.assessment import Kind
from classify.gate import Verdict
from classify.learned.encoder import DIMENSIONS
from classify.learned.sentences import Scores
from classify.learned.weights import Weights, load

_TOLD_BY_WORDS = (Kind.SUBMISSION, Kind.OTHER, Kind.ENQUIRY)
_CLEARLY = 1.5
"""Log-odds from which on a text full of questions is taken for a submission all the same."""
_UNLIKE = "It reads like mail that offers no partnership: news, an announcement or an opinion."
_LIKE = "It reads like the description of a joint undertaking or of a commitment to others."


class TextModel:
    """Weighs the gate's verdict against what the text as a whole is about."""

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights or load("texts")
        self._for_rule = float(self._weights.settings["rule"])

    @property
    def models(self) -> tuple[str, ...]:
        """What takes part in a verdict, with its hash."""
        return (f"texts {self._weights.sha256[:12]}",)

    def weighed(self, verdict: Verdict, scores: Scores) -> Verdict:
        """Return the verdict, or another one where the text as a whole speaks against it."""
        if verdict.kind not in _TOLD_BY_WORDS or not len(scores.vectors):
            return verdict
        ruled = verdict.kind is Kind.SUBMISSION
        odds = float(self._weights.logits(meaning(scores)[None, :])[0, 0]) + self._for_rule * ruled
        confidence = round(float(1 / (1 + np.exp(-abs(odds)))), 2)
        if (odds >= 0) == ruled or (verdict.kind is Kind.ENQUIRY and odds < _CLEARLY):
            return replace(verdict, confidence=max(confidence, 0.5) if ruled else verdict.confidence)
        return Verdict(Kind.OTHER if ruled else Kind.SUBMISSION, _UNLIKE if ruled else _LIKE, confidence)


def meaning(scores: Scores) -> NDArray[np.float32]:
    """Return the meaning of the text: the mean over its passages, as the sentence model saw it."""
    row: NDArray[np.float32] = scores.vectors[0, -DIMENSIONS:]
    return row
