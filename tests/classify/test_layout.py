"""Paragraphs are told by their own lines: the same words give the same pieces however a program wrapped them."""

import textwrap

from classify.text.layout import Form, paragraphs

PROSE = "The clinic and the school share one line, and the town pays for it until the end of the year, as agreed."


def _read(text):
    return [(p.form, text[p.start : p.end]) for p in paragraphs(text)]


def test_a_field_begins_anew_below_a_field():
    """The rows of a form stay apart although one of them fills its line."""
    text = "Purpose: to bring the village schools of the upper valley into the network\nPeriod: two years"
    assert [form for form, _ in _read(text)] == [Form.FIELD, Form.FIELD]


def test_pages_do_not_end_paragraphs():
    """A form feed in the middle of a sentence parts nothing."""
    text = "The two towns will open a shared reading room in the old station and\n\f\npay for it together."
    assert len(_read(text)) == 1


def test_place_and_date_are_no_heading():
    """A dateline does not stand over what follows."""
    assert [form for form, _ in _read(f"Geneva, 4 May 2005\n\n{PROSE}")] == [Form.PROSE, Form.PROSE]


def _apart(text):
    return "\n\n".join(line for line in text.split("\n") if line)


ONE_LINE_EACH = """NOTICE OF THE SPRING
A Reading Room for the Harbour

The harbour library and the seamen's mission open a room with forty seats.
The library lends the books and the mission keeps the door on six days a week.
Readers who cannot come are visited at home by two of the mission's drivers.
Cost: the mission pays."""


def test_empty_lines_tell_nothing_of_headings():
    """A mail parts paragraphs with empty lines, a word processor every line: the forms and headings are the same."""
    assert _read(_apart(ONE_LINE_EACH)) == _read(ONE_LINE_EACH)
    assert [form for form, _ in _read(ONE_LINE_EACH)][:3] == [Form.HEADING, Form.PROSE, Form.PROSE]


def test_a_list_below_its_heading_has_no_headings():
    """The last name of a list is no heading of the sentence behind it, with empty lines or without."""
    text = f"WHO TAKES PART\nAmber Trust\nSchool of Boats\n{PROSE}"
    assert [form for form, _ in _read(text)] == [Form.HEADING, Form.PROSE, Form.PROSE, Form.PROSE]
    assert _read(_apart(text)) == _read(text)


def test_an_acronym_in_a_list_is_a_name():
    """One word in capitals among names is one of them; at the beginning of something it stands over it."""
    text = "WHO TAKES PART\nAmber Trust\nSLBN\nSchool of Boats"
    assert [form for form, _ in _read(text)][2] is Form.PROSE
    assert [form for form, _ in _read(f"{PROSE}\nMONEY\nThe town pays.")] == [Form.PROSE, Form.HEADING, Form.PROSE]


def test_lines_that_nobody_wrapped_stay_apart():
    """Where no line goes on in the middle of a sentence, even the longest one is whole; a wrapped one is not."""
    whole = ONE_LINE_EACH.split("\n")[3:6]
    assert [text for _, text in _read("\n".join(whole))] == whole
    wrapped = textwrap.fill(" ".join(whole), 60)
    assert [text for _, text in _read(wrapped)] == [wrapped]


def test_letters_are_counted_where_a_program_wrapped():
    """A line to which the next word would have fitted was not wrapped, however full it is, where all others are fuller."""
    prose = textwrap.fill(f"{PROSE} {PROSE} {PROSE}", 72)
    full = "Tables of what the clinic and the school have spent: lake.example/all"
    assert [text for _, text in _read(f"{prose}\n\n{full}\nNo more")] == [prose, full, "No more"]


