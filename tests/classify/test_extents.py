"""Extents of names: what an acronym, a couple, a country or a university behind a comma tells of where a name ends."""

import pytest

from classify.actors.capitals import groups
from classify.actors.extents import is_set_in, name_groups


def _names(text):
    return [group.name for group in name_groups(text, (), groups(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Lake Women and Knowledge of Sahel (LWKS) met", ["Lake Women and Knowledge of Sahel"]),
        ("le Réseau Lacs et Savoirs du Nord (RLSN) ouvre", ["Réseau Lacs et Savoirs du Nord"]),
        (
            "la Universidad Nacional de las Aguas y la Pesca (UNAP) abre",
            ["Universidad Nacional de las Aguas y la Pesca"],
        ),
        ("the Lake Trust and Hill Pupils of Amber (HPA) met", ["Lake Trust", "Hill Pupils of Amber"]),
    ],
)
def test_an_acronym_tells_what_belongs_together(text, expected):
    """Two parts are one name when only both have the acronym's initials; a name that has them alone stays alone."""
    assert _names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a gift of the Ada and Ben Lake Foundation", ["Ada and Ben Lake Foundation"]),
        ("a gift by the Ida und Karl See Stiftung", ["Ida und Karl See Stiftung"]),
        ("a gift of Google and Ben Lake Foundation", ["Google", "Ben Lake Foundation"]),
        ("a gift of Zubo and Lake Foundation", ["Zubo", "Lake Foundation"]),
    ],
)
def test_couples_give_one_foundation_their_names(text, expected):
    """A first name before a whole name and "Foundation" belongs to it; a known body or a bare foundation is another."""
    assert _names(text)[-len(expected) :] == expected


@pytest.mark.parametrize(
    ("name", "place", "one"),
    [
        ("Ministry of Waters", "Kenya", True),
        ("Bureau of Fisheries", "Maldives", True),
        ("Faculty of Law", "University of Amber", True),
        ("Laboratoire de Botanique", "Université Ambre", True),
        ("Lake Trust", "Kenya", False),
        ("University of the Hill", "University of Amber", False),
        ("Hill Radio", "University of Amber", False),
    ],
)
def test_a_comma_parts_a_body_from_what_it_belongs_to(name, place, one):
    """A public body has its country behind a comma, a faculty its university; a trust has neither, two universities are two."""
    assert is_set_in(name, place) is one


def test_an_acronym_in_brackets_is_no_second_name():
    """The enumeration goes on behind it."""
    assert _names("Lake Trust (LKT), the Hill Fund and Valley Society (VSY) met") == [
        "Lake Trust",
        "Hill Fund",
        "Valley Society",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Public Prosecutor's Office of Lagos", ["Public Prosecutor's Office of Lagos"]),
        ("students of the University of Amber", ["University of Amber"]),
        ("Students of the University of Amber", ["University of Amber"]),
        ("Rectores de la Universidad del Lago", ["Universidad del Lago"]),
        ("la Universidad de Lagos Sur ofrece", ["Universidad de Lagos Sur"]),
        ("the Amber Institute of Technology and Zubo Maps met", ["Amber Institute of Technology", "Zubo Maps"]),
        ("the Ministry of Technology and Higher Education met", ["Ministry of Technology and Higher Education"]),
        ("Ministerio de la Información y las Comunicaciones", ["Ministerio de la Información y las Comunicaciones"]),
        ("el Ministerio de la Pesca y la Fundación Lagos", ["Ministerio de la Pesca", "Fundación Lagos"]),
    ],
)
def test_small_words_hold_a_name_together_or_part_two(text, expected):
    """An office keeps whose it is, people are no part of their university, a ministry has several fields."""
    assert _names(text) == expected
