"""Repair: what a person would read as a message is read as one."""

import pytest

from intake.limits import Limits
from intake.parse import parse
from intake.repair import header_size, mend

MESSAGE = b"From: a@example.org\r\nSubject: Caf\xc3\xa9\r\n\r\nThe body.\r\n"


def test_a_sound_message_is_not_touched():
    """Not a byte changes where nothing is broken."""
    assert mend(MESSAGE) == (MESSAGE, ())
    assert mend(b"From someone Mon Jan  1 00:00:00 2024\n" + MESSAGE)[1] == ()
    assert mend(b"Just a text without any header.\n\nMore of it: here.\n")[1] == ()
    assert mend(b"") == (b"", ())


@pytest.mark.parametrize(
    "broken",
    [
        MESSAGE.decode().encode("utf-16"),
        MESSAGE.decode().encode("utf-16-le"),
        MESSAGE.decode().encode("utf-16-be"),
        b"\xef\xbb\xbf" + MESSAGE,
        b"\r\n\n " + MESSAGE,
        MESSAGE.replace(b"\r\n", b"\r\r\n"),
        MESSAGE.replace(b"\r\n", b"\r"),
        MESSAGE.replace(b"\r\n", b"\n"),
        b">From the mbox\r\n" + MESSAGE,
        b"Received: by mx\r\na line of rubbish\r\n" + MESSAGE,
        MESSAGE.replace(b":", b" :", 2),
        b"From someone Mon Jan  1 00:00:00 2024\r\n" + MESSAGE,
    ],
)
def test_broken_headers_are_read_all_the_same(broken):
    """UTF-16, marks, blank lines, odd line ends, rubbish lines and spaced colons hide neither sender nor subject."""
    message = parse(broken, Limits())
    assert (message.senders[0].email, message.subject, message.body.strip()) == ("a@example.org", "Café", "The body.")


def test_what_was_mended_is_said():
    """An officer learns that the message was not as it should be."""
    assert parse(b"\xef\xbb\xbf" + MESSAGE, Limits()).defects == ("A byte order mark stands before the header.",)
    assert mend(b"Received: by mx\r\nrubbish\r\n" + MESSAGE)[1] == (
        "Lines that are no header field stand in the header.",
    )


def test_a_text_with_a_colon_stays_a_text():
    """A body without a header is not taken for rubbish above one."""
    text = b"Dear all,\nplease note: we begin at nine.\n\nAmina\n"
    assert mend(text) == (text, ())


def test_endless_headers_are_left_alone():
    """A header of thousands of lines is not repaired."""
    head = b"rubbish\r\n" + b"X-A: b\r\n" * 6000 + MESSAGE
    assert mend(head) == (head, ())


def test_header_size():
    """The header ends with its blank line; without one everything is header."""
    assert header_size(MESSAGE) == MESSAGE.index(b"The body.")
    assert header_size(b"From: a@b.example") == 17
