"""Organisations: from lists and sentences, with role, sector and evidence; people, places and things left out."""

import pytest

from classify.actors.organisations import find_organisations
from classify.assessment import Role, Sector
from classify.text.passages import passages
from intake.message import Document, Verdict, ZoneKind


def _found(submission, names):
    return {o.name: o for o in find_organisations(submission, passages(submission, 100_000), names)}


def _taking_part(submission, names):
    return {name: o.role for name, o in _found(submission, names).items() if o.role is not Role.MENTION}


LIST = """Radio for the valley

Forty village stations go on air.

Partners
Lake Radio Ltd.
Ministry of Information (government)
University of Nairobi
Valley Women's Association (VWA)

Funded by: Rivers Foundation; World Bank
"""


def test_a_list_is_read_item_by_item(write, names):
    """Each line under "Partners" takes part, each item behind "Funded by" pays; brackets are remarks or acronyms."""
    found = _found(write(LIST), names)

    assert {name: (o.role, o.sector) for name, o in found.items()} == {
        "Lake Radio Ltd": (Role.PARTNER, Sector.PRIVATE),
        "Ministry of Information": (Role.PARTNER, Sector.GOVERNMENT),
        "University of Nairobi": (Role.PARTNER, Sector.ACADEMIA),
        "Valley Women's Association (VWA)": (Role.PARTNER, Sector.CIVIL),
        "Rivers Foundation": (Role.FUNDER, Sector.CIVIL),
        "World Bank": (Role.FUNDER, Sector.INTERNATIONAL),
    }
    assert found["Valley Women's Association (VWA)"].acronym == "VWA"


def test_a_name_goes_on_where_print_breaks_the_line(write, names):
    """Between commas a line end is none of the list's; where nothing else parts the names, it is."""
    wrapped = "Partners: Amber Trust, Ministry of Health of Kenya, National Union of the\nLake Fishermen, and the poor."
    assert "National Union of the Lake Fishermen" in _found(write(wrapped), names)
    assert {"Amber Trust", "Lake Union"} <= set(_found(write("PARTNERS\nAmber Trust\nLake Union\n"), names))


def test_every_organisation_shows_its_sentence(write, names):
    """The evidence is verbatim and names the organisation."""
    submission = write(LIST)

    for organisation in _found(submission, names).values():
        assert organisation.evidence
        for quote in organisation.evidence:
            assert submission.body.text[quote.start : quote.end] == quote.quote
            assert quote.quote.split()[0] in organisation.name


@pytest.mark.parametrize(
    "heading",
    [
        "Partners:",
        "Project partners",
        "Implementing agencies",
        "Partenaires",
        "Socios",
        "Les partenaires du projet 2004 sont:",
    ],
)
def test_lists_have_headings_in_three_languages(write, names, heading):
    """What stands below such a heading takes part."""
    text = f"Radio for the valley\n\nForty stations go on air.\n\n{heading}\n- Lake Radio\n- Rivers Foundation\n"

    assert _taking_part(write(text), names) == {"Lake Radio": Role.PARTNER, "Rivers Foundation": Role.PARTNER}


def test_a_list_sorted_by_kind_of_actor_goes_on(write, names):
    """Sub-headings such as "Governments" and "Other" do not end the list, and tell the sector."""
    text = "Radio for the valley\n\nPartners\n\nGovernments:\nNational Planning Office\n\nOther:\nLake Radio\n"

    found = _found(write(text), names)

    assert {name: o.role for name, o in found.items()} == {
        "National Planning Office": Role.PARTNER,
        "Lake Radio": Role.PARTNER,
    }
    assert found["National Planning Office"].sector is Sector.GOVERNMENT


