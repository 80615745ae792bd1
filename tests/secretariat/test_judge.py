"""The judging desk: no message stops the others, and none is blamed for trouble that is not its own."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from intake.errors import TransientError
from intake.jail import Jail
from intake.sandbox import Sandbox
from secretariat.cli import main
from secretariat.desks.collect import collect
from secretariat.desks.judge import judge
from secretariat.exits import Exit
from secretariat.office import Office
from store import messages
from store.engine import transaction
from store.errors import Unavailable
from store.record import MessageState
from tests.secretariat.bureau import Bureau, note

BAD = note(9)
STORED, RECORDED, QUARANTINED, WORKING = (
    MessageState.STORED,
    MessageState.RECORDED,
    MessageState.QUARANTINED,
    MessageState.WORKING,
)


def collected(bureau: Bureau, *contents: bytes) -> None:
    """Store messages and judge none of them."""
    for number, content in enumerate(contents):
        bureau.deliver(content, str(number))
    office = bureau.open()
    with office.posts[0].open() as mailbox:
        assert collect(office, mailbox).stored == len(contents)


def spoil(bureau: Bureau, content: bytes = BAD) -> None:
    """Let other bytes stand in a message's file: whoever reads it raises."""
    bureau.open().archive.path(hashlib.sha256(content).hexdigest()).write_bytes(b"spoilt")


def of(bureau: Bureau, content: bytes = BAD) -> tuple[MessageState, int, str]:
    """How a message stands."""
    sha256 = hashlib.sha256(content).hexdigest()
    return next((one.state, one.attempts, one.reason) for one in bureau.messages() if one.sha256 == sha256)


def judged(bureau: Bureau, office: Office | None = None) -> int:
    """Let the desk work once; how many messages were recorded."""
    office = office or bureau.open()
    with office.judges.sandbox() as sandbox:
        return judge(office, sandbox)


def test_one_bad_message_is_put_aside_after_three_attempts(bureau: Bureau) -> None:
    """Its neighbours are recorded at once; it waits five and ten minutes, then lies in quarantine with its reason."""
    collected(bureau, *(note(number) for number in range(5)), BAD)
    spoil(bureau)

    assert judged(bureau) == 5
    for wait, attempts in ((0, 1), (4, 1), (1, 2), (9, 2), (1, 3)):
        bureau.clock.pass_by(minutes=wait)
        assert judged(bureau) == 0
        assert of(bureau)[1] == attempts
    state, _, reason = of(bureau)
    assert state is QUARANTINED
    assert reason.startswith("Damaged while it was judged: the archived file of message")
    bureau.work()
    assert (bureau.lying(), bureau.lying("Processed"), bureau.lying("Quarantine")) == (0, 5, 1)


