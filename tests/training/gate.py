"""Labelled texts of every kind in, the weights of the model beside the gate out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from classify.assess import Assessor
from classify.assessment import Kind
from classify.learned.sentences import SentenceModel
from classify.learned.texts import meaning
from classify.learned.weights import Weights
from tests.corpus.texts import LabelledText
from tests.training.material import samples

FOLDS = 10
PENALTY = 1.0
"""Inverse strength, chosen by cross-validation on our own texts."""
RULE, BORDER = 2.0, 0.0
"""What the verdict of the rules is worth in log-odds, and from where a text is a submission."""


def train(texts: Sequence[LabelledText]) -> Weights:
    """Return the weights; prints how many texts are told rightly by the rules, the model and both, each held out."""
    assessor, model = Assessor(by_rules_alone=True), SentenceModel()
    found = [s for s in samples([t for t in texts if t.genre != "sentences"], assessor.reader) if s.labels]
    features = np.array([meaning(model.score(s.heard.judged)) for s in found])
    wanted = np.array([s.text.judged for s in found])
    ruled = np.array([assessor.gate(s.submission, s.heard).kind is Kind.SUBMISSION for s in found])
    fold = np.random.default_rng(2003).integers(0, FOLDS, len(found))
    odds = np.zeros(len(found))
    for number in range(FOLDS):
        here = fold == number
        odds[here] = _fit(features[~here], wanted[~here]).decision_function(features[here])
    for name, said in (("rules", ruled), ("model", odds >= 0), ("both", odds + RULE * ruled >= BORDER)):
        print(f"gate by {name}: {np.mean(said == wanted):.1%} of {len(found)} texts right")
    fitted = _fit(features, wanted)
    return Weights(
        (), ("submission",), fitted.coef_.astype(np.float32), (fitted.intercept_ - BORDER).astype(np.float32),
        {"rule": RULE}, "",
    )  # fmt: skip


def _fit(features, wanted) -> LogisticRegression:
    return LogisticRegression(C=PENALTY, max_iter=500).fit(features, wanted)
