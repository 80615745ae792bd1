"""Many runs at once without any lock: the keys and conditional updates alone keep everything single."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta

from sqlalchemy import func, select

from store.archive import Archive
from store.cases import cases
from store.engine import open_engine, transaction
from store.invariants import breaches
from store.messages import take, waiting
from store.outbox import claim, due, sent
from store.record import LetterState, MessageState
from store.reference import reference
from store.register import record
from store.schema import messages, outbox, sightings
from store.sightings import sight
from tests.store.specimens import NOW, envelope, place, recorded, submission

RUNS = 6
MAIL = [f"Message {number}".encode() for number in range(12)]


class Run(threading.Thread):
    """One pass over the same mailbox, as every other run does it at the same time."""

    def __init__(self, name, url, archive, start, left):
        super().__init__(name=name)
        self.engine, self.archive, self.start_together, self.left = open_engine(url), archive, start, left
        self.failure: BaseException | None = None

    def run(self):
        """Collect, judge and send, and keep what went wrong."""
        self.start_together.wait()
        try:
            self.collect()
            self.judge()
            self.send()
        except BaseException as error:  # noqa: BLE001 - the test shows it
            self.failure = error
        self.engine.dispose()

    def collect(self):
        """Store every message of the mailbox."""
        for uid, content in enumerate(MAIL, 1):
            sha256 = self.archive.put(content)
            with transaction(self.engine) as conn:
                sight(conn, place(uid), sha256, len(content), NOW, NOW)

    def judge(self):
        """Take what waits, and let each message open its case with a letter."""
        while True:
            with transaction(self.engine) as conn:
                batch = waiting(conn, NOW, 5)
            if not batch:
                return
            for stored in batch:
                with transaction(self.engine) as conn:
                    mine = take(conn, stored.sha256, NOW, self.name)
                if mine:
                    with transaction(self.engine) as conn:
                        assert record(conn, self.judged(stored.sha256), NOW, self.name)

    @staticmethod
    def judged(sha256):
        """What judging a message leaves."""
        case = reference(sha256)
        letter = envelope(case, message_id=f"<{sha256[:20]}@office.example>")
        return recorded(sha256, case, submission=submission(sha256, sha256=sha256), envelope=letter)

    def send(self):
        """Claim what is due, and note each letter that leaves."""
        while True:
            with transaction(self.engine) as conn:
                batch = due(conn, NOW, 5)
            if not batch:
                return
            for letter in batch:
                with transaction(self.engine) as conn:
                    mine = claim(conn, letter.id, self.name, NOW)
                if mine:
                    self.left.append(mine.envelope.key)
                    with transaction(self.engine) as conn:
                        assert sent(conn, letter.id, NOW + timedelta(seconds=1), "250")


def test_runs_at_once_make_nothing_twice(engine, url, tmp_path):
    """However many runs work on one mailbox: each message is recorded once, each letter leaves once, none is forgotten."""
    archive, start, left = Archive(tmp_path / "raw"), threading.Barrier(RUNS), []
    runs = [Run(f"run-{number}", url, archive, start, left) for number in range(RUNS)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [run.failure for run in runs] == [None] * RUNS
    assert Counter(Counter(left).values()) == {1: len(MAIL)}
    with transaction(engine) as conn:
        assert conn.execute(select(messages.c.state, messages.c.attempts).distinct()).all() == [
            (MessageState.RECORDED, 1)
        ]
        assert conn.scalars(select(outbox.c.state).distinct()).all() == [LetterState.SENT]
        assert conn.scalar(select(func.count()).select_from(sightings)) == len(MAIL)
        assert len(cases(conn)) == len(MAIL)
        assert list(breaches(conn, archive, "", thorough=True)) == []
