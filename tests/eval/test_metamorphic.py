"""However a sender sends the same words, they are judged alike; and what else stands in the mail changes nothing.

`METAMORPHIC=all pytest tests/eval/test_metamorphic.py` runs over every labelled text instead of a spread of them.
"""

import os
from datetime import UTC, datetime
from functools import cache

import pytest

from classify.assess import Assessor
from classify.assessment import Standing
from intake.limits import Limits
from intake.read import Reading, read
from intake.sandbox import Sandbox
from tests.corpus.build import DESK, GATEWAY
from tests.corpus.texts import labelled_texts
from tests.eval.variants import VARIANTS, answering, in_two_files, plain, printable, spread, unreadable

NOON = datetime(2005, 3, 31, 12, tzinfo=UTC)
EACH = 8
"""Texts of each language."""
ALL = os.environ.get("METAMORPHIC") == "all"
TEXTS = [
    text
    for text in (labelled_texts() if ALL else spread(labelled_texts(), ("en", "fr", "es"), EACH))
    if text.genre != "sentences"
]
LEFT = {
    ("fr-026", "pdf"): "in print a paragraph that ends at the margin cannot be told from a wrapped line",
}
"""What is judged otherwise when it is sent otherwise, with the reason."""


@pytest.fixture(scope="module")
def judged():
    """A function from a message to its kind, its standings and its documents, asked once a message."""
    assessor = Assessor()
    with Sandbox(Limits()) as sandbox:

        @cache
        def judge(message):
            submission = read(message, NOON, sandbox, Reading((DESK,), GATEWAY))
            assessment = assessor.assess(submission)
            return assessment.kind, {j.principle: j.standing for j in assessment.judgements}, submission

        yield judge


def _cases(ways):
    return [_case(text, way) for text in TEXTS for way in ways]


def _case(text, way):
    reason = LEFT.get((text.name, way))
    marks = pytest.mark.xfail(reason=reason, strict=True) if reason else ()
    return pytest.param(printable(text.text), way, id=f"{text.name}-{way}", marks=marks)


@pytest.mark.parametrize(("text", "way"), _cases(VARIANTS))
def test_the_way_of_sending_changes_nothing(text, way, judged):
    """HTML, PDF, Word file, hard-wrapped pages, a signature, a disclaimer and our quoted letter give the same result."""
    typed = answering(text) if way == "quoting" else plain(text)
    assert judged(VARIANTS[way](text))[:2] == judged(typed)[:2]


@pytest.mark.parametrize(("text", "way"), _cases(["turned"]))
def test_the_order_of_attachments_changes_nothing(text, way, judged):
    """Two files give the same result whichever comes first."""
    assert judged(in_two_files(text, turned=way == "turned"))[:2] == judged(in_two_files(text, turned=False))[:2]


@pytest.mark.parametrize(("text", "way"), _cases(["encrypted", "broken"]))
def test_beside_an_unreadable_file_nothing_is_unmet(text, way, judged):
    """What would be unmet because it was not found cannot be told when it may stand in a file that nobody could read.

    A text that says the contrary of P2 still does.
    """
    kind, standings, submission = judged(unreadable(text, way))
    typed_kind, typed, _ = judged(plain(text))
    assert len(submission.unread) == 1
    assert Standing.UNMET not in {standing for principle, standing in standings.items() if principle != "P2"}
    if kind is typed_kind:
        assert standings == {p: _unsure(s) if p != "P2" else s for p, s in typed.items()}


def _unsure(standing):
    return Standing.CANNOT_TELL if standing is Standing.UNMET else standing
