"""Recording: everything that follows from a message is written in one transaction, once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from classify.assessment import Kind
from intake.message import Verdict
from store.cases import case, documents_of
from store.decisions import decide
from store.engine import transaction
from store.errors import Changed, Forbidden, KeyReused
from store.letters import listed, posted
from store.messages import give_back, message, take
from store.outbox import claim, sent
from store.record import CaseState, DocumentSummary, LetterState, MessageState
from store.register import record
from store.schema import documents, messages, metadata
from tests.store.specimens import (
    AMINA,
    DAY,
    HOUR,
    NOW,
    RUN,
    assessment,
    envelope,
    opened,
    recorded,
    sha,
    submission,
    working,
)

LATER = NOW + HOUR


def counted(conn):
    """How many rows every table has."""
    return {t.name: conn.scalar(select(func.count()).select_from(t)) for t in metadata.sorted_tables}


def continuing(conn, name, reference, **changes):
    """What judging another message of a case leaves, combined with the case as it stands."""
    there = case(conn, reference)
    return recorded(name, reference, case_version=there.version, **changes)


def test_a_message_opens_a_case(conn):
    """The case holds the sender, the assessment, the message with its documents and reasons, and the letter."""
    reference = opened(conn, envelope=envelope())
    found = case(conn, reference)
    assert (found.reference, found.state, found.kind, found.sender) == (
        reference, CaseState.WAITING, Kind.SUBMISSION, AMINA,
    )  # fmt: skip
    assert (found.created, found.updated, found.version) == (NOW, NOW, 1)
    assert found.assessment == assessment("first")
    assert found.flagged == ("P7",)
    (mail,) = found.messages
    assert (mail.sha256, mail.received, mail.sender, mail.subject) == (sha("first"), NOW, AMINA, "Partnership first")
    assert (mail.kind, mail.reply_action, mail.reply_reason) == (Kind.SUBMISSION, "send", "Something is missing.")
    assert mail.problems == submission("first").problems
    assert mail.documents == (
        DocumentSummary("body", None, "plain", Verdict.OK, None, 26),
        DocumentSummary("1", "release.pdf", "pdf", Verdict.OK, 2, 17),
        DocumentSummary("1.1", "scan.png", "image/png", Verdict.NO_TEXT, None, 0, "A picture."),
    )
    (letter,) = found.letters
    assert (letter.kind, letter.recipient, letter.state) == ("incomplete", AMINA.email, LetterState.PENDING)
    assert (found.rounds, found.asked) == (1, ("7a", "contact"))


def test_documents_come_back_whole(conn):
    """The texts that quotes point into are kept as they were read."""
    opened(conn)
    assert documents_of(conn, sha("first")) == submission("first").documents
    assert documents_of(conn, sha("nobody")) == ()


def test_the_message_says_what_became_of_it(conn):
    """It is recorded, knows its case, and belongs to no run; what went wrong before is forgotten."""
    working(conn, "first")
    give_back(conn, sha("first"), NOW, RUN, NOW, "the child crashed")
    take(conn, sha("first"), NOW, RUN)
    assert record(conn, recorded("first"), NOW, RUN)
    reference = recorded("first").reference
    found = message(conn, sha("first"))
    assert (found.state, found.reference, found.reason) == (MessageState.RECORDED, reference, "")
    assert conn.execute(select(messages.c.run, messages.c.recorded)).one() == (None, NOW)


def test_recording_again_changes_nothing(conn):
    """The second time says no and leaves every table as it was."""
    opened(conn, envelope=envelope())
    before = counted(conn)
    assert not record(conn, recorded("first", envelope=envelope(content=b"other")), LATER, RUN)
    assert counted(conn) == before


def test_a_message_without_a_case_is_recorded_all_the_same(conn):
    """A machine's mail is kept with its documents, its kind and the reason for silence, and opens nothing."""
    working(conn, "robot")
    machine = assessment("robot", kind=Kind.AUTOMATIC, judgements=())
    what = recorded("robot", assessment=machine, case_assessment=None, case_state=None)
    assert record(conn, replace(what, reference=None, reply_action="none"), NOW, RUN)
    assert message(conn, sha("robot")).reference is None
    assert counted(conn)["cases"] == 0
    assert counted(conn)["documents"] == 3


