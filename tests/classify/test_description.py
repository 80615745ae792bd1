"""Title and description: the initiative's own words, without dross."""

from dataclasses import replace

import pytest

from classify.description import clean_title, find_description, find_title
from classify.text.passages import passages
from intake.message import Document, Verdict, ZoneKind


def _title(submission):
    return find_title(submission, passages(submission, 100_000))


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Re: Fwd: RE[2]: Village radios go online", "Village radios go online"),
        ("FW: Press release: Village radios go online", "Village radios go online"),
        ("[partners] TR: Communiqué de presse - Des radios en ligne", "Des radios en ligne"),
        ("Nota de prensa: Radios en línea", "Radios en línea"),
        ("For immediate release", ""),
        ("Call for partnerships", ""),
        ("Re: WSIS Call for Partnerships submission: Village radios", "Village radios"),
        ("Village radios go online FOR IMMEDIATE RELEASE: May 1, 2007", "Village radios go online"),
        ("Press freedom for all", "Press freedom for all"),
        ("Title: Village radios", "Village radios"),
        ("A deal with Lake Radio Inc.", "A deal with Lake Radio Inc."),
        ("Lima, 30 March 2005", ""),
        ("Ouagadougou, le 30 mars 2005", ""),
        ("Rosario, 18 de marzo de 2005.", ""),
        ("Geneva, March 3, 2005", ""),
        ("Village radios, 2005 to 2007", "Village radios, 2005 to 2007"),
        ("Convocatoria de asociaciones: Radios en línea", "Radios en línea"),
        ("Appel à partenariats : Des radios en ligne", "Des radios en ligne"),
        ("Re: Your partnership [FXJK5-Z9W7V]", ""),
        ("Re: Village radios [FXJK5-Z9W7V]", "Village radios"),
        ("Our partnership", ""),
    ],
)
def test_prefixes_and_labels_are_no_part_of_a_title(subject, title):
    """Reply prefixes, list tags and the words "press release" go; words that merely look like them stay."""
    assert clean_title(subject) == title


def test_a_title_field_comes_first(write):
    """A form that names the project is believed before its first line."""
    text = "Submission form\n\nProject title: Village Radios Online\nPartners: Lake Radio\n"

    assert _title(write(text)) == "Village Radios Online"


def test_the_headline_comes_before_the_subject(write):
    """The first line that stands alone is the headline."""
    assert _title(write("Village radios go online\n\nForty stations go on air today.\n", subject="Fwd: hello")) == (
        "Village radios go online"
    )


def test_a_label_above_the_headline_is_skipped(write):
    """`PRESS RELEASE` on a line of its own is not the title."""
    assert (
        _title(write("PRESS RELEASE\n\nVillage radios go online\n\nForty stations go on air.\n"))
        == "Village radios go online"
    )


def test_a_chatty_mail_is_titled_by_its_attachment(write):
    """A greeting is no headline: the attached release has one."""
    document = Document(
        "1", "r.docx", "docx", "0" * 64, Verdict.OK, "Village radios go online\n\nForty stations go on air.\n"
    )
    mail = "Dear Sir or Madam,\n\nplease find our release attached.\n"

    assert _title(write(mail, documents=(document,))) == "Village radios go online"


def test_a_chatty_mail_without_attachment_is_titled_by_its_subject(write):
    """Without a headline the cleaned subject is the title."""
    assert (
        _title(write("Dear colleagues,\n\nwe run forty stations.\n", subject="Re: Village radios")) == "Village radios"
    )


def test_without_any_title_the_first_telling_sentence_serves(write):
    """Nothing else being there, the first sentence is shown."""
    text = "Dear colleagues,\n\nWe will connect forty village radio stations in Mali this year.\n"

    assert (
        _title(write(text, subject="Call for partnerships"))
        == "We will connect forty village radio stations in Mali this year"
    )


def test_a_forwarded_release_is_titled_by_its_own_headline(write):
    """A mail that only passes a release on is titled by the release."""
    zones = ((ZoneKind.FORWARDED, "Village radios go online\n\nForty stations go on air today.\n"),)

    assert _title(write(zones=zones, subject="Fwd:")) == "Village radios go online"


