"""Passages: every piece is verbatim, joined where lines were wrapped, and knows its heading and section."""

import pytest

from classify.text.layout import Form, paragraphs
from classify.text.passages import Passage, Section, passages
from classify.text.script import guess
from classify.text.sentences import sentences
from intake.message import Document, Verdict, Zone, ZoneKind

RELEASE = """Rural Radio Link joins the Summit call

NAIROBI, 3 November 2003 -- Rural Radio Link and the Ministry of Information
agreed today to connect 40 village radio stations. The first ten, near St. Mary's
Mission, start in March 2004.

Partners
Rural Radio Link
Ministry of Information
University of Nairobi

Our aims are:
- to train 80 presenters
- to bring each station online

Funding: USD 90,000 from the Lake Foundation. The ministry gives masts.

About Rural Radio Link
Rural Radio Link has 300 members. It was funded by donors.

Contact
Grace Otieno, grace@radiolink.example
"""


def _by_text(found: tuple[Passage, ...], words: str) -> Passage:
    return next(p for p in found if words in p.flat)


def test_every_passage_is_verbatim(write):
    """A passage's text is the document's text between its offsets, and so is its evidence."""
    submission = write(RELEASE)

    found = passages(submission, 100_000)

    assert found
    for passage in found:
        assert submission.body.text[passage.start : passage.end] == passage.text
        quote = passage.evidence(2, 9)
        assert submission.body.text[quote.start : quote.end] == quote.quote
    assert [p.start for p in found] == sorted(p.start for p in found)


def test_wrapped_lines_make_one_sentence(write):
    """A sentence that was wrapped over two lines is one passage; an abbreviation does not end it."""
    found = passages(write(RELEASE), 100_000)

    assert "agreed today to connect" in _by_text(found, "NAIROBI").flat
    assert "near St. Mary's Mission, start in March" in _by_text(found, "first ten").flat


def test_names_one_a_line_stay_apart(write):
    """A list of names below a heading is one passage a name, each under that heading."""
    names = [p.text for p in passages(write(RELEASE), 100_000) if p.heading == "Partners"]

    assert names == ["Rural Radio Link", "Ministry of Information", "University of Nairobi"]


def test_a_field_is_its_own_heading_for_each_sentence(write):
    """All sentences of "Funding: …" stand under Funding, and the next paragraph does not."""
    found = passages(write(RELEASE), 100_000)

    assert [p.heading for p in found if "Lake Foundation" in p.text or "masts" in p.text] == ["Funding", "Funding"]
    assert _by_text(found, "Grace").heading == "Contact"


def test_items_know_the_words_that_introduce_their_list(write):
    """A bullet carries the sentence with the colon above it and begins behind its mark."""
    bullet = _by_text(passages(write(RELEASE), 100_000), "80 presenters")

    assert (bullet.form, bullet.lead, bullet.text) == (Form.BULLET, "Our aims are:", "to train 80 presenters")


def test_about_us_is_boilerplate_until_the_next_heading(write):
    """What stands under "About X" describes an organisation and is not judged; the contact after it is."""
    found = passages(write(RELEASE), 100_000)

    assert _by_text(found, "300 members").section is Section.BOILERPLATE
    assert not _by_text(found, "funded by donors").section.judged
    assert _by_text(found, "Grace").section is Section.BODY


@pytest.mark.parametrize("heading", ["About the project", "À propos du partenariat", "Sobre el proyecto"])
def test_about_the_undertaking_is_no_boilerplate(write, heading):
    """A paragraph about this partnership is what we want to read."""
    found = passages(write(f"A title of the mail\n\n{heading}\nIt will train 20 teachers in two towns.\n"), 1000)

    assert _by_text(found, "20 teachers").section is Section.BODY


@pytest.mark.parametrize(
    ("kind", "section", "judged"),
    [
        (ZoneKind.SIGNATURE, Section.SIGNATURE, False),
        (ZoneKind.QUOTED, Section.QUOTED, False),
        (ZoneKind.DISCLAIMER, Section.FOOTER, False),
        (ZoneKind.FORWARDED, Section.FORWARDED, True),
    ],
)
def test_zones_of_the_body_become_sections(write, kind, section, judged):
    """Quoted mail, signatures and disclaimers give no evidence; a forwarded release is read like the body."""
    zones = ((ZoneKind.OWN, "Please see below.\n"), (kind, "About them\nWe will train 40 teachers.\n"))

    found = passages(write(zones=zones), 1000)

    assert found[0].section is Section.BODY
    if judged:
        assert found[-1].section is Section.BOILERPLATE
    else:
        assert {p.section for p in found[1:]} == {section}
    assert section.judged is judged


