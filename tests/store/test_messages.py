"""The states of a message: every transition that there is, every one that there is not, and two runs at once."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from store.engine import open_engine, transaction
from store.messages import close, find, give_back, listed, message, quarantine, recover, release, retry, take, waiting
from store.record import MessageState as S
from store.register import record
from store.schema import messages
from tests.store.specimens import DAY, HOUR, NOW, RUN, recorded, sha, stored, working

LATER = NOW + HOUR
EVENTS = {
    "take": lambda conn, sha256: take(conn, sha256, LATER, RUN) is not None,
    "record": lambda conn, _: record(conn, recorded("first"), LATER, RUN),
    "give_back": lambda conn, sha256: give_back(conn, sha256, LATER, RUN, LATER + HOUR, "again"),
    "release": lambda conn, sha256: release(conn, sha256, LATER, RUN, LATER, "no disk"),
    "recover": lambda conn, _: bool(recover(conn, "run-2", LATER)),
    "quarantine": lambda conn, sha256: quarantine(conn, sha256, LATER, RUN, "broken"),
    "retry": lambda conn, sha256: retry(conn, sha256, LATER),
    "close": lambda conn, sha256: close(conn, sha256, LATER, "spam"),
}
TABLE = {
    (S.STORED, "take"): S.WORKING,
    (S.STORED, "quarantine"): S.QUARANTINED,
    (S.WORKING, "record"): S.RECORDED,
    (S.WORKING, "give_back"): S.STORED,
    (S.WORKING, "release"): S.STORED,
    (S.WORKING, "recover"): S.STORED,
    (S.WORKING, "quarantine"): S.QUARANTINED,
    (S.QUARANTINED, "retry"): S.STORED,
    (S.QUARANTINED, "close"): S.CLOSED,
}


def put_into(conn, state):
    """Let the message `first` arrive, and put it into a state as its only row would stand there."""
    stored(conn, "first")
    values = {"state": state, "attempts": 1, "run": RUN}
    conn.execute(update(messages).values(values))
    return sha("first")


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("state", S)
def test_every_transition(conn, state, event):
    """An event leads where the table says and tells so; in every other state it changes nothing and tells that."""
    sha256 = put_into(conn, state)
    before = conn.execute(select(messages)).one()
    happened = EVENTS[event](conn, sha256)
    after = conn.execute(select(messages)).one()
    assert happened is ((state, event) in TABLE)
    assert after.state is TABLE.get((state, event), state)
    if not happened:
        assert after == before
    elif event not in ("take", "retry", "close"):
        assert after.run is None
    assert after.updated == (LATER if happened else NOW)


@pytest.mark.parametrize("event", EVENTS)
@pytest.mark.parametrize("state", [S.STORED, S.WORKING, S.QUARANTINED])
def test_no_other_message_moves(conn, state, event):
    """An event concerns the one message that it names; only recovery looks for all that a dead run had."""
    stored(conn, "other", 2)
    put_into(conn, state)
    before = conn.execute(select(messages).where(messages.c.sha256 == sha("other"))).one()
    EVENTS[event](conn, sha("first"))
    after = conn.execute(select(messages).where(messages.c.sha256 == sha("other"))).one()
    assert (after == before) is not ((state, event) == (S.WORKING, "recover"))


@pytest.mark.parametrize("event", ["record", "give_back", "release", "quarantine"])
def test_only_the_run_that_has_it_moves_it(conn, event):
    """A run that lost a message, because it was taken for dead, can neither record it nor give it back."""
    working(conn, "first", run="run-2")
    assert not EVENTS[event](conn, sha("first"))
    assert message(conn, sha("first")).state is S.WORKING


def test_taking_counts_the_attempt(conn):
    """The attempt is on the row before the work begins, under the name of the run."""
    sha256 = stored(conn, "first")
    taken = take(conn, sha256, NOW, RUN)
    assert (taken.state, taken.attempts) == (S.WORKING, 1)
    give_back(conn, sha256, NOW, RUN, LATER, "the child crashed")
    given = message(conn, sha256)
    assert (given.state, given.attempts, given.reason) == (S.STORED, 1, "the child crashed")
    assert take(conn, sha256, LATER, RUN).attempts == 2


def test_what_was_given_back_waits_its_time(conn):
    """Before its time it is neither listed nor to be had; at its time it is."""
    working(conn, "first")
    give_back(conn, sha("first"), NOW, RUN, LATER, "")
    just_before = LATER - timedelta(microseconds=1)
    assert waiting(conn, just_before, 10) == ()
    assert take(conn, sha("first"), just_before, RUN) is None
    assert [m.sha256 for m in waiting(conn, LATER, 10)] == [sha("first")]


def test_what_was_released_was_never_tried(conn):
    """It waits again, from its time on, with the attempts that it had before."""
    sha256 = working(conn, "first")
    release(conn, sha256, NOW, RUN, LATER, "no disk")
    assert waiting(conn, NOW, 10) == ()
    (freed,) = waiting(conn, LATER, 10)
    assert (freed.attempts, freed.reason) == (0, "no disk")


def test_the_least_tried_come_first(conn):
    """Among those that wait the fresh come before the troublesome, and then the older before the younger."""
    working(conn, "killer", uid=1)
    give_back(conn, sha("killer"), NOW, RUN, NOW, "")
    for uid, (name, when) in enumerate({"young": NOW, "old": NOW - DAY}.items(), 2):
        stored(conn, name, uid, when)
    assert [m.sha256 for m in waiting(conn, NOW, 10)] == [sha("old"), sha("young"), sha("killer")]
    assert [m.sha256 for m in waiting(conn, NOW, 2)] == [sha("old"), sha("young")]


@pytest.mark.parametrize("state", S)
def test_only_what_is_stored_waits(conn, state):
    """A message in any other state is not offered to the judging desk."""
    put_into(conn, state)
    assert len(waiting(conn, LATER, 10)) == (1 if state is S.STORED else 0)


def test_messages_of_one_moment_come_in_a_fixed_order(conn):
    """The order of two runs over the same mail is the same."""
    hashes = [stored(conn, f"m{n}", n + 1) for n in range(6)]
    assert [m.sha256 for m in waiting(conn, NOW, 10)] == sorted(hashes) != hashes


def test_three_deaths_quarantine(conn):
    """A message that was being read each time a run died is set aside unread at the third, and comes back at once before."""
    sha256 = stored(conn, "killer")
    for attempt in (1, 2):
        assert take(conn, sha256, NOW, f"run-{attempt}")
        (freed,) = recover(conn, f"run-{attempt + 1}", NOW)
        assert (freed.state, freed.attempts) == (S.STORED, attempt)
    assert take(conn, sha256, NOW, "run-3")
    (lost,) = recover(conn, "run-4", NOW)
    assert (lost.state, lost.attempts) == (S.QUARANTINED, 3)
    assert "3 times" in lost.reason


def test_a_message_that_is_lost_belongs_to_no_run(conn):
    """What recovery sets aside is nobody's any more, from that moment on."""
    working(conn, "killer")
    recover(conn, "run-2", LATER, most=1)
    row = select(messages.c.run, messages.c.state, messages.c.updated)
    assert conn.execute(row).one() == (None, S.QUARANTINED, LATER)


