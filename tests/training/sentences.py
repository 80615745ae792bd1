"""Labelled texts in, the weights of the sentence model out, with those that weigh it against the rules text by text.

Everything that is learned about texts is learned from sentences scored by models that had not seen them: five folds of
whole texts. A few rare labels with too little material are left to the rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from classify.assess import Assessor
from classify.assessment import Kind
from classify.gate import Verdict
from classify.learned import newness as told_apart
from classify.learned.confidence import Calibration
from classify.learned.encoder import Encoder
from classify.learned.features import matrix, slots_in, told
from classify.learned.sentences import NOVEL, Scores, gathered, silenced
from classify.learned.weights import Weights
from tests.corpus.texts import LabelledText
from tests.training import newness
from tests.training.confidence import calibrated
from tests.training.logistic import fit
from tests.training.material import Sample, samples

FOLDS = 5
STRENGTH = 0.1
"""Inverse of the penalty on weights, chosen by cross-validation."""
RULE = 2.5
"""What a finding of the rules is worth beside what is learned of it, in log-odds. Our texts say things in more ways than
those that the rules were written from, so the weight that is learned from them alone is too small."""
_OFTEN = 8
"""Passages of ours that a turn of phrase is met in before it is learned."""
BORDERS = {
    "1b": 1.0, "1c": 0.5, "2a": 0.75, "4d": -0.5, "6b": 0.5, "6c": 0.25, "6e": 0.25, "6g": 1.0, "7a": -0.25, "7c": -0.25,
    "7d": -0.5, "7x": 0.5,
}  # fmt: skip
"""Log-odds from which a label counts as stated, where that is not zero: chosen by cross-validation for what the standings
need. A false 6g, for instance, hides that a text names no target, no time and no role."""
DECIDED = (
    "1a", "1b", "1c", "2a", "2b", "2c", "4d", "6b", "6c", "6d", "6e", "6g", "7a", "7b", "7c", "7d", "7x",
)  # fmt: skip
"""Labels that are decided each by itself, together with the rules. What is new and what is running are told apart by all
witnesses of both; the others need names that only rules know, or are too rare."""
LABELS = (
    "1a", "1b", "1c", "2a", "2b", "2c", "2x", "3a", "3b", "3c", "4d", "5a", "5b", "5c", NOVEL, "5w", "5d", "5e",
    "6b", "6c", "6d", "6e", "6g", "7a", "7b", "7c", "7d", "7x", "d",
)  # fmt: skip
_NEW = {"5a", "5b", "5c"}
SENTENCES = "sentences"
"""The genre of lists of single sentences: they teach sentences and say nothing of texts."""
Vector = NDArray[np.float32]
Margins = NDArray[np.float64]
Chosen = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lesson:
    """Everything that there is to learn from, read, encoded and judged by the rules once."""

    samples: tuple[Sample, ...]
    ruled: dict[int, frozenset[str]]
    """What the rules alone find in those samples that are whole texts."""
    names: tuple[str, ...]
    features: Vector
    wanted: Chosen
    owner: NDArray[np.int64]
    """Passage → number of its sample."""
    fold: NDArray[np.int64]
    """Sample → the fold in which it is held out."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """How texts are decided by the scores of their passages."""

    weights: dict[str, list[float]]
    """Of bias, rule, all passages and best passage for every label."""
    of_new: dict[str, list[float]]
    """The weights by which new and running are told apart."""
    calibration: Calibration
    right: dict[str, tuple[int, float]]
    """Label → in how many texts it is stated, and the share of texts that are decided rightly."""


def lesson(texts: Sequence[LabelledText], encoder: Encoder) -> Lesson:
    """Return what there is to learn in the texts."""
    assessor = Assessor(by_rules_alone=True)
    found = samples(texts, assessor)
    names = _names(found)
    blocks = [matrix(s.heard.judged, names, encoder) for s in found]
    return Lesson(
        samples=found,
        ruled={n: _ruled(assessor, s) for n, s in enumerate(found) if s.text.judged and s.text.genre != SENTENCES},
        names=names,
        features=np.vstack(blocks),
        wanted=np.array([[_holds(label, labels) for label in LABELS] for s in found for labels in s.labels]),
        owner=np.repeat(np.arange(len(found)), [len(block) for block in blocks]),
        fold=np.random.default_rng(2003).integers(0, FOLDS, len(found)),
    )


def train(texts: Sequence[LabelledText]) -> Weights:
    """Return the weights; the settings hold the decisions for texts and the calibration of confidence."""
    learnt = lesson(texts, Encoder())
    decided = _decisions(learnt, _held_out(learnt, models_by_fold(learnt)), learnt.ruled)
    for label, (stated, right) in decided.right.items():
        print(f"{label}: {stated} of {len(learnt.ruled)} texts, right in {right:.1%}")
    return _weights(learnt, fit(learnt.features, learnt.wanted, STRENGTH), decided)


def without_each_fold(learnt: Lesson) -> tuple[Weights, ...]:
    """Return for each fold the weights that are learned without its texts."""
    arrays = models_by_fold(learnt)
    held_out = _held_out(learnt, arrays)
    return tuple(
        _weights(learnt, array, _decisions(learnt, held_out, [n for n in learnt.ruled if learnt.fold[n] != number]))
        for number, array in enumerate(arrays)
    )


def models_by_fold(learnt: Lesson) -> tuple[Vector, ...]:
    """Return for each fold the model of all other folds."""
    inside = [learnt.fold[learnt.owner] == number for number in range(FOLDS)]
    return tuple(fit(learnt.features[~here], learnt.wanted[~here], STRENGTH) for here in inside)


def _weights(learnt: Lesson, array: Vector, decided: Decisions) -> Weights:
    settings = {
        "decisions": decided.weights,
        "of_new": decided.of_new,
        "calibration": decided.calibration.settings(),
    }
    return Weights(learnt.names, LABELS, array[:, :-1], array[:, -1], settings, "")


def _names(found: Iterable[Sample]) -> tuple[str, ...]:
    """The features of words that are met at all, and the turns of phrase that are met often enough to tell anything."""
    met: Counter[str] = Counter()
    for sample in found:
        judged = sample.heard.judged
        met.update(name for features in told(judged, slots_in(judged)) for name in features)
    return tuple(sorted(name for name, times in met.items() if times >= (_OFTEN if name.startswith("turn ") else 1)))


def _holds(label: str, labels: frozenset[str]) -> bool:
    return bool(labels & _NEW) if label == NOVEL else label in labels


def _held_out(learnt: Lesson, arrays: Sequence[Vector]) -> dict[str, Vector]:
    """Label → the log-odds of every passage by the model that did not see its text."""
    logits = np.zeros(learnt.wanted.shape, dtype=np.float32)
    for number, array in enumerate(arrays):
        here = learnt.fold[learnt.owner] == number
        logits[here] = learnt.features[here] @ array[:, :-1].T + array[:, -1]
    columns = silenced(logits, LABELS, [reading for s in learnt.samples for reading in s.heard.judged.readings])
    return {label: columns[:, number] for number, label in enumerate(LABELS)}


def _decisions(learnt: Lesson, held_out: dict[str, Vector], whole: Iterable[int]) -> Decisions:
    """What is learned from the held-out scores of these texts."""
    of_text = {n: learnt.owner == n for n in whole}
    weights: dict[str, list[float]] = {}
    margins: dict[str, Margins] = {}
    outcomes: dict[str, Chosen] = {}
    for label in DECIDED:
        wanted = np.array([_holds(label, learnt.samples[n].text.stated) for n in of_text])
        if wanted.all() or not wanted.any():
            continue  # nothing to tell apart: the rules decide alone
        inputs = np.array(
            [[_holds(label, learnt.ruled[n]), *gathered(held_out[label][here])] for n, here in of_text.items()],
            dtype=np.float32,
        )
        weights[label] = _weighed(label, LogisticRegression(C=1.0).fit(inputs, wanted))
        margins[label] = np.column_stack([np.ones(len(inputs)), inputs]) @ np.array(weights[label])
        outcomes[label] = wanted
    of_new, apart, stated = _of_new(learnt, held_out, of_text)
    margins, outcomes = margins | apart, outcomes | stated
    right = {
        label: (int(outcomes[label].sum()), float(np.mean((m >= 0) == outcomes[label]))) for label, m in margins.items()
    }
    return Decisions(weights, of_new, calibrated(margins, outcomes), right)


def _weighed(label: str, model: LogisticRegression) -> list[float]:
    """The weights as learned, the border of the label taken off the bias and the trust in rules added to theirs."""
    rule, *others = model.coef_[0]
    learned = (model.intercept_[0] - BORDERS.get(label, 0), rule + RULE, *others)
    return [round(float(weight), 3) for weight in learned]


def _of_new(
    learnt: Lesson, held_out: dict[str, Vector], of_text: dict[int, Chosen]
) -> tuple[dict[str, list[float]], dict[str, Margins], dict[str, Chosen]]:
    """How what is new and what is running are told apart, from the held-out scores of the texts; and how far each is."""
    rows = []
    for n, here in of_text.items():
        logits = np.column_stack([held_out[label][here] for label in told_apart.WITNESSES])
        scores = Scores(told_apart.WITNESSES, logits, logits)
        rows.append(told_apart.row(learnt.ruled[n], scores, learnt.samples[n].heard.judged.readings))
    stated = {
        label: np.array([_holds(label, learnt.samples[n].text.stated) for n in of_text])
        for label in (NOVEL, told_apart.RUNNING)
    }
    found, margins = newness.weights(np.array(rows), stated, learnt.fold[list(of_text)])
    return found, margins, {label: stated[label] for label in margins}


def _ruled(assessor: Assessor, sample: Sample) -> frozenset[str]:
    """What the rules alone find in a text, both kinds of aims as one and all roles as some."""
    assessment = assessor.judged(sample.submission, sample.heard, Verdict(Kind.SUBMISSION, "", 1.0))
    present = {f.criterion for j in assessment.judgements for f in j.findings if f.present}
    return frozenset(present | ({"6c"} if "6a" in present else set()) | ({"6g"} if "6f" in present else set()))
