"""Types of columns: what strangers write can be stored, and times mean one moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text
from sqlalchemy.exc import StatementError

from store.columns import storable
from store.schema import messages, meta
from store.tables.base import LINE
from tests.store.specimens import NOW, sha, stored


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(), max_size=40))
def test_any_text_can_be_stored(engine, words):
    """Every string, with NUL and lone surrogates, is taken; both are replaced one for one, so offsets hold."""
    with engine.connect() as conn:
        conn.execute(insert(meta).values(name="n", value=words, updated=NOW))
        back = conn.scalar(select(meta.c.value))
        conn.rollback()
    assert len(back) == len(words)
    assert all(
        b == w or (b == "\ufffd" and (w == "\0" or "\ud800" <= w <= "\udfff")) for b, w in zip(back, words, strict=True)
    )


def test_what_is_too_long_is_cut_with_a_mark(conn):
    """A text of the allowed length is whole, a longer one ends with an ellipsis at that length."""
    stored(conn, "first")
    for length, expected in ((LINE, "x" * LINE), (LINE + 1, "x" * (LINE - 1) + "…")):
        conn.execute(messages.update().values(reason="x" * length))
        assert conn.scalar(select(messages.c.reason)) == expected
    assert storable("x" * 50) == "x" * 50


def test_texts_in_lists_are_cleaned_too(conn):
    """What is kept as a list passes the same border."""
    stored(conn, "first")
    conn.execute(messages.update().values(problems=("a\0b", "\udcf6", "é\u2028\"'\\")))
    assert conn.scalar(select(messages.c.problems)) == ("a\ufffdb", "\ufffd", "é\u2028\"'\\")


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1)), st.integers(-14 * 60, 14 * 60))  # noqa: DTZ001 - given a zone below
def test_a_moment_comes_back_in_utc(engine, naive, minutes):
    """A time in any zone is the same moment when it comes back, to the microsecond, and says UTC."""
    moment = naive.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    with engine.connect() as conn:
        conn.execute(insert(meta).values(name="n", value="", updated=moment))
        back = conn.scalar(select(meta.c.updated))
        conn.rollback()
    assert back == moment
    assert back.tzinfo is UTC


def test_moments_are_compared_as_moments(conn):
    """A zone does not change which of two times is earlier."""
    east = timezone(timedelta(hours=9))
    conn.execute(insert(meta).values(name="n", value="", updated=NOW))
    assert conn.scalar(select(meta.c.name).where(meta.c.updated == NOW.astimezone(east))) == "n"
    just_after = (NOW + timedelta(microseconds=1)).astimezone(east)
    assert conn.scalar(select(meta.c.name).where(meta.c.updated >= just_after)) is None
    assert conn.scalar(select(meta.c.name).where(meta.c.updated < just_after)) == "n"


def test_a_time_without_a_zone_is_refused(conn):
    """A naive time is a mistake of the program and never stored."""
    with pytest.raises(StatementError, match="without a zone"):
        conn.execute(insert(meta).values(name="n", value="", updated=NOW.replace(tzinfo=None)))


def test_the_database_guards_our_states(engine):
    """A state that we do not know cannot be written, not even past the program."""
    with engine.connect() as conn:
        stored(conn, "first")
        with pytest.raises(Exception, match="ck_messages_state"):
            conn.execute(text("UPDATE messages SET state = 'LOST' WHERE sha256 = :s"), {"s": sha("first")})
        conn.rollback()


def test_nothing_is_nothing(conn):
    """An absent value stays absent in every type."""
    stored(conn, "first")
    row = conn.execute(select(messages.c.recorded, messages.c.message_id)).one()
    assert tuple(row) == (None, None)
