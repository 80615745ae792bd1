"""Labelled texts of every kind in, the weights of the model beside the gate out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression

from classify.assess import Assessor
from classify.assessment import Kind
from classify.gate import Verdict
from classify.learned.sentences import SentenceModel
from classify.learned.texts import Vector, meaning, row, spoken_for
from classify.learned.traits import traits
from classify.learned.weights import Weights
from tests.corpus.texts import LabelledText
from tests.training.material import Sample, samples
from tests.training.sentences import SENTENCES

FOLDS = 10
PENALTY = 2.0
"""Inverse strength, chosen by cross-validation on our own texts."""
RULED = {"submission": 0.0, "silent": 0.0, "other": -2.0, "enquiry": -0.4}
"""What the verdict of the rules is worth beside the model, in log-odds. Where they found a sign of something else they are
mostly right; where they found nothing they know nothing."""
LEAST = 3
"""Texts in which a trait has to be found to be learned."""


@dataclass(frozen=True, slots=True)
class Lecture:
    """What there is to learn from one whole text."""

    number: int
    """Its place among the samples."""
    text: LabelledText
    verdict: Verdict
    """That of the rules alone."""
    traits: dict[str, float]
    meaning: Vector


def train(texts: Sequence[LabelledText]) -> Weights:
    """Return the weights; prints how many texts are told rightly by the rules, the model and both, each held out."""
    model, assessor = SentenceModel(), Assessor(by_rules_alone=True)
    found = samples([text for text in texts if text.genre != SENTENCES], assessor)
    known = lectures(found, [model.score(sample.heard.judged).vectors for sample in found])
    wanted, odds = _wanted(known), _held_out(known)
    ruled = np.array([lecture.verdict.kind is Kind.SUBMISSION for lecture in known])
    for name, said in (("rules", ruled), ("model", odds >= 0), ("both", odds + _spoken(known) >= 0)):
        print(f"gate by {name}: {np.mean(said == wanted):.1%} of {len(known)} texts right")
    return learned(known)


def lectures(found: Sequence[Sample], vectors: Sequence[Vector]) -> tuple[Lecture, ...]:
    """Return what there is to learn from the whole texts among the samples; `vectors` are the features of their passages."""
    assessor, known = Assessor(by_rules_alone=True), []
    for number, (sample, of_it) in enumerate(zip(found, vectors, strict=True)):
        if sample.labels and sample.text.genre != SENTENCES:
            verdict, judged = assessor.gate(sample.submission, sample.heard), sample.heard.judged
            known.append(
                Lecture(number, sample.text, verdict, traits(judged, verdict.signs), meaning(judged, of_it)),
            )
    return tuple(known)


def learned(known: Sequence[Lecture]) -> Weights:
    """Return the weights, and in their settings how often a decision is right by its distance from the border."""
    odds, wanted = _held_out(known) + _spoken(known), _wanted(known)
    sure = LogisticRegression(C=1.0).fit(abs(odds)[:, None], (odds >= 0) == wanted)
    names = _names(known)
    fitted = _fit(_rows(known, names), wanted)
    return Weights(
        names=names,
        labels=("submission",),
        matrix=fitted.coef_.astype(np.float32),
        bias=fitted.intercept_.astype(np.float32),
        settings={
            "ruled": RULED,
            "calibration": [round(float(sure.intercept_[0]), 3), round(float(sure.coef_[0][0]), 3)],
        },
        sha256="",
    )


def _held_out(known: Sequence[Lecture]):
    """The log-odds of every text by a model that did not see it."""
    fold, wanted = np.random.default_rng(2003).integers(0, FOLDS, len(known)), _wanted(known)
    odds, rows = np.zeros(len(known)), _rows(known, _names(known))
    for number in range(FOLDS):
        here = fold == number
        if here.any():
            odds[here] = _fit(rows[~here], wanted[~here]).decision_function(rows[here])
    return odds


def _names(known: Sequence[Lecture]) -> tuple[str, ...]:
    found = [name for lecture in known for name in lecture.traits]
    return tuple(sorted(name for name in set(found) if found.count(name) >= LEAST))


def _rows(known: Sequence[Lecture], names: Sequence[str]):
    return np.array([row(lecture.traits, names, lecture.meaning) for lecture in known])


def _wanted(known: Sequence[Lecture]):
    return np.array([lecture.text.judged for lecture in known])


def _spoken(known: Sequence[Lecture]):
    return np.array([RULED[spoken_for(lecture.verdict)] for lecture in known])


def _fit(rows, wanted) -> LogisticRegression:
    return LogisticRegression(C=PENALTY, max_iter=2000).fit(rows, wanted)