def test_the_title_of_a_pages_source_is_found(write):
    """Fields between rules at the top of a page's source hold its title."""
    assert (
        _title(write('---\nlayout: post\ntitle: "Village radios go online"\n---\n\nForty stations.\n'))
        == "Village radios go online"
    )


def test_an_empty_message_has_no_title(write):
    """Nothing gives nothing."""
    submission = write("")

    assert find_title(replace(submission, message=replace(submission.message, subject="")), ()) == ""
    assert find_description(()) == ""


RELEASE = """Village radios go online

Dear colleagues, thank you for this call.

Lake Radio and the Ministry of Information will connect forty village stations in Mali. "This is a great day for every one of us
here today," said Jane Roe. The project will train eighty young presenters from poor villages. Visit www.lake.example for more
information about us and our work. The stations bring news on health and schools to two hundred thousand farmers.

Regards,
Jane
"""


def test_the_description_is_the_senders_own_sentences(write):
    """Three sentences that say what, who, where and for whom, verbatim and in order; no greeting, quotation or aside."""
    submission = write(RELEASE)

    description = find_description(passages(submission, 100_000))

    assert description == (
        "Lake Radio and the Ministry of Information will connect forty village stations in Mali. "
        "The project will train eighty young presenters from poor villages. "
        "The stations bring news on health and schools to two hundred thousand farmers."
    )


def test_quoted_words_and_signatures_are_not_described(write):
    """Only the sender's words or a forwarded release are used."""
    zones = (
        (ZoneKind.OWN, "We will connect forty village stations in Mali this year.\n"),
        (ZoneKind.QUOTED, "> Please tell us who will benefit from the project and where.\n"),
        (ZoneKind.SIGNATURE, "Jane Roe, who works for many villages and provides training.\n"),
    )

    assert (
        find_description(passages(write(zones=zones), 10_000))
        == "We will connect forty village stations in Mali this year."
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("JOINT STATEMENT\n\nVillage radios go online\n\nThe union starts today.\n", "Village radios go online"),
        ("18 Feb 2016\n\nVillage radios go online\n\nThe union starts today.\n", "Village radios go online"),
        ("1. Name of initiative: Village Radios Online\n2. Partners: Lake Radio\n", "Village Radios Online"),
        ("Désignation : Radios de village\nPartenaires : Radio Lac\n", "Radios de village"),
        ("Launch of Village Radios Online\n\nThe union starts today.\n", "Village Radios Online"),
        ("Home > Programmes > Village Radios Online\n\nThe union starts today.\n", "Village Radios Online"),
    ],
)
def test_what_only_stands_on_top_is_no_headline(write, text, title):
    """Dates, labels of forms and kinds of document are passed over; a launch leaves what is launched."""
    assert _title(write(text, subject="")) == title


@pytest.mark.parametrize(
    "text",
    [
        "As promised, here is our entry.\n\nWith Lake Radio we started a project called Voices of the Shore in May.\n",
        "Comme convenu, nous vous envoyons notre fiche.\n\nLe projet « Voices of the Shore » forme des animateurs.\n",
        "Les escribo desde la costa.\n\nCon Radio Lago lanzamos la iniciativa «Voices of the Shore» en mayo.\n",
    ],
)
def test_a_letter_without_headline_has_its_initiatives_name_as_title(write, text):
    """The opening of a letter names nothing; the name that the letter introduces does."""
    assert _title(write(text, subject="")) == "Voices of the Shore"


def test_a_name_of_an_organisation_is_no_title(write):
    """Capitalised words alone do not make an initiative of a foundation."""
    text = "As you asked, I write to you.\n\nThe Shore Foundation works in our village since long ago.\n"

    assert _title(write(text, subject="")) != "Shore Foundation"


def test_a_third_sentence_must_be_worth_it(write):
    """Two full sentences are a description; a remark is not added for the count."""
    text = (
        "The Lake Union and the Ministry of Schools launched a partnership that will train 300 village teachers.\n\n"
        "Together they connect forty schools of the shore to the internet for the benefit of rural children.\n\n"
        "I must say that my own summer was long and quite warm.\n"
    )

    assert find_description(passages(write(text), 10_000)).endswith("rural children.")
