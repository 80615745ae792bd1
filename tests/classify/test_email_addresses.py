"""E-mail addresses: plain ones, hidden ones, and what only looks like one."""

import pytest

from classify.people.email_addresses import find_emails


@pytest.mark.parametrize(
    ("line", "email"),
    [
        ("Write to <jane.doe@radio.example>.", "jane.doe@radio.example"),
        ("mailto:jane@radio.example", "jane@radio.example"),
        ("jane (at) radio.example", "jane@radio.example"),
        ("jane [at] radio [dot] example", "jane@radio.example"),
        ("jane [@] radio.example", "jane@radio.example"),
        ("reach jane at radio dot example", "jane@radio.example"),
        ("jane @ radio.example", "jane@radio.example"),
        ("jane@radio(dot)example", "jane@radio.example"),
        ("jane arroba radio punto example", "jane@radio.example"),
        ("jane.doe chez radio point example", "jane.doe@radio.example"),
        ("Jane.Doe@RADIO.Example", "Jane.Doe@radio.example"),
    ],
)
def test_addresses_are_read_in_every_spelling(line, email):
    """The domain is lower-cased, the rest stays."""
    (found,) = find_emails(line)

    assert found.email == email
    assert found.domain == "radio.example"


@pytest.mark.parametrize(
    "line",
    [
        "We meet at radio.example on Friday",
        "Shona @ HEADQUARTERS",
        "contact me at radio dot example",
        "a@b",
        "price @ 3.50 each",
        "..@..example",
    ],
)
def test_what_only_looks_like_an_address_is_none(line):
    """A place, a price and a pronoun are no mailbox."""
    assert find_emails(line) == ()


def test_several_addresses_come_in_order():
    """Offsets tell them apart, and nothing is found twice."""
    line = "b@radio.example; a@radio.example, c (at) radio.example"

    assert [found.local for found in find_emails(line)] == ["b", "a", "c"]


def test_a_very_long_line_is_read_only_at_its_beginning():
    """Hostile lines cost no more than ordinary ones."""
    assert find_emails("x " * 5_000 + "jane@radio.example") == ()
