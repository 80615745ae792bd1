"""Standings: the decision rules of every principle, case by case."""

import pytest

from classify.assessment import Standing
from classify.standings import standing

MET, PARTIAL, UNMET, CANNOT = Standing.MET, Standing.PARTIAL, Standing.UNMET, Standing.CANNOT_TELL


@pytest.mark.parametrize(
    ("principle", "present", "organisations", "expected"),
    [
        ("P1", "1a 1b 1c", 2, MET),
        ("P1", "1a 1b", 2, PARTIAL),
        ("P1", "1b 1c", 2, PARTIAL),
        ("P1", "1a 1c", 2, UNMET),
        ("P1", "1b", 2, UNMET),
        ("P1", "", 2, UNMET),
        ("P2", "2a 2b", 2, MET),
        ("P2", "2a 2c", 2, MET),
        ("P2", "2b 2c", 2, PARTIAL),
        ("P2", "2a", 2, PARTIAL),
        ("P2", "2b", 2, PARTIAL),
        ("P2", "2c", 2, PARTIAL),
        ("P2", "", 2, CANNOT),
        ("P2", "2a 2b 2x", 2, UNMET),
        ("P3", "3a", 2, MET),
        ("P3", "3a 3x", 2, PARTIAL),
        ("P3", "3b", 2, PARTIAL),
        ("P3", "3b 3x", 2, PARTIAL),
        ("P3", "3c", 2, UNMET),
        ("P3", "", 2, UNMET),
        ("P4", "4a 4b", 2, MET),
        ("P4", "4a", 2, PARTIAL),
        ("P4", "4d", 1, PARTIAL),
        ("P4", "4d", 0, UNMET),
        ("P4", "4b", 1, UNMET),
        ("P4", "", 1, UNMET),
        ("P5", "5a", 2, MET),
        ("P5", "5b", 2, MET),
        ("P5", "5c", 2, MET),
        ("P5", "5w 5d", 2, PARTIAL),
        ("P5", "5d", 2, UNMET),
        ("P5", "5e", 2, UNMET),
        ("P5", "", 2, CANNOT),
        ("P6", "6a 6b 6d 6e 6f", 2, MET),
        ("P6", "6c 6b 6d 6e 6f", 2, MET),
        ("P6", "6c 6d 6e 6f", 2, PARTIAL),
        ("P6", "6a 6b 6e 6f", 2, PARTIAL),
        ("P6", "6a 6b 6d 6f", 2, PARTIAL),
        ("P6", "6a 6b 6d 6e 6g", 2, PARTIAL),
        ("P6", "6a 6g", 2, PARTIAL),
        ("P6", "6c 6e", 2, PARTIAL),
        ("P6", "6a 6b", 2, UNMET),
        ("P6", "6b 6d 6e 6f", 2, UNMET),
        ("P7", "7a 7c", 2, MET),
        ("P7", "7d 7c 7x", 2, MET),
        ("P7", "7b 7c", 2, PARTIAL),
        ("P7", "7a 7x", 2, PARTIAL),
        ("P7", "7b", 2, PARTIAL),
        ("P7", "7d", 2, PARTIAL),
        ("P7", "7c", 2, UNMET),
        ("P7", "7x", 2, UNMET),
        ("P7", "", 2, UNMET),
    ],
)
def test_present_criteria_decide_the_standing(principle, present, organisations, expected):
    """What is present decides, and nothing else."""
    assert standing(principle, set(present.split()), organisations) is expected


def test_a_principle_without_a_rule_is_a_mistake():
    """An unknown principle is an error, never a silent verdict."""
    with pytest.raises(KeyError):
        standing("P8", set(), 2)
