"""Forms of a name: whole words, in full or taken up again, wherever a text names an organisation."""

import pytest

from classify.actors.forms import forms_of
from classify.assessment import Organisation, Role, Sector


def _places(name, text, acronym=""):
    organisation = Organisation(name, Sector.CIVIL, Role.PARTNER, acronym, ())
    return [text[start:end] for form in forms_of(organisation) for start, end in form.places(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Amber Lake Trust pays.", {"Amber Lake Trust", "Amber Lake"}),
        ("AMBER  LAKE\ttrust pays.", {"AMBER  LAKE\ttrust", "AMBER  LAKE"}),
        ("The ALT pays, alt does not.", {"ALT"}),
        ("Then the Trust pays.", {"the Trust"}),
        ("Then the Trust for Birds pays.", set()),
        ("Then the Trust Bank pays.", set()),
        ("Amber Lakeside Trusts and SALT pay.", set()),
    ],
)
def test_every_way_to_name_it_is_found(text, expected):
    """In full, by acronym, by the first two words and by its head, as whole words, whatever white space parts them."""
    assert set(_places("Amber Lake Trust (ALT)", text, "ALT")) == expected


def test_a_legal_form_may_be_left_out():
    """What only the full name of a company carries is not asked for."""
    assert _places("Lake Radio Ltd.", "With Lake Radio we go on air.") == ["Lake Radio"]


def test_letters_that_grow_in_lower_case_move_nothing():
    """Offsets stay those of the text, even where a letter has two in lower case."""
    assert _places("Lake Radio", "İ İ İ Lake Radio") == ["Lake Radio"]


@pytest.mark.parametrize("name", ["(", "a+b*", "\\", "( )", "Amber [x"])
def test_a_hostile_name_is_only_text(name):
    """A name with signs of a pattern is searched for as it stands, or not at all."""
    assert all(name in place for place in _places(name, f"we met {name} twice"))
