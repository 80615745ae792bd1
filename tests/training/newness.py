"""Rows of numbers by text in, the weights out by which what is new and what is running are told apart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from classify.learned.newness import RUNNING
from classify.learned.sentences import NOVEL

STRENGTH = 0.01
"""Inverse of the penalty on the weights of numbers scaled alike: texts are few, and those of others differ from ours."""
BORDERS = {NOVEL: 1.0, RUNNING: -2.5}
"""Log-odds from which a text counts as new, and one that is not new as running. Most texts are new, so the odds start
high; of those that are not, hardly any says nothing of running."""
_ROUNDED = 4

Vector = NDArray[np.float32]
Margins = NDArray[np.float64]
Chosen = NDArray[np.bool_]


def weights(
    rows: Vector, stated: dict[str, Chosen], fold: NDArray[np.int64]
) -> tuple[dict[str, list[float]], dict[str, Margins]]:
    """Return bias and weights by label, and how far each text is from the border; `stated` says what holds of each text.

    Empty where all texts are alike. Distances are by weights in which the text took no part.
    """
    if any(holds.all() or not holds.any() for holds in stated.values()):
        return {}, {}
    found = {label: _fitted(rows, holds, BORDERS[label]) for label, holds in stated.items()}
    return found, {label: _distances(rows, holds, fold, BORDERS[label]) for label, holds in stated.items()}


def _distances(rows: Vector, holds: Chosen, fold: NDArray[np.int64], border: float) -> Margins:
    distances = np.zeros(len(rows))
    for number in np.unique(fold):
        out = fold == number
        learnt = ~out if len(set(holds[~out])) > 1 else np.ones(len(rows), bool)
        apart = np.array(_fitted(rows[learnt], holds[learnt], border))
        distances[out] = rows[out] @ apart[1:] + apart[0]
    return distances


def _fitted(rows: Vector, holds: Chosen, border: float) -> list[float]:
    """The bias and the weights for the numbers as they come."""
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit((rows - middle) / spread, holds)
    by_number = model.coef_[0] / spread
    bias = model.intercept_[0] - border - by_number @ middle
    return [round(float(weight), _ROUNDED) for weight in (bias, *by_number)]