def test_a_line_may_go_on_with_a_capital_or_a_figure():
    """A sentence that began in a line and did not end there goes on below; a line of a form in front of a figure does not."""
    cut = "The room is open to all. The harbour library pays for it together with the\nMission of the Seamen."
    assert len(_read(cut)) == 1
    figure = "The harbour library and the mission of the seamen will lend their books to\n40 boats. They pay for it."
    assert len(_read(figure)) == 1
    assert (
        len(_read("Amber Trust keeps the tables of the town for all who read them on Sundays\n45 books until autumn"))
        == 2
    )


def test_a_dash_in_a_sentence_is_no_bullet():
    """Where a full line has begun the sentence, a dash goes on with it; below a colon or a short line it opens an item."""
    aside = "The harbour library, the mission of the seamen and the school of boats\n- who else, by now - keep a warm\nroom."
    long = "They keep the door of the reading room open on six days of each week,\nas it is."
    assert [form for form, _ in _read(f"{long}\n\n{aside}")] == [Form.PROSE, Form.PROSE]
    listed = "We keep\n- a room for those who come by boat and those who do not come by it\n- a school"
    assert [form for form, _ in _read(f"{long}\n\n{listed}")][-2:] == [Form.BULLET, Form.BULLET]


def test_a_printed_row_goes_on_below():
    """A row of a table whose words print broke is one row; a row that ends earlier is whole."""
    wrapped = "They keep the door of the reading room open on six days of each week, as\nit is."
    row = "Partners | The harbour library; the mission of the seamen; the school of\nBoats; the town"
    assert _read(f"{wrapped}\n\n{row}")[1:] == [(Form.ROW, row)]
    assert len(_read(f"{wrapped}\n\nPartners | The harbour library\nThe town pays for it.")) == 3


def test_a_word_of_four_letters_is_whole():
    """Short words do not go on in the next line, articles and prepositions do."""
    lines = "The college processes what the buoys measure and holds the data\nOthers bring computing time and masts of wood to it"
    assert len(_read(lines)) == 2
    assert len(_read(lines.replace("holds the data", "comes from the"))) == 1


def test_keys_in_small_letters_are_no_proof_of_wrapping():
    """Lines of a form stay apart although their keys are written small."""
    text = "licences for the data base: the house of boats, valid until 2020\nroom and the server: the school, in use by now"
    assert len(_read(text)) == 2


def test_items_with_semicolons_stay_apart():
    """A short line that ends with a semicolon was not wrapped, although the next one begins with a small letter."""
    text = "The county lends four masts and its frequency;\nthe college trains those who look after them on the hills;"
    assert len(_read(f"{text}\n{PROSE}")) == 3


def test_a_writer_is_no_heading():
    """A line that says by whom a text is does not stand over it; a title does."""
    for by in ("By Ana Ruiz Paz", "Par Ana Ruiz Paz", "Por Ana Ruiz Paz"):
        text = f"The room that nobody reads in\nA view\n{by}\n{PROSE}"
        assert [form for form, _ in _read(text)] == [Form.HEADING, Form.PROSE, Form.PROSE, Form.PROSE]


def test_the_end_of_a_sentence_is_no_label():
    """A word of forms that ends a wrapped sentence is its last word and no heading."""
    text = "Readers who cannot come to the harbour may stay at home in the\ncountry.\nThey are visited by two drivers."
    assert Form.HEADING not in [form for form, _ in _read(text)]


def test_a_key_of_forms_begins_anew():
    """A known key never goes on with the line above, however full that is; a word with a colon in a sentence may."""
    above = "Partner: the harbour library and the mission of the seamen, with the\nold school of boats and nets; the town itself and its rowing society"
    assert [form for form, _ in _read(f"{above}\nTime-frame: two years")] == [Form.FIELD, Form.FIELD]


def test_a_line_that_goes_on_below_is_no_heading():
    """The rest of a wrapped sentence begins with a small letter."""
    text = "It is over.\nThe Council pays for it, as\nalways. Nobody else does so in this part of the country at all."
    assert Form.HEADING not in [form for form, _ in _read(text)]
