"""What people decide, and what follows from it."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from store.cases import case
from store.decisions import VERBS, decide
from store.errors import Changed, Forbidden
from store.letters import enqueue, posted
from store.outbox import claim
from store.record import CaseState, Decision, LetterState
from store.register import record
from store.schema import outbox
from tests.store.specimens import DAY, HOUR, NOW, RUN, envelope, opened, recorded, working


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        ("accept", CaseState.ACCEPTED),
        ("decline", CaseState.DECLINED),
        ("close", CaseState.CLOSED),
        ("hold", CaseState.REVIEW),
        ("note", CaseState.WAITING),
    ],
)
def test_a_decision_moves_the_case(conn, verb, state):
    """It stands with its author, time and reason, and the case is where it leads; a note leads nowhere."""
    reference = opened(conn)
    made = decide(conn, reference, verb, "Officer", NOW + HOUR, "because")
    assert made == Decision(reference, verb, "Officer", NOW + HOUR, "because")
    found = case(conn, reference)
    assert (found.state, found.updated, found.version) == (state, NOW + HOUR, 2)
    assert found.decisions == (made,)


def test_people_may_change_their_minds(conn):
    """Every decision is kept, in order; the last one counts, from any state to any other."""
    reference = opened(conn)
    for verb in (*VERBS, *reversed(VERBS), "decline"):
        decide(conn, reference, verb, "Officer", NOW, "")
    found = case(conn, reference)
    assert found.state is CaseState.DECLINED
    assert [d.verb for d in found.decisions] == [*VERBS, *reversed(VERBS), "decline"]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", [LetterState.PENDING, LetterState.HELD, LetterState.SENDING, LetterState.SENT])
def test_letters_that_a_decision_makes_void(conn, verb, state):
    """After a final word nothing leaves any more; on hold nothing leaves by itself; a note stops nothing."""
    reference = opened(conn, envelope=envelope())
    conn.execute(update(outbox).values(state=state, run=RUN))
    enqueue(conn, envelope(reference=None, key="digest/1"), NOW, NOW, NOW + DAY)
    decide(conn, reference, verb, "Officer", NOW, "because")
    open_states = (LetterState.PENDING, LetterState.HELD)
    expected = state
    if verb in ("accept", "decline", "close") and state in open_states:
        expected = LetterState.CANCELLED
    if verb == "hold" and state in open_states:
        expected = LetterState.HELD
    assert posted(conn, 1).state is expected
    assert posted(conn, 2).state is LetterState.PENDING


def test_a_held_letter_says_that_the_case_is_on_hold(conn):
    """The reason is on the letter, and it cannot be claimed."""
    reference = opened(conn, envelope=envelope())
    decide(conn, reference, "hold", "Officer", NOW, "ask legal")
    assert "ask legal" in posted(conn, 1).reason
    assert claim(conn, 1, RUN, NOW) is None


def test_a_decision_on_what_was_not_seen_is_refused(conn):
    """When the case changed since the person read it, the person reads again; nothing is written."""
    reference = opened(conn)
    seen = case(conn, reference)
    decide(conn, reference, "note", "Another", NOW, "I am at it")
    with pytest.raises(Changed, match=reference):
        decide(conn, reference, "accept", "Officer", NOW, "", version=seen.version)
    now = case(conn, reference)
    assert (now.state, len(now.decisions)) == (CaseState.WAITING, 1)
    decide(conn, reference, "accept", "Officer", NOW, "", version=now.version)
    assert case(conn, reference).state is CaseState.ACCEPTED


def test_what_cannot_be_decided(conn):
    """An unknown verb, or an unknown case, is named and changes nothing."""
    with pytest.raises(ValueError, match="'delete' is no decision"):
        decide(conn, opened(conn), "delete", "Officer", NOW, "")
    for version in (None, 1):
        with pytest.raises(Forbidden, match="no case 00000-00000"):
            decide(conn, "00000-00000", "accept", "Officer", NOW, "", version=version)


def test_a_decision_concerns_one_case(conn):
    """Another case goes on as the machine sees it: its state follows its mail, and its letters leave."""
    one = opened(conn, envelope=envelope())
    other = opened(conn, "other", 2)
    enqueue(conn, envelope(other, message_id="<other@office.example>"), NOW, NOW, NOW + DAY)
    for verb in VERBS:
        decide(conn, one, verb, "Officer", NOW, "")
    assert posted(conn, 2).state is LetterState.PENDING
    before = case(conn, other)
    assert (before.state, before.version, before.decisions) == (CaseState.WAITING, 1, ())
    working(conn, "third", 3)
    what = recorded("third", other, case_version=1, case_state=CaseState.COMPLETE)
    assert record(conn, what, NOW, RUN)
    assert case(conn, other).state is CaseState.COMPLETE
