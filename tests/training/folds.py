"""Labelled texts in, models out that were trained without some of them, each with those that it never saw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from classify.learned.encoder import DIMENSIONS, Encoder
from classify.learned.features import Matrix
from classify.learned.models import Models
from classify.learned.sentences import SentenceModel
from classify.learned.texts import TextModel
from classify.learned.weights import Weights
from tests.corpus.texts import LabelledText
from tests.training import gate
from tests.training.material import Sample
from tests.training.sentences import Lesson, lesson, without_each_fold


class Remembering(Encoder):
    """Encodes every sentence once, however often it is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, Matrix] = {}

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return one row a text."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        self._known.update(zip(new, super().encode(new), strict=True))
        rows = [self._known[text] for text in texts]
        return np.stack(rows) if rows else np.zeros((0, DIMENSIONS), dtype=np.float32)


def crossed(texts: Sequence[LabelledText]) -> Iterator[tuple[Models, tuple[Sample, ...]]]:
    """Yield for each fold the models that were trained without it, and its texts."""
    encoder = Remembering()
    learnt = lesson(texts, encoder)
    vectors = [learnt.features[learnt.owner == number] for number in range(len(learnt.samples))]
    lectures = gate.lectures(learnt.samples, vectors)
    for number, weights in enumerate(without_each_fold(learnt)):
        models = Models(SentenceModel(encoder, weights), TextModel(_gate_without(learnt, lectures, number)))
        yield models, tuple(s for s, fold in zip(learnt.samples, learnt.fold, strict=True) if fold == number)


def _gate_without(learnt: Lesson, lectures: Sequence[gate.Lecture], number: int) -> Weights:
    """The model of whole texts, from the texts of all other folds."""
    return gate.learned([lecture for lecture in lectures if learnt.fold[lecture.number] != number])