@pytest.mark.parametrize(
    "item",
    [
        "governments, civil society and others",
        "to be determined",
        "Open to additional partners",
        "Individual donors and members",
        "www.lake.example",
    ],
)
def test_kinds_of_actors_are_no_names(write, names, item):
    """An item that only says what kind of partner is sought names nobody."""
    assert _taking_part(write(f"Radio for the valley\n\nPartners: {item}\n"), names) == {}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Lake Radio, Rivers Foundation and Hill University", {"Lake Radio", "Rivers Foundation", "Hill University"}),
        ("Chamber of Commerce and Industry; Lake Radio", {"Chamber of Commerce and Industry", "Lake Radio"}),
        ("Lake Radio, Inc.; Rivers Agency, RA (Kenya)", {"Lake Radio, Inc", "Rivers Agency (RA)"}),
        ("UNDP together with the Rivers Foundation", {"UNDP", "Rivers Foundation"}),
        ("Kenya; Uganda", {"Kenya", "Uganda"}),
        ("Lake Radio - runs the studios; Hill &amp; Sons", {"Lake Radio", "Hill & Sons"}),
        ("United Nations Educational, Scientific and Cultural Organization (UNESCO)", {"United Nations Educational, Scientific and Cultural Organization (UNESCO)"}),
    ],
)  # fmt: skip
def test_items_are_cut_where_one_name_ends(write, names, value, expected):
    """Commas and "and" part organisations, but not a legal form, an acronym or the words of one name."""
    assert set(_taking_part(write(f"Radio for the valley\n\nPartners: {value}\n"), names)) == expected


def test_running_text_tells_partners_and_funders(write, names):
    """Verbs and prepositions around a name tell its part; a whole enumeration shares it."""
    text = (
        "Lake Trust and the Ministry of Health announced today that 40 clinics will be connected.\n\n"
        "The project is funded by the Rivers Foundation and the World Bank. It is carried out in partnership with the University "
        "of Nairobi and Hill Systems Ltd. Results were shown at the Nairobi Expo in May 2003.\n"
    )

    assert _taking_part(write(text), names) == {
        "Lake Trust": Role.PARTNER,
        "Ministry of Health": Role.PARTNER,
        "Rivers Foundation": Role.FUNDER,
        "World Bank": Role.FUNDER,
        "University of Nairobi": Role.PARTNER,
        "Hill Systems Ltd": Role.PARTNER,
    }


def test_boilerplate_signature_and_employers_only_mention(write, names):
    """Paragraphs about a body, a signature, and where a speaker works give no partner."""
    own = (
        "Clinics go online\n\nNurses in forty clinics learn to use computers.\n\nThis matters, said Jane Roe, director of the "
        "Hill University.\n\nAbout Lake Trust\n\nLake Trust works with the Rivers Foundation in many countries.\n\n"
    )
    submission = write(zones=((ZoneKind.OWN, own), (ZoneKind.SIGNATURE, "Jane Roe\nValley College\n")))

    found = _found(submission, names)

    assert {o.role for o in found.values()} <= {Role.MENTION}
    assert "Rivers Foundation" in found


def test_quoted_mail_names_nobody(write, names):
    """Earlier mail is not read for organisations."""
    zones = ((ZoneKind.OWN, "We agree.\n"), (ZoneKind.QUOTED, "> The World Bank will fund the Ministry of Health.\n"))

    assert _found(write(zones=zones), names) == {}


def test_forms_of_one_name_are_one_organisation(write, names):
    """An acronym, its full form, another language's name and a legal suffix meet."""
    text = (
        "The International Telecommunication Union (ITU) will train 200 teachers. ITU provides the courses. "
        "Lake Radio will host them; Lake Radio Ltd. provides the rooms.\n"
    )

    found = _taking_part(write(text), names)

    assert found == {"International Telecommunication Union (ITU)": Role.PARTNER, "Lake Radio Ltd.": Role.PARTNER}


def test_an_acronym_met_first_joins_its_full_form(write, names):
    """The full form is shown in running text, once."""
    text = (
        "RAV will train 200 teachers.\n\nThe Rural Alliance of the Valley (RAV) provides the courses with RAV staff.\n"
    )

    assert [name for name in _found(write(text), names) if "RAV" in name] == ["Rural Alliance of the Valley (RAV)"]


def test_people_places_and_things_are_no_organisations(write, names):
    """Speakers, countries, programmes, tools and dates are left out."""
    text = (
        "Jane Roe launched the Valley Skills Programme in Kenya and Latin America in March 2004. LearnBox is a platform for teachers, "
        "developed in Nairobi. The Digital Skills Summit takes place on Monday. Said Roe: it works.\n"
    )

    assert _taking_part(write(text), names) == {}


def test_the_initiatives_own_name_is_no_partner(write, names):
    """The title is not counted as somebody who takes part."""
    text = "Valley Knowledge Network\n\nThe Valley Knowledge Network will train teachers in partnership with the Rivers Foundation.\n"

    assert _taking_part(write(text), names) == {"Rivers Foundation": Role.PARTNER}


