"""The weights that training wrote, read back: small files beside this one, with the names of what they weigh."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classify.errors import RubricError

FOLDER = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear model: `matrix @ features + bias` is one log-odds a label."""

    names: tuple[str, ...]
    """Features that words give, in the order of the columns; the columns behind them weigh meaning."""
    labels: tuple[str, ...]
    matrix: NDArray[np.float32]
    bias: NDArray[np.float32]
    settings: dict[str, Any]
    """What else training found out, as its file says."""
    sha256: str

    def logits(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return one row a row of features, one column a label; rounded, so that machines agree."""
        found: NDArray[np.float32] = np.round(features @ self.matrix.T + self.bias, 3).astype(np.float32)
        return found


def load(name: str, folder: Path = FOLDER) -> Weights:
    """Return the weights `<name>.json` and `<name>.npy`; RubricError when they do not fit each other."""
    described, numbers = folder / f"{name}.json", folder / f"{name}.npy"
    data = json.loads(described.read_text(encoding="utf-8"))
    array = np.load(numbers, allow_pickle=False).astype(np.float32)
    if array.ndim != 2 or array.shape[0] != len(data["labels"]):
        raise RubricError(f"{numbers.name}: {array.shape} does not fit the labels of {described.name}; run make train")
    digest = hashlib.sha256(described.read_bytes() + numbers.read_bytes()).hexdigest()
    return Weights(
        tuple(data["names"]), tuple(data["labels"]), array[:, :-1], array[:, -1], data.get("settings", {}), digest
    )


def save(name: str, weights: Weights, folder: Path = FOLDER) -> None:
    """Write the weights in half precision, which changes no decision that is not a coin's toss."""
    folder.mkdir(parents=True, exist_ok=True)
    data = {"labels": weights.labels, "names": weights.names, "settings": weights.settings}
    (folder / f"{name}.json").write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    np.save(folder / f"{name}.npy", np.column_stack([weights.matrix, weights.bias]).astype(np.float16))
