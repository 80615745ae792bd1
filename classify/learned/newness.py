"""What rules and sentences say of principle 5 in, one row of numbers a text out, by which new and running are told apart.

That nothing is new shows only in the whole of a text: in what speaks for running, in how little speaks for new, and in
the tenses of its sentences. So both questions are decided by all of it together.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from classify.cues import Reading
from classify.learned.sentences import NOVEL, Scores, gathered
from classify.text.layout import Form

NEW = ("5a", "5b", "5c")
RUNNING = "5d"
WITNESSES = (NOVEL, *NEW, RUNNING, "5e", "5w")
TENSES = ("ahead", "future", "committed", "hypothetical", "told", "past", "stale")
_SENTENCE = 40
"""Characters from which a passage is taken for a sentence with a verb."""


def row(ruled: Collection[str], scores: Scores, judged: Sequence[Reading]) -> NDArray[np.float32]:
    """Return for every witness whether rules found it and what all passages and the best one say; then shares of tenses."""
    found = set(ruled) | ({NOVEL} if set(ruled) & set(NEW) else set())
    told = [number for witness in WITNESSES for number in (float(witness in found), *gathered(scores.of(witness)))]
    return np.array([*told, *_tenses(judged)], dtype=np.float32)


def margin(weights: Sequence[float], numbers: NDArray[np.float32]) -> float:
    """Return how far a text is on the side of "yes", in log-odds; the first weight is the bias."""
    return round(weights[0] + float(np.dot(np.array(weights[1:], dtype=np.float64), numbers)), 3)


def _tenses(judged: Sequence[Reading]) -> list[float]:
    """The share of the sentences that show each tense; and of those that show none."""
    told = [r.signals for r in judged if r.passage.form is not Form.HEADING and len(r.passage.text) >= _SENTENCE]
    counted = [sum(tense in signals for signals in told) for tense in TENSES]
    return [number / max(1, len(told)) for number in (*counted, sum(not signals & set(TENSES) for signals in told))]
