"""Labelled texts in, the weights of the sentence model out, with those that weigh it against the rules text by text.

Everything that is learned about texts is learned from sentences scored by models that had not seen them: five folds of
whole texts. A few rare labels with too little material are left to the rules.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from classify.assess import Assessor
from classify.assessment import Kind
from classify.gate import Verdict
from classify.learned.encoder import Encoder
from classify.learned.features import matrix, told
from classify.learned.sentences import NOVEL, gathered, silenced
from classify.learned.weights import Weights
from tests.corpus.texts import LabelledText
from tests.training.logistic import fit
from tests.training.material import Sample, samples

FOLDS = 5
STRENGTH = 0.1
"""Inverse of the penalty on weights, chosen by cross-validation."""
RULE = 2.5
"""What a finding of the rules is worth beside what is learned of it, in log-odds. Our texts say things in more ways than
those that the rules were written from, so the weight that is learned from them alone is too small."""
BORDERS = {
    "1b": 1.0, "1c": 0.5, "2a": 0.5, "2b": -0.5, NOVEL: 0.5, "5d": -1.5, "6c": 0.25, "6d": -0.5, "6e": 0.5, "6g": 1.0,
    "7a": 0.25, "7x": 0.5,
}  # fmt: skip
"""Log-odds from which a label counts as stated, where that is not zero: chosen by cross-validation for what the standings
need. A false 6g, for instance, hides that a text names no target, no time and no role."""
DECIDED = (
    "1a", "1b", "1c", "2a", "2b", "2c", "4d", NOVEL, "5d", "6b", "6c", "6d", "6e", "6g", "7a", "7b", "7c", "7d", "7x",
)  # fmt: skip
"""Labels that are decided together with the rules; the others need names that only rules know, or are too rare."""
LABELS = (
    "1a", "1b", "1c", "2a", "2b", "2c", "2x", "3a", "3b", "3c", "4d", "5a", "5b", "5c", NOVEL, "5w", "5d", "5e",
    "6b", "6c", "6d", "6e", "6g", "7a", "7b", "7c", "7d", "7x", "d",
)  # fmt: skip
_NEW = {"5a", "5b", "5c"}
_SENTENCES = "sentences"
"""The genre of lists of single sentences: they teach sentences and say nothing of texts."""
Vector = NDArray[np.float32]


def train(texts: Sequence[LabelledText]) -> Weights:
    """Return the weights; the settings hold the decisions for texts and the calibration of confidence."""
    assessor = Assessor(by_rules_alone=True)
    found = samples(texts, assessor.reader)
    names = tuple(sorted({name for s in found for r, h in _pairs(s) for name in told(r, h)}))
    encoder = Encoder()
    blocks = [matrix(s.heard.judged.readings, s.heard.judged.hits, names, encoder) for s in found]
    features, owner = np.vstack(blocks), np.repeat(np.arange(len(found)), [len(block) for block in blocks])
    fold = np.random.default_rng(2003).integers(0, FOLDS, len(found))
    wanted = np.array([[_holds(label, labels) for label in LABELS] for s in found for labels in s.labels])
    readings = [reading for s in found for reading in s.heard.judged.readings]
    columns = silenced(_held_out(features, wanted, fold[owner]), LABELS, readings)
    held_out = {label: columns[:, number] for number, label in enumerate(LABELS)}
    decisions, calibration = _decisions(assessor, found, held_out, owner)
    array = fit(features, wanted, STRENGTH)
    return Weights(names, LABELS, array[:, :-1], array[:, -1], {"decisions": decisions, "calibration": calibration}, "")


def _pairs(sample: Sample):
    judged = sample.heard.judged
    return zip(judged.readings, judged.hits, strict=True)


def _holds(label: str, labels: frozenset[str]) -> bool:
    return bool(labels & _NEW) if label == NOVEL else label in labels


def _held_out(features: Vector, wanted: NDArray[np.bool_], fold: NDArray[np.int64]) -> Vector:
    """The log-odds of every passage by a model that did not see its text."""
    logits = np.zeros(wanted.shape, dtype=np.float32)
    for number in range(FOLDS):
        here = fold == number
        weights = fit(features[~here], wanted[~here], STRENGTH)
        logits[here] = features[here] @ weights[:, :-1].T + weights[:, -1]
    return logits


def _decisions(
    assessor: Assessor, found: Sequence[Sample], held_out: dict[str, Vector], owner: NDArray[np.int64]
) -> tuple[dict[str, list[float]], list[float]]:
    """Weights of bias, rule, all passages and best passage for every label of texts; and bias and slope of confidence."""
    whole = [n for n, s in enumerate(found) if s.text.judged and s.text.genre != _SENTENCES]
    ruled = {n: _ruled(assessor, found[n]) for n in whole}
    decisions, distances, right = {}, [], []
    for label in DECIDED:
        wanted = np.array([_holds(label, found[n].text.stated) for n in whole])
        inputs = np.array(
            [[_holds(label, ruled[n]), *gathered(held_out[label][owner == n])] for n in whole], dtype=np.float32
        )
        model = LogisticRegression(C=1.0).fit(inputs, wanted)
        learned = (model.intercept_[0] - BORDERS.get(label, 0), model.coef_[0][0] + RULE, *model.coef_[0][1:])
        decisions[label] = [round(float(weight), 3) for weight in learned]
        margins = model.decision_function(inputs)
        distances.extend(abs(margins))
        right.extend((margins >= 0) == wanted)
        print(f"{label}: {wanted.sum()} of {len(whole)} texts, right in {np.mean((margins >= 0) == wanted):.1%}")
    confidence = LogisticRegression(C=1.0).fit(np.array(distances).reshape(-1, 1), right)
    return decisions, [round(float(confidence.intercept_[0]), 3), round(float(confidence.coef_[0][0]), 3)]


def _ruled(assessor: Assessor, sample: Sample) -> frozenset[str]:
    """What the rules alone find in a text, both kinds of aims as one and all roles as some."""
    assessment = assessor.judged(sample.submission, sample.heard, Verdict(Kind.SUBMISSION, "", 1.0))
    present = {f.criterion for j in assessment.judgements for f in j.findings if f.present}
    return frozenset(present | ({"6c"} if "6a" in present else set()) | ({"6g"} if "6f" in present else set()))
