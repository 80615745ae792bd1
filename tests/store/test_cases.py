"""Reading cases: pages, searches, and a number of queries that does not grow."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, event

from classify.assessment import Organisation, Role, Sector
from store.cases import case, cases, load
from store.decisions import decide
from store.errors import Damaged
from store.record import CaseState
from store.register import record
from store.schema import assessments
from tests.store.specimens import HOUR, NOW, RUN, assessment, envelope, opened, recorded, submission, working


def references(found):
    """The references of cases, in order."""
    return [one.reference for one in found]


def test_the_latest_changed_comes_first(conn):
    """Pages follow each other without a gap, also where two cases changed at the same moment."""
    made = [opened(conn, f"m{n}", n + 1, NOW + HOUR * (n // 2)) for n in range(5)]
    order = references(cases(conn))
    assert sorted(order) == sorted(made)
    assert order == references(sorted(cases(conn), key=lambda c: (c.updated, c.reference), reverse=True))
    pages, before = [], None
    while page := cases(conn, limit=2, before=before):
        pages += references(page)
        before = (page[-1].updated, page[-1].reference)
    assert pages == order


def test_only_the_states_that_are_asked_for(conn):
    """One state, several, or all."""
    waiting = opened(conn, "waiting", 1)
    complete = opened(conn, "complete", 2, case_state=CaseState.COMPLETE)
    review = opened(conn, "review", 3, case_state=CaseState.REVIEW)
    assert references(cases(conn, (CaseState.COMPLETE,))) == [complete]
    assert set(references(cases(conn, [CaseState.REVIEW, CaseState.WAITING]))) == {review, waiting}
    assert len(cases(conn)) == 3


@pytest.mark.parametrize(
    "words",
    ["teachers FIRST", "ministère", "MINISTÈRE", "amina DIALLO", "amina@", "partnership first", "MinT", "100% of_it"],
)
def test_a_case_is_found_by_its_words(conn, words):
    """Title, subject, sender, contact and organisations, in any case of letters, accents included; wildcards are letters."""
    ministry = Organisation("Ministère du Numérique", Sector.GOVERNMENT, Role.PARTNER, "MinT")
    known = assessment("first", title="Teachers first: 100% of_it", organisations=(ministry,))
    wanted = opened(conn, "first", 1, case_assessment=known)
    stranger = submission("other", senders=(), subject="Other")
    opened(
        conn, "other", 2, submission=stranger, case_assessment=assessment(title="Else", organisations=(), contacts=())
    )
    assert references(cases(conn, text=words)) == [wanted]


@pytest.mark.parametrize("words", ["%", "_", "t%s", "' OR 1=1 --", "nothing like it"])
def test_wildcards_find_nothing(conn, words):
    """What means "anything" to a database means itself here."""
    opened(conn)
    assert cases(conn, text=words) == ()


def test_a_case_is_found_by_its_reference(conn):
    """Also by a part of it, in lower case."""
    reference = opened(conn)
    opened(conn, "second", 2)
    assert references(cases(conn, text=reference[:7].lower())) == [reference]


def test_earlier_words_are_still_found(conn):
    """A case stays to be found by what its first message said, after later ones said other things."""
    reference = opened(conn)
    working(conn, "second", 2)
    later = recorded("second", reference, case_version=1, case_assessment=assessment(title="Renamed"))
    assert record(conn, later, NOW, RUN)
    for words in ("partnership first", "partnership second", "renamed"):
        assert references(cases(conn, text=words)) == [reference]


def test_loading_keeps_the_order_that_was_asked(conn):
    """Cases come in the order of their references in the question; those that do not exist are left out."""
    one, two = opened(conn, "one", 1), opened(conn, "two", 2)
    assert references(load(conn, (two, "00000-00000", one))) == [two, one]
    assert references(load(conn, (one, two))) == [one, two]
    assert load(conn, ()) == ()
    assert case(conn, "00000-00000") is None


def test_loading_very_many(conn):
    """A thousand references are asked for in pieces."""
    one = opened(conn, "one", 1)
    assert references(load(conn, [f"{n:05d}-00000" for n in range(1000)] + [one])) == [one]


def test_the_number_of_queries_does_not_grow(conn):
    """Twenty cases cost as many statements as two."""
    statements: list[str] = []
    for n in range(20):
        opened(conn, f"m{n}", n + 1)

    def note(connection, cursor, statement, parameters, context, many):  # noqa: ARG001 - the event's signature
        statements.append(statement)

    event.listen(conn, "before_cursor_execute", note)
    try:
        cases(conn, limit=2)
        few = len(statements)
        assert len(cases(conn, limit=20)) == 20
        assert len(statements) == 2 * few
    finally:
        event.remove(conn, "before_cursor_execute", note)


def test_what_was_asked_last(conn):
    """A case tells what its last question was, and how many there were; receipts are none."""
    reference = opened(conn, envelope=envelope(), asks=("7a",))
    assert (case(conn, reference).rounds, case(conn, reference).asked) == (1, ("7a",))
    working(conn, "second", 2)
    receipt = envelope(kind="received", key=f"{reference}/received/2", message_id="<2@office.example>")
    what = recorded("second", reference, case_version=1, envelope=receipt, asks=())
    assert record(conn, what, NOW, RUN)
    assert (case(conn, reference).rounds, case(conn, reference).asked) == (0, ())


def test_a_case_that_lost_its_assessment_is_damaged(conn):
    """A contradiction is reported, never shown as an empty case."""
    reference = opened(conn)
    decide(conn, reference, "note", "Officer", NOW, "")
    conn.execute(delete(assessments).where(assessments.c.reference == reference))
    with pytest.raises(Damaged, match=reference):
        case(conn, reference)
