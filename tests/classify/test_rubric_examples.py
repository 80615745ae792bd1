"""The examples in the principles' files are their tests: each shows its criterion, each counter-example does not."""

import pytest

from classify.criteria import Criteria, Facts
from classify.facts.dates import find_dates
from classify.facts.funding import find_funding
from classify.facts.targets import find_targets
from classify.reading import Reader
from classify.rubric import load_rules
from classify.tasks import Tasks

RULES = load_rules()
READER = Reader(RULES, 10_000)
CRITERIA = Criteria(RULES.rubric, RULES.searched, Tasks(RULES.lexicons))
SHOWN = [(e.criterion, e.language, text) for e in RULES.examples for text in e.shown]
NOT_SHOWN = [(e.criterion, e.language, text) for e in RULES.examples for text in e.not_shown]


def _present(submission, criterion):
    heard = READER.read(submission)
    facts = Facts(
        funding=find_funding(heard.readings, ()),
        targets=find_targets(heard.readings, READER.quantities),
        frames=find_dates(heard.readings, READER.quantities),
    )
    return CRITERIA.find(heard.judged, facts)[criterion].present


@pytest.mark.parametrize(("criterion", "language", "text"), SHOWN)
def test_an_example_shows_its_criterion(write, criterion, language, text):
    """A sentence that the rubric gives as an example is found."""
    assert _present(write(text, language=language), criterion)


@pytest.mark.parametrize(("criterion", "language", "text"), NOT_SHOWN)
def test_a_counterexample_does_not_show_it(write, criterion, language, text):
    """A sentence of the "not enough" kind is not taken for evidence."""
    assert not _present(write(text, language=language), criterion)