def test_a_freed_message_says_why_it_waits_again(conn):
    """It can be had at once, and whoever looks learns that the program stopped while reading it."""
    working(conn, "first")
    (freed,) = recover(conn, "run-2", NOW)
    assert freed.reason == "the program stopped while it read this"
    assert [m.sha256 for m in waiting(conn, NOW, 10)] == [sha("first")]


def test_how_many_deaths_are_allowed_is_for_the_caller(conn):
    """The limit is an argument."""
    working(conn, "killer")
    (lost,) = recover(conn, "run-2", NOW, most=1)
    assert lost.state is S.QUARANTINED


def test_recovery_leaves_the_living_alone(conn):
    """The run that recovers keeps what it has itself, and a second recovery finds nothing."""
    working(conn, "mine", uid=1, run="run-2")
    working(conn, "dead", uid=2, run="run-1")
    assert [m.sha256 for m in recover(conn, "run-2", NOW)] == [sha("dead")]
    assert message(conn, sha("mine")).state is S.WORKING
    assert recover(conn, "run-2", NOW) == ()


def test_a_person_gives_all_attempts_back(conn):
    """A retry begins at attempt one again, at once, even for a message that was to wait; until then its reason shows."""
    working(conn, "first")
    give_back(conn, sha("first"), NOW, RUN, NOW + DAY, "")
    quarantine(conn, sha("first"), NOW, RUN, "three times")
    assert message(conn, sha("first")).reason == "three times"
    assert retry(conn, sha("first"), LATER)
    assert take(conn, sha("first"), LATER, RUN).attempts == 1


