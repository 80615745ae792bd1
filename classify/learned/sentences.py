"""Passages in, how strongly each speaks for each criterion out: the sentence model that was trained on our own texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classify.cues import Reading
from classify.learned.confidence import Calibration
from classify.learned.encoder import Encoder
from classify.learned.features import matrix
from classify.learned.weights import Weights, load
from classify.reading import Heard
from classify.tables import LANGUAGES

NOVEL = "5n"
"""What is new in any way: readers can hardly tell 5a, 5b and 5c apart, so they are learned together as well."""
_BY_NAME = ("7a", "7b", "7c", "7d")
_NEEDS = {"6d": "counted", "6e": "timed"}
"""Label → the signal without which a passage cannot speak for it, whatever it means."""
_TOP = 4
"""Passages that count for a text; more of the same says no more."""
_NONE = -7.0
"""Log-odds of a passage that is not there."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Log-odds of every label for every judged passage of a text."""

    labels: tuple[str, ...]
    logits: NDArray[np.float32]
    """One row a passage, one column a label."""
    vectors: NDArray[np.float32]
    """The features that they came from, for models of whole texts."""

    def of(self, label: str) -> NDArray[np.float32]:
        """The column of one label; empty for one that was not learned."""
        if label not in self.labels:
            return np.zeros(0, dtype=np.float32)
        column: NDArray[np.float32] = self.logits[:, self.labels.index(label)]
        return column


class SentenceModel:
    """Scores passages; the weights load at once, the encoder when the first text comes."""

    def __init__(self, encoder: Encoder | None = None, weights: Weights | None = None) -> None:
        self._encoder = encoder or Encoder()
        self._weights = weights or load("sentences")

    @property
    def models(self) -> tuple[str, ...]:
        """What takes part in a verdict, with version or hash."""
        return (self._encoder.name, f"sentences {self._weights.sha256[:12]}")

    @property
    def decisions(self) -> Mapping[str, Sequence[float]]:
        """Label → weights of bias, rule, all passages and best passage, by which a text is decided."""
        decided: Mapping[str, Sequence[float]] = self._weights.settings["decisions"]
        return decided

    @property
    def calibration(self) -> Calibration:
        """How often a decision is right, by its distance from the border."""
        return Calibration.of(self._weights.settings["calibration"])

    @property
    def of_new(self) -> Mapping[str, Sequence[float]]:
        """The weights by which new (5n) and running (5d) are decided together, and their calibration; empty if unlearned."""
        found: Mapping[str, Sequence[float]] = self._weights.settings.get("of_new", {})
        return found

    def score(self, judged: Heard) -> Scores:
        """Return the log-odds of the judged passages; the same text gives the same numbers."""
        vectors = matrix(judged, self._weights.names, self._encoder)
        logits = silenced(self._weights.logits(vectors), self._weights.labels, judged.readings)
        return Scores(self._weights.labels, logits, vectors)


def silenced(logits: NDArray[np.float32], labels: Sequence[str], readings: Sequence[Reading]) -> NDArray[np.float32]:
    """Return the log-odds with those taken out on which the model has no say.

    A line of resources counts by whom it names, which meaning does not show: rules read it (rubric 10.9, 10.10). A
    sentence that sounds like a target or a time frame is none without a number that counts or a time that can be an end.
    """
    result = logits.copy()
    for number, reading in enumerate(readings):
        mute = {label for label, signal in _NEEDS.items() if _read(reading) and signal not in reading.signals}
        mute |= set(_BY_NAME) if "resource_line" in reading.signals else set()
        result[number, [labels.index(label) for label in mute if label in labels]] = _NONE
    return result


def _read(reading: Reading) -> bool:
    """Whether numbers and times are known in the language of the passage."""
    return reading.passage.language in (*LANGUAGES, "und")


def gathered(column: NDArray[np.float32]) -> tuple[float, float]:
    """Return what all passages together say for a label, and what the best one says."""
    top = np.sort(column)[::-1][:_TOP]
    padded = np.concatenate([top, np.full(_TOP - len(top), _NONE, dtype=np.float32)])
    return float(np.log1p(np.exp(padded)).sum()), float(padded[0])


def margin(weights: Sequence[float], column: NDArray[np.float32], *, rule: bool) -> float:
    """Return how far a text is on the side of "present", in log-odds: below zero it is absent."""
    bias, for_rule, for_all, for_best = weights
    together, best = gathered(column)
    return round(bias + for_rule * rule + for_all * together + for_best * best, 3)
