"""The states of a letter: every transition that there is, every one that there is not, and doubt that never resends."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from store.cases import case
from store.casework import needs_person
from store.decisions import decide
from store.engine import open_engine, transaction
from store.errors import Forbidden
from store.letters import enqueue, posted
from store.outbox import (
    approve,
    bounced,
    cancel,
    cancel_of_case,
    claim,
    due,
    expire,
    failed,
    hold,
    hold_of_case,
    later,
    recover,
    sent,
    unknown,
)
from store.record import CaseState
from store.record import LetterState as S
from store.schema import outbox, suppressions
from store.suppressions import suppress, suppressed
from tests.store.specimens import AMINA, DAY, HOUR, NOW, RUN, envelope, opened

LATER = NOW + HOUR
CASE = envelope().reference
EVENTS = {
    "claim": lambda conn: claim(conn, 1, RUN, LATER) is not None,
    "sent": lambda conn: sent(conn, 1, LATER, "250 queued as 1"),
    "later": lambda conn: later(conn, 1, RUN, LATER, LATER + HOUR, "451 try again"),
    "failed": lambda conn: failed(conn, 1, RUN, LATER, "550 no such user"),
    "unknown": lambda conn: unknown(conn, 1, RUN, LATER, "no answer"),
    "recover": lambda conn: recover(conn, "run-2", LATER) != (),
    "hold": lambda conn: hold(conn, 1, LATER, "a doubt"),
    "approve": lambda conn: approve(conn, 1, LATER, "Officer", LATER + DAY),
    "cancel": lambda conn: cancel(conn, 1, LATER, "not needed"),
    "cancel_of_case": lambda conn: cancel_of_case(conn, CASE, LATER, "decided") == 1,
    "hold_of_case": lambda conn: hold_of_case(conn, CASE, LATER, "on hold") == 1,
    "expire": lambda conn: expire(conn, NOW + DAY) != (),
    "bounced": lambda conn: bounced(conn, envelope().message_id, LATER, "5.1.1 unknown") is not None,
}
TABLE = {
    (S.PENDING, "claim"): S.SENDING,
    (S.PENDING, "hold"): S.HELD,
    (S.PENDING, "hold_of_case"): S.HELD,
    (S.PENDING, "cancel"): S.CANCELLED,
    (S.PENDING, "cancel_of_case"): S.CANCELLED,
    (S.PENDING, "expire"): S.EXPIRED,
    (S.SENDING, "sent"): S.SENT,
    (S.SENDING, "later"): S.PENDING,
    (S.SENDING, "failed"): S.FAILED,
    (S.SENDING, "unknown"): S.UNKNOWN,
    (S.SENDING, "recover"): S.HELD,
    (S.UNKNOWN, "recover"): S.HELD,
    (S.UNKNOWN, "hold"): S.HELD,
    (S.HELD, "approve"): S.PENDING,
    (S.HELD, "cancel"): S.CANCELLED,
    (S.HELD, "cancel_of_case"): S.CANCELLED,
    (S.SENT, "bounced"): S.BOUNCED,
}
IN_DOUBT = {
    **{(state, "sent"): S.SENT for state in (S.UNKNOWN, S.HELD, S.PENDING)},
    **{(state, "bounced"): S.BOUNCED for state in (S.UNKNOWN, S.HELD, S.PENDING, S.CANCELLED, S.EXPIRED)},
}


def put_into(conn, state, *, doubt):
    """Let a case ask its sender, and put that letter, number 1, into a state."""
    opened(conn, envelope=envelope())
    conn.execute(update(outbox).values(state=state, doubt=doubt, run=RUN))


@pytest.mark.parametrize("doubt", [False, True])
@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("state", S)
def test_every_transition(conn, state, event, doubt):
    """An event leads where the table says and tells so; in every other state it changes nothing and tells that."""
    put_into(conn, state, doubt=doubt)
    before = conn.execute(select(outbox)).one()
    happened = EVENTS[event](conn)
    after = conn.execute(select(outbox)).one()
    table = TABLE | IN_DOUBT if doubt else TABLE
    assert happened is ((state, event) in table)
    assert after.state is table.get((state, event), state)
    if not happened:
        assert after == before
    elif state is S.SENDING:
        assert after.run is None
    if happened:
        assert after.updated == (NOW + DAY if event == "expire" else LATER)


@pytest.mark.parametrize("event", [event for event in EVENTS if event not in ("recover", "expire")])
@pytest.mark.parametrize("state", [S.PENDING, S.SENDING, S.UNKNOWN, S.HELD, S.SENT])
def test_no_other_letter_moves(conn, state, event):
    """An event concerns the letter that it names, or those of the case that it names, and no other."""
    put_into(conn, state, doubt=False)
    other = envelope(reference=None, key="other", recipient="x@y.example", message_id="<other@office.example>")
    enqueue(conn, other, NOW, NOW, NOW + DAY)
    conn.execute(update(outbox).where(outbox.c.id == 2).values(state=state, run=RUN))
    before = conn.execute(select(outbox).where(outbox.c.id == 2)).one()
    EVENTS[event](conn)
    assert conn.execute(select(outbox).where(outbox.c.id == 2)).one() == before


@pytest.mark.parametrize(
    ("state", "event", "reason"),
    [
        (S.SENDING, "sent", "250 queued as 1"),
        (S.SENDING, "later", "451 try again"),
        (S.SENDING, "failed", "550 no such user"),
        (S.SENDING, "unknown", "no answer"),
        (S.SENDING, "recover", "the program stopped while it was sending; it may have arrived"),
        (S.UNKNOWN, "recover", "as before"),
        (S.PENDING, "hold", "a doubt"),
        (S.PENDING, "hold_of_case", "on hold"),
        (S.PENDING, "cancel", "not needed"),
        (S.HELD, "cancel_of_case", "decided"),
        (S.HELD, "approve", "approved by Officer"),
        (S.PENDING, "expire", "as before"),
        (S.SENT, "bounced", "5.1.1 unknown"),
    ],
)
def test_a_letter_says_why_it_is_where_it_is(conn, state, event, reason):
    """The server's words, the person, or the cause stay on the letter until something else happens to it."""
    put_into(conn, state, doubt=False)
    conn.execute(update(outbox).values(reason="as before"))
    assert EVENTS[event](conn)
    assert posted(conn, 1).reason == reason


