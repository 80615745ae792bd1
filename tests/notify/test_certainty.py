"""The certainty of a letter: that of the least sure thing it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classify.assessment import Standing
from notify.certainty import certainty


@pytest.fixture
def doubtful(make_assessment):
    """Build an assessment without 6d, 7a and 7c, as sure of its findings and principles as the test says."""

    def make(standings=None, **sure):
        made = make_assessment("6d 7a 7c", standings=standings)
        judgements = tuple(
            replace(
                judgement,
                confidence=sure.get(judgement.principle, 0.9),
                findings=tuple(replace(f, confidence=sure.get(f"c{f.criterion}", 0.9)) for f in judgement.findings),
            )
            for judgement in made.judgements
        )
        return replace(made, judgements=judgements)

    return make


def test_the_least_sure_point_counts(doubtful):
    """One doubtful absence among the points that are asked for makes the letter as doubtful."""
    assert certainty(doubtful(c6d=0.4), ("6d", "7a")) == 0.4


def test_a_principle_counts_where_it_is_called_unmet(doubtful):
    """The doubt about a standing counts only when the letter asks about a principle that appears unmet."""
    unmet = {"P7": Standing.UNMET}
    assert certainty(doubtful(unmet, P7=0.2), ("7a", "7c")) == 0.2
    assert certainty(doubtful(P7=0.2), ("7a", "7c")) == 0.9
    assert certainty(doubtful(unmet, P7=0.2), ("6d",)) == 0.9


def test_what_is_not_asked_does_not_count(doubtful):
    """Findings that the letter is silent about cannot make it wrong; nor can the question for a contact."""
    assert certainty(doubtful(c6d=0.1), ("7a", "contact")) == 0.9
    assert certainty(doubtful(c6d=0.1), ()) == 1.0
