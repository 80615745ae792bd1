"""The figures of yes and no, by numbers that can be checked by hand."""

import pytest

from tests.eval.counts import Counts, compared, counted, mean


def test_the_usual_figures():
    """Six right, two too many, four missed, eight rightly left: precision 6/8, recall 6/10, F1 12/18, F1 of no 16/22."""
    counts = Counts(tp=6, fp=2, fn=4, tn=8)
    assert counts.precision == 0.75
    assert counts.recall == 0.6
    assert counts.f1 == pytest.approx(2 / 3)
    assert counts.macro == pytest.approx((2 / 3 + 16 / 22) / 2)


def test_nothing_is_zero():
    """Without a single decision every figure is zero, and none divides by it."""
    counts = Counts()
    assert (counts.precision, counts.recall, counts.f1, counts.macro, mean([])) == (0, 0, 0, 0, 0)


def test_pairs_are_counted():
    """What is so comes first, what was said second."""
    pairs = [(True, True), (True, False), (True, False), (False, True), (False, False)]
    assert counted(pairs) == Counts(tp=1, fp=1, fn=2, tn=1)


def test_things_are_compared_text_by_text():
    """A thing that is right in another text is wrong in this one."""
    assert compared([({"a", "b"}, {"b", "c"}), ({"c"}, set())]) == Counts(tp=1, fp=1, fn=2)
