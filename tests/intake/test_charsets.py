"""Charsets: the label where it tells the truth, the bytes where it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.charsets import canonical, decode, guess

RUSSIAN = "Добрый день! Мы открыли двенадцать сельских библиотек и приглашаем партнёров."
GERMAN = "Grüße aus Köln, wir möchten Ihnen unser Projekt für ländliche Räume vorstellen."
CHINESE = "我们在农村开设了十二个学习中心"


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        (GERMAN, "utf-8", "utf-8"),
        (GERMAN, "latin-1", "iso-8859-1"),
        (GERMAN, "latin-1", '"ISO-8859-1"'),
        (RUSSIAN, "koi8-r", "KOI8-R"),
        (RUSSIAN, "cp1251", "windows-1251"),
        ("日本語のお知らせ", "iso2022_jp", "iso-2022-jp"),
        ("①日本語", "cp932", "shift_jis"),
        (CHINESE, "gb2312", "gb2312"),
        ("한국어 안내", "cp949", "ks_c_5601-1987"),
        ("–quoted–", "cp1252", "iso-8859-1"),
        ("é", "cp850", "cp-850"),
    ],
)
def test_a_true_label_is_followed(text, codec, label):
    """Text comes out as it went in, under every spelling of the label and its usual superset."""
    assert decode(text.encode(codec), label).text == text


def test_gb2312_with_rare_characters_is_gb18030():
    """A producer that says gb2312 writes characters that only GB 18030 has."""
    text = "镕基与喆先生"
    decoded = decode(text.encode("gb18030"), "gb2312")
    assert (decoded.text, decoded.defect) == (text, "")


@pytest.mark.parametrize("label", ["us-ascii", "iso-8859-1", "windows-1252", None, "bogus"])
def test_utf8_is_seen_under_a_western_or_no_label(label):
    """Valid multi-byte UTF-8 is never an accident of Western text."""
    assert decode(GERMAN.encode(), label).text == GERMAN


def test_a_utf8_label_on_cyrillic_bytes_is_overruled():
    """windows-1251 bytes under a utf-8 label are recognised from the bytes, and the lie is noted."""
    decoded = decode(RUSSIAN.encode("cp1251"), "utf-8")
    assert decoded.text == RUSSIAN
    assert "utf-8" in decoded.defect


def test_a_utf8_label_on_western_bytes_is_overruled():
    """A few Latin-1 bytes under a utf-8 label come out as the letters they are."""
    assert decode("Café à Genève".encode("latin-1"), "utf-8").text == "Café à Genève"


def test_one_bad_byte_does_not_spoil_a_utf8_text():
    """Text that is UTF-8 but for a byte keeps all its other letters."""
    decoded = decode(RUSSIAN.encode() + b"\xff", "utf-8")
    assert decoded.text == RUSSIAN + "\N{REPLACEMENT CHARACTER}"
    assert decoded.defect


@pytest.mark.parametrize(
    "label", ["utf-7", "idna", "punycode", "unicode_escape", "undefined", "base64", "rot13", "a\0b", "x" * 99]
)
def test_codecs_that_are_no_charsets_are_refused(label):
    """Python knows codecs that hide, run or refuse things; none of them reads mail."""
    assert canonical(label) is None or label in {"base64", "rot13"}
    assert decode(b"+ADw-b+AD4-", label).text == "+ADw-b+AD4-"


def test_an_unknown_label_is_noted():
    """An officer can see that the charset was a guess."""
    assert "bogus" in decode(b"hello", "bogus").defect


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig", "utf-32"])
def test_byte_order_marks_outrank_the_label(codec):
    """Text that carries its own mark is read by it."""
    assert decode(GERMAN.encode(codec), "us-ascii").text == GERMAN


def test_too_few_bytes_are_not_guessed_at():
    """Two letters tell nothing; the guess is the Western charset."""
    assert guess(b"caf\xe9 \xe0 la carte") == "cp1252"


def test_a_guess_needs_bytes():
    """A longer text is recognised by its bytes alone."""
    assert decode(RUSSIAN.encode("cp1251"), None).text == RUSSIAN


@given(st.binary(max_size=200), st.one_of(st.none(), st.text(max_size=20)))
def test_every_bytes_under_every_label_give_text(content, label):
    """Nothing raises, and what comes out can be stored as UTF-8."""
    decode(content, label).text.encode("utf-8")
