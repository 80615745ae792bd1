"""What must always hold: nothing to tell of a sound register, and every breach told."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, update

from store.archive import Archive
from store.invariants import breaches, orphans
from store.letters import enqueue
from store.messages import take
from store.outbox import claim
from store.register import record
from store.schema import assessments, documents, messages, outbox, sightings
from store.sightings import sight
from tests.store.specimens import DAY, NOW, RUN, envelope, place, recorded, submission


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty archive."""
    return Archive(tmp_path / "raw")


@pytest.fixture
def whole(conn, archive):
    """The hash of a message that opened a case and was answered, with its file in the archive."""
    sha256 = archive.put(b"the bytes of a message")
    sight(conn, place(1), sha256, 22, NOW, NOW)
    assert take(conn, sha256, NOW, RUN)
    what = recorded("first", submission=submission("first", sha256=sha256), envelope=envelope())
    assert record(conn, what, NOW, RUN)
    return sha256


def test_a_sound_register_has_nothing_to_tell(conn, archive, whole):
    """No breach, no orphan, however closely one looks; what the live run has in hand is no breach."""
    assert whole in archive
    second = archive.put(b"another")
    sight(conn, place(2), second, 7, NOW, NOW)
    assert take(conn, second, NOW, RUN)
    assert claim(conn, 1, RUN, NOW)
    assert list(breaches(conn, archive, RUN, thorough=True)) == []
    assert list(orphans(conn, archive)) == []


def test_a_missing_file_is_told(conn, archive, whole):
    """A message whose bytes are gone."""
    archive.remove(whole)
    assert list(breaches(conn, archive, RUN)) == [f"message {whole[:12]} has no file in the archive"]


def test_a_changed_file_is_told_to_whoever_looks_closely(conn, archive, whole):
    """Other bytes under the hash are found by reading them, not by a glance."""
    archive.path(whole).write_bytes(b"the bytes of a massage")
    assert list(breaches(conn, archive, RUN)) == []
    assert [whole[:12] in breach for breach in breaches(conn, archive, RUN, thorough=True)] == [True]


def test_a_file_without_a_message_is_an_orphan(conn, archive, whole):
    """What a crash between file and row leaves is found, and mail that has a row is not."""
    lost = archive.put(b"written, and then the power went")
    assert whole != lost
    assert list(orphans(conn, archive)) == [lost]


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (delete(sightings), "was never seen"),
        (update(messages).values(state="WORKING", run="dead"), "judged by a run that is dead"),
        (update(messages).values(state="WORKING", run=None), "judged by a run that is dead"),
        (update(outbox).values(state="SENDING", run="dead"), "sent by a run that is dead"),
        (delete(assessments).where(assessments.c.message.is_not(None)), "without what was found"),
        (delete(documents), "without what was found"),
        (delete(assessments).where(assessments.c.reference.is_not(None)), "has no assessment"),
        (update(messages).values(reference=None), "lost the message that opened it"),
    ],
)
def test_every_breach_is_told(conn, archive, whole, damage, words):
    """Each rule that is broken gives one sentence, and only that."""
    assert archive.has(whole)
    enqueue(conn, envelope(reference=None, key="other"), NOW, NOW, NOW + DAY)
    conn.execute(damage)
    if "letter" in words or "sent by" in words:
        assert len(list(breaches(conn, archive, RUN))) == 2
    (first, *_) = breaches(conn, archive, RUN)
    assert words in first
