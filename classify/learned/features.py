"""What the sentence model sees of a passage: cues that hold, signals, form, place, parties, its meaning, that of the text.

Names of features come from the data, so a rubric with other cues keeps working: what the model never met is left out,
what is gone counts as absent. Meaning is that of the words without names and sums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from classify.cues import Hit, Reading
from classify.learned.encoder import DIMENSIONS, Encoder
from classify.learned.slots import Slot, slots_of, without_names
from classify.learned.turns import parties, turns
from classify.naming import OTHER, OWN
from classify.reading import Heard
from classify.text.layout import Form
from classify.text.passages import Passage

Matrix = NDArray[np.float32]
Named = Sequence[Sequence[Slot]]
"""The slots of every passage."""

LEAST_WORDS = 2
"""Shorter passages have no meaning of their own."""
_OF_THE_TEXT = frozenset({OWN, OTHER})
"""Signals that tell which summit a text is about and nothing of the passage."""
_LONG = 400
"""Characters from which on a passage counts as long."""
_MANY = 5.0
"""Scale of the logarithm of how many passages a document has."""
_FIRST = 5
"""Passages that count as the beginning of a document."""
_MEANING = 4.0
"""Scale of the vectors beside features that are 0 or 1, so that one penalty suits both."""


def slots_in(judged: Heard) -> Named:
    """Return the slots of every passage, as the other functions here expect them."""
    return slots_of([reading.passage for reading in judged.readings], judged.organisations)


def told(judged: Heard, named: Named) -> tuple[dict[str, float], ...]:
    """Return for each passage the features that words, names, form and place give; those that are absent are left out."""
    places = _places([reading.passage.document for reading in judged.readings])
    return tuple(
        {**_words(r, h), **place, **parties(r.passage, s), **turns(r.passage, s)}
        for r, h, s, place in zip(judged.readings, judged.hits, named, places, strict=True)
    )


def matrix(judged: Heard, names: Sequence[str], encoder: Encoder) -> Matrix:
    """Return one row a passage: the named features, then the meaning of the passage, then that of all of them."""
    place, named = {name: number for number, name in enumerate(names)}, slots_in(judged)
    rules = np.zeros((len(judged.readings), len(names)), dtype=np.float32)
    for row, found in enumerate(told(judged, named)):
        for name, value in found.items():
            if name in place:
                rules[row, place[name]] = value
    own = meanings([reading.passage for reading in judged.readings], named, encoder)
    around = np.broadcast_to(own.mean(axis=0), own.shape) if len(own) else own
    return np.hstack([rules, _MEANING * own, _MEANING * around]).astype(np.float32)


def meanings(passages: Sequence[Passage], named: Named, encoder: Encoder) -> Matrix:
    """Return one vector a passage; zeros for one of a word or two."""
    rows = np.zeros((len(passages), DIMENSIONS), dtype=np.float32)
    long = [number for number, passage in enumerate(passages) if len(passage.text.split()) > LEAST_WORDS]
    if long:
        rows[long] = encoder.encode([spoken(passages[number], named[number]) for number in long])
    return rows


def spoken(passage: Passage, slots: Sequence[Slot] = ()) -> str:
    """Return the passage with the label above it, as somebody would read it out: "Partners: the organisation"."""
    label, words = passage.label, without_names(passage, slots)
    if not label or passage.form is Form.HEADING or words.casefold().startswith(label.casefold()):
        return words
    return f"{label}: {words}"


def _words(reading: Reading, hits: Sequence[Hit]) -> dict[str, float]:
    found = {f"signal {name}": 1.0 for name in reading.signals - _OF_THE_TEXT}
    for hit in hits:
        name = f"cue {hit.cue.target}"
        found[name] = max(found.get(name, 0.0), hit.cue.weight)
    found[f"form {reading.passage.form.value}"] = 1.0
    found["length"] = min(len(reading.passage.text), _LONG) / _LONG
    return found


def _places(documents: Sequence[str]) -> Iterator[dict[str, float]]:
    """Where each passage stands in its own document: headlines and first sentences say what a text is about."""
    many, seen = Counter(documents), Counter[str]()
    for document in documents:
        number, last = seen[document], many[document]
        seen[document] += 1
        found = {"place share": number / last, "place of many": float(np.log1p(last)) / _MANY}
        if number < _FIRST:
            found["place first" if number == 0 else "place second" if number == 1 else "place early"] = 1.0
        yield found
