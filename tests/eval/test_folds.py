"""Models by fold have not seen what they are measured by."""

from dataclasses import replace

import numpy as np
import pytest

from tests.training.folds import Remembering
from tests.training.sentences import FOLDS, LABELS, Lesson, models_by_fold

TEXTS, PASSAGES, WIDTH = 10, 60, 4


@pytest.fixture
def learnt():
    """Ten texts of six passages each, their numbers drawn by lot."""
    lots = np.random.default_rng(7)
    return Lesson(
        samples=(),
        ruled={},
        names=(),
        features=lots.normal(size=(PASSAGES, WIDTH)).astype(np.float32),
        wanted=lots.random((PASSAGES, len(LABELS))) < 0.4,
        owner=np.repeat(np.arange(TEXTS), PASSAGES // TEXTS),
        fold=np.arange(TEXTS) % FOLDS,
    )


def test_a_fold_changes_every_model_but_its_own(learnt):
    """Other labels in the texts of fold 2 leave the model that judges fold 2 as it is, to the last bit."""
    changed = learnt.wanted.copy()
    changed[learnt.fold[learnt.owner] == 2] ^= True
    pairs = zip(models_by_fold(learnt), models_by_fold(replace(learnt, wanted=changed)), strict=True)
    assert [bool(np.array_equal(*pair)) for pair in pairs] == [number == 2 for number in range(FOLDS)]


def test_a_sentence_is_encoded_once(monkeypatch):
    """What was encoded before is remembered, in whatever order it is asked for."""
    asked = []

    def encode(_, texts):
        asked.extend(texts)
        return np.array([[float(len(text))] for text in texts], dtype=np.float32).reshape(-1, 1)

    monkeypatch.setattr("classify.learned.encoder.Encoder.encode", encode)
    encoder = Remembering()
    encoder.encode(["one", "three"])
    assert encoder.encode(["three", "fifteen", "one"]).tolist() == [[5], [7], [3]]
    assert asked == ["one", "three", "fifteen"]
