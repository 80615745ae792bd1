"""The examples in the principles' files are their tests: each shows its criterion, each counter-example does not."""

import pytest

from classify.criteria import Criteria, Facts
from classify.cues import by_language
from classify.facts.dates import find_dates
from classify.facts.funding import find_funding
from classify.facts.quantities import quantities
from classify.facts.targets import find_targets
from classify.rubric import load_rules
from classify.signals import read
from classify.tasks import Tasks
from classify.text.passages import passages

RULES = load_rules()
KNOWN = quantities(RULES.lexicons)
CRITERIA = Criteria(RULES.rubric, by_language(RULES.criteria_cues), RULES.searched, Tasks(RULES.lexicons))
SHOWN = [(e.criterion, e.language, text) for e in RULES.examples for text in e.shown]
NOT_SHOWN = [(e.criterion, e.language, text) for e in RULES.examples for text in e.not_shown]


def _present(submission, criterion):
    signals = by_language(RULES.signal_cues)
    readings = [read(p, signals, KNOWN[submission.language].money) for p in passages(submission, 10_000)]
    facts = Facts(
        funding=find_funding(readings, ()),
        targets=find_targets(readings, KNOWN),
        frames=find_dates(readings, KNOWN),
    )
    return CRITERIA.find(readings, CRITERIA.signs(readings), facts)[criterion].present


@pytest.mark.parametrize(("criterion", "language", "text"), SHOWN)
def test_an_example_shows_its_criterion(write, criterion, language, text):
    """A sentence that the rubric gives as an example is found."""
    assert _present(write(text, language=language), criterion)


@pytest.mark.parametrize(("criterion", "language", "text"), NOT_SHOWN)
def test_a_counterexample_does_not_show_it(write, criterion, language, text):
    """A sentence of the "not enough" kind is not taken for evidence."""
    assert not _present(write(text, language=language), criterion)
