"""What a whole text is about in, whether it offers a partnership out: the model beside the rules of the gate."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from classify.assessment import Kind
from classify.gate import Verdict
from classify.learned.encoder import DIMENSIONS
from classify.learned.sentences import Scores
from classify.learned.weights import Weights, load
from classify.reading import Heard

_TOLD_BY_WORDS = (Kind.SUBMISSION, Kind.OTHER, Kind.ENQUIRY)
_LEAST_WORDS = 80
"""A shorter note is about too little for its meaning to tell anything."""
_UNLIKE = "It reads like mail that offers no partnership: news, an announcement or an opinion."
_LIKE = "It reads like the description of a joint undertaking or of a commitment to others."


class TextModel:
    """Weighs the gate's verdict against what the text as a whole is about."""

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights or load("texts")
        self._ruled: Mapping[str, float] = self._weights.settings["ruled"]

    @property
    def models(self) -> tuple[str, ...]:
        """What takes part in a verdict, with its hash."""
        return (f"texts {self._weights.sha256[:12]}",)

    def weighed(self, verdict: Verdict, judged: Heard, scores: Scores) -> Verdict:
        """Return the verdict, or another one where the text as a whole speaks against it.

        Of a note of a few words nothing can be told that way: there the rules decide alone.
        """
        words = sum(len(reading.passage.text.split()) for reading in judged.readings)
        if verdict.kind not in _TOLD_BY_WORDS or words < _LEAST_WORDS:
            return verdict
        meant = float(self._weights.logits(meaning(scores)[None, :])[0, 0])
        odds = round(meant + self._ruled[spoken_for(verdict)], 3)
        confidence = round(1 / (1 + math.exp(-abs(odds))), 2)
        if (odds >= 0) == (verdict.kind is Kind.SUBMISSION):
            return replace(verdict, confidence=confidence)
        return Verdict(Kind.OTHER, _UNLIKE, confidence) if odds < 0 else Verdict(Kind.SUBMISSION, _LIKE, confidence)


def spoken_for(verdict: Verdict) -> str:
    """Return the kind that words speak for, or `silent` where none did."""
    return "silent" if verdict.silent else verdict.kind.value


def meaning(scores: Scores) -> NDArray[np.float32]:
    """Return the meaning of the text: the mean over its passages, as the sentence model saw it."""
    row: NDArray[np.float32] = scores.vectors[0, -DIMENSIONS:]
    return row
