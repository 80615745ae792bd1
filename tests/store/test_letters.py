"""Letters in the outbox: one under each key, and all that was sent before is counted."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from store.decisions import decide
from store.engine import open_engine, transaction
from store.errors import KeyReused
from store.letters import enqueue, history, listed, posted, under
from store.outbox import cancel, claim, failed, sent, unknown
from store.record import LetterState as S
from store.record import ReplyHistory
from store.reference import reference
from store.schema import outbox
from store.suppressions import listed as all_suppressed
from store.suppressions import release, suppress, suppressed
from tests.store.specimens import AMINA, DAY, HOUR, NOW, RUN, envelope, opened, sha

END = NOW + DAY
DIGEST = envelope(reference=None, key="digest/2026-11-24", kind="digest", recipient="desk@office.example")
TICK = timedelta(microseconds=1)


def test_a_letter_is_put_in_once(conn):
    """The second time the same letter is refused as the duplicate that it is."""
    assert enqueue(conn, DIGEST, NOW, NOW, END) == 1
    assert enqueue(conn, DIGEST, NOW + HOUR, NOW, END) is None
    assert [p.envelope for p in listed(conn)] == [DIGEST]


def test_a_duplicate_is_compared_with_its_like(conn):
    """Neither letters under other keys nor a withdrawn one under the same key take part in the comparison."""
    enqueue(conn, envelope(reference=None, key="other", content=b"another"), NOW, NOW, END)
    enqueue(conn, replace(DIGEST, content=b"withdrawn"), NOW, NOW, END)
    cancel(conn, 2, NOW, "")
    assert enqueue(conn, DIGEST, NOW, NOW, END) == 3
    assert enqueue(conn, DIGEST, NOW, NOW, END) is None


@pytest.mark.parametrize("change", [{"content": b"other"}, {"recipient": "other@office.example"}])
def test_another_letter_under_the_same_key_is_an_error(conn, change):
    """Other bytes, or another recipient, under a key that is taken: a mistake that is named, and nothing is stored."""
    enqueue(conn, DIGEST, NOW, NOW, END)
    other = envelope(
        reference=None, key=DIGEST.key, **{"content": DIGEST.content, "recipient": DIGEST.recipient} | change
    )
    with pytest.raises(KeyReused, match="digest/2026-11-24"):
        enqueue(conn, other, NOW, NOW, END)
    assert len(listed(conn)) == 1


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("doubt", [False, True])
def test_a_key_is_free_again_only_when_nothing_left(conn, state, doubt):
    """Only a letter that was cancelled, and never in doubt, gives its key back."""
    enqueue(conn, DIGEST, NOW, NOW, END)
    conn.execute(update(outbox).values(state=state, doubt=doubt))
    free = state is S.CANCELLED and not doubt
    assert enqueue(conn, DIGEST, NOW, NOW, END) == (2 if free else None)
    assert under(conn, DIGEST.key).id == (2 if free else 1)


def test_a_letter_to_a_suppressed_address_waits_for_a_person(conn):
    """It is written, so that somebody sees it, and does not leave."""
    suppress(conn, DIGEST.recipient, "came back", NOW)
    enqueue(conn, DIGEST, NOW, NOW, END)
    letter = posted(conn, 1)
    assert letter.state is S.HELD
    assert "came back" in letter.reason


def test_a_held_letter_says_why(conn):
    """The reason given is the reason shown."""
    enqueue(conn, DIGEST, NOW, NOW, END, "the sender is not authenticated")
    assert (posted(conn, 1).state, posted(conn, 1).reason) == (S.HELD, "the sender is not authenticated")


def test_looking_letters_up(conn):
    """By number, by key, by state, by case; the newest first, page by page."""
    reference = opened(conn, envelope=envelope())
    enqueue(conn, DIGEST, NOW, NOW, END, "odd")
    assert posted(conn, 3) is None
    assert under(conn, "nothing") is None
    assert under(conn, envelope().key).envelope == envelope()
    assert [p.id for p in listed(conn)] == [2, 1]
    assert [p.id for p in listed(conn, limit=1)] == [2]
    assert [p.id for p in listed(conn, before=2)] == [1]
    assert [p.id for p in listed(conn, (S.HELD,))] == [2]
    assert [p.id for p in listed(conn, reference=reference)] == [1]


def test_two_runs_write_one_digest(engine, url):
    """When two runs put the same letter in at the same time there is one, and one of them is told."""
    rival_engine = open_engine(url)
    start, told = threading.Barrier(2), []

    def run(which):
        start.wait()
        with transaction(which) as conn:
            number = enqueue(conn, DIGEST, NOW, NOW, END)
        told.append(number is not None)

    threads = [threading.Thread(target=run, args=(which,)) for which in (engine, rival_engine)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [False, True]
    with transaction(engine) as conn:
        assert len(listed(conn)) == 1
    rival_engine.dispose()


# --- what was sent before -------------------------------------------------------------------------------------------


def test_nothing_was_sent_before(conn):
    """An empty register has an empty history."""
    assert history(conn, None, AMINA.email, NOW) == ReplyHistory()
    assert history(conn, "00000-00000", "", NOW) == ReplyHistory()


def send(conn, uid, when, recipient, kind="incomplete"):
    """Let a case be opened at a time and answered to a recipient; return its reference."""
    name = f"m{uid}"
    case = reference(sha(name))
    letter = envelope(
        case, recipient=recipient, kind=kind, key=f"{case}/{kind}/1", message_id=f"<{uid}@office.example>"
    )
    return opened(conn, name, uid, when, envelope=letter)


def test_letters_are_counted_in_their_windows(conn):
    """An hour, a day and a week end exactly there; a letter at the very edge is out, one just inside is in."""
    for uid, age in enumerate((TICK, HOUR - TICK, HOUR, DAY - TICK, DAY, 7 * DAY - TICK, 7 * DAY), 1):
        send(conn, uid, NOW - age, AMINA.email)
    assert history(conn, None, AMINA.email, NOW) == ReplyHistory(
        to_sender_day=4, to_sender_week=6, to_domain_hour=2, total_hour=2, total_day=4
    )


def test_addresses_are_compared_as_mailboxes(conn):
    """Another spelling, or a +tag, is the same sender; the same domain is the same house; others only count in total."""
    for uid, to in enumerate(
        ("AMINA@Villages.example", "amina+1@villages.example", "b@villages.example", "c@d.example"), 1
    ):
        send(conn, uid, NOW, to)
    assert history(conn, None, AMINA.email, NOW) == ReplyHistory(
        to_sender_day=2, to_sender_week=2, to_domain_hour=3, total_hour=4, total_day=4
    )


@pytest.mark.parametrize(
    ("state", "doubt", "counts", "rounds"),
    [
        (S.PENDING, False, 1, 0),
        (S.SENDING, False, 1, 1),
        (S.SENT, False, 1, 1),
        (S.UNKNOWN, True, 1, 1),
        (S.BOUNCED, False, 1, 1),
        (S.HELD, False, 0, 0),
        (S.HELD, True, 1, 1),
        (S.FAILED, False, 0, 1),
        (S.EXPIRED, False, 0, 1),
        (S.CANCELLED, False, 0, 0),
        (S.CANCELLED, True, 1, 1),
    ],
)
def test_what_counts(conn, state, doubt, counts, rounds):
    """What left, may have left or may yet leave counts; what certainly did not leave does not, and is no round."""
    case = send(conn, 1, NOW, AMINA.email)
    conn.execute(update(outbox).values(state=state, doubt=doubt))
    elsewhere, found = history(conn, None, AMINA.email, NOW), history(conn, case, AMINA.email, NOW)
    assert (elsewhere.to_sender_day, elsewhere.total_day) == (counts, counts)
    assert (found.rounds, found.written) == (rounds, 1)


@pytest.mark.parametrize(("state", "doubt", "counts"), [(S.PENDING, False, 0), (S.HELD, True, 1), (S.SENT, False, 1)])
def test_a_letter_that_waits_is_not_held_against_its_own_case(conn, state, doubt, counts):
    """Whoever writes again before our letter left withdraws it, and must not be left without an answer for that."""
    case = send(conn, 1, NOW, AMINA.email)
    conn.execute(update(outbox).values(state=state, doubt=doubt))
    found = history(conn, case, AMINA.email, NOW)
    assert (found.to_sender_day, found.to_sender_week, found.total_hour) == (counts, counts, counts)


def test_a_letter_counts_again_when_it_is_tried(conn):
    """A letter that left long after it was written counts from when it left."""
    send(conn, 1, NOW - 2 * DAY, AMINA.email)
    conn.execute(update(outbox).values(expires=NOW + DAY))
    assert history(conn, None, AMINA.email, NOW).to_sender_day == 0
    claim(conn, 1, RUN, NOW)
    assert history(conn, None, AMINA.email, NOW).to_sender_day == 1


def test_only_questions_are_rounds(conn):
    """A receipt asks nothing; it is a letter of the case all the same."""
    case = send(conn, 1, NOW, AMINA.email, kind="received")
    found = history(conn, case, AMINA.email, NOW)
    assert (found.rounds, found.written) == (0, 1)
    other = send(conn, 2, NOW, AMINA.email, kind="unreadable")
    claim(conn, 2, RUN, NOW)
    assert history(conn, other, AMINA.email, NOW).rounds == 1


@pytest.mark.parametrize(("verb", "decided"), [("accept", True), ("hold", True), ("note", False)])
def test_a_decision_is_part_of_the_history(conn, verb, decided):
    """Whoever answers learns that a person has decided on this case; a note is no decision, and other cases are others."""
    case, other = send(conn, 1, NOW, AMINA.email), send(conn, 2, NOW, AMINA.email)
    decide(conn, case, verb, "anna", NOW, "seen")
    assert history(conn, case, AMINA.email, NOW).decided is decided
    assert not history(conn, other, AMINA.email, NOW).decided
    assert not history(conn, None, AMINA.email, NOW).decided


def test_the_digest_is_no_reply(conn):
    """Letters without a case use up nobody's share."""
    enqueue(conn, DIGEST, NOW, NOW, END)
    assert history(conn, None, DIGEST.recipient, NOW) == ReplyHistory()


