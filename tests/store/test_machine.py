"""Any order of arrivals, deaths, failures, people and time: what the register promises holds after every step."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from store.cases import case
from store.decisions import VERBS, decide
from store.engine import open_engine
from store.letters import history, listed
from store.messages import give_back, message, quarantine, recover, retry, take, waiting
from store.outbox import approve, bounced, cancel, claim, due, expire, failed, later, sent, unknown
from store.outbox import recover as recover_letters
from store.record import CaseState, LetterState, MessageState
from store.reference import reference
from store.register import record
from store.schema import messages, outbox
from store.sightings import known, sight
from store.suppressions import release
from tests.store.specimens import AMINA, DAY, HOUR, NOW, envelope, place, recorded, sha

BOX = ("intake", "INBOX", 7)
CASE = reference(sha("m1"))


class Office(RuleBasedStateMachine):
    """One case, its messages and its letters; the model remembers what truly left and what truly arrived."""

    path = ""

    @initialize()
    def begin(self):
        """Open an empty register."""
        self.engine = open_engine(self.path)
        self.conn = self.engine.connect()
        self.now, self.number, self.arrived, self.pass_number = NOW, 0, 0, 1
        self.left: Counter[int] = Counter()
        self.allowed: Counter[int] = Counter()
        self.taken: set[int] = set()
        self.decided: CaseState | None = None

    def teardown(self):
        """Forget everything."""
        if hasattr(self, "conn"):
            self.conn.rollback()
            self.conn.close()
            self.engine.dispose()

    @property
    def run_name(self):
        """The run that is alive."""
        return f"run-{self.pass_number}"

    # --- mail ---------------------------------------------------------------------------------------------------

    @rule()
    def mail_arrives(self):
        """The sender writes, at first or anew."""
        self.arrived += 1
        assert sight(self.conn, place(self.arrived), sha(f"m{self.arrived}"), 1, self.now, self.now)

    @precondition(lambda self: self.arrived)
    @rule(uid=st.integers(1, 5))
    def mail_is_seen_again(self, uid):
        """A second look at the mailbox finds nothing new."""
        uid = min(uid, self.arrived)
        assert not sight(self.conn, place(uid), sha(f"m{uid}"), 1, self.now, self.now)

    @rule(outcome=st.sampled_from(["record", "record", "give back", "quarantine", "die"]))
    def judge(self, outcome):
        """Take the next message, and end in one of the ways that there are."""
        for stored in waiting(self.conn, self.now, 1):
            sha256 = stored.sha256
            assert take(self.conn, sha256, self.now, self.run_name).attempts == stored.attempts + 1
            if outcome == "record":
                self.record(next(f"m{n}" for n in range(1, self.arrived + 1) if sha(f"m{n}") == sha256))
            elif outcome == "give back":
                assert give_back(self.conn, sha256, self.now, self.run_name, self.now + HOUR, "")
            elif outcome == "quarantine":
                assert quarantine(self.conn, sha256, self.now, self.run_name, "")

    def record(self, name):
        """Record a message of the one case, with a letter that asks."""
        there = case(self.conn, CASE)
        number = history(self.conn, CASE, AMINA.email, self.now).written + 1
        letter = envelope(CASE, number, content=name.encode())
        what = recorded(
            name, CASE, case_version=there.version if there else None, envelope=letter, expires=self.now + 4 * DAY
        )
        before = {p.id: p for p in listed(self.conn, limit=1000)}
        assert record(self.conn, what, self.now, self.run_name)
        assert not record(self.conn, what, self.now, self.run_name)
        for posted in listed(self.conn, limit=1000):
            if posted.id in before and before[posted.id].state in (LetterState.PENDING, LetterState.HELD):
                assert posted.state is LetterState.CANCELLED
            if posted.id not in before:
                self.allowed[posted.id] += 1

    @rule()
    def mail_is_answered(self):
        """The sender writes and gets a letter, in one step: what follows is about letters."""
        self.mail_arrives()
        self.judge("record")

    @rule()
    def a_person_retries(self):
        """All quarantined mail is judged again."""
        held = self.conn.scalars(select(messages.c.sha256).where(messages.c.state == MessageState.QUARANTINED)).all()
        assert all(retry(self.conn, sha256, self.now) for sha256 in held)

    # --- letters ------------------------------------------------------------------------------------------------

    @rule(outcome=st.sampled_from(["sent", "later", "failed", "unknown", "die before", "die after"]))
    def mail_is_answered_and_sent(self, outcome):
        """The same, and the letter is sent, or something like it."""
        self.mail_is_answered()
        self.send(outcome)

    @rule(outcome=st.sampled_from(["sent", "later", "failed", "unknown", "die before", "die after"]))
    def send(self, outcome):
        """Claim the next letter; it leaves or not, and the register hears of it or not."""
        for posted in due(self.conn, self.now, 1):
            number = posted.id
            assert claim(self.conn, number, self.run_name, self.now)
            assert claim(self.conn, number, self.run_name, self.now) is None
            if outcome in ("sent", "unknown", "die after"):
                self.left[number] += 1
            if outcome == "sent":
                assert sent(self.conn, number, self.now, "250")
            elif outcome == "later":
                assert later(self.conn, number, self.run_name, self.now, self.now + HOUR, "451")
            elif outcome == "failed":
                assert failed(self.conn, number, self.run_name, self.now, "550")
            elif outcome == "unknown":
                assert unknown(self.conn, number, self.run_name, self.now, "no answer")

    @rule(pick=st.integers(0, 3))
    def a_person_approves(self, pick):
        """A held letter may leave once more, because a person says so."""
        for posted in listed(self.conn, (LetterState.HELD,))[pick : pick + 1]:
            assert approve(self.conn, posted.id, self.now, "Officer", self.now + DAY)
            self.allowed[posted.id] += 1

    @rule(pick=st.integers(0, 3))
    def a_person_cancels(self, pick):
        """A letter that waits is withdrawn."""
        for posted in listed(self.conn, (LetterState.HELD, LetterState.PENDING))[pick : pick + 1]:
            assert cancel(self.conn, posted.id, self.now, "no")

    @rule(pick=st.integers(0, 3))
    def a_letter_comes_back(self, pick):
        """A report arrives for a letter that may have left."""
        for posted in listed(self.conn, limit=1000)[pick : pick + 1]:
            doubt = self.conn.scalar(select(outbox.c.doubt).where(outbox.c.id == posted.id))
            if bounced(self.conn, posted.envelope.message_id, self.now, "5.1.1"):
                assert self.left[posted.id] or doubt
                assert release(self.conn, AMINA.email)

    # --- time, death and people -----------------------------------------------------------------------------------

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours):
        """Hours go by, and what is too late is given up."""
        self.now += timedelta(hours=hours)
        expire(self.conn, self.now)

    @rule()
    def the_next_run_begins(self):
        """Whatever the last run left is put in order."""
        self.pass_number += 1
        recover(self.conn, self.run_name, self.now)
        recover_letters(self.conn, self.run_name, self.now)
        working = select(messages.c.sha256).where(messages.c.state == MessageState.WORKING)
        assert self.conn.scalars(working).all() == []
        assert listed(self.conn, (LetterState.SENDING, LetterState.UNKNOWN)) == ()

    @rule(verb=st.sampled_from(sorted(VERBS)))
    def a_person_decides(self, verb):
        """The case is decided, on what it is now."""
        if there := case(self.conn, CASE):
            decide(self.conn, CASE, verb, "Officer", self.now, "", version=there.version)
            self.decided = VERBS[verb] or self.decided

    # --- what must hold -------------------------------------------------------------------------------------------

    @invariant()
    def no_mail_is_lost(self):
        """Every message that ever arrived has a row in a known state and is known where it lies."""
        if hasattr(self, "conn"):
            assert known(self.conn, *BOX, range(1, self.arrived + 1)) == set(range(1, self.arrived + 1))
            assert all(message(self.conn, sha(f"m{n}")) for n in range(1, self.arrived + 1))

    @invariant()
    def nobody_is_mailed_twice(self):
        """A letter leaves at most once for every time that the program or a person let it; keys and bytes stay its own."""
        if hasattr(self, "conn"):
            assert all(times <= self.allowed[number] for number, times in self.left.items())
            rows = self.conn.execute(select(outbox.c.key, outbox.c.state, outbox.c.doubt)).all()
            alive = [key for key, state, doubt in rows if state is not LetterState.CANCELLED or doubt]
            assert len(alive) == len(set(alive))

    @invariant()
    def the_register_knows_what_left(self):
        """A letter that left is sent, bounced, being sent, or in doubt; it never looks as if it had not left."""
        if hasattr(self, "conn"):
            for number in self.left:
                row = self.conn.execute(select(outbox.c.state, outbox.c.doubt).where(outbox.c.id == number)).one()
                certain = row.state in (LetterState.SENT, LetterState.BOUNCED, LetterState.SENDING)
                assert certain or row.doubt

    @invariant()
    def people_decide(self):
        """Once a person has decided, the case is where that person put it."""
        if hasattr(self, "conn") and self.decided:
            assert case(self.conn, CASE).state is self.decided


def test_the_promises_hold_in_any_order(template, tmp_path):
    """Hypothesis looks for a sequence of events that breaks one of them."""
    copy = tmp_path / "register.db"
    copy.write_bytes(template.read_bytes())
    Office.path = f"sqlite:///{copy}"
    machine = Office.TestCase
    machine.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
    machine().runTest()
