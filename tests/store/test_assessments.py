"""Assessments: what comes back from the tables is what went in, to the last digit."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from classify.assessment import (
    Assessment,
    Contact,
    Evidence,
    Finding,
    Funding,
    Judgement,
    Kind,
    Organisation,
    Role,
    Sector,
    Standing,
    Timing,
)
from store.assessments import of_cases, of_message, save_for_case, save_for_message
from store.schema import assessments, contacts, evidence, findings, funding, judgements, organisations, timing
from tests.store.specimens import assessment, opened, sha, stored

PARTS = (judgements, findings, contacts, organisations, funding, timing, evidence)

words = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=30)
share = st.floats(0, 1)
offsets = st.integers(0, 2**31 - 1)
quotes = st.lists(
    st.builds(Evidence, words, st.none() | st.integers(1, 2000), offsets, offsets, words, words), max_size=3
).map(tuple)
days = st.none() | st.dates(min_value=date(1900, 1, 1))
found = st.lists(st.builds(Finding, words.map(lambda w: w[:20]), st.booleans(), share, quotes, words), max_size=3)
whole = st.builds(
    Assessment,
    kind=st.sampled_from(Kind),
    kind_reason=words,
    kind_confidence=share,
    language=words.map(lambda w: w[:20]),
    title=words,
    description=words,
    contacts=st.lists(st.builds(Contact, words, words, words, words, st.booleans(), quotes), max_size=3).map(tuple),
    organisations=st.lists(
        st.builds(Organisation, words, st.sampled_from(Sector), st.sampled_from(Role), words, quotes), max_size=3
    ).map(tuple),
    judgements=st.lists(
        st.builds(Judgement, st.just("P1"), st.sampled_from(Standing), share, found.map(tuple), words), max_size=3
    ).map(tuple),
    funding=st.lists(st.builds(Funding, words, words, st.just("sought"), quotes), max_size=3).map(tuple),
    targets=st.lists(words, max_size=3).map(tuple),
    dates=st.lists(words, max_size=3).map(tuple),
    rubric_sha256=words,
    models=st.lists(words, max_size=3).map(tuple),
    as_of=days,
    timing=st.none() | st.builds(Timing, words, days, days, words, st.booleans(), words, quotes),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(first=whole, second=whole)
def test_an_assessment_comes_back_as_it_was(engine, first, second):
    """Any assessment, of a message or of a case, equals what is read back; a later one takes its place without a trace."""
    with engine.connect() as conn:
        reference = opened(conn)
        for written in (first, second):
            save_for_message(conn, sha("first"), written)
            save_for_case(conn, reference, written)
            assert of_message(conn, sha("first")) == written
            assert of_cases(conn, (reference,)) == {reference: written}
        assert conn.scalar(select(func.count()).select_from(assessments)) == 2
        assert conn.scalar(select(func.count()).select_from(judgements)) == 2 * len(second.judgements)
        conn.rollback()


def test_a_message_and_its_case_are_apart(conn):
    """What one message says and what a case knows are two assessments that share nothing."""
    reference = opened(conn)
    save_for_case(conn, reference, assessment("combined", title="Combined"))
    assert of_message(conn, sha("first")) == assessment("first")
    assert of_cases(conn, (reference,))[reference].title == "Combined"


def test_several_cases_at_once(conn):
    """The parts of different cases do not mix; cases that do not exist are left out."""
    one, two = opened(conn, "one", 1), opened(conn, "two", 2)
    assert of_cases(conn, (one, two, "00000-00000")) == {one: assessment("one"), two: assessment("two")}
    assert of_cases(conn, ()) == {}


def test_what_was_not_judged_has_no_assessment(conn):
    """A message that waits gives none, and an unknown one neither."""
    stored(conn, "waiting")
    assert of_message(conn, sha("waiting")) is None
    assert of_message(conn, sha("nobody")) is None


@pytest.mark.parametrize("table", PARTS, ids=lambda table: table.name)
def test_nothing_is_left_of_a_replaced_assessment(conn, table):
    """Putting an empty assessment in place of a full one empties every table of its parts."""
    stored(conn, "first")
    save_for_message(conn, sha("first"), assessment())
    assert conn.scalar(select(func.count()).select_from(table)) > 0
    save_for_message(conn, sha("first"), Assessment(Kind.OTHER, "", 0, "und"))
    assert conn.scalar(select(func.count()).select_from(table)) == 0