def test_letters_due_at_one_moment_leave_in_their_order(conn):
    """The one that was written first goes first."""
    for number in (1, 2, 3):
        letter = envelope(reference=None, key=f"k{number}", message_id=f"<{number}@office.example>")
        enqueue(conn, letter, NOW, NOW, NOW + DAY)
    conn.execute(update(outbox).where(outbox.c.id == 1).values(attempts=1))
    assert [p.id for p in due(conn, NOW, 10)] == [1, 2, 3]


@pytest.mark.parametrize("event", ["later", "failed", "unknown"])
def test_only_the_run_that_sends_it_may_doubt_it(conn, event):
    """A run that was taken for dead cannot put back a letter that another run is sending."""
    opened(conn, envelope=envelope())
    claim(conn, 1, "run-2", NOW)
    assert not EVENTS[event](conn)
    assert posted(conn, 1).state is S.SENDING


def test_a_run_that_was_taken_for_dead_may_still_report_success(conn):
    """A letter that was held because its run seemed dead is not sent again when that run says that it arrived."""
    opened(conn, envelope=envelope())
    claim(conn, 1, RUN, NOW)
    (held,) = recover(conn, "run-2", LATER)
    assert held.state is S.HELD
    assert sent(conn, 1, LATER, "250 ok")
    assert not approve(conn, 1, LATER, "Officer", LATER + DAY)
    assert posted(conn, 1).state is S.SENT


def test_claiming_hands_out_the_very_bytes(conn):
    """The letter is sent as it was written, byte for byte, and the attempt is counted before it leaves."""
    opened(conn, envelope=envelope(content=bytes(range(256))))
    claimed = claim(conn, 1, RUN, NOW)
    assert claimed.envelope == envelope(content=bytes(range(256)))
    assert (claimed.state, claimed.attempts) == (S.SENDING, 1)


