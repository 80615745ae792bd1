"""Plain text of any charset."""

from dataclasses import replace

import pytest

from intake.formats import plain
from intake.message import Verdict


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"plain words\r\nsecond line  \r\n", "plain words\nsecond line"),
        ("\ufeffété".encode(), "été"),
        ("été".encode("utf-16"), "été"),
        ("words".encode("utf-16-le"), "words"),
        ("words".encode("utf-16-be"), "words"),
        ("caf\xe9".encode("latin-1"), "café"),
        ("e\u0301te\u0301".encode(), "été"),
        (b"a\x00b\x01c", "abc"),
    ],
)
def test_bytes_become_clean_text(content, text, limits):
    """Whatever the charset, the text is NFC with plain line feeds and without controls."""
    assert plain.read(content, limits).text == text


def test_cyrillic_without_a_label_is_recognised(limits):
    """Enough text in an old code page tells which one it is."""
    text = "Организация предлагает партнёрство в области обучения учителей сельских школ. " * 5
    assert plain.read(text.encode("cp1251"), limits).text == text.rstrip()


def test_white_space_is_no_text(limits):
    """A file of blanks says nothing."""
    assert plain.read(b" \n\n ", limits).verdict is Verdict.NO_TEXT


def test_a_long_text_is_cut_and_says_so(limits):
    """At the limit the rest is dropped and the verdict is `partial`, never silently `ok`."""
    extract = plain.read(b"x" * 101, replace(limits, text_characters=100))
    assert (extract.verdict, len(extract.text)) == (Verdict.PARTIAL, 100)
    assert "100 characters" in extract.reason


def test_a_text_of_exactly_the_limit_is_whole(limits):
    """The limit itself is allowed."""
    assert plain.read(b"x" * 100, replace(limits, text_characters=100)).verdict is Verdict.OK
