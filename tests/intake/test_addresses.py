"""Addresses: read by structure first, compared without regard to spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.addresses import MEMBERS, is_own, normalise, parse_addresses, salvage
from intake.message import Address


@pytest.mark.parametrize(
    ("value", "addresses"),
    [
        ("amina@example.org", [("", "amina@example.org")]),
        ("Amina Diallo <Amina@Example.ORG>", [("Amina Diallo", "Amina@example.org")]),
        ('"Diallo, Amina" <amina@example.org>', [("Diallo, Amina", "amina@example.org")]),
        ("=?utf-8?Q?Ren=C3=A9?= <rene@example.org>", [("René", "rene@example.org")]),
        ('"=?utf-8?Q?Ren=C3=A9?=" <rene@example.org>', [("René", "rene@example.org")]),
        ("Partners: a@example.org, b@example.org;", [("", "a@example.org"), ("", "b@example.org")]),
        ("a@example.org (Amina)", [("Amina", "a@example.org")]),
        ("rené@exämple.org", [("", "rené@exämple.org")]),
        ("Undisclosed recipients:;", []),
        ("", []),
        ("MAILER-DAEMON", []),
        ("a@", []),
        ("<a@[", []),
        ("alice@example.org)bob@example.org", []),
        ("a@example.org@example.net", []),
    ],
)
def test_mailboxes_of_a_header(value, addresses):
    """RFC 5322's forms are read; what is doubtful names nobody."""
    assert [(a.name, a.email) for a in parse_addresses(value)] == addresses


def test_an_encoded_word_never_makes_an_address():
    """A display name that decodes to an address stays a name."""
    (address,) = parse_addresses("=?utf-8?q?boss=40bank=2Eexample?= <x@evil.example>")
    assert address == Address("boss@bank.example", "x@evil.example")


def test_raw_bytes_in_a_name():
    """A name in raw Latin-1 is read."""
    (address,) = parse_addresses(b"Ren\xe9 <rene@example.org>".decode("ascii", "surrogateescape"))
    assert address.name == "René"


def test_a_line_break_in_a_name_is_gone():
    """Nothing that comes out can end a header line."""
    (address,) = parse_addresses('"a\r\nBcc: b" <a@example.org>')
    assert address.name == "aBcc: b"


def test_absurd_lists_name_nobody():
    """A header with more members than any letter is not worked through."""
    assert parse_addresses(",".join(["a@example.org"] * (MEMBERS + 2))) == ()


@pytest.mark.parametrize(
    ("value", "email"),
    [
        ("Amina <amina@example.org", "amina@example.org"),
        ("Amina amina@example.org", "amina@example.org"),
        ("a@decoy.example <amina@example.org> x", "amina@example.org"),
        ("nobody at all", None),
        ("", None),
    ],
)
def test_salvage_finds_what_a_person_would(value, email):
    """A malformed header still shows an officer whom it seems to mean."""
    found = salvage(value)
    assert (found.email if found else None) == email


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("WSIS.Partnerships@ITU.int", "wsis.partnerships@itu.int"),
        ("partners+case7@example.org", "partners@example.org"),
        ("partners@exämple.org", "partners@xn--exmple-cua.org"),
        (" partners@example.org ", "partners@example.org"),
    ],
)
def test_one_mailbox_has_one_normal_form(left, right):
    """Case, tag and the domain's spelling do not make another mailbox."""
    assert normalise(left) == normalise(right)
    assert is_own(left, (right,))


def test_other_mailboxes_differ():
    """Another local part or another domain is somebody else."""
    assert not is_own("partner@example.org", ("partners@example.org", "partner@example.net"))
    assert normalise("+tag@example.org") == "+tag@example.org"
    assert normalise("Nobody") == "nobody"
    assert normalise("a@" + "x" * 300) == "a@" + "x" * 300


@given(st.text(max_size=200))
def test_any_header_value_gives_addresses_or_none(value):
    """Nothing raises, and every address that comes out has a local part, a domain and no line break."""
    for address in parse_addresses(value):
        assert address.email.count("@") >= 1
        assert "\n" not in address.email + address.name
        assert address.domain == address.domain.lower()
