"""Verbs behind a name: who acts takes part, who only says or is placed somewhere does not."""

import pytest

from classify.actors.doing import does, has_task


@pytest.mark.parametrize(
    "rest",
    [
        "will connect 85 libraries",
        "lends two of its rooms",
        "has put in 310,000 dollars",
        "have signed a memorandum",
        "paid 40 teachers",
        "is building the mast",
        "jointly conduct lessons",
        "va équiper dix écoles",
        "finance la formation",
        "presta sus aulas",
        "ha cedido tierras a",
    ],
)
def test_a_verb_of_doing_is_one_in_three_languages(rest):
    """Futures, perfects and transitive verbs with their object."""
    assert does(rest)


@pytest.mark.parametrize(
    "rest",
    [
        "says the web is slow",
        "estimates the cost",
        "was founded in 1990",
        "and others",
        "based in Lima",
        "para la paz",
        "",
    ],
)
def test_speaking_and_standing_are_no_deeds(rest):
    """Verbs of saying, participles of place, links."""
    assert not does(rest)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- Amber Trust: lends two rooms", True),
        ("2.1 Amber Trust – hosts the site", True),
        ("Lead: Amber Trust (AT): trains nurses", True),
        ("Amber Trust | transmission | free", True),
        ("Amber Trust: www.amber.example", False),
        ("Amber Trust is old", False),
        ("We have long known Amber Trust: nice people", False),
    ],
)
def test_a_line_gives_a_name_its_task(line, expected):
    """A line that opens with the name and goes on behind a mark says what it does."""
    start = line.index("Amber")
    assert has_task(line, start, start + len("Amber Trust")) is expected
