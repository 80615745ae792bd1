"""What a day brought, how the office does, and the balance of mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from classify.assessment import Kind
from store.balance import balance, count
from store.cases import case
from store.heartbeats import beat, begin_pass, end_pass, last_success, mark, set_mark
from store.letters import enqueue
from store.messages import quarantine, take
from store.outbox import bounced, claim, expire, failed, hold, sent, unknown
from store.record import Balance, CaseState, DaySummary, Stuck
from store.register import record
from store.reports import day_summary
from store.schema import outbox
from store.sightings import note_unfetched
from store.status import Pass, Status, status
from store.suppressions import suppress
from tests.store.specimens import (
    DAY,
    HOUR,
    NOW,
    RUN,
    assessment,
    envelope,
    opened,
    place,
    recorded,
    sha,
    stored,
    submission,
    working,
)

TODAY = date(2026, 11, 24)
SINCE, UNTIL = NOW, NOW + DAY
TICK = timedelta(microseconds=1)


def summary(conn) -> DaySummary:
    """The day's summary."""
    return day_summary(conn, TODAY, SINCE, UNTIL)


def references(found):
    """The references of cases, in order."""
    return [one.reference for one in found]


def test_an_empty_day(conn):
    """Nothing happened, nothing waits."""
    assert summary(conn) == DaySummary(TODAY, SINCE, UNTIL)


def test_new_cases_are_those_of_the_day(conn):
    """From the first moment to just before the last; in the order of their coming, and whole."""
    opened(conn, "before", 1, SINCE - TICK)
    last = opened(conn, "last", 2, UNTIL - TICK)
    first = opened(conn, "first", 3, SINCE)
    opened(conn, "after", 4, UNTIL)
    found = summary(conn).new
    assert references(found) == [first, last]
    assert found[0] == case(conn, first)


@pytest.mark.parametrize(("when", "told"), [(SINCE - TICK, 0), (SINCE, 1), (UNTIL - TICK, 1), (UNTIL, 0)])
def test_answered_cases_are_older_ones_that_got_mail(conn, when, told):
    """A case that began before the day and got a message within it; a new case is only new."""
    reference = opened(conn, "first", 1, SINCE - DAY)
    working(conn, "second", 2, when)
    assert record(conn, recorded("second", reference, case_version=1), when, RUN)
    new = opened(conn, "third", 3, SINCE)
    working(conn, "fourth", 4, SINCE)
    assert record(conn, recorded("fourth", new, case_version=1), SINCE, RUN)
    assert references(summary(conn).answered) == [reference] * told


def test_what_waits_is_told_every_day(conn):
    """Cases wait for the sender, for a person, or for a decision, however old they are; decided ones do not."""
    made = {
        state: opened(conn, state.value, n, SINCE - 30 * DAY, case_state=state) for n, state in enumerate(CaseState, 1)
    }
    found = summary(conn)
    assert references(found.waiting) == [made[CaseState.WAITING]]
    assert references(found.review) == [made[CaseState.REVIEW]]
    assert references(found.complete) == [made[CaseState.COMPLETE]]
    assert found.new == ()


def test_held_letters_are_told_with_their_case(conn):
    """Each with the subject of the mail that it answers and why it waits; a letter without a case by its key."""
    reference = opened(conn, envelope=envelope(), hold_reason="the sender is not authenticated")
    digest = envelope(reference=None, key="digest/2026-11-23", kind="digest")
    enqueue(conn, digest, NOW + HOUR, NOW, NOW + DAY, "odd")
    assert summary(conn).held == (
        Stuck(reference, "Partnership first", NOW, "the sender is not authenticated"),
        Stuck("digest/2026-11-23", "digest", NOW + HOUR, "odd"),
    )


def test_letters_that_did_not_arrive_are_told_on_their_day(conn):
    """Failed, bounced and expired letters of the day, in their order; those of other days, and others, are not."""
    for n in range(1, 6):
        letter = envelope(reference=None, key=f"k{n}", message_id=f"<{n}@office.example>")
        enqueue(conn, letter, NOW - DAY, NOW - DAY, SINCE + 2 * HOUR if n == 3 else NOW + 9 * DAY)
    for n, when in ((1, SINCE), (2, SINCE), (4, SINCE - DAY), (5, SINCE)):
        claim(conn, n, RUN, when)
    failed(conn, 1, RUN, SINCE, "550 no")
    sent(conn, 2, SINCE, "250")
    bounced(conn, "<2@office.example>", UNTIL - TICK, "5.1.1")
    failed(conn, 4, RUN, SINCE - TICK, "550 yesterday")
    unknown(conn, 5, RUN, SINCE, "")
    conn.execute(update(outbox).where(outbox.c.id == 3).values(state="PENDING"))
    assert len(expire(conn, SINCE + 2 * HOUR)) == 1
    assert [(s.what, s.since) for s in summary(conn).undelivered] == [
        ("k1", SINCE), ("k2", UNTIL - TICK), ("k3", SINCE + 2 * HOUR),
    ]  # fmt: skip


