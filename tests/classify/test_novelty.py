"""An announcement on the days of the summit has its origin there; one of the months before is recent and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from classify.assessment import Evidence, Finding, Timing
from classify.novelty import announced_at_a_phase
from classify.rubric import load

PHASES = load().phases
SAID = Evidence("body", None, 0, 20, "It was launched then.")
OTHER = Evidence("body", None, 30, 50, "They signed it later.")
NEW = {
    "5a": Finding("5a", present=False, confidence=0.8),
    "5b": Finding("5b", present=True, confidence=0.9, evidence=(SAID,)),
}
AT_TUNIS = Timing(
    "17 November", date(2005, 11, 17), date(2005, 11, 17), "second phase, Tunis", during=True, evidence=(SAID,)
)


def test_an_announcement_on_the_days_of_a_phase_has_its_origin_there():
    """The sentence that announces and dates it is the evidence, as sure as the announcement."""
    found = announced_at_a_phase(NEW, AT_TUNIS, PHASES)
    assert found["5a"] == Finding("5a", present=True, confidence=0.9, evidence=(SAID,))
    assert found["5b"] == NEW["5b"]


@pytest.mark.parametrize(
    "timing",
    [
        None,
        Timing("", reason="Nobody says when."),
        replace(AT_TUNIS, earliest=date(2005, 3, 1), latest=date(2005, 3, 1), during=False),
        replace(AT_TUNIS, earliest=date(2005, 11, 1), latest=date(2005, 11, 30)),
        replace(AT_TUNIS, evidence=(OTHER,)),
    ],
    ids=["nothing judged", "no date", "months before", "that month", "another sentence"],
)
def test_less_than_that_is_no_origin(timing):
    """Neither a recent date, nor a span that only touches the phase, nor a date in a sentence that announces nothing."""
    assert announced_at_a_phase(NEW, timing, PHASES) == NEW


def test_what_is_not_new_has_no_origin():
    """Without an announcement found, the day decides nothing; an origin that was found keeps its own evidence."""
    old = NEW | {"5b": replace(NEW["5b"], present=False)}
    assert announced_at_a_phase(old, AT_TUNIS, PHASES) == old
    origin = NEW | {"5a": Finding("5a", present=True, confidence=0.7, evidence=(OTHER,))}
    assert announced_at_a_phase(origin, AT_TUNIS, PHASES) == origin
