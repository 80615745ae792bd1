"""What a whole text is about in, whether it offers a partnership out: the model beside the rules of the gate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from classify.assessment import Kind
from classify.gate import Verdict
from classify.learned.confidence import likely
from classify.learned.encoder import DIMENSIONS
from classify.learned.sentences import Scores
from classify.learned.traits import traits
from classify.learned.weights import Weights, load
from classify.reading import Heard

Vector = NDArray[np.float32]

_TOLD_BY_WORDS = (Kind.SUBMISSION, Kind.OTHER, Kind.ENQUIRY)
_LEAST_WORDS = 80
"""A shorter note is about too little for its meaning to tell anything."""
_OPENING = 3
"""Passages that open a document: they say what it is."""
_WHOLE, _START = 2.0, 1.0
"""Lengths of the vectors of meaning: of the text and of what opens it."""
_UNLIKE = "It reads like mail that offers no partnership: news, an announcement or an opinion."
_LIKE = "It reads like the description of a joint undertaking or of a commitment to others."


class TextModel:
    """Weighs the gate's verdict against what the text as a whole is about."""

    def __init__(self, weights: Weights | None = None) -> None:
        self._weights = weights or load("texts")
        self._ruled: Mapping[str, float] = self._weights.settings["ruled"]
        self._calibration: Sequence[float] = self._weights.settings["calibration"]

    @property
    def models(self) -> tuple[str, ...]:
        """What takes part in a verdict, with its hash."""
        return (f"texts {self._weights.sha256[:12]}",)

    def weighed(self, verdict: Verdict, judged: Heard, scores: Scores) -> Verdict:
        """Return the verdict, or another one where the text as a whole speaks against it.

        Of a note of a few words nothing can be told that way: there the rules decide alone.
        """
        if verdict.kind not in _TOLD_BY_WORDS or words(judged) < _LEAST_WORDS:
            return verdict
        features = row(traits(judged, verdict.signs), self._weights.names, meaning(judged, scores.vectors))
        odds = round(float(self._weights.logits(features[None, :])[0, 0]) + self._ruled[spoken_for(verdict)], 3)
        confidence = self._confidence(odds)
        if (odds >= 0) == (verdict.kind is Kind.SUBMISSION):
            return replace(verdict, confidence=confidence)
        kind, reason = (Kind.OTHER, _UNLIKE) if odds < 0 else (Kind.SUBMISSION, _LIKE)
        return replace(verdict, kind=kind, reason=reason, confidence=confidence)

    def _confidence(self, odds: float) -> float:
        """How often a decision this far from the border was right, on texts held out in training."""
        bias, slope = self._calibration
        return likely(bias + slope * abs(odds))


def spoken_for(verdict: Verdict) -> str:
    """Return the kind that words speak for, or `silent` where none did."""
    return "silent" if verdict.silent else verdict.kind.value


def words(judged: Heard) -> int:
    """Return how many words the passages hold."""
    return sum(len(reading.passage.text.split()) for reading in judged.readings)


def row(found: Mapping[str, float], names: Sequence[str], meant: Vector) -> Vector:
    """Return the features of a text: the named traits in order, then its meaning."""
    return np.hstack([np.array([found.get(name, 0.0) for name in names], dtype=np.float32), meant])


def meaning(judged: Heard, vectors: Vector) -> Vector:
    """Return what the text means, and behind it what its documents open with, each a vector of fixed length.

    `vectors` are the features of the passages, the last columns but those of the text around being their own meaning.
    Long passages say more than short ones; how many there are changes nothing, nor does the order of documents.
    """
    own = vectors[:, -2 * DIMENSIONS : -DIMENSIONS]
    weight = np.sqrt([len(reading.passage.text.split()) for reading in judged.readings])
    opening = [own[numbers].mean(axis=0) for numbers in _openings(judged)]
    return np.hstack([_of_length(_WHOLE, weight @ own), _of_length(_START, np.sum(opening, axis=0))])


def _openings(judged: Heard) -> list[list[int]]:
    """The numbers of the first passages of every document, by its id."""
    numbers: dict[str, list[int]] = {}
    for number, reading in enumerate(judged.readings):
        of_it = numbers.setdefault(reading.passage.document, [])
        if len(of_it) < _OPENING:
            of_it.append(number)
    return [numbers[document] for document in sorted(numbers)]


def _of_length(length: float, vector: NDArray[np.floating]) -> Vector:
    size = float(np.linalg.norm(vector))
    return (length * vector / size if size else np.zeros(DIMENSIONS)).astype(np.float32)
