"""Slices: the bytes of an entity inside a message, exactly."""

import email

import pytest

from intake.slices import body_of, entities

INNER = b"Subject:  spaced\t out \nX-Long: a\n\tb\n\nThe inner body.\n"
OUTER = (
    b'Content-Type: multipart/mixed; boundary="x"\r\n\r\npreamble\r\n--x\r\nContent-Type: text/plain\r\n\r\nhello\r\n'
    b"--x  \r\nContent-Type: message/rfc822\r\n\r\n" + INNER + b"\r\n--x--\r\nepilogue\r\n"
)


def test_an_attached_message_is_found_byte_for_byte():
    """Folding, spacing and line ends of the inner header are as sent."""
    tree = email.message_from_bytes(OUTER)
    found = entities(OUTER, tree)
    attached = tree.get_payload()[1]
    assert body_of(found[id(attached)]) == INNER
    assert found[id(tree)] == OUTER


def test_parts_that_cannot_be_matched_are_absent():
    """Where the bytes and the tree disagree, nothing is claimed."""
    tree = email.message_from_bytes(OUTER)
    assert list(entities(OUTER.replace(b"--x  ", b"--y"), tree)) == [id(tree)]


def test_an_unclosed_multipart():
    """The last part reaches to the end."""
    cut = OUTER[: OUTER.index(b"\r\n--x--")]
    tree = email.message_from_bytes(cut)
    assert body_of(entities(cut, tree)[id(tree.get_payload()[1])]) == INNER


def test_a_container_that_has_no_parts():
    """A multipart that is none, with a charset that is none, has no entities inside."""
    content = b"Content-Type: multipart/mixed; boundary=x; charset*=utf-8''bogus\r\n\r\n\xff"
    tree = email.message_from_bytes(content)
    assert list(entities(content, tree)) == [id(tree)]


def test_a_header_without_a_body():
    """An entity that ends with its header has an empty body."""
    assert body_of(b"Subject: x") == b""
    assert body_of(b"\r\nbody") == b"body"


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_the_body_begins_after_the_first_blank_line(end):
    """One line end inside the header is not mistaken for a blank line, whichever kind the sender uses."""
    assert body_of(b"A: 1" + end + b"B: 2" + end + end + b"text" + end + end + b"more") == b"text" + end + end + b"more"


@pytest.mark.parametrize("entity", [b"A: 1\r\n\ntext", b"A: 1\n\r\ntext", b"\r\ntext", b"\ntext"])
def test_mixed_line_ends_and_no_header_at_all(entity):
    """A header that ends in another kind of line end, or is not there, still ends where a person sees it end."""
    assert body_of(entity) == b"text"
