"""Labelled texts of every kind in, the weights of the model beside the gate out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from classify.assess import Assessor
from classify.assessment import Kind
from classify.learned.sentences import SentenceModel
from classify.learned.texts import meaning, spoken_for
from classify.learned.weights import Weights
from tests.corpus.texts import LabelledText
from tests.training.material import samples

FOLDS = 10
PENALTY = 1.0
"""Inverse strength, chosen by cross-validation on our own texts."""
RULED = {"submission": 1.0, "silent": 0.0, "other": -3.0, "enquiry": -1.0}
"""What the verdict of the rules is worth, in log-odds. Where they found a sign of something else they are mostly right;
where they found nothing they know nothing."""


def train(texts: Sequence[LabelledText]) -> Weights:
    """Return the weights; prints how many texts are told rightly by the rules, the model and both, each held out."""
    assessor, model = Assessor(by_rules_alone=True), SentenceModel()
    found = [s for s in samples([t for t in texts if t.genre != "sentences"], assessor) if s.labels]
    features = np.array([meaning(model.score(s.heard.judged)) for s in found])
    wanted = np.array([s.text.judged for s in found])
    verdicts = [assessor.gate(s.submission, s.heard) for s in found]
    ruled = np.array([verdict.kind is Kind.SUBMISSION for verdict in verdicts])
    spoken = np.array([RULED[spoken_for(verdict)] for verdict in verdicts])
    fold = np.random.default_rng(2003).integers(0, FOLDS, len(found))
    odds = np.zeros(len(found))
    for number in range(FOLDS):
        here = fold == number
        odds[here] = _fit(features[~here], wanted[~here]).decision_function(features[here])
    for name, said in (("rules", ruled), ("model", odds >= 0), ("both", odds + spoken >= 0)):
        print(f"gate by {name}: {np.mean(said == wanted):.1%} of {len(found)} texts right")
    return weights(features, wanted)


def weights(features, wanted) -> Weights:
    """Return what is learned from the meanings of texts and whether they offer a partnership."""
    fitted = _fit(features, wanted)
    return Weights(
        names=(),
        labels=("submission",),
        matrix=fitted.coef_.astype(np.float32),
        bias=fitted.intercept_.astype(np.float32),
        settings={"ruled": RULED},
        sha256="",
    )


def _fit(features, wanted) -> LogisticRegression:
    return LogisticRegression(C=PENALTY, max_iter=500).fit(features, wanted)