def test_a_refused_letter_is_not_held_against_its_address(conn):
    """A letter that failed does not count against the limits; one that may have arrived does."""
    send(conn, 1, NOW, AMINA.email)
    send(conn, 2, NOW, AMINA.email)
    for letter in (1, 2):
        claim(conn, letter, RUN, NOW)
    failed(conn, 1, RUN, NOW, "550")
    unknown(conn, 2, RUN, NOW, "")
    assert history(conn, None, AMINA.email, NOW).to_sender_week == 1


# --- addresses that get none ----------------------------------------------------------------------------------------


def test_suppression_is_told_and_lifted(conn):
    """It holds for every spelling of the address, is listed with its reason, and can be lifted."""
    assert suppressed(conn, AMINA.email) is None
    assert suppress(conn, "Amina+news@VILLAGES.example", "asked for it", NOW)
    assert not suppress(conn, AMINA.email, "again", NOW + HOUR)
    assert suppressed(conn, AMINA.email) == "asked for it"
    assert history(conn, None, AMINA.email, NOW).suppressed
    assert all_suppressed(conn) == ((AMINA.email, NOW, "asked for it"),)
    assert release(conn, AMINA.email)
    assert not release(conn, AMINA.email)
    assert not history(conn, None, AMINA.email, NOW).suppressed


def test_suppression_cancels_what_waits(conn):
    """Letters to the address that have not left never will; letters to others, and what is leaving, stay."""
    for uid, to in enumerate((AMINA.email, AMINA.email, AMINA.email, "b@villages.example"), 1):
        send(conn, uid, NOW, to)
    claim(conn, 2, RUN, NOW)
    conn.execute(update(outbox).where(outbox.c.id == 3).values(state=S.HELD))
    suppress(conn, AMINA.email, "asked for it", NOW)
    assert [posted(conn, n).state for n in (1, 2, 3, 4)] == [S.CANCELLED, S.SENDING, S.CANCELLED, S.PENDING]
    assert sent(conn, 2, NOW, "250")
    assert not cancel(conn, 1, NOW, "")