def test_what_could_not_be_read_is_told(conn):
    """Every document of the day's mail whose text is missing, with its reason; pictures that are decoration are not."""
    reference = opened(conn)
    opened(conn, "yesterday", 2, SINCE - TICK)
    working(conn, "robot", 3)
    base = submission("robot")
    logo = replace(base.documents[2], decorative=True)
    locked = replace(base.documents[1], id="2", name=None, verdict="encrypted", reason="")
    odd = replace(base, documents=(base.documents[0], logo, locked))
    what = recorded("robot", submission=odd, case_assessment=None)
    assert record(conn, replace(what, reference=None), NOW, RUN)
    found = summary(conn).unreadable
    assert Stuck(reference, "scan.png", NOW, "A picture.") in found
    assert Stuck(sha("robot")[:12], "2", NOW, "encrypted") in found
    assert len(found) == 2


@pytest.mark.parametrize(
    ("reason", "retry", "times", "when", "told"),
    [
        ("too-large", False, 1, SINCE, True),
        ("too-large", False, 1, SINCE - TICK, False),
        ("too-large", False, 1, UNTIL, False),
        ("vanished", False, 3, SINCE, False),
        ("short", True, 2, SINCE, False),
        ("short", True, 3, SINCE - DAY, True),
    ],
)
def test_what_was_left_in_the_mailbox_is_told(conn, reason, retry, times, when, told):
    """A message that is too large on its day; one that fails again and again until it is had; not one that is gone."""
    for _ in range(times):
        note_unfetched(conn, place(9), reason, "60 MB", when, retry=retry)
    assert summary(conn).unreadable == ((Stuck("intake INBOX 9", "", when, f"{reason}: 60 MB"),) if told else ())


@pytest.mark.parametrize(("when", "told"), [(SINCE - TICK, 0), (SINCE, 1), (UNTIL - TICK, 1), (UNTIL, 0)])
def test_the_day_ends_where_the_next_begins(conn, when, told):
    """A failure, an unread document and mail that was set aside at one moment are in one digest, and only in one."""
    enqueue(conn, envelope(reference=None, key="k1"), SINCE - DAY, SINCE - DAY, UNTIL + DAY)
    claim(conn, 1, RUN, SINCE - TICK)
    failed(conn, 1, RUN, when, "550")
    working(conn, "robot", 1, when)
    what = recorded("robot", assessment=assessment(kind=Kind.AUTOMATIC), case_assessment=None)
    assert record(conn, replace(what, reference=None), when, RUN)
    found = summary(conn)
    assert (len(found.undelivered), len(found.unreadable), len(found.set_aside)) == (told, told, told)


def test_what_is_told_has_a_fixed_order(conn):
    """Unread documents come by when their mail was received and by their place in it, quarantined mail by how long."""
    for uid, (name, age) in enumerate({"young": 1, "old": 3, "middle": 2}.items(), 1):
        base = submission(name)
        second = replace(base.documents[2], id="2", name=f"{name} second")
        first = replace(base.documents[2], name=f"{name} first")
        stored(conn, name, uid, NOW - age * HOUR)
        assert take(conn, sha(name), NOW, RUN)
        what = recorded(name, submission=replace(base, documents=(base.documents[0], first, second)))
        assert record(conn, what, NOW, RUN)
        quarantine(conn, stored(conn, f"odd {name}", uid + 10), NOW - age * HOUR, RUN, name)
    found = summary(conn)
    names = [f"{name} {place}" for name in ("old", "middle", "young") for place in ("first", "second")]
    assert [stuck.subject for stuck in found.unreadable] == names
    assert [stuck.reason for stuck in found.quarantined] == ["old", "middle", "young"]


def test_a_reason_may_stand_alone(conn):
    """Where there is no detail none is shown."""
    note_unfetched(conn, place(9), "too-large", "", SINCE, retry=False)
    assert summary(conn).unreadable[0].reason == "too-large"


def test_quarantined_mail_is_told_until_somebody_looks(conn):
    """With the first digits of its hash, since when, and why."""
    stored(conn, "odd", now=SINCE - 9 * DAY)
    quarantine(conn, sha("odd"), SINCE - 8 * DAY, RUN, "the child crashed")
    assert summary(conn).quarantined == (Stuck(sha("odd")[:12], "", SINCE - 8 * DAY, "the child crashed"),)


def test_what_was_set_aside_is_counted_by_kind(conn):
    """Mail of the day that got no case; mail of a case is not set aside."""
    kinds = (Kind.BOUNCE, Kind.AUTOMATIC, Kind.AUTOMATIC, Kind.LIST)
    for uid, kind in enumerate(kinds, 1):
        when = SINCE - TICK if kind is Kind.LIST else SINCE
        name = f"m{uid}"
        working(conn, name, uid, when)
        what = recorded(name, assessment=assessment(name, kind=kind), case_assessment=None)
        assert record(conn, replace(what, reference=None), when, RUN)
    opened(conn, "case", 9, SINCE)
    assert summary(conn).set_aside == (("automatic", 2), ("bounce", 1))


