"""How confidence is compared with what is observed."""

import pytest

from classify.assessment import Kind
from tests.eval.made import assessment, finding, truth
from tests.eval.metrics import Judged
from tests.eval.reliability import Bin, bins, calibration_error, of_findings, of_gate, of_standings


def test_statements_are_put_into_bins_of_equal_width():
    """The border belongs to the upper bin, certainty to the last one; empty bins are left out."""
    found = bins([(0.7, True), (0.75, False), (0.69, True), (1.0, True)])
    assert [(b.low, b.high, b.count) for b in found] == [(0.6, 0.7, 1), (0.7, 0.8, 2), (0.9, 1.0, 1)]
    assert found[1].confidence == pytest.approx(0.725)
    assert found[1].right == 0.5


def test_the_calibration_error_is_a_mean_over_statements():
    """Three statements off by 0.2 and one off by 0.4 are off by 0.25."""
    found = (Bin(0.7, 0.8, 3, confidence=0.8, right=0.6), Bin(0.5, 0.6, 1, confidence=0.6, right=1.0))
    assert calibration_error(found) == pytest.approx(0.25)
    assert calibration_error(()) == 0


def test_the_gate_bets_on_every_text():
    """What was rightly turned away is right as well."""
    texts = [Judged(truth(judged=False), assessment(kind=Kind.OTHER)), Judged(truth(judged=False), assessment())]
    assert list(of_gate(texts)) == [(0.7, True), (0.7, False)]


def test_standings_bet_on_being_exact():
    """Half the way is wrong where the author says none."""
    bets = list(of_standings([Judged(truth(standings={"P3": "unmet"}), assessment(standings={"P3": "partial"}))]))
    assert len(bets) == 7
    assert bets[2] == (0.8, False)


def test_findings_that_count_as_one_are_one_statement():
    """The surest that is present speaks for those together; where all are absent, the least sure."""
    said = assessment(
        finding("5a", confidence=0.6), finding("5b", confidence=0.8), finding("5c", present=False, confidence=0.9),
        finding("6a", present=False, confidence=0.7), finding("6c", present=False, confidence=0.6),
    )  # fmt: skip
    assert list(of_findings([Judged(truth("5c", "6c"), said)])) == [(0.8, True), (0.6, False)]
