"""Where messages were seen: nothing is fetched twice, nothing is passed over, and another epoch is another place."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from store.engine import open_engine, transaction
from store.messages import close, message, quarantine
from store.record import MessageState
from store.register import record
from store.schema import epochs, messages, sightings, unfetched
from store.sightings import epoch, filed, highest, known, note_unfetched, settle, sight, tried, unfiled
from tests.store.specimens import DAY, HOUR, NOW, RUN, place, recorded, sha, stored, working

BOX = ("intake", "INBOX", 7)


def quarantined(conn, name, uid):
    """Let the message called `name` arrive, and put it aside."""
    quarantine(conn, stored(conn, name, uid), NOW, RUN, "odd")
    return sha(name)


def count(conn, table):
    """How many rows a table has."""
    return conn.scalar(select(func.count()).select_from(table))


def test_a_new_message_is_stored(conn):
    """The first sighting makes the message wait, with what is known of it."""
    received = NOW - HOUR
    assert sight(conn, place(5), sha("first"), 1234, received, NOW)
    found = message(conn, sha("first"))
    assert found.state is MessageState.STORED
    assert (found.size, found.received, found.first_seen) == (1234, received, NOW)
    assert (found.attempts, found.backfill, found.reference) == (0, False, None)


def test_the_same_bytes_are_one_message(conn):
    """Seen again, elsewhere or in another epoch of UIDs, a message is not new; each place is noted."""
    places = [place(5), place(5), place(6), place(5, uidvalidity=3), place(5, mailbox="Junk"), place(5, account="b")]
    assert [sight(conn, where, sha("first"), 1, NOW, NOW) for where in places] == [True, *[False] * 5]
    assert count(conn, messages) == 1
    assert count(conn, sightings) == 5


def test_other_bytes_at_the_same_place_are_a_new_message(conn):
    """A server that gives a UID to another message does not hide it: the place points to the new one, to be filed anew."""
    working(conn, "first")
    record(conn, recorded("first"), NOW, RUN)
    filed(conn, *BOX, [1], NOW)
    assert sight(conn, place(1), sha("second"), 1, NOW, NOW + HOUR)
    found = conn.execute(select(sightings.c.sha256, sightings.c.filed, sightings.c.seen)).all()
    assert found == [(sha("second"), None, NOW + HOUR)]


def test_what_was_filed_stays_filed(conn):
    """Another look at the same bytes in the same place does not bring them back, nor change when they were first seen there."""
    quarantined(conn, "first", 1)
    filed(conn, *BOX, [1], NOW)
    sight(conn, place(1), sha("first"), 1, NOW, NOW + HOUR)
    assert unfiled(conn, *BOX) == ()
    assert conn.execute(select(sightings.c.seen, sightings.c.filed)).one() == (NOW, NOW)


def test_a_backfilled_message_stays_one(conn):
    """A message that came from an archive is not freed for letters by being seen in the mailbox, nor the other way."""
    stored(conn, "old", 1, backfill=True)
    stored(conn, "old", 2)
    stored(conn, "new", 3)
    stored(conn, "new", 4, backfill=True)
    assert message(conn, sha("old")).backfill
    assert not message(conn, sha("new")).backfill


def test_known_are_those_of_this_epoch(conn):
    """Seen UIDs need no second fetch; those of another epoch, mailbox or account say nothing."""
    stored(conn, "first", 5)
    assert known(conn, *BOX, [4, 5, 6]) == {5}
    for other in (("intake", "INBOX", 8), ("intake", "INBOX", 6), ("intake", "Junk", 7), ("other", "INBOX", 7)):
        assert known(conn, *other, [4, 5, 6]) == set()


def test_known_are_only_those_that_were_asked_for(conn):
    """The answer is a part of the question."""
    for uid in (1, 2, 3):
        stored(conn, f"m{uid}", uid)
    note_unfetched(conn, place(4), "too-large", "", NOW, retry=False)
    assert known(conn, *BOX, [2]) == {2}
    assert known(conn, *BOX, [3, 4, 5]) == {3, 4}


NEIGHBOURS = ({"account": "other"}, {"mailbox": "Junk"}, {"uidvalidity": 8}, {"uid": 2})


@pytest.mark.parametrize("change", NEIGHBOURS)
def test_every_place_is_apart(conn, change):
    """Whatever happens at one place or in one mailbox leaves its neighbours as they are, down to the last column."""
    there = replace(place(1), **change)
    box = (there.account, there.mailbox, there.uidvalidity)
    sight(conn, there, sha("there"), 1, NOW, NOW)
    quarantine(conn, sha("there"), NOW, RUN, "odd")
    note_unfetched(conn, replace(there, uid=there.uid + 9), "short", "", NOW, retry=True)
    if box != BOX:
        settle(conn, *box, 30, NOW)

    def rows():
        tables = (sightings, unfetched, epochs)
        found = [
            conn.execute(select(t).where(t.c.account == box[0], t.c.mailbox == box[1], t.c.uidvalidity == box[2]))
            for t in tables
        ]
        return [row for rows in found for row in rows if box != BOX or row.uid in (there.uid, there.uid + 9)]

    assert box == BOX or unfiled(conn, *BOX) == ()
    assert (there.uid, MessageState.QUARANTINED) in unfiled(conn, *box)
    before = rows()
    later = NOW + HOUR
    quarantine(conn, stored(conn, "here", 1), NOW, RUN, "odd")
    stored(conn, "here anew", 1, later)
    note_unfetched(conn, place(1), "short", "", later, retry=True)
    note_unfetched(conn, place(1), "empty", "", later, retry=True)
    note_unfetched(conn, place(7), "empty", "", later, retry=True)
    stored(conn, "here", 7)
    filed(conn, *BOX, [1, 7], later)
    if box != BOX:
        settle(conn, *BOX, 5, later)
        settle(conn, *BOX, 99, later)
        assert highest(conn, *box) == min(30, there.uid + 8)
        assert highest(conn, *BOX) == 0
        note_unfetched(conn, place(1), "vanished", "", later, retry=False)
        assert highest(conn, *BOX) == 99
    assert rows() == before


def test_tried_are_those_to_be_asked_for_again(conn):
    """Only of this epoch, only what is worth another try, and no more once it could be had."""
    for uid, retry in ((1, True), (2, False), (3, True)):
        note_unfetched(conn, place(uid), "empty", "", NOW, retry=retry)
    note_unfetched(conn, place(4, uidvalidity=9), "empty", "", NOW, retry=True)
    sight(conn, place(3), sha("third"), 10, NOW, NOW)
    at = place(1)
    assert tried(conn, at.account, at.mailbox, at.uidvalidity) == {1}


def test_known_of_very_many(conn):
    """Thousands of UIDs are asked for in pieces, and none is lost between two."""
    for uid in (1, 500, 501, 1000, 1001):
        stored(conn, f"m{uid}", uid)
    assert known(conn, *BOX, range(1, 40_000)) == {1, 500, 501, 1000, 1001}
    assert known(conn, *BOX, []) == set()


def test_what_cannot_be_had_is_asked_for_again_or_not(conn):
    """A short answer is no reason to pass over a message; one that is too large is not asked for in every pass."""
    assert note_unfetched(conn, place(1), "short", "10 of 20 bytes", NOW, retry=True) == 1
    assert note_unfetched(conn, place(1), "short", "12 of 20 bytes", NOW, retry=True) == 2
    assert note_unfetched(conn, place(2), "too-large", "60 MB", NOW, retry=False) == 1
    assert known(conn, *BOX, [1, 2, 3]) == {2}
    row = conn.execute(select(unfetched).where(unfetched.c.uid == 1)).one()
    assert (row.detail, row.times, row.first_seen) == ("12 of 20 bytes", 2, NOW)


def test_what_was_had_at_last_is_no_longer_noted(conn):
    """A sighting ends the note."""
    note_unfetched(conn, place(1), "empty", "", NOW, retry=True)
    note_unfetched(conn, place(2), "empty", "", NOW, retry=True)
    stored(conn, "first", 1)
    assert conn.scalars(select(unfetched.c.uid)).all() == [2]


def test_the_watermark_is_what_was_worked_through(conn):
    """Sightings alone move nothing, because a pass may stop in the middle; only a finished look does, and only upwards."""
    stored(conn, "first", 9)
    assert highest(conn, *BOX) == 0
    settle(conn, *BOX, 9, NOW)
    assert highest(conn, *BOX) == 9
    settle(conn, *BOX, 4, NOW)
    assert highest(conn, *BOX) == 9
    settle(conn, *BOX, 12, NOW)
    assert highest(conn, *BOX) == 12
    assert highest(conn, "intake", "INBOX", 8) == 0


def test_the_watermark_never_passes_a_message_that_is_missing(conn):
    """What must be fetched again is listed again, however far the rest went."""
    settle(conn, *BOX, 20, NOW)
    note_unfetched(conn, place(15), "short", "", NOW, retry=True)
    note_unfetched(conn, place(11), "empty", "", NOW, retry=True)
    note_unfetched(conn, place(3), "vanished", "", NOW, retry=False)
    assert highest(conn, *BOX) == 10
    stored(conn, "late", 11)
    assert highest(conn, *BOX) == 14


@settings(max_examples=50)
@given(uids=st.sets(st.integers(1, 60)), missing=st.sets(st.integers(1, 60)), settled=st.integers(0, 60))
def test_nothing_below_the_watermark_is_open(template, uids, missing, settled):
    """Whatever was seen, missed and settled: every message that must be fetched again lies above the watermark."""
    engine = open_engine(f"sqlite:///{template}")
    with engine.connect() as conn:
        for uid in uids - missing:
            stored(conn, f"m{uid}", uid)
        for uid in missing:
            note_unfetched(conn, place(uid), "short", "", NOW, retry=True)
        settle(conn, *BOX, settled, NOW)
        assert all(uid > highest(conn, *BOX) for uid in missing)
        assert highest(conn, *BOX) == min([settled, *(uid - 1 for uid in missing)])
        conn.rollback()
    engine.dispose()


def test_the_latest_epoch_is_remembered(conn):
    """The UIDVALIDITY of the last look, even when it went down; none before the first look."""
    assert epoch(conn, "intake", "INBOX") is None
    settle(conn, "intake", "INBOX", 4_000_000_000, 3, NOW)
    assert epoch(conn, "intake", "INBOX") == 4_000_000_000
    settle(conn, "intake", "INBOX", 1_795_457_393, 2, NOW + HOUR)
    assert epoch(conn, "intake", "INBOX") == 1_795_457_393
    settle(conn, "intake", "INBOX", 4_000_000_000, 2, NOW + 2 * HOUR)
    assert epoch(conn, "intake", "INBOX") == 1_795_457_393
    settle(conn, "intake", "INBOX", 4_000_000_000, 3, NOW + 2 * HOUR)
    assert epoch(conn, "intake", "INBOX") == 4_000_000_000
    settle(conn, "other", "INBOX", 5, 3, NOW + DAY)
    settle(conn, "intake", "Sent", 6, 3, NOW + DAY)
    assert epoch(conn, "intake", "INBOX") == 4_000_000_000
    assert epoch(conn, "intake", "Junk") is None


def test_only_what_is_done_with_is_filed(conn):
    """Recorded and quarantined mail may be moved away, mail that still waits may not; once moved it is not moved again."""
    working(conn, "first", 1)
    record(conn, recorded("first"), NOW, RUN)
    stored(conn, "second", 2)
    quarantine(conn, sha("second"), NOW, RUN, "odd")
    stored(conn, "third", 3)
    working(conn, "fourth", 4)
    close(conn, quarantined(conn, "fifth", 5), NOW, "an advertisement")
    assert unfiled(conn, *BOX, after=4) == ((5, MessageState.CLOSED),)
    filed(conn, *BOX, [5], NOW)
    assert unfiled(conn, *BOX) == ((1, MessageState.RECORDED), (2, MessageState.QUARANTINED))
    assert unfiled(conn, *BOX, states=(MessageState.QUARANTINED,)) == ((2, MessageState.QUARANTINED),)
    assert unfiled(conn, *BOX, after=1) == ((2, MessageState.QUARANTINED),)
    assert unfiled(conn, *BOX, limit=1) == ((1, MessageState.RECORDED),)
    assert filed(conn, *BOX, [1, 2, 99], NOW) == 2
    assert filed(conn, *BOX, [1, 2], NOW) == 0
    assert unfiled(conn, *BOX) == ()
    assert unfiled(conn, "intake", "INBOX", 8) == ()


def test_two_copies_are_filed_each(conn):
    """A message that lies twice in the mailbox leaves it twice."""
    working(conn, "first", 1)
    stored(conn, "first", 2)
    record(conn, recorded("first"), NOW, RUN)
    assert [uid for uid, _ in unfiled(conn, *BOX)] == [1, 2]
    assert filed(conn, *BOX, range(1, 1500), NOW) == 2


@pytest.mark.parametrize("same_place", [True, False])
def test_two_runs_see_one_message_once(engine, url, same_place):
    """When two runs store the same bytes at the same time one is told that they are new; there is one row."""
    rival_engine = open_engine(url)
    start, told = threading.Barrier(2), []

    def run(which, uid):
        start.wait()
        with transaction(which) as conn:
            new = sight(conn, place(uid), sha("first"), 1, NOW, NOW + timedelta(seconds=uid))
        told.append(new)

    pairs = ((engine, 1), (rival_engine, 1 if same_place else 2))
    threads = [threading.Thread(target=run, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [False, True]
    with transaction(engine) as conn:
        assert count(conn, messages) == 1
        assert count(conn, sightings) == (1 if same_place else 2)
    rival_engine.dispose()
