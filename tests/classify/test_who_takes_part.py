"""Who takes part: enumerations, deeds, what is made, countries that commit themselves, short forms, fields that end a list."""

import pytest

from classify.actors.organisations import find_organisations
from classify.actors.participants import are_people, is_name
from classify.actors.roles import acts, pledges, read_signs
from classify.assessment import Role
from classify.text.passages import passages


def _taking_part(submission, names):
    found = find_organisations(submission, passages(submission, 100_000), names)
    return {o.name for o in found if o.role is not Role.MENTION}


def test_an_enumeration_in_the_opening_takes_part(write, names):
    """Whatever the verb is: names listed side by side where the news is told; one name alone beside a verb nobody knows is less."""
    text = "Village radios\n\nThe Lake Trust, Valley Waters and the Hill University shook hands on nine transmitters.\n"

    assert _taking_part(write(text), names) == {"Lake Trust", "Valley Waters", "Hill University"}


def test_what_is_signed_or_founded_takes_no_part(write, names):
    """The accord is the object of their verb; those who signed it stay."""
    text = (
        "Radios\n\nThe Lake Trust and the Hill University signed the Amber Radio Alliance, which links nine stations.\n"
    )

    assert _taking_part(write(text), names) == {"Lake Trust", "Hill University"}


@pytest.mark.parametrize(
    ("before", "name", "made"),
    [
        ("The Trust launched the ", "Amber Network", True),
        ("Le Ministère a créé le ", "Réseau Ambre", True),
        ("La Fundación anunció hoy la ", "Red Ámbar", True),
        ("It was launched by the ", "Amber Network", False),
        ("La Fundación trabaja con la ", "Red Ámbar", False),
    ],
)
def test_verbs_of_making_stand_before_what_is_made(before, name, made):
    """In three languages; behind "by" or "with" stands who made it."""
    text = f"{before}{name} for fishers."

    assert read_signs(text, len(before), len(before) + len(name)).made is made


def test_a_country_that_commits_itself_takes_part(write, names):
    """A place where something happens does not."""
    assert _taking_part(write("Kenya commits to train 400 nurses\n\nThe nurses learn in Uganda.\n"), names) == {"Kenya"}


@pytest.mark.parametrize(
    ("after", "pledged"),
    [
        (" pledges nine vans", True),
        (" will train 30 nurses", True),
        (" s’engage à former", True),
        (" se compromete a formar", True),
        (", will be shown", False),
        (" is far away", False),
    ],
)
def test_what_a_country_does_stands_right_behind_its_name(after, pledged):
    """Three languages; behind a comma the sentence is somebody else's."""
    assert pledges(after) is pledged


@pytest.mark.parametrize(
    ("after", "acted"), [(" firma un acuerdo", True), (" lends two vans", True), (" of the hill", False)]
)
def test_a_brand_that_opens_a_sentence_is_told_by_its_verb(after, acted):
    """Every word is capitalised there, so its verb must tell."""
    assert acts(after) is acted


def test_a_short_form_is_the_body_it_takes_up(write, names):
    """By its last words, what sort of body it is; a government and its country are one as well."""
    text = (
        "Boats\n\nThe Gozo Lake Council and Hill University run nine boats together. The Lake Council pays for fuel.\n\n"
        "The Japanese government joined the partnership in May. Japan will provide nine engines.\n"
    )

    found = _taking_part(write(text), names)

    assert "Lake Council" not in found
    assert "Japan" not in found
    assert {"Gozo Lake Council", "Hill University", "Japanese government"} <= found


def test_a_field_of_another_kind_ends_a_list(write, names):
    """What stands under a form's next key takes no part."""
    text = "Radios\n\nPartner(s)\nLake Trust, Hill University\n\nTime-frame: 2008 - ongoing\n\nResources: staff\n"

    assert _taking_part(write(text), names) == {"Lake Trust", "Hill University"}


@pytest.mark.parametrize(
    ("item", "named"),
    [
        ("Lake Trust", True),
        ("Hill and Lake Society", True),
        ("The map was shown in Amber", False),
        ("SDG 9.b", False),
        ("Further towns are welcome", False),
        ("30,000 expected of Lake Fund", False),
    ],
)
def test_sentences_and_goals_are_no_participants(item, named):
    """A verb or the number of a goal tells."""
    assert is_name(item) is named


def test_people_in_a_list_stand_for_the_body_in_brackets(write, names):
    """Experts and staff belong to whom the bracket names; a bracket behind a body's own name is a remark."""
    text = "Radios\n\nPartners: Experts of the lead partner (Lake Trust); Staff of a partner (Hill University); Amber Society (Kenya)\n"

    assert _taking_part(write(text), names) == {"Lake Trust", "Hill University", "Amber Society"}
    assert not are_people("Teachers Without Fear")


def test_an_adjective_left_of_a_list_names_nobody():
    """Where "global, regional and local providers" is cut at its commas."""
    assert not is_name("Global")
    assert is_name("Global Trust")


def test_the_likeliest_name_takes_part_where_nobody_else_does(write, names):
    """One clear partner and another sure name in the opening are two; where two are clear, it stays a mention."""
    one = "Radios\n\nThe Lake Trust lends two vans. In May the Hill University had heard of it.\n"
    two = "Radios\n\nThe Lake Trust lends two vans, and the Amber Fund pays a teacher. In May the Hill University had heard of it.\n"

    assert "Hill University" in _taking_part(write(one), names)
    assert "Hill University" not in _taking_part(write(two), names)


def test_an_employer_of_somebody_who_speaks_is_not_raised(write, names):
    """However few take part: where somebody works says nothing of it."""
    text = 'Radios\n\nThe Lake Trust lends two vans. "Well done," said Ada Moss, director of the Hill University.\n'

    assert "Hill University" not in _taking_part(write(text), names)