def test_a_machines_mail_in_a_thread_changes_nothing_there(conn):
    """It is filed under the case; the case, its letters and what is known stay as they are."""
    reference = opened(conn, envelope=envelope())
    before = case(conn, reference)
    working(conn, "away", 2, LATER)
    assert record(conn, recorded("away", reference, case_assessment=None, case_state=None), LATER, RUN)
    after = case(conn, reference)
    assert after == replace(before, messages=after.messages)
    assert [m.sha256 for m in after.messages] == [sha("first"), sha("away")]


def test_a_message_continues_a_case(conn):
    """What is known is replaced by the combination, the state follows, and the case tells that it changed."""
    reference = opened(conn)
    working(conn, "second", 2, LATER)
    combined = assessment("second", title="Combined")
    what = continuing(conn, "second", reference, case_assessment=combined, case_state=CaseState.COMPLETE)
    assert record(conn, what, LATER, RUN)
    found = case(conn, reference)
    assert (found.state, found.assessment, found.version) == (CaseState.COMPLETE, combined, 2)
    assert (found.created, found.updated) == (NOW, LATER)
    assert len(found.messages) == 2


def test_the_sender_who_writes_anew_gets_one_letter(conn):
    """Letters that have not left are cancelled in the same transaction, held ones too; the new one takes the key."""
    reference = opened(conn, envelope=envelope())
    working(conn, "second", 2, LATER)
    again = continuing(conn, "second", reference, envelope=envelope(content=b"new"), hold_reason="a doubt")
    assert record(conn, again, LATER, RUN)
    working(conn, "third", 3, LATER)
    assert record(conn, continuing(conn, "third", reference, envelope=envelope(content=b"newest")), LATER, RUN)
    letters = listed(conn, reference=reference)
    assert [(p.state, p.envelope.content) for p in letters] == [
        (LetterState.PENDING, b"newest"),
        (LetterState.CANCELLED, b"new"),
        (LetterState.CANCELLED, envelope().content),
    ]
    assert letters[1].reason == "the sender wrote anew"
    assert case(conn, reference).rounds == 1


def test_a_letter_on_its_way_is_not_called_back(conn):
    """What is being sent or was sent stays so; the next letter is another round."""
    reference = opened(conn, envelope=envelope())
    claim(conn, 1, RUN, NOW)
    sent(conn, 1, NOW, "250 ok")
    working(conn, "second", 2, LATER)
    assert record(conn, continuing(conn, "second", reference, envelope=envelope(number=2)), LATER, RUN)
    assert posted(conn, 1).state is LetterState.SENT
    assert case(conn, reference).rounds == 2


def test_the_letter_has_its_times(conn):
    """A letter may leave at once and for a day, unless it is said otherwise."""
    opened(conn, "first", 1, envelope=envelope())
    other = envelope("11111-11111", reference=None, key="k2", recipient="x@y.example")
    opened(conn, "second", 2, envelope=other, due=NOW + HOUR, expires=NOW + 2 * HOUR, hold_reason="odd")
    first, second = posted(conn, 1), posted(conn, 2)
    assert (first.state, first.due, first.expires) == (LetterState.PENDING, NOW, NOW + DAY)
    assert (second.state, second.due, second.expires) == (LetterState.HELD, NOW + HOUR, NOW + 2 * HOUR)
    assert second.reason == "odd"


