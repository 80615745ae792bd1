"""Words of strangers made fit to show, and what counts as one organisation's domain."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notify.alignment import aligned
from notify.recipient import well_formed
from notify.shown import defanged, shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Telecentres for All", "Telecentres for All"),
        ("  two\n lines\t here ", "two lines here"),
        ("see https://evil.example/x?y=1 now", "see […] now"),
        ("see HTTP://evil.example", "see […]"),
        ("see www.evil.example, please", "see […] please"),
        ("see evil.example/login", "see […]"),
        ("write mailto:x@y.example", "write […]"),
        ("telecentre.org and Dr. No", "telecentre.org and Dr. No"),
        ("a/b and 3.5/4", "a/b and […]"),
        ("\u202egnp\u200b.exe\u2066\ufeff", "gnp.exe"),
        ("می‌خواهم", "می‌خواهم"),
        ("क्‍ष", "क्‍ष"),
        ("=?utf-8?q?x?=", "= ?utf-8?q?x?="),
        ("a\u2028b\x85c\x00d", "a b cd"),
        ("", ""),
    ],
)
def test_shown(text, expected):
    """One line, without links, hidden marks and encoded words; other scripts keep their spelling."""
    assert shown(text, 100) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("telecentre.org", "telecentre[.]org"),
        ("a.b.evil.example.", "a.b[.]evil[.]example."),
        ("x@y.example", "x@y[.]example"),
        ("пример.рф and xn--e1afmkfd.xn--p1ai", "пример[.]рф and xn--e1afmkfd[.]xn--p1ai"),
        ("release.pdf, Report.DOCX", "release.pdf, Report.DOCX"),
        ("release.pdf.evil.example", "release[.]pdf[.]evil[.]example"),
        ("invoice.zip", "invoice[.]zip"),
        ("U.N. paid 3.5 million. The end", "U.N. paid 3.5 million. The end"),
    ],
)
def test_defanged(text, expected):
    """Bare domain names can no longer be made into links; file names and sentences stay as they are."""
    assert defanged(text, 100) == expected


@given(st.text(max_size=400), st.integers(2, 60))
def test_whatever_comes_is_one_short_visible_line(text, limit):
    """Any text becomes one line of at most so many characters without controls."""
    for result in (shown(text, limit), defanged(text, limit)):
        assert len(result) <= limit
        assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in result)


def test_long_texts_cost_little():
    """Only the beginning of a very long text is looked at."""
    assert shown("a." * 5_000_000, 20) == "a.a.a.a.a.a.a.a.a.a…"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("example.org", "example.org", True),
        ("Example.ORG.", "example.org", True),
        ("mail.example.org", "example.org", True),
        ("example.org", "a.b.example.org", True),
        ("mail.example.sn", "example.sn", True),
        ("a.example.org", "b.example.org", True),
        ("a.ministry.gov.sn", "b.ministry.gov.sn", True),
        ("a.gouv.fr", "b.gouv.fr", False),
        ("a.co.uk", "b.co.uk", False),
        ("example.org", "badexample.org", False),
        ("example.org", "example.com", False),
        ("a.org", "b.org", False),
        ("org", "example.org", False),
        ("localhost", "localhost", True),
        ("", "", False),
        ("", "example.org", False),
    ],
)
def test_aligned(one, other, expected):
    """One organisation's domains are equal, or below each other, or below a second level that is surely its own."""
    assert aligned(one, other) is expected
    assert aligned(other, one) is expected


@pytest.mark.parametrize(
    ("email", "expected"),
    [
        ("amina@reseau.example", True),
        ("a+b.c_d-e=f@x-y.example", True),
        ("josé@réseau.example", True),
        ("a" * 64 + "@x.example", True),
        ("a" * 65 + "@x.example", False),
        ("amina@localhost", False),
        ("@x.example", False),
        ("a@b@x.example", False),
        ("a,b@x.example", False),
        ("a@[127.0.0.1]", False),
        ("a@x_y.example", False),
        ("a@x.example\u200b", False),
        ("a@" + "x" * 63 + ".example", True),
        ("a@" + "x" * 64 + ".example", False),
        ("a@" + ".".join(["x" * 60] * 4) + ".examples", True),
        ("a@" + ".".join(["x" * 60] * 4) + ".exampless", False),
    ],
)
def test_well_formed(email, expected):
    """One plain address, within the lengths of RFC 5321 4.5.3.1."""
    assert well_formed(email) is expected
