"""Paragraphs are told by their own lines: the same words give the same pieces however a program wrapped them."""

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


def test_a_line_that_goes_on_below_is_no_heading():
    """The rest of a wrapped sentence begins with a small letter."""
    text = "It is over.\nThe Council pays for it, as\nalways. Nobody else does so in this part of the country at all."
    assert Form.HEADING not in [form for form, _ in _read(text)]
