"""Decisions of known outcome in, what their distances from the border say of confidence out."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from classify.learned.confidence import Calibration

_STRENGTH = 1.0
"""Inverse of the penalty: a side of a label that was rarely decided keeps near the others."""


def calibrated(margins: Mapping[str, NDArray[np.float64]], wanted: Mapping[str, NDArray[np.bool_]]) -> Calibration:
    """Return the calibration over all labels: one slope, and for every label a bias on each side of its border."""
    labels = list(margins)
    rows, right = [], []
    for number, label in enumerate(labels):
        said = margins[label] >= 0
        sides = np.zeros((len(said), 2 * len(labels)))
        sides[np.arange(len(said)), 2 * number + said] = 1
        rows.append(np.column_stack([abs(margins[label]), sides]))
        right.append(said == wanted[label])
    model = LogisticRegression(C=_STRENGTH, max_iter=1000).fit(np.vstack(rows), np.concatenate(right))
    slope, *biases = (float(weight) for weight in model.coef_[0])
    bias = [round(float(model.intercept_[0]) + b, 3) for b in biases]
    return Calibration(
        round(slope, 3), dict(zip(labels, bias[1::2], strict=True)), dict(zip(labels, bias[::2], strict=True))
    )