def test_two_who_judged_from_the_same_case(engine):
    """Of two messages combined with one version of a case the second is refused whole, so that nothing is lost."""
    with transaction(engine) as conn:
        reference = opened(conn)
        working(conn, "second", 2)
        working(conn, "third", 3)
        second, third = (continuing(conn, name, reference) for name in ("second", "third"))
        assert record(conn, second, LATER, RUN)
        before = counted(conn)
    with pytest.raises(Changed, match=reference), transaction(engine) as conn:
        record(conn, third, LATER, RUN)
    with transaction(engine) as conn:
        assert counted(conn) == before
        assert message(conn, sha("third")).state is MessageState.WORKING
        assert record(conn, continuing(conn, "third", reference), LATER, RUN)


def test_a_case_is_opened_once(conn):
    """A second message cannot open a case that stands; and none can continue a case that does not."""
    reference = opened(conn)
    working(conn, "second", 2)
    with pytest.raises(Changed, match="exists already"):
        record(conn, recorded("second", reference), LATER, RUN)
    working(conn, "third", 3)
    with pytest.raises(Changed, match="changed since"):
        record(conn, recorded("third", "00000-00000", case_version=1), LATER, RUN)


def test_another_letter_under_the_key_is_an_error(engine):
    """A letter with other bytes under a key that was used is refused, and the message is not recorded with it."""
    with transaction(engine) as conn:
        reference = opened(conn, envelope=envelope())
        claim(conn, 1, RUN, NOW)
        working(conn, "second", 2)
        what = continuing(conn, "second", reference, envelope=envelope(content=b"other"))
    with pytest.raises(KeyReused, match="incomplete/1"), transaction(engine) as conn:
        record(conn, what, LATER, RUN)
    with transaction(engine) as conn:
        assert message(conn, sha("second")).state is MessageState.WORKING
        assert conn.scalar(select(func.count()).where(documents.c.message == sha("second"))) == 0


def test_an_imported_message_never_leads_to_a_letter(engine):
    """Whoever tries is refused by the register itself; without a letter it is recorded."""
    with transaction(engine) as conn:
        working(conn, "first", backfill=True)
    with pytest.raises(Forbidden, match="imported"), transaction(engine) as conn:
        record(conn, recorded("first", envelope=envelope()), NOW, RUN)
    with transaction(engine) as conn:
        assert counted(conn)["outbox"] == 0
        assert record(conn, recorded("first"), NOW, RUN)


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        ("accept", CaseState.ACCEPTED),
        ("decline", CaseState.DECLINED),
        ("close", CaseState.CLOSED),
        ("hold", CaseState.REVIEW),
        ("note", CaseState.COMPLETE),
    ],
)
def test_the_machine_never_overwrites_a_person(conn, verb, state):
    """After a decision new mail adds to what is known and leaves the state alone; a note decides nothing."""
    reference = opened(conn)
    decide(conn, reference, verb, "Officer", NOW, "")
    working(conn, "second", 2)
    combined = assessment("second")
    what = continuing(conn, "second", reference, case_assessment=combined, case_state=CaseState.COMPLETE)
    assert record(conn, what, LATER, RUN)
    found = case(conn, reference)
    assert (found.state, found.assessment) == (state, combined)


def test_a_case_without_a_state_goes_to_a_person(conn):
    """When nobody says what a case waits for, a person looks."""
    assert case(conn, opened(conn, case_state=None)).state is CaseState.REVIEW


def test_several_senders_are_no_sender(conn):
    """A message whose From names nobody, or two, opens a case without a sender."""
    working(conn, "first")
    what = recorded("first", submission=submission("first", senders=(AMINA, AMINA), message_id=None))
    assert record(conn, what, NOW, RUN)
    found = case(conn, what.reference)
    assert found.sender is None
    assert found.messages[0].sender is None


def test_a_case_without_a_reference_is_refused(conn):
    """What is known of a case is never dropped in silence: without a reference nothing is recorded."""
    working(conn, "first")
    with pytest.raises(ValueError, match="reference"):
        record(conn, replace(recorded("first"), reference=None), NOW, RUN)
    assert message(conn, sha("first")).state is MessageState.WORKING
