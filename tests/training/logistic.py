"""Features and wanted labels in, one logistic regression a label out, all of them fitted at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Matrix = NDArray[np.float32]
_ITERATIONS = 120


def fit(features: Matrix, wanted: NDArray[np.bool_], strength: float) -> Matrix:
    """Return one row a label: its weights and, last, its bias; `strength` is the inverse of the penalty on weights."""
    count, width, labels = len(features), features.shape[1] + 1, wanted.shape[1]
    inputs = np.hstack([features, np.ones((count, 1), np.float32)]).astype(np.float32)
    goal = wanted.astype(np.float32)

    def loss(flat):
        weights = flat.reshape(width, labels).astype(np.float32)
        logits = inputs @ weights
        misfit = (np.logaddexp(0, logits) - goal * logits).sum(dtype=np.float64)
        free = weights.copy()
        free[-1] = 0
        slope = strength * (inputs.T @ (1 / (1 + np.exp(-logits)) - goal)) + free
        size = float((free.astype(np.float64) ** 2).sum())
        return strength * misfit + size / 2, slope.astype(np.float64).ravel()

    start = np.zeros(width * labels)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _ITERATIONS})
    return best.x.reshape(width, labels).T.astype(np.float32)
