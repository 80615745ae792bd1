"""Training: the same material gives the same weights, and a label is learned from what its authors marked."""

from itertools import islice

import numpy as np
import pytest

from classify.learned.newness import RUNNING
from classify.learned.sentences import NOVEL
from tests.corpus.texts import labelled_texts
from tests.training import newness, sentences
from tests.training.confidence import calibrated
from tests.training.logistic import fit


@pytest.mark.timeout(300)
def test_the_same_texts_give_the_same_weights():
    """Twice the same material, twice the same numbers, names and decisions."""
    texts = list(islice((t for t in labelled_texts() if t.genre != "sentences"), 0, None, 24))

    one, other = sentences.train(texts), sentences.train(texts)

    assert (one.matrix == other.matrix).all()
    assert (one.bias == other.bias).all()
    assert (one.names, one.labels, one.settings) == (other.names, other.labels, other.settings)


def test_a_feature_that_tells_gets_the_weight():
    """Of two features the one that goes with the label weighs more, and the penalty keeps the weights small."""
    features = np.array([[1, 1], [1, 0], [0, 1], [0, 0]] * 20, np.float32)
    wanted = features[:, :1] > 0

    loose, strict = fit(features, wanted, 10.0), fit(features, wanted, 0.01)

    assert loose[0, 0] > abs(loose[0, 1])
    assert abs(strict[0, 0]) < abs(loose[0, 0])


def test_confidence_is_what_was_right_on_either_side():
    """A label that is mostly wrong when it says no is less sure there than when it says yes; farther out is surer."""
    margins = {"a": np.array([1.0] * 80 + [-1.0] * 80), "b": np.array([3.0] * 80 + [-3.0] * 80)}
    right = {
        "a": np.array([True] * 72 + [False] * 8 + [True] * 32 + [False] * 48),
        "b": np.array([True] * 79 + [False] + [True] * 76 + [False] * 4),
    }
    wanted = {label: (m >= 0) == right[label] for label, m in margins.items()}

    found = calibrated(margins, wanted)

    assert found.confidence("a", 1.0) == pytest.approx(0.9, abs=0.05)
    assert found.confidence("a", -1.0) == pytest.approx(0.4, abs=0.05)
    assert found.confidence("a", 2.0) >= found.confidence("a", 1.0)


def test_new_and_running_are_told_by_what_goes_with_each():
    """The number that goes with new speaks for it and against running, in texts that took no part too."""
    holds = np.array([True, False] * 60)
    rows = np.column_stack([holds, np.arange(120) % 3]).astype(np.float32)
    found, margins = newness.weights(rows, {NOVEL: holds, RUNNING: ~holds}, np.arange(120) % 5)

    assert found[NOVEL][1] > abs(found[NOVEL][2])
    assert found[RUNNING][1] < 0
    assert margins[NOVEL][holds].min() > margins[NOVEL][~holds].max()


def test_texts_that_are_all_alike_teach_nothing():
    """Where every text is new there is nothing to tell apart, and the rules decide."""
    alike = np.ones(20, bool)
    assert newness.weights(np.ones((20, 2), np.float32), {NOVEL: alike, RUNNING: ~alike}, np.arange(20) % 5) == ({}, {})