def test_a_letter_in_a_file_is_signed_as_in_a_mail(write):
    """The signature of a file gives no evidence; what stands above it does."""
    text = "We will train 40 teachers.\n\nYours sincerely,\n\nThe Lake Foundation pays for it"
    zones = (Zone(ZoneKind.OWN, 0, 28), Zone(ZoneKind.SIGNATURE, 28, len(text)))
    letter = Document("1", "letter.docx", "docx", "0" * 64, Verdict.OK, text, zones=zones)

    found = passages(write("See the file.", documents=(letter,)), 1000)

    assert [p.section for p in found] == [Section.BODY, Section.BODY, Section.SIGNATURE, Section.SIGNATURE]


def test_footers_are_told_by_their_first_words(write):
    """A copyright line is a footer wherever it stands."""
    found = passages(write("A text of one line that goes on.\n\n© 2003 Lake Foundation\n"), 1000)

    assert found[-1].section is Section.FOOTER


def test_the_limit_counts_over_all_documents(write):
    """Text past the limit is left out, and an unreadable document gives nothing."""
    second = Document("1", "b.txt", "plain", "0" * 64, Verdict.OK, "Second text here.")
    broken = Document("2", "c.pdf", "pdf", "0" * 64, Verdict.CORRUPT, "Never read.")

    submission = write("First text here.", documents=(broken, second))

    assert [p.text for p in passages(submission, 1000)] == ["First text here.", "Second text here."]
    assert [p.text for p in passages(submission, 22)] == ["First text here.", "Second"]
    assert [p.text for p in passages(submission, 16)] == ["First text here."]


def test_pages_come_from_the_document(write):
    """The page of a passage is the page on which it starts."""
    pdf = Document("1", "a.pdf", "pdf", "0" * 64, Verdict.OK, "One page.\nTwo pages.", page_starts=(0, 10))

    assert [p.page for p in passages(write("Hello there.", documents=(pdf,)), 1000)] == [None, 1, 2]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Ama B. Mensah of the U.S. Agency spoke. She agreed.", 2),
        ("It grows by 4.5 percent. Will it last? Yes!", 3),
        ("Signed by Lake Inc. The fund starts now.", 2),
        ("See e.g. the annex. ¿Quién paga? El fondo.", 3),
        ("我们将培训四十名教师。项目于二零零五年结束。", 2),
        ("سوف ندرب المعلمين؟ نعم.", 2),
        ('He said "we begin." They did.', 2),
        ("", 0),
        ("A day costs Rs. 500 for the U. K. Office, approx. Five people. They pay.", 2),
        ("Resolution no. 12 holds. We said no. They left.", 3),
        ("It began at 11 p.m. Tuesday on the pier. It ended at 2 a.m. The town slept.", 3),
        ("Le Col. Ba et MM. Diop et Ka reçoivent env. 300 Fr. Suisses par mois. Nous payons.", 2),
        ("La Dra. Ruiz y el Ing. Paz pagan B/. 900 o S/. 40, aprox. Veinte al día. Es todo.", 2),
        ("Abre a las 4 p. m. El acto es libre.", 2),
        ("It stopped a year ago. The fund pays.", 2),
    ],
)
def test_sentences_end_where_readers_stop(text, count):
    """Abbreviations, decimals and initials end no sentence; scripts without spaces are cut at their own marks."""
    spans = list(sentences(text))

    assert len(spans) == count
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The partners will train teachers in the schools of the region.", "en"),
        ("Les partenaires vont former des enseignants dans les écoles de la région.", "fr"),
        ("Los socios van a formar a los docentes en las escuelas de la región.", "es"),
        ("Партнёры обучат учителей в школах региона.", "ru"),
        ("合作伙伴将培训教师。", "zh"),
        ("Lake Foundation", "und"),
    ],
)
def test_a_paragraph_tells_its_language(text, language):
    """Function words or the script tell the language; too few of them leave it as it was."""
    assert guess(text, "und") == language


def test_a_shared_script_keeps_the_language_of_the_message():
    """Ukrainian is not taken for Russian when the message is known to be Ukrainian."""
    assert guess("Партнери навчатимуть учителів у школах.", "uk") == "uk"


def test_a_table_row_is_one_paragraph():
    """Cells stay together, whatever their punctuation."""
    text = "Partner | Role\nLake Fund. | Pays. All\n"

    assert [p.form for p in paragraphs(text)] == [Form.ROW, Form.ROW]


def test_one_endless_line_is_cut():
    """A line of a million characters becomes pieces, none lost and none larger than the cap."""
    text = "word " * 20_000

    found = list(paragraphs(text))

    assert max(p.end - p.start for p in found) <= 20_000
    assert sum(text[p.start : p.end].count("word") for p in found) >= 19_990


def test_markdown_and_capitals_are_headings():
    """A marked line or one in capitals stands over the paragraph below it."""
    text = (
        "Some opening words that are long enough.\n## What we do\nWe train.\n\nWHO PAYS\nThe Lake Fund pays for it all."
    )

    assert [p.label for p in paragraphs(text) if p.form is Form.HEADING] == ["What we do", "WHO PAYS"]
