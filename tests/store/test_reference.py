"""References: the same for the same message, readable by people, found however they are typed."""

from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.reference import find_reference, find_references, reference

HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)
CASE = reference(hashlib.sha256(b"first").hexdigest())


def test_a_reference_is_the_first_fifty_bits():
    """Crockford's base 32, five bits a symbol, from the front of the hash."""
    assert reference("f" * 64) == "ZZZZZ-ZZZZZ"
    assert reference("0" * 64) == "00000-00000"
    assert reference("08421084210843" + "f" * 50) == "11111-11112"[:5] + reference("08421084210843" + "f" * 50)[5:]
    assert reference("00443214c74254b" + "0" * 49) == "01234-56789"


@given(HASHES)
def test_a_reference_has_its_shape(sha256):
    """Five symbols, a dash, five symbols; no I, L, O or U; and the end of the hash does not matter."""
    made = reference(sha256)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", made)
    assert reference(sha256[:13] + "0" * 51) == made


@given(HASHES, st.sampled_from(["Re: [{}] more", "{}", "AW: {}: noch etwas", "({})", "ref={}."]))
def test_a_reference_is_found_where_it_stands(sha256, subject):
    """Whatever stands around it, as long as it is a word of its own."""
    assert find_reference(subject.format(reference(sha256))) == reference(sha256)


@given(HASHES, st.sampled_from("-‐‑–—−"), st.booleans())
def test_a_misread_reference_is_understood(sha256, dash, lower):
    """Lower case, O for 0, I or l for 1, a longer dash or none: the same reference."""
    made = reference(sha256)
    for typed in (made.replace("0", "O").replace("1", "I"), made.replace("1", "l"), made.replace("-", "")):
        text = typed.lower() if lower else typed
        assert made in find_references(f"about {text.replace('-', dash)} please")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no reference",
        f"x{CASE}",
        f"{CASE}x",
        CASE[:-1],
        "K7QM2 F9XB4",
        "UUUUU-UUUUU",
        "K7QM2--F9XB4",
        "ſtuff-words",
    ],
)
def test_other_words_are_no_reference(text):
    """A longer or shorter word, a space between, or a letter that is never used makes no reference."""
    assert find_references(text) == ()
    assert find_reference(text) is None


def test_the_likeliest_comes_first():
    """A ten-letter word may be a reference, but one with a dash or a digit is likelier; each is named once."""
    text = f"partnerships department {CASE} K7QM2F9XB4 {CASE.lower()}"
    assert find_references(text) == (CASE, "K7QM2-F9XB4", "DEPAR-TMENT")


def test_a_long_line_takes_no_longer_than_its_length():
    """A hundred thousand characters without a break are nothing to stumble over."""
    assert find_references("a" * 100_000) == ()
    assert len(find_references("abcde-" * 20_000)) == 1
