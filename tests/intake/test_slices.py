"""The exact bytes of the parts of a message."""

import pytest

from intake.slices import body_of


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_the_body_begins_after_the_first_blank_line(end):
    """One line end inside the header is not mistaken for a blank line, whichever kind the sender uses."""
    assert body_of(b"A: 1" + end + b"B: 2" + end + end + b"text" + end + end + b"more") == b"text" + end + end + b"more"


@pytest.mark.parametrize("entity", [b"A: 1\r\n\ntext", b"A: 1\n\r\ntext", b"\r\ntext", b"\ntext"])
def test_mixed_line_ends_and_no_header_at_all(entity):
    """A header that ends in another kind of line end, or is not there, still ends where a person sees it end."""
    assert body_of(entity) == b"text"