def test_only_what_is_due_leaves(conn):
    """Not before its time, not at the end of its time; and the longest due first."""
    opened(conn, "first", 1, envelope=envelope(), due=NOW + HOUR, expires=NOW + 2 * HOUR)
    opened(conn, "second", 2, envelope=envelope(reference=None, key="other"), due=NOW, expires=NOW + DAY)
    tick = timedelta(microseconds=1)
    assert [p.id for p in due(conn, NOW + HOUR - tick, 10)] == [2]
    assert claim(conn, 1, RUN, NOW + HOUR - tick) is None
    assert [p.id for p in due(conn, NOW + HOUR, 10)] == [2, 1]
    assert [p.id for p in due(conn, NOW + HOUR, 1)] == [2]
    assert [p.id for p in due(conn, NOW + 2 * HOUR, 10)] == [2]
    assert claim(conn, 1, RUN, NOW + 2 * HOUR) is None
    assert claim(conn, 1, RUN, NOW + 2 * HOUR - tick) is not None


def test_a_letter_put_off_waits_its_time(conn):
    """After a temporary refusal it is due later, with the server's words, and is the same letter."""
    opened(conn, envelope=envelope())
    claim(conn, 1, RUN, NOW)
    later(conn, 1, RUN, NOW, LATER, "451 greylisted")
    assert due(conn, NOW, 10) == ()
    (waits,) = due(conn, LATER, 10)
    assert (waits.reason, waits.attempts, waits.envelope) == ("451 greylisted", 1, envelope())


def test_doubt_stays(conn):
    """A letter that may have left keeps that mark through every later state, and its key with it."""
    opened(conn, envelope=envelope())
    claim(conn, 1, RUN, NOW)
    unknown(conn, 1, RUN, NOW, "no answer after the last dot")
    hold(conn, 1, NOW)
    assert posted(conn, 1).reason == "no answer after the last dot"
    approve(conn, 1, NOW, "Officer", NOW + DAY)
    assert posted(conn, 1).reason == "approved by Officer"
    cancel(conn, 1, NOW, "no")
    assert conn.scalar(select(outbox.c.doubt))
    assert enqueue(conn, envelope(), NOW, NOW, NOW + DAY) is None
    assert len(case(conn, CASE).letters) == 1


def test_an_approved_letter_leaves_at_once_and_has_time(conn):
    """A person's word makes it due now and gives it a new end."""
    opened(conn, envelope=envelope(), hold_reason="unauthenticated", due=NOW + HOUR, expires=NOW + 2 * HOUR)
    assert due(conn, NOW + HOUR, 10) == ()
    approve(conn, 1, NOW + 3 * HOUR, "Officer", NOW + DAY)
    assert [p.expires for p in due(conn, NOW + 3 * HOUR, 10)] == [NOW + DAY]


def test_nobody_approves_a_letter_to_a_suppressed_address(conn):
    """The bar is lifted first, on purpose; until then the letter stays held."""
    suppress(conn, AMINA.email, "asked not to be written to", NOW)
    opened(conn, envelope=envelope())
    with pytest.raises(Forbidden, match="asked not to"):
        approve(conn, 1, NOW, "Officer", NOW + DAY)
    assert posted(conn, 1).state is S.HELD


def test_a_bar_stands_only_in_the_way_of_its_own_letters(conn):
    """Another held letter is approved all the same; one that is not held is simply no letter to approve."""
    opened(conn, envelope=envelope(), hold_reason="a doubt")
    other = envelope(reference=None, key="other", recipient="x@y.example", message_id="<other@office.example>")
    enqueue(conn, other, NOW, NOW, NOW + DAY, "a doubt")
    conn.execute(insert(suppressions).values(address=AMINA.email, reason="asked not to", since=NOW))
    assert approve(conn, 2, NOW, "Officer", NOW + DAY)
    conn.execute(update(outbox).where(outbox.c.id == 1).values(state=S.SENDING))
    assert not approve(conn, 1, NOW, "Officer", NOW + DAY)


