"""What the sentence model sees of a passage: cues that hold, signals, form and length, its meaning, and that of the text around.

Names come from the data, so a rubric with other cues keeps working: what the model never met is left out, what is gone
counts as absent.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from classify.cues import Hit, Reading
from classify.learned.encoder import DIMENSIONS, Encoder
from classify.text.layout import Form
from classify.text.passages import Passage

Matrix = NDArray[np.float32]

LEAST_WORDS = 2
"""Shorter passages have no meaning of their own."""
_LONG = 400
"""Characters from which on a passage counts as long."""
_MEANING = 4.0
"""Scale of the vectors beside features that are 0 or 1, so that one penalty suits both."""


def spoken(passage: Passage) -> str:
    """Return the passage with the label above it, as somebody would read it out: "Partners: the Amber Trust"."""
    label = passage.label
    if not label or passage.form is Form.HEADING or passage.flat.casefold().startswith(label.casefold()):
        return passage.flat
    return f"{label}: {passage.flat}"


def told(reading: Reading, hits: Sequence[Hit]) -> dict[str, float]:
    """Return the features that words and form give, by name; those that are absent are left out."""
    found = {f"signal {name}": 1.0 for name in reading.signals}
    for hit in hits:
        name = f"cue {hit.cue.target}"
        found[name] = max(found.get(name, 0.0), hit.cue.weight)
    found[f"form {reading.passage.form.value}"] = 1.0
    found["length"] = min(len(reading.passage.text), _LONG) / _LONG
    return found


def matrix(
    readings: Sequence[Reading], hits: Sequence[Sequence[Hit]], names: Sequence[str], encoder: Encoder
) -> Matrix:
    """Return one row a reading: the named features, then the meaning of the passage, then that of all of them."""
    place = {name: number for number, name in enumerate(names)}
    rules = np.zeros((len(readings), len(names)), dtype=np.float32)
    for row, (reading, found) in enumerate(zip(readings, hits, strict=True)):
        for name, value in told(reading, found).items():
            if name in place:
                rules[row, place[name]] = value
    own = meanings([reading.passage for reading in readings], encoder)
    around = np.broadcast_to(own.mean(axis=0), own.shape) if len(own) else own
    return np.hstack([rules, _MEANING * own, _MEANING * around]).astype(np.float32)


def meanings(passages: Sequence[Passage], encoder: Encoder) -> Matrix:
    """Return one vector a passage; zeros for one of a word or two."""
    rows = np.zeros((len(passages), DIMENSIONS), dtype=np.float32)
    long = [number for number, passage in enumerate(passages) if len(passage.text.split()) > LEAST_WORDS]
    if long:
        rows[long] = encoder.encode([spoken(passages[number]) for number in long])
    return rows
