"""Transfer encodings: exact where they are right, best effort where they are broken."""

import base64
import binascii
import email

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.transfer import content_of, encoding_of, undo, uudecode


@given(st.binary(max_size=500))
def test_base64_gives_the_bytes_back(content):
    """What was encoded comes back exactly, whatever the line length."""
    assert undo(base64.encodebytes(content), "base64") == (content, "")


@pytest.mark.parametrize(
    "footer", [b"____________\r\nnews list\r\n", b"Regards", b"Sent from my phone", b"-- \r\nAmina"]
)
def test_a_footer_under_base64_is_no_part_of_the_file(footer):
    """Mailing lists put lines under encoded parts; the file keeps its bytes."""
    assert undo(b"aGVsbG8=\r\n" + footer, "base64")[0] == b"hello"


@pytest.mark.parametrize(
    ("encoded", "content"),
    [
        (b"aGVsbG8", b"hello"),
        (b"aGVs!bG8=", b"hello"),
        (b"aGVsbG8=d29ybGQ=", b"helloworld"),
        (b"aGVsbG8hX", b"hello!"),
    ],
)
def test_broken_base64_gives_what_can_be_had(encoded, content):
    """Missing padding, foreign characters, joined pieces and a cut end cost at most their own bytes."""
    decoded, defect = undo(encoded, "base64")
    assert decoded == content
    assert "broken" in defect


def test_text_that_only_says_it_is_base64_stays():
    """A part of plain sentences is kept as it is."""
    text = "¡¡¡ ... !!! ... ??? ...".encode()
    assert undo(text, "base64") == (text, "A part that says it is base64 is not; it was kept as it is.")


def test_quoted_printable():
    """Soft breaks go, bytes come back, a lone equals sign survives."""
    assert undo(b"caf=C3=A9 =\r\nau lait 1=2", "quoted-printable")[0] == "café au lait 1=2".encode()


def test_identity_keeps_every_byte():
    """7bit, 8bit, binary and unknown encodings change nothing."""
    for encoding in ("7bit", "8bit", "binary", "", "bogus"):
        assert undo(b"\x00\xff\r\n", encoding) == (b"\x00\xff\r\n", "")


def uuencoded(content: bytes) -> bytes:
    """A file as uuencode writes it."""
    lines = [binascii.b2a_uu(content[i : i + 45]) for i in range(0, len(content), 45)]
    return b"begin 644 a.bin\n" + b"".join(lines) + b"`\nend\n"


@given(st.binary(min_size=1, max_size=200))
def test_uuencoded_parts(content):
    """Uuencode gives its bytes back."""
    assert undo(b"some words\n" + uuencoded(content), "x-uuencode") == (content, "")


def test_a_uuencoded_part_without_end_is_noted():
    """A cut file keeps what is there."""
    decoded, defect = undo(uuencoded(b"hello")[:-5], "uuencode")
    assert decoded == b"hello"
    assert defect


def test_padded_uuencoded_lines():
    """Old encoders add characters behind a line; nonsense lines are skipped."""
    line = binascii.b2a_uu(b"hello!").rstrip(b"\n")
    assert uudecode([line + b"ZZZZZZZ", b"\xff\xff", b"", b"end"]) == (b"hello!", True)


def test_the_encoding_is_read_without_its_ornaments():
    """Case, comments and parameters around the token do not matter."""
    part = email.message_from_bytes(b"Content-Transfer-Encoding: Base64 (really); x=y\r\n\r\naGVsbG8=")
    assert encoding_of(part) == "base64"
    assert content_of(part) == (b"hello", "")


def test_raw_bytes_of_an_unencoded_part():
    """Bytes above 127 in an 8bit part arrive untouched."""
    part = email.message_from_bytes(b"Content-Type: text/plain; charset=bogus\r\n\r\ncaf\xe9\r\n")
    assert content_of(part)[0] == b"caf\xe9\r\n"
