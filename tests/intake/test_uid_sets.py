"""UID sets: written, read, and cut into portions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.mailboxes.uid_sets import PORTION, contains, portions, written

UIDS = st.lists(st.integers(1, 2**32 - 1) | st.integers(1, 60), max_size=1500)


@given(UIDS)
def test_portions_hold_everything_once_and_fit_a_command(uids: list[int]) -> None:
    """Portions are ascending, hold every UID once, and none is longer when written than a command may be."""
    cut = list(portions(uids))
    assert [uid for portion in cut for uid in portion] == sorted(set(uids))
    assert all(1 <= len(portion) <= PORTION and len(written(portion)) < 6_000 for portion in cut)


@given(UIDS)
def test_a_set_says_what_it_was_made_of(uids: list[int]) -> None:
    """A written set contains its UIDs and not their neighbours."""
    ordered = sorted(set(uids))
    text = written(ordered)
    assert all(contains(text, uid) for uid in ordered)
    assert not any(contains(text, uid + 1) for uid in ordered if uid + 1 not in set(ordered))
    assert not contains(text, 0)


@pytest.mark.parametrize(
    ("uids", "text"), [([], ""), ([7], "7"), ([1, 2], "1:2"), ([1, 2, 3, 5, 7, 8], "1:3,5,7:8"), ([4, 6], "4,6")]
)
def test_neighbours_are_joined(uids: list[int], text: str) -> None:
    """Neighbours become a range, the others stand alone."""
    assert written(uids) == text


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("3:1", True),
        ("2", True),
        ("", False),
        ("*", False),
        ("1:*", False),
        ("x,2", True),
        ("-2:2", False),
        ("²", False),
    ],
)
def test_sets_of_others_are_read_with_care(text: str, held: bool) -> None:
    """Ranges may run backwards; what is no number holds nothing."""
    assert contains(text, 2) is held


def test_a_huge_range_is_not_expanded() -> None:
    """The widest range that there is costs nothing to ask."""
    assert contains("1:4294967295", 4_000_000_000)