def test_expiry_takes_only_what_is_too_late(conn):
    """Letters whose time is over are given up and returned; their cases go to a person; others stay."""
    opened(conn, "first", 1, envelope=envelope(), expires=NOW + HOUR)
    opened(conn, "second", 2, envelope=envelope(reference=None, key="other"), expires=NOW + 2 * HOUR)
    assert expire(conn, NOW + HOUR - timedelta(microseconds=1)) == ()
    assert [p.id for p in expire(conn, NOW + HOUR)] == [1]
    assert case(conn, CASE).state is CaseState.REVIEW
    assert posted(conn, 2).state is S.PENDING


@pytest.mark.parametrize("event", ["failed", "bounced", "expire", "recover", "hold"])
def test_a_case_whose_letter_does_not_arrive_goes_to_a_person(conn, event):
    """It does not wait for a sender who was never asked; the case's version tells of the change."""
    put_into(conn, {"bounced": S.SENT, "expire": S.PENDING, "hold": S.PENDING}.get(event, S.SENDING), doubt=False)
    other = opened(conn, "other", 2)
    assert EVENTS[event](conn)
    found = case(conn, CASE)
    assert (found.state, found.version) == (CaseState.REVIEW, 2)
    assert found.updated == (NOW + DAY if event == "expire" else LATER)
    assert case(conn, other).state is CaseState.WAITING


def test_a_decided_case_does_not_go_back_to_review(conn):
    """A person's decision stands, whatever becomes of an old letter; a case that waits for nobody stays too."""
    put_into(conn, S.SENT, doubt=False)
    decide(conn, CASE, "accept", "Officer", NOW, "")
    bounced(conn, envelope().message_id, LATER, "5.1.1")
    assert case(conn, CASE).state is CaseState.ACCEPTED
    other = opened(conn, "second", 2, case_state=CaseState.COMPLETE)
    assert not needs_person(conn, other, NOW)
    assert not needs_person(conn, None, NOW)


def test_recovery_leaves_the_living_alone(conn):
    """The run that recovers keeps the letter that it is sending itself; a second recovery finds nothing."""
    opened(conn, "first", 1, envelope=envelope())
    opened(conn, "second", 2, envelope=envelope(reference=None, key="other"))
    claim(conn, 1, "run-2", NOW)
    claim(conn, 2, "run-1", NOW)
    assert [(p.id, p.state) for p in recover(conn, "run-2", NOW)] == [(2, S.HELD)]
    assert posted(conn, 1).state is S.SENDING
    assert recover(conn, "run-2", NOW) == ()


def test_a_bounce_suppresses_its_address(conn):
    """The address gets no more letters, and those that wait for it are cancelled."""
    opened(conn, "first", 1, envelope=envelope())
    opened(conn, "second", 2, envelope=envelope(reference=None, key="other", message_id="<2@office.example>"))
    claim(conn, 1, RUN, NOW)
    sent(conn, 1, NOW, "250 ok")
    back = bounced(conn, envelope().message_id, LATER, "5.1.1 no such user")
    assert (back.id, back.state, back.reason) == (1, S.BOUNCED, "5.1.1 no such user")
    assert "5.1.1" in suppressed(conn, AMINA.email)
    assert posted(conn, 2).state is S.CANCELLED


def test_a_forged_bounce_does_nothing(conn):
    """A report about a letter that cannot have left, or that is not ours, suppresses nobody."""
    opened(conn, envelope=envelope())
    assert bounced(conn, envelope().message_id, LATER, "5.1.1") is None
    assert bounced(conn, "<unknown@office.example>", LATER, "5.1.1") is None
    assert suppressed(conn, AMINA.email) is None


def test_two_senders_on_one_outbox(engine, url):
    """When two runs claim one letter at the same time exactly one gets it."""
    with transaction(engine) as conn:
        opened(conn, envelope=envelope())
    rival_engine = open_engine(url)
    start, got = threading.Barrier(2), []

    def run(name, which):
        start.wait()
        with transaction(which) as conn:
            claimed = claim(conn, 1, name, NOW)
        if claimed:
            got.append(name)

    threads = [threading.Thread(target=run, args=pair) for pair in (("run-1", engine), ("run-2", rival_engine))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 1
    with transaction(engine) as conn:
        assert posted(conn, 1).attempts == 1
    rival_engine.dispose()
