"""Labelled texts in, the weights by which a sum is told for the undertaking's own out, written to classify/words/sums.toml."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from classify.assess import Assessor
from classify.cues import Reading
from classify.facts.belonging import is_money_heading, marks
from classify.facts.payers import source_of
from classify.facts.sums import find_sums
from tests.corpus.texts import LabelledText
from tests.training.material import Sample, samples

_TARGET = Path(__file__).parents[2] / "classify" / "words" / "sums.toml"
_SEEN = 5
"""A mark must stand beside so many sums to be learnt."""
_STRENGTH = 0.3
_HEAD = """# How much a word (its first letters) or a mark beside a sum speaks for the undertaking's own money.
# Made by tests/training/sums.py from labelled texts; do not edit by hand.
"""


def learn(texts: Iterable[LabelledText]) -> None:
    """Learn from every sum of the judged texts, and write the weights down."""
    judged = samples([text for text in texts if text.judged], Assessor(by_rules_alone=True))
    sums = [found for sample in judged for found in _sums(sample)]
    often = Counter(mark for found, _ in sums for mark in found)
    kept = [{mark: 1 for mark in sorted(found) if often[mark] >= _SEEN} for found, _ in sums]
    vectors = DictVectorizer()
    model = LogisticRegression(C=_STRENGTH, max_iter=3000).fit(vectors.fit_transform(kept), [own for _, own in sums])
    weights = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
    lines = [f'"{name}" = {weight:.2f}' for name, weight in sorted(weights) if abs(weight) >= 0.05]
    written = f"{_HEAD}bias = {model.intercept_[0]:.2f}\n\n[weights]\n" + "\n".join(lines) + "\n"
    _TARGET.write_text(written, encoding="utf-8")
    print(f"{len(sums)} sums, {sum(own for _, own in sums)} of them own, {len(lines)} weights")


def _sums(sample: Sample) -> Iterator[tuple[frozenset[str], bool]]:
    """The marks of every sum of a text, and whether its line is labelled 7b."""
    text, organisations = sample.text, sample.heard.organisations
    roles = {organisation.name: organisation.role.value for organisation in organisations}
    lines = [(text.text[line.start : line.end], "7b" in line.labels) for line in text.lines]
    for reading in sample.heard.judged.readings:
        passage = reading.passage
        for start, end in find_sums(passage.flat, bare=is_money_heading(reading)) if _is_told(reading) else ():
            source = source_of(passage.flat, start, end, organisations)
            beside = passage.flat[max(0, start - 12) : end]
            own = any(
                label for said, label in lines if beside in said or (said in passage.flat and beside[12:] in said)
            )
            yield marks(reading, start, end, roles.get(source, "name") if source else ""), own


def _is_told(reading: Reading) -> bool:
    return "question" not in reading.signals
