"""Costs that must not grow with the register: questions are answered by an index, and statements are counted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import event

from store.cases import case, cases
from store.engine import transaction
from store.letters import enqueue, history, listed, under
from store.messages import find, recover, take, waiting
from store.outbox import bounced, due, expire
from store.outbox import recover as recover_letters
from store.record import CaseState, LetterState
from store.register import record
from store.sightings import highest, known, sight, unfiled
from store.threads import find_case
from tests.store.specimens import (
    AMINA,
    DAY,
    NOW,
    RUN,
    assessment,
    envelope,
    opened,
    place,
    recorded,
    sha,
    submission,
    working,
)

BOX = ("intake", "INBOX", 7)
QUESTIONS = {
    "known": lambda conn: known(conn, *BOX, range(1, 400)),
    "highest": lambda conn: highest(conn, *BOX),
    "sight": lambda conn: sight(conn, place(9), sha("x"), 1, NOW, NOW),
    "unfiled": lambda conn: unfiled(conn, *BOX),
    "waiting": lambda conn: waiting(conn, NOW, 50),
    "take": lambda conn: take(conn, sha("first"), NOW, RUN),
    "recover": lambda conn: recover(conn, RUN, NOW),
    "find": lambda conn: find(conn, "abc"),
    "case": lambda conn: case(conn, envelope().reference),
    "page of cases": lambda conn: cases(conn, before=(NOW, envelope().reference)),
    "page of a state": lambda conn: cases(conn, (CaseState.REVIEW,), before=(NOW, envelope().reference)),
    "thread": lambda conn: find_case(conn, submission("a", in_reply_to=("<a@b.example>",), subject="K7QM2-F9XB4")),
    "history": lambda conn: history(conn, envelope().reference, AMINA.email, NOW),
    "due": lambda conn: due(conn, NOW, 50),
    "expire": lambda conn: expire(conn, NOW),
    "recover letters": lambda conn: recover_letters(conn, RUN, NOW),
    "bounced": lambda conn: bounced(conn, "<a@b.example>", NOW, ""),
    "letter under a key": lambda conn: under(conn, "digest/2026-11-24"),
    "enqueue": lambda conn: enqueue(conn, envelope(reference=None, key="new"), NOW, NOW, NOW + DAY),
    "letters of a state": lambda conn: listed(conn, (LetterState.HELD,)),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_reads_a_whole_table(shared, question):
    """SQLite's own plan for each statement searches by an index, and never scans a table that grows."""
    seen: list[tuple[str, object]] = []
    with shared("sqlite").connect() as conn:
        opened(conn, envelope=envelope())

        def note(connection, cursor, statement, parameters, context, many):  # noqa: ARG001 - the event's signature
            if not statement.startswith(("EXPLAIN", "INSERT")):
                seen.append((statement, parameters))

        event.listen(conn, "before_cursor_execute", note)
        QUESTIONS[question](conn)
        event.remove(conn, "before_cursor_execute", note)
        for statement, parameters in seen:
            plan = [row[-1] for row in conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            scans = [step for step in plan if step.startswith("SCAN") and "USING" not in step]
            assert scans == [], statement
        conn.rollback()


def test_recording_takes_a_fixed_number_of_statements(conn):
    """However much is found in a message, each table gets one statement."""
    counts = []
    for uid, (name, times) in enumerate((("little", 1), ("much", 20)), 1):
        found = assessment(name)
        found = replace(found, contacts=found.contacts * times, judgements=found.judgements * times)
        what = recorded(name, assessment=found, case_assessment=found)
        working(conn, name, uid)
        statements: list[str] = []

        def note(connection, cursor, statement, parameters, context, many, into=statements):  # noqa: ARG001 - the event's
            into.append(statement)

        event.listen(conn, "before_cursor_execute", note)
        assert record(conn, what, NOW, RUN)
        event.remove(conn, "before_cursor_execute", note)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 25


def test_a_pass_over_nothing_is_cheap(engine):
    """When nothing waits, asking all desks' questions takes one statement each."""
    statements: list[str] = []

    def note(connection, cursor, statement, parameters, context, many):  # noqa: ARG001 - the event's signature
        statements.append(statement)

    with transaction(engine) as conn:
        event.listen(conn, "before_cursor_execute", note)
        recover(conn, RUN, NOW)
        waiting(conn, NOW, 50)
        recover_letters(conn, RUN, NOW)
        expire(conn, NOW)
        due(conn, NOW, 50)
        unfiled(conn, *BOX)
        event.remove(conn, "before_cursor_execute", note)
    assert len(statements) == 8
