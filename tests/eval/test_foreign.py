"""Mails in languages without cues: recognised, what can be read off is read off, nothing is decided, and a person is asked."""

import pytest

from classify.assess import Assessor
from classify.assessment import Kind, Standing
from intake.limits import Limits
from intake.sandbox import Sandbox
from tests.corpus.build import DEMO, specimens
from tests.eval.specimens import outcome

FOREIGN = specimens(DEMO.parent / "foreign")


@pytest.fixture(scope="module")
def found():
    """What is made of each specimen, by its name."""
    assessor = Assessor()
    with Sandbox(Limits()) as sandbox:
        return {specimen.name: outcome(specimen, assessor, sandbox) for specimen in FOREIGN}


@pytest.fixture(params=FOREIGN, ids=lambda specimen: specimen.name)
def one(request, found):
    """One specimen with what was made of it."""
    return found[request.param.name]


def test_arabic_chinese_and_russian_mail_is_recognised(one):
    """The language is told, and the mail is taken for what a person has to look at."""
    assert one.submission.language == one.specimen.expected["language"]
    assert one.assessment.kind is Kind.SUBMISSION
    assert f"({one.specimen.expected['language']})" in one.assessment.kind_reason


def test_its_people_are_found_with_address_and_number(one):
    """Everybody whom the mail offers is a contact, named where the text names somebody."""
    contacts = [(c.name, c.email, c.phone) for c in one.assessment.contacts]
    for wanted in one.specimen.expected["contacts"]:
        assert tuple(wanted) in contacts


def test_its_sums_are_found_as_written(one):
    """Sums with signs, codes and words of currencies, in Western and Arabic-Indic digits, in 万, тыс. and ألف."""
    assert [funding.amount for funding in one.assessment.funding] == one.specimen.expected["amounts"]


def test_its_dates_are_found_as_written(one):
    """Days, months, years and spans are shown as they stand."""
    assert list(one.assessment.dates) == one.specimen.expected["dates"]


def test_nothing_is_decided_about_it(one):
    """Every principle cannot be told, and the reason names the language."""
    language = one.specimen.expected["language"]
    assert len(one.assessment.judgements) == 7
    for judgement in one.assessment.judgements:
        assert judgement.standing is Standing.CANNOT_TELL
        assert f"texts in this language ({language}) are not judged" in judgement.reason


def test_its_answer_waits_for_a_person(one):
    """No letter leaves by itself."""
    assert one.reply.action == "hold"
