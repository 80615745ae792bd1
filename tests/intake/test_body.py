"""The promises of the body's zones: they cover the text, in order, the same on every run, in linear work."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.body import split

HEADER = "From: Call <call@office.example>\nSent: Monday, 3 March 2025 14:05\nTo: Amina <a@ngo.example>\nSubject: Your partnership"


PIECES = st.sampled_from(
    [
        "Hello,\n", "We connect villages.\n", "\n", "> quoted\n", ">> deeper\n", "-- \n", "--\n", "________________\n",
        f"{HEADER}\n", "From: x\n", "To: y\n", "Subject: z\n", "-----Original Message-----\n", "Best regards,\n",
        "On Mon, 3 Mar 2025 at 14:05, Call <call@office.example> wrote:\n", "Begin forwarded message:\n", "Sent from my iPhone\n",
        "Tel: +1 202 555 0100\n", "confidential intended recipient e-mail\n", "On on On <\n", "wrote:\n", "a", "\x0c", "\u2028",
        ">>> A 03/03/25 2:05PM >>>\n", "\ufeff", "> 5\n", ">From x\n", "  \t\n",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=200), st.booleans())
@settings(deadline=None, max_examples=300)
def test_zones_cover_the_text_in_order(text: str, is_reply: bool) -> None:
    """Zones begin at nought, follow each other without gap or overlap, end with the text, and never repeat a kind."""
    zones = split(text, is_reply=is_reply)
    assert "".join(text[zone.start : zone.end] for zone in zones) == text
    assert [zone.start for zone in zones] == [0, *[zone.end for zone in zones]][: len(zones)]
    assert all(zone.start < zone.end for zone in zones)
    assert all(one.kind is not other.kind for one, other in pairwise(zones))


@given(st.lists(PIECES, max_size=30).map("".join), st.booleans())
@settings(deadline=None, max_examples=100)
def test_same_text_gives_the_same_zones(text: str, is_reply: bool) -> None:
    """Nothing but the text and the flag decides."""
    assert split(text, is_reply=is_reply) == split(text, is_reply=is_reply)


def test_empty_text_has_no_zones() -> None:
    """There is nothing to cover."""
    assert split("", is_reply=True) == ()


def calls(work: Callable[[], object]) -> int:
    """How many Python and C functions ran: a measure of work that no busy machine can change."""
    count = 0

    def note(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "a b c\n", "> a\n", ">\n", "To: x\n", "From: x@y.example\n", "On on at on\n", "On 3 Mar 2025, at 14:05, <\n", "--\n", "-- \nx\n",
        "-----Original Message-----\n> x\n", "Best regards,\n", "\n", "confidential recipient e-mail\n\n", "> a full line of quoted words " * 3 + "\nx\n",
        "On Mon, 3 Mar 2025 at 14:05, C <c@o.example> wrote:\n> x\n\nyes\n\n", "12:30 wrote\n", "________________\n", "- x@y.example\n",
        "> > > Sent from my iPhone\n", "Sent from my iPhone\n", "03/03/2025 14:05\nTo: x\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_reply", [True, False])
def test_work_grows_with_the_text_and_no_faster(piece: str, is_reply: bool) -> None:
    """Four times the text is about four times the work, for every kind of line that starts a search."""
    small = calls(lambda: split(piece * 300, is_reply=is_reply))
    large = calls(lambda: split(piece * 1200, is_reply=is_reply))
    assert large < 4.6 * small + 2000


def test_one_endless_line_is_looked_at_up_to_its_cap() -> None:
    """A line of a million characters costs no more calls than a short one, and stays with the sender."""
    for piece in (" on at", ">", "- ", "@", "From: ", "\t"):
        text = piece * (1_000_000 // len(piece))
        assert calls(lambda text=text: split(text, is_reply=True)) < 5000
        assert "".join(text[z.start : z.end] for z in split(text, is_reply=True)) == text