def test_a_person_puts_a_message_aside_with_a_reason(conn):
    """The reason is that person's."""
    quarantine(conn, stored(conn, "first"), NOW, RUN, "three times")
    assert close(conn, sha("first"), NOW, "an advertisement")
    assert message(conn, sha("first")).reason == "an advertisement"


def test_looking_up_by_the_first_digits(conn):
    """A few digits of the hash find the message; other characters find nothing instead of everything."""
    for uid, name in enumerate(("first", "second", "third"), 1):
        stored(conn, name, uid)
    assert [m.sha256 for m in find(conn, sha("second")[:8].upper())] == [sha("second")]
    assert [m.sha256 for m in find(conn, sha("second"))] == [sha("second")]
    for nothing in ("", "%", "_", "xyz", sha("second") + "0", "' OR 1=1 --"):
        assert find(conn, nothing) == ()


def test_prefixes_are_bounded_by_their_limit(conn):
    """Many matches are cut at the limit, in the order of their hashes."""
    names = sorted((f"m{n}" for n in range(60)), key=sha)
    for uid, name in enumerate(names, 1):
        stored(conn, name, uid)
    same = [sha(name) for name in names if sha(name).startswith(sha(names[0])[0])]
    assert len(same) > 1
    assert [m.sha256 for m in find(conn, same[0][0])] == same[:10]
    assert [m.sha256 for m in find(conn, same[0][0], limit=1)] == same[:1]


def test_listing_goes_on_where_it_stopped(conn):
    """Pages follow each other by hash, with or without a choice of states."""
    hashes = sorted(stored(conn, f"m{n}", n + 1) for n in range(5))
    quarantine(conn, hashes[3], NOW, RUN, "odd")
    first = listed(conn, limit=3)
    assert [m.sha256 for m in (*first, *listed(conn, limit=3, after=first[-1].sha256))] == hashes
    assert [m.sha256 for m in listed(conn, (S.QUARANTINED,))] == [hashes[3]]
    assert message(conn, sha("nobody")) is None


def test_two_runs_cannot_have_the_same_message(engine, url):
    """When two runs take one message at the same time exactly one gets it."""
    with transaction(engine) as conn:
        stored(conn, "first")
    rival_engine = open_engine(url)
    start, got = threading.Barrier(2), []

    def run(name, which):
        start.wait()
        with transaction(which) as conn:
            taken = take(conn, sha("first"), NOW, name)
        if taken:
            got.append(name)

    threads = [threading.Thread(target=run, args=pair) for pair in (("run-1", engine), ("run-2", rival_engine))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with transaction(engine) as conn:
        assert message(conn, sha("first")).attempts == 1
        assert conn.scalar(select(messages.c.run)) == got[0]
    assert len(got) == 1
    rival_engine.dispose()
