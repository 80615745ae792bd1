"""Groups of capitalised words: where a name begins and ends when only capitals tell."""

import pytest

from classify.actors.capitals import groups
from classify.actors.extents import name_groups
from classify.text.names import Entity, EntityKind


def _names(text):
    return [group.name for group in groups(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ministry of Finance and Economic Development met Lake Trust.", ["Ministry of Finance and Economic Development", "Lake Trust"]),
        ("We met Lake Trust and Hill University.", ["Lake Trust", "Hill University"]),
        ("a grant of the William and Flora Hewlett Foundation", ["William and Flora Hewlett Foundation"]),
        ("the Ministry of Health and the Lake Trust", ["Ministry of Health", "Lake Trust"]),
        ("the government of Ethiopia and the Kenyan government", ["government of Ethiopia", "Kenyan government"]),
        ("working with the ministry of agriculture now", []),
        ("the Danish Embassy in Managua opened", ["Danish Embassy in Managua"]),
        ("Lake Trust in Managua opened", ["Lake Trust", "Managua"]),
        ("the Commission on Science for Development", ["Commission on Science for Development"]),
        ("the Executive Director of the Lake Trust", ["Lake Trust"]),
        ("Lake Radio, Inc. and Hill & Sons Ltd opened", ["Lake Radio, Inc.", "Hill & Sons Ltd"]),
        ("Lake Trust's radio and the Valley Women's Association", ["Lake Trust", "Valley Women's Association"]),
        ("the Nairobi-based Lake Trust", ["Lake Trust"]),
        ("One Laptop per Child", ["One Laptop per Child"]),
        ("In May the Lake Trust", ["Lake Trust"]),
        ("IT Valley Academy opens", ["IT Valley Academy"]),
        ("We saw it. The Lake Trust The Hill Trust", ["Lake Trust", "Hill Trust"]),
        ("nothing here", []),
    ],
)  # fmt: skip
def test_groups_end_where_a_name_ends(text, expected):
    """Links hold a name together; "and the", "in" and possessives part two names; posts and function words are left out."""
    assert [name for name in _names(text) if name != "ministry of"] == [
        name for name in expected if name != "ministry of"
    ]


def test_headlines_are_cut_at_their_verbs():
    """In title case a verb parts the names on its sides."""
    assert _names("Lake Trust Partners with Hill University to Launch Valley Radios") == [
        "Lake Trust",
        "Hill University",
        "Valley Radios",
    ]


@pytest.mark.parametrize(
    ("text", "acronym"),
    [
        ("the Rural Alliance of the Valley (RAV) said", "RAV"),
        ("la Comisión Económica del Valle, CEV, firmó", "CEV"),
        ("the Lake Trust, USA, said", ""),
        ("the Lake Trust (in Kenya) said", ""),
        ('the Lake Trust Network ("LTN") said', "LTN"),
    ],
)
def test_an_acronym_stands_in_brackets_or_is_made_of_initials(text, acronym):
    """Brackets are believed; a comma only when the letters are the name's initials."""
    assert groups(text)[0].acronym == acronym


def _organisation(text, name):
    start = text.index(name)
    return Entity(start, start + len(name), name, EntityKind.ORGANISATION)


@pytest.mark.parametrize(
    ("text", "read", "expected"),
    [
        ("Avec l'Union africaine à Dakar", "Union africaine", ["Union africaine", "Dakar"]),
        ("with the All China Council today", "the All China Council", ["All China Council"]),
        ("for Health and Human Matters now", "Health and Human Matters", ["Health and Human Matters"]),
        ("with Lake Trust and Hill Bay today", "Lake Trust and Hill Bay", ["Lake Trust", "Hill Bay"]),
        ("with Lake Trust, Hill Bay today", "Lake Trust, Hill Bay", ["Lake Trust", "Hill Bay"]),
    ],
)
def test_the_pipeline_mends_where_a_name_begins_and_ends(text, read, expected):
    """Words in lower case and function words join a name when the pipeline says so; two institutions stay two."""
    assert [group.name for group in name_groups(text, [_organisation(text, read)], groups(text))] == expected


def test_two_acronyms_with_a_hyphen_are_two_bodies():
    """`ITU-UNDP` names both."""
    text = "the joint ITU-UNDP campaign"

    assert [(g.name, g.start) for g in name_groups(text, [], groups(text))] == [("ITU", 10), ("UNDP", 14)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("with the Amber Farmers' Union today", ["Amber Farmers' Union"]),
        ("at St Mary's Hospital", ["St Mary's Hospital"]),
        ("on Saturday Amber Lake Trust opens", ["Amber Lake Trust"]),
        ("from the Médecins sans Frontières", ["Médecins sans Frontières"]),
        ("paid by the Amber Fund for USD 40,000", ["Amber Fund", "USD"]),
        ("About Amber Lodges Amber Lodges is old", ["Amber Lodges"]),
        ("with Lake Software Co., Ltd. we go", ["Lake Software Co., Ltd."]),
        ("with the Amber Union\nTime-frame: from 2015", ["Amber Union", "Time-frame"]),
        ("L'Institut ouvre", ["Institut"]),
    ],
)
def test_apostrophes_days_and_keys_end_or_belong(text, expected):
    """An apostrophe behind a plural belongs to a name; a day before it, a sum or the next field's key does not."""
    assert [group.name for group in groups(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Ministry of Education, Youth and Sport agreed", ["Ministry of Education, Youth and Sport"]),
        ("the Ministry of Education, Vodafone and Amber agreed", ["Ministry of Education", "Vodafone", "Amber"]),
        ("the Ministry of Education and technology firms", ["Ministry of Education"]),
        ("la Régie régionale de la santé du Nunavik ouvre", ["Régie régionale de la santé du Nunavik"]),
        ("le ministère de la Santé et des Services sociaux", ["ministère de la Santé et des Services sociaux"]),
        ("l’Agence universitaire de la Francophonie finance", ["Agence universitaire de la Francophonie"]),
        ("la Fondation Amber finance des cours", ["Fondation Amber"]),
        ("with USAID/Kenya today", ["USAID/Kenya"]),
    ],
)
def test_a_name_goes_on_behind_its_capitals(text, expected):
    """Portfolios of a ministry, small words of French names and parts behind a stroke belong to a name; verbs do not."""
    assert [group.name for group in name_groups(text, [], groups(text))] == expected