def test_where_participants_are_listed_others_need_more(write, names):
    """A name that the list leaves out does not become a partner by one sentence."""
    text = "Clinics go online\n\nA.\n\nB.\n\nC.\n\nThe work began with Hill Academy.\n"
    listed = "\nPartners: Lake Trust; Rivers Foundation\n"

    assert _taking_part(write(text), names) == {"Hill Academy": Role.PARTNER}
    assert "Hill Academy" not in _taking_part(write(text + listed), names)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("El Ministerio de Educación y la Fundación Lagos firmaron un convenio para conectar 30 escuelas.", "es",
         {"Ministerio de Educación": Sector.GOVERNMENT, "Fundación Lagos": Sector.CIVIL}),
        ("Le Ministère de l'Éducation et l'Université de Dakar ont signé un accord pour former 30 enseignants.", "fr",
         {"Ministère de l'Éducation": Sector.GOVERNMENT, "Université de Dakar": Sector.ACADEMIA}),
    ],
)  # fmt: skip
def test_spanish_and_french_text_is_read(write, names, text, language, expected):
    """Rules that know no language find names where no pipeline helps."""
    found = _found(write(text, language=language), names)

    assert {name: o.sector for name, o in found.items() if o.role is Role.PARTNER} == expected


def test_attached_documents_count_like_the_body(write, names):
    """A release as an attachment gives the same organisations as in the body."""
    release = "Clinics go online\n\nLake Trust and the Ministry of Health announced today that 40 clinics will be connected.\n"
    document = Document("1", "release.docx", "docx", "0" * 64, Verdict.OK, release)

    attached = _found(write("See attached.", documents=(document,)), names)

    assert attached.keys() == _found(write(release), names).keys()
    assert {quote.document for o in attached.values() for quote in o.evidence} == {"1"}


def test_the_same_submission_gives_the_same_organisations(write, names):
    """Nothing depends on what was read before."""
    submission = write(LIST)

    assert find_organisations(submission, passages(submission, 10_000), names) == find_organisations(
        submission, passages(submission, 10_000), names
    )


def test_a_task_behind_a_name_makes_a_partner(write, names):
    """Lines that open with a name and go on with its task, however the two are parted."""
    text = (
        "Clinics go online\n\nNurses learn to use computers.\n\nIt is slow.\n\nIt is hot.\n\nWho helps\n\n- Lake Trust: repairs for ten computers\n"
        "- Hill University – trains the nurses\n"
    )

    assert _taking_part(write(text), names) == {"Lake Trust": Role.PARTNER, "Hill University": Role.PARTNER}


def test_any_deed_makes_a_partner_and_any_word_does_not(write, names):
    """Whoever lends rooms takes part; whoever only says or estimates something does not."""
    text = "Clinics go online\n\nA.\n\nB.\n\nC.\n\nThe Lake Trust lends two rooms. The Hill University estimates the cost of malaria at a billion.\n"

    assert _taking_part(write(text), names) == {"Lake Trust": Role.PARTNER}


def test_a_name_taken_up_by_its_first_word_is_the_same_body(write, names):
    """`Zubo` and `Zubo Lagos Corporación` are one where nothing else begins with it."""
    text = "Clínicas en línea\n\nLa Zubo Lagos Corporación va a conectar las escuelas del valle, y en 2004 Zubo presta las aulas.\n"

    assert list(_found(write(text, language="es"), names)) == ["Zubo Lagos Corporación"]


def test_what_is_founded_is_no_founder(write, names):
    """What an indefinite article introduces is made, and makes nothing."""
    text = "Clinics go online\n\nA.\n\nB.\n\nC.\n\nThey work towards the launch by a National Nurses Network.\n"

    assert _taking_part(write(text), names) == {}


def test_a_sum_comes_from_its_funder(write, names):
    """The sum before "from" tells who pays."""
    text = "Clinics go online\n\nA.\n\nB.\n\nC.\n\nThe rest, 40,000 euros, came from the Rivers Foundation.\n"

    assert _taking_part(write(text), names) == {"Rivers Foundation": Role.FUNDER}


def test_a_ministry_is_listed_with_its_country(write, names):
    """The country behind a ministry's comma is part of the item; a firm's is an item of its own."""
    text = "Radio for the valley\n\nPartners: Ministry of Fisheries, Kiribati; Lake Radio, Kenya / Hill Telecom\n"

    assert set(_taking_part(write(text), names)) == {
        "Ministry of Fisheries, Kiribati",
        "Lake Radio",
        "Kenya",
        "Hill Telecom",
    }
