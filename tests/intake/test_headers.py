"""Header values: unfolded, decoded, one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.headers import VALUE_CHARACTERS, decode_words, decoded, raw_text, unfold


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=?utf-8?Q?Caf=C3=A9?=", "Café"),
        ("=?utf-8?b?Q2Fmw6k=?=", "Café"),
        ("=?utf-8*fr?Q?Caf=C3=A9?= ouvert", "Café ouvert"),
        ("=?utf-8?Q?one?= =?utf-8?Q?two?=", "onetwo"),
        ("=?utf-8?Q?one?=\r\n =?iso-8859-1?Q?_tw=F6?=", "one twö"),
        ("=?utf-8?B?k=?= =?utf-8?B?w6k=?=", "=?utf-8?B?k=?=é"),
        ("=?utf-8?Q?two words?=", "two words"),
        ("pre=?utf-8?Q?fix?=ed", "prefixed"),
        ("=?bogus?Q?a=E9?=", "aé"),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("plain \\u0041 text =?utf-8?Q?=C3=A9?=", "plain \\u0041 text é"),
        ("no words at all", "no words at all"),
    ],
)
def test_encoded_words(value, text):
    """RFC 2047 words are decoded, also as broken producers write them; the rest stays as it was sent."""
    assert decoded("Subject", value) == text


def test_a_character_split_over_two_words():
    """The bytes of one letter may end one word and begin the next."""
    assert decode_words("=?utf-8?Q?Caf=C3?= =?utf-8?Q?=A9?=") == "Café"


def test_one_hopeless_word_does_not_spoil_its_neighbour():
    """A word that is no base64 stays; the one beside it is decoded."""
    assert decode_words("=?utf-8?B?a?= =?utf-8?Q?fine?=") == "=?utf-8?B?a?=fine"


@pytest.mark.parametrize(
    ("content", "charset", "text"),
    [
        ("Grüße".encode(), None, "Grüße"),
        ("Grüße".encode("latin-1"), None, "Grüße"),
        ("Привет".encode("koi8-r"), "koi8-r", "Привет"),
        (b"\x81\x8d", None, "\x81\x8d"),
    ],
)
def test_raw_bytes(content, charset, text):
    """Raw 8-bit bytes are UTF-8, else the message's own charset, else Western; none is dropped."""
    assert raw_text(content.decode("ascii", "surrogateescape"), charset) == text


@pytest.mark.parametrize(
    "value", ["a\r\nBcc: b@c.example", "a\nb", "a\rb", "=?utf-8?Q?a=0D=0ABcc:_b?=", "a\0b", "a\x85b\u2028c"]
)
def test_no_value_has_two_lines(value):
    """Whatever was folded, encoded or smuggled in, the value that we keep is one line."""
    text = decoded("Subject", value)
    assert "\n" not in text
    assert len(text.splitlines()) == 1


@pytest.mark.parametrize("name", ["Authentication-Results", "Received", "Return-Path", "Message-ID", "Sender"])
def test_structured_headers_are_not_decoded(name):
    """An encoded word never becomes structure where the grammar knows none."""
    assert decoded(name, "x; =?utf-8?Q?dmarc=3Dpass?=") == "x; =?utf-8?Q?dmarc=3Dpass?="


def test_long_values_are_cut():
    """A header that nobody can read is cut, visibly."""
    text = decoded("X-Long", "a" * (3 * VALUE_CHARACTERS))
    assert len(text) == VALUE_CHARACTERS
    assert text.endswith("…")


def test_unfolding_keeps_inner_space():
    """Folding white space stays one separator, line ends go."""
    assert unfold("a\r\n\tb\n  c") == "a\tb  c"


@given(st.text(max_size=300))
def test_any_value_gives_one_clean_line(value):
    """Every value gives a line that UTF-8 can hold."""
    text = decoded("Subject", value)
    text.encode("utf-8")
    assert not any(end in text for end in "\r\n\0")