def test_the_balance_adds_up(conn):
    """All looks of the time, over all mailboxes, with every reason for a refusal; what is missing shows."""
    count(conn, "intake", "INBOX", Balance(5, 2, 1, (("short", 1), ("too-large", 1))), SINCE)
    count(conn, "other", "INBOX", Balance(4, 0, 3, (("short", 1),)), UNTIL - TICK)
    count(conn, "intake", "INBOX", Balance(100, 100), UNTIL)
    count(conn, "intake", "INBOX", Balance(100, 100), SINCE - TICK)
    count(conn, "intake", "INBOX", Balance(), SINCE)
    expected = Balance(9, 2, 4, (("short", 2), ("too-large", 1)))
    assert balance(conn, SINCE, UNTIL) == expected
    assert expected.remainder == 0
    assert summary(conn).balance == expected
    count(conn, "intake", "INBOX", Balance(present=1), SINCE)
    assert balance(conn, SINCE, UNTIL).remainder == 1


def test_the_status_of_an_empty_office(conn):
    """Nothing waits, nobody has worked yet."""
    assert status(conn, NOW) == Status((), (), (), None, None, (), None, 0, 0)


def test_the_status_counts_and_dates(conn):
    """What is in which state, what waits longest, who last succeeded, and how the last pass ended."""
    opened(conn, "first", 1, envelope=envelope())
    letters = (("due", NOW - HOUR), ("old", NOW - 2 * HOUR), ("later", NOW + HOUR))
    for key, when in letters:
        enqueue(conn, envelope(reference=None, key=key), NOW, when, NOW + DAY)
    hold(conn, 3, NOW, "odd")
    stored(conn, "old", 2, NOW - 2 * DAY)
    stored(conn, "young", 3, NOW - DAY)
    quarantine(conn, stored(conn, "odd", 4, NOW - 9 * DAY), NOW, RUN, "")
    note_unfetched(conn, place(9), "short", "", NOW, retry=True)
    suppress(conn, "b@c.example", "", NOW)
    begin_pass(conn, "run-0", NOW - HOUR)
    begin_pass(conn, RUN, NOW)
    end_pass(conn, RUN, NOW + HOUR, "fine")
    beat(conn, "send", RUN, NOW)
    beat(conn, "collect", RUN, NOW)
    assert status(conn, NOW) == Status(
        messages=(("QUARANTINED", 1), ("RECORDED", 1), ("STORED", 2)),
        cases=(("waiting", 1),),
        letters=(("HELD", 1), ("PENDING", 3)),
        oldest_unjudged=NOW - 2 * DAY,
        oldest_unsent=NOW - HOUR,
        last_success=(("collect", NOW), ("send", NOW)),
        last_pass=Pass(RUN, NOW, NOW + HOUR, "fine"),
        unfetched=1,
        suppressed=1,
    )


def test_what_is_under_way_still_waits(conn):
    """A message that is being judged, or a letter that is being sent, counts until it is done; what is due later does not."""
    working(conn, "first", 1, NOW - HOUR)
    enqueue(conn, envelope(reference=None, key="now"), NOW, NOW, NOW + DAY)
    enqueue(conn, envelope(reference=None, key="later"), NOW, NOW + TICK, NOW + DAY)
    assert (status(conn, NOW).oldest_unjudged, status(conn, NOW).oldest_unsent) == (NOW - HOUR, NOW)
    claim(conn, 1, RUN, NOW)
    assert status(conn, NOW).oldest_unsent == NOW
    sent(conn, 1, NOW, "250")
    assert status(conn, NOW).oldest_unsent is None
    assert status(conn, NOW + TICK).oldest_unsent == NOW + TICK


def test_a_pass_without_an_end_was_killed(conn):
    """A pass is noted when it begins, under a name of its own, so that its death shows."""
    assert begin_pass(conn, RUN, NOW)
    assert not begin_pass(conn, RUN, NOW + HOUR)
    assert status(conn, NOW).last_pass == Pass(RUN, NOW, None, "")


def test_a_desk_is_as_fresh_as_its_last_success(conn):
    """Only the latest counts, and each desk has its own."""
    assert last_success(conn, "collect") is None
    beat(conn, "collect", "run-1", NOW)
    beat(conn, "collect", "run-2", NOW + HOUR)
    assert last_success(conn, "collect") == NOW + HOUR
    assert last_success(conn, "send") is None


def test_the_office_remembers_what_it_noted(conn):
    """A mark has one value, the last."""
    assert mark(conn, "breaker") is None
    set_mark(conn, "breaker", "open", NOW)
    set_mark(conn, "breaker", "closed", NOW)
    assert mark(conn, "breaker") == "closed"
