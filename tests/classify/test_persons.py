"""Persons: names without titles and degrees, and what is no name."""

import pytest

from classify.people.persons import has_title, is_position, person_in, resembles, same_person


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Priya Nair", "Priya Nair"),
        ("Dr. Jean-Pierre d'Ormesson, PhD", "Jean-Pierre d'Ormesson"),
        ("NAIR, Priya", "Priya NAIR"),
        ("María de los Ángeles Pérez", "María de los Ángeles Pérez"),
        ("H.E. Amb. John Smith", "John Smith"),
        ("Mark D. Green, CFA", "Mark D. Green"),
        ("Nguyen Thi Minh Khai", "Nguyen Thi Minh Khai"),
        ("Al Obi", "Al Obi"),
    ],
)
def test_a_name_is_told_without_titles_and_degrees(text, name):
    """Titles before and degrees behind a name are left out; a family name first is turned round."""
    assert person_in(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Head of Programmes",
        "Rural Foundation",
        "San Francisco",
        "12 Lake Street",
        "Priya",
        "Best regards",
        "",
        "Press Office",
        "the team",
        "A" * 70,
    ],
)
def test_posts_bodies_and_places_are_no_persons(text):
    """Words of desks, streets and institutions rule a person out."""
    assert person_in(text) == ""


@pytest.mark.parametrize(
    ("text", "said"), [("Head of Programmes", True), ("Chargée de communication", True), ("Lake Trust", False)]
)
def test_posts_are_recognised(text, said):
    """In English, French and Spanish."""
    assert is_position(text) is said


def test_titles_are_recognised_only_when_capitalised():
    """`M` as a French title is no ordinary word."""
    assert has_title("Mme Diallo")
    assert not has_title("m. diallo")
    assert not has_title("")


@pytest.mark.parametrize("local", ["priya.nair", "pnair", "nairp", "p.nair", "PN", "nair"])
def test_a_mailbox_made_of_a_name_resembles_it(local):
    """The usual ways to make a mailbox of a name are known."""
    assert resembles("Priya Nair", local)


@pytest.mark.parametrize("local", ["info", "press", "jsmith", "x"])
def test_a_desk_resembles_nobody(local):
    """A desk's or another person's mailbox does not resemble the name."""
    assert not resembles("Priya Nair", local)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Priya Nair", "P. Nair", True),
        ("Priya Nair", "Nair, Priya", True),
        ("Priya Nair", "Priya", True),
        ("José García", "Jose Garcia", True),
        ("Priya Nair", "Ravi Nair", False),
        ("Priya Nair", "Priya Rao", False),
        ("", "Priya Nair", False),
    ],
)
def test_two_spellings_of_one_person_are_the_same(one, other, same):
    """Initials, order and accents may differ; a different first name may not."""
    assert same_person(one, other) is same
