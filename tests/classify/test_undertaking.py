"""The partnership itself is no partner of it."""

import pytest

from classify.assessment import Organisation, Role, Sector
from classify.cues import Reading
from classify.text.passages import passages
from classify.undertaking import partners_of

SEED, LAKE, UNION = (
    Organisation(name, Sector.CIVIL, Role.PARTNER) for name in ("Seed Line", "Lake Telecom", "Union of Libraries")
)
HEARD = Organisation("Radio Nine", Sector.CIVIL, Role.MENTION)


def _readings(submission):
    return [Reading(passage, frozenset()) for passage in passages(submission, 10_000)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Seed Line is a new partnership of Lake Telecom and the Union of Libraries.", "en"),
        ("We present our partnership, Seed Line, to the Summit.", "en"),
        ("Seed Line est un projet commun de deux associations.", "fr"),
        ("Seed Line es una nueva alianza de dos entidades.", "es"),
    ],
)
def test_what_the_text_calls_a_partnership_is_left_out(write, text, language):
    """No task is expected of the undertaking itself, nor of whoever is only mentioned."""
    assert partners_of([SEED, LAKE, UNION, HEARD], _readings(write(text, language=language))) == [LAKE, UNION]


def test_it_stays_where_hardly_anybody_else_is_named(write):
    """A body may bear the name of what it runs."""
    readings = _readings(write("Seed Line is a partnership for farmers."))

    assert partners_of([SEED, LAKE], readings) == [SEED, LAKE]


def test_a_partner_that_is_called_nothing_stays(write):
    """Other sentences leave the partners as they are."""
    readings = _readings(write("Seed Line works with Lake Telecom and the Union of Libraries."))

    assert partners_of([SEED, LAKE, UNION], readings) == [SEED, LAKE, UNION]
