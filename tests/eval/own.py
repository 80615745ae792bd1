"""Our own labelled texts in, each judged by models that never saw it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from classify.assess import Assessor
from classify.text.names import Names
from tests.corpus.texts import LabelledText
from tests.eval.metrics import Judged
from tests.eval.truth import of_labelled
from tests.training.folds import crossed
from tests.training.sentences import SENTENCES

ABOUT = Path(__file__).parent / "own.md"
"""Where the figures come from, and what they cannot show."""


def judged_own(texts: Sequence[LabelledText]) -> Iterator[Judged]:
    """Every text that is one, fold by fold; lists of single sentences teach and are no texts."""
    names = Names()
    for models, held_out in crossed(texts):
        assessor = Assessor(names=names, models=models)
        for sample in held_out:
            if sample.text.genre != SENTENCES:
                yield Judged(of_labelled(sample.text), assessor.assess(sample.submission))
