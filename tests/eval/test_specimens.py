"""Every specimen is judged and answered as its author expects: the demo's mail, and letters and counter-letters of all kinds."""

import pytest

from classify.assess import Assessor
from intake.limits import Limits
from intake.sandbox import Sandbox
from tests.eval.specimens import outcome, today


@pytest.fixture(scope="module")
def assessor():
    """One assessor for all specimens."""
    return Assessor()


@pytest.fixture(scope="module")
def sandbox():
    """One reading child for all specimens."""
    with Sandbox(Limits()) as sandbox:
        yield sandbox


@pytest.mark.parametrize("specimen", [pytest.param(one, id=one.name) for one in today()])
def test_a_specimen_is_judged_as_its_author_expects(specimen, assessor, sandbox):
    """Kind, answer, language, principles that appear unmet and questions are those that its author wrote down."""
    assert outcome(specimen, assessor, sandbox).differences == []
