"""What stands beside a name: work, or a step towards it."""

import pytest

from classify.steps import is_joint_step, is_step, is_task

NAME = "Lake Telecom"


def _task(text):
    start = text.index(NAME)
    return is_task(text, start, start + len(NAME))


@pytest.mark.parametrize(
    "text",
    [
        "Lake Telecom hires nurses and weighs the boats.",
        "The boats sail on Monday, while Lake Telecom repairs engines.",
        "Lake Telecom, which opens its masts to the boats.",
        "The boats sail, with Lake Telecom lending radios.",
        "Lake Telecom's divers will search the harbour.",
        "Lake Telecom is responsible for the radios.",
        "Partners: Lake Telecom (LT) (coordination of the boats)",
        "Lake Telecom se charge de la radio.",
        "Lake Telecom prend en charge la radio.",
        "Lake Telecom se encarga de la radio.",
        "Lake Telecom pone a disposición la radio.",
        "Lake Telecom presta los barcos.",
        "Lake Telecom prête les bateaux.",
    ],
)
def test_any_work_is_a_task(text):
    """A verb with its object, a charge, a remark in brackets or what its people do states a task."""
    assert _task(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lake Telecom signed an agreement.",
        "Lake Telecom has today joined the alliance.",
        "Lake Telecom a signé un accord.",
        "Lake Telecom firmó un convenio.",
        "Lake Telecom presentaron el curso.",
        "Partners: Lake Telecom (LT), Peru",
        "The boats of Lake Telecom are blue.",
        "Two Lake Telecom events as well as four others.",
        "With Lake Telecom including the boats.",
    ],
)
def test_a_step_or_a_mere_name_is_none(text):
    """Signing, joining and being named say nothing of what somebody does."""
    assert not _task(text)


def test_a_verb_at_the_end_tells_a_step():
    """The last word decides: who "will sign" takes a step, who "signs up and trains" has come to work."""
    assert is_step(" will sign")
    assert not is_step(" signs up and trains")


def test_agreeing_counts_where_one_agrees():
    """Whoever alone agrees to lend has a task; what several agree to do together is nobody's own."""
    assert is_joint_step("the Boat Union and ", " agreed to lend")
    assert is_joint_step("", " et la Guilde acceptent, conviennent de prêter")
    assert not is_joint_step("", " agreed to lend")
    assert not is_joint_step("the Boat Union and ", " lend")