def test_a_person_lets_a_quarantined_message_be_judged_again(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    """`quarantine retry` gives all attempts back; the mended message is recorded and filed with the others."""
    bureau.configure(more="[judging]\nquarantine_after = 1")
    collected(bureau, BAD)
    spoil(bureau)
    bureau.work()
    assert of(bureau)[:2] == (QUARANTINED, 1)

    bureau.open().archive.put(BAD)
    assert main(["quarantine", "retry", "all", "--config", str(bureau.config)]) == Exit.OK
    assert capsys.readouterr().out == "1 will be judged by the next run.\n"
    bureau.clock.pass_by(days=9999)
    assert bureau.work().judged == 1
    assert of(bureau)[:2] == (RECORDED, 1)


def test_the_attempt_is_counted_before_the_work(bureau: Bureau) -> None:
    """A program that dies of a message leaves the attempt behind; three deaths are enough."""
    collected(bureau, BAD)
    for death in (1, 2, 3):
        office = bureau.open()
        with transaction(office.engine) as conn:
            assert messages.take(conn, hashlib.sha256(BAD).hexdigest(), bureau.clock(), f"dead-{death}")
        assert of(bureau)[:2] == (WORKING, death)
        if death < 3:
            with transaction(office.engine) as conn:
                messages.recover(conn, "next", bureau.clock())
    outcome = bureau.work()
    assert (outcome.judged, of(bureau)[0]) == (0, QUARANTINED)
    assert of(bureau)[2] == "the program stopped 3 times while it read this message"


def test_a_disk_that_fails_costs_no_attempt(bureau: Bureau) -> None:
    """The pass stops with the store's own error, and the message stands as if it had not been tried."""
    collected(bureau, BAD)
    path = bureau.open().archive.path(hashlib.sha256(BAD).hexdigest())
    path.unlink()
    path.mkdir()  # cannot be read as a file, whoever asks
    with pytest.raises(Unavailable):
        judged(bureau)
    assert of(bureau)[:2] == (STORED, 0)


def test_one_unreadable_file_does_not_end_every_pass(bureau: Bureau) -> None:
    """A bad sector under one message stops the pass that meets it; the next ones judge all others first."""
    collected(bureau, BAD)
    bureau.clock.pass_by(seconds=1)
    collected(bureau, note(1), note(2))
    path = bureau.open().archive.path(hashlib.sha256(BAD).hexdigest())
    path.unlink()
    path.mkdir()
    with pytest.raises(Unavailable):
        judged(bureau)
    bureau.clock.pass_by(minutes=5)
    assert judged(bureau) == 2
    bureau.clock.pass_by(minutes=25)
    with pytest.raises(Unavailable):
        judged(bureau)
    assert of(bureau)[:2] == (STORED, 0)


def test_a_register_that_vanishes_stops_the_pass(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing can be written any more, not even the release: the error comes through, and the command says try later."""
    collected(bureau, BAD)
    register = bureau.folder / "data" / "register.sqlite"
    register.write_bytes(b"this is no database" * 1000)
    for side in ("-wal", "-shm"):
        register.with_name(register.name + side).unlink(missing_ok=True)
    assert main(["run", "--config", str(bureau.config)]) == Exit.TRY_LATER
    assert "not a database" in capsys.readouterr().err


def test_no_reading_child_is_no_message_s_fault(bureau: Bureau) -> None:
    """Where no child can be started the desk stops, and every message keeps all its attempts."""
    collected(bureau, BAD, note(1))
    office = bureau.open()
    nowhere = Sandbox(office.judges.reading.limits, Jail("nothing", ("/nowhere/python",)))
    with nowhere, pytest.raises(TransientError, match="does not start"):
        judge(office, nowhere)
    assert [(one.state, one.attempts) for one in bureau.messages()] == [(STORED, 0)] * 2


def test_a_pass_judges_no_more_than_its_share(bureau: Bureau) -> None:
    """`reading.backlog` bounds one pass, whatever the size of a batch; the next pass goes on."""
    bureau.configure(more="[reading]\nbacklog = 3\nbatch = 2")
    collected(bureau, *(note(number) for number in range(5)))
    assert [judged(bureau), judged(bureau), judged(bureau)] == [3, 2, 0]


def test_a_late_pass_stops_between_two_messages(bureau: Bureau, caplog: pytest.LogCaptureFixture) -> None:
    """What is left waits untouched for the next pass, and the log says so."""

    class Tired(Office):
        def late(self) -> bool:
            return any(one.state is RECORDED for one in bureau.messages())

    collected(bureau, note(1), note(2))
    assert judged(bureau, bureau.open(Tired)) == 1
    assert "deadline desk=judge" in caplog.text
    assert sorted((one.state, one.attempts) for one in bureau.messages()) == [(RECORDED, 1), (STORED, 0)]
    assert judged(bureau) == 1


def test_what_a_foreign_error_says_is_not_repeated(bureau: Bureau) -> None:
    """Only its kind is told to a person: the words may be a stranger's."""

    class Stumbling:
        rubric = bureau.judges().rubric

        def assess(self, *_: object) -> None:
            raise LookupError("words of a stranger")

    collected(bureau, BAD)
    office = bureau.open()
    office.__dict__["judges"] = replace(office.judges, assessor=Stumbling())
    judged(bureau, office)
    assert of(bureau) == (STORED, 1, "LookupError while it was judged")
