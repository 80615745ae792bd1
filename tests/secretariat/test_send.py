"""The sending desk: each outcome of a delivery has its state, and no letter ever goes out twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from secretariat.desks import daily, send
from secretariat.exits import Exit
from secretariat.office import Office
from store import outbox
from store.engine import transaction
from store.record import LetterState
from tests.secretariat.bureau import NOW, Bureau
from tests.servers.smtp_sink import SmtpSink

SENT, PENDING, HELD, FAILED, EXPIRED = (
    LetterState.SENT,
    LetterState.PENDING,
    LetterState.HELD,
    LetterState.FAILED,
    LetterState.EXPIRED,
)
SMTP = 'kind = "smtp"\nhost = "127.0.0.1"\nport = {port}\ntls = "none"\ntimeout_seconds = 5\nfinal_timeout_seconds = 5\n{more}'


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    """A mail server."""
    with SmtpSink() as server:
        yield server


def writing(bureau: Bureau, sink: SmtpSink, people: int = 1, more: str = "") -> None:
    """Put one letter for each of some people into the outbox."""
    to = ", ".join(f'"person{number}@example.org"' for number in range(people))
    bureau.configure(channel=SMTP.format(port=sink.port, more=more), more=f"[digest]\nto = [{to}]")
    assert daily.put_digest(bureau.open(), NOW.date()) == people


def states(bureau: Bureau) -> list[LetterState]:
    """How the letters stand, oldest first."""
    return [letter.state for letter in bureau.letters()]


def test_letters_leave_over_one_connection(bureau: Bureau, sink: SmtpSink) -> None:
    """Three letters, three people, one connection; a second look sends nothing."""
    writing(bureau, sink, people=3)
    assert send.send(bureau.open()) == 3
    assert send.send(bureau.open()) == 0
    assert [accepted.recipients[0] for accepted in sink.accepted] == [f"person{n}@example.org" for n in range(3)]
    assert (sink.connections, states(bureau)) == (1, [SENT] * 3)


def test_a_refusal_for_now_is_tried_again_later_and_later(bureau: Bureau, sink: SmtpSink) -> None:
    """Half an hour, an hour, two, then four and four: the server's words are kept, and one letter arrives in the end."""
    sink.fail("rcpt", "450 4.2.0 greylisted", times=5)
    writing(bureau, sink)
    for minutes in (30, 60, 120, 240, 240):
        assert send.send(bureau.open()) == 0
        (letter,) = bureau.letters()
        assert (letter.state, letter.due) == (PENDING, bureau.clock.now + timedelta(minutes=minutes))
        assert "greylisted" in letter.reason
        bureau.clock.pass_by(minutes=minutes - 1)
        assert send.send(bureau.open()) == 0
        assert bureau.letters()[0].attempts == letter.attempts, "it was tried before its time"
        bureau.clock.pass_by(minutes=1)
    assert send.send(bureau.open()) == 1
    assert (len(sink.accepted), states(bureau)) == (1, [SENT])


def test_a_server_that_is_down_loses_nothing(bureau: Bureau, sink: SmtpSink) -> None:
    """Nobody listens: the letter waits."""
    writing(bureau, sink)
    bureau.configure(channel=SMTP.format(port=1, more=""))
    assert send.send(bureau.open()) == 0
    assert states(bureau) == [PENDING]


def test_a_refusal_for_good_is_final(bureau: Bureau, sink: SmtpSink) -> None:
    """The letter fails with the server's words, the next one leaves, and neither is tried again."""
    sink.fail("rcpt", "550 5.1.1 no such person")
    writing(bureau, sink, people=2)
    assert send.send(bureau.open()) == 1
    bureau.clock.pass_by(hours=5)
    send.send(bureau.open())
    assert states(bureau) == [FAILED, SENT]
    assert "no such person" in bureau.letters()[0].reason
    assert len(sink.accepted) == 1


@pytest.mark.parametrize("kept", [True, False])
def test_a_server_that_vanishes_after_the_final_dot_is_a_doubt(bureau: Bureau, sink: SmtpSink, kept: bool) -> None:
    """Whether it took the letter or not, nobody knows: the letter is held with that reason and never sent by itself."""
    sink.fail("dot", drop=True, keep=kept)
    writing(bureau, sink)
    for _ in range(3):
        assert send.send(bureau.open()) == 0
        bureau.clock.pass_by(hours=5)
    assert states(bureau) == [HELD]
    assert bureau.letters()[0].reason.startswith(send.NO_ANSWER)
    assert len(sink.accepted) == kept


def test_a_letter_of_a_dead_run_is_held(bureau: Bureau, sink: SmtpSink) -> None:
    """The program died while it was sending: perhaps it arrived, so a person looks, and nothing is sent."""
    writing(bureau, sink)
    office = bureau.open()
    (letter,) = bureau.letters()
    with transaction(office.engine) as conn:
        assert outbox.claim(conn, letter.id, "dead run", bureau.clock())
    assert send.send(bureau.open()) == 0
    assert (states(bureau), sink.accepted) == ([HELD], [])
    assert "it may have arrived" in bureau.letters()[0].reason


def test_a_letter_whose_time_is_over_is_given_up(
    bureau: Bureau, sink: SmtpSink, caplog: pytest.LogCaptureFixture
) -> None:
    """Two days later a digest is no news: it expires, is told in the log, and is not sent."""
    writing(bureau, sink)
    bureau.clock.pass_by(days=2)
    assert send.send(bureau.open()) == 0
    assert (states(bureau), sink.accepted) == ([EXPIRED], [])
    assert "state=EXPIRED" in caplog.text


def test_a_late_pass_leaves_the_rest_for_the_next(bureau: Bureau, sink: SmtpSink) -> None:
    """After the deadline no letter is claimed."""

    class Tired(Office):
        def late(self) -> bool:
            return bool(sink.accepted)

    writing(bureau, sink, people=3)
    assert send.send(bureau.open(Tired)) == 1
    assert states(bureau) == [SENT, PENDING, PENDING]
    assert send.send(bureau.open()) == 2


def test_somebody_else_s_letter_is_left_alone(bureau: Bureau, sink: SmtpSink) -> None:
    """A letter that was cancelled between the listing and its turn is not sent."""

    class Cancelling(Office):
        def channel(self):
            with transaction(self.engine) as conn:
                assert outbox.cancel(conn, 1, self.clock(), "withdrawn")
            return super().channel()

    writing(bureau, sink)
    assert send.send(bureau.open(Cancelling)) == 0
    assert (states(bureau), sink.accepted) == ([LetterState.CANCELLED], [])


def test_a_missing_password_is_no_doubt(bureau: Bureau) -> None:
    """Nothing was sent, so the letter waits; the pass says what to mend, with the code for configuration."""
    with SmtpSink(require_sign_in=True) as sink:
        writing(bureau, sink, more='username = "letters"')
        outcome = bureau.work()
    assert outcome.exit is Exit.CONFIG
    assert "SECRETARIAT_SMTP_PASSWORD" in outcome.troubles[0]
    assert states(bureau) == [PENDING]


def test_a_way_out_that_is_closed_stops_only_the_letters(bureau: Bureau, sink: SmtpSink) -> None:
    """The folder for letters cannot be made: the letter waits, mail is filed all the same, and cron is told to try later."""
    writing(bureau, sink)
    (bureau.folder / "out").write_text("a file stands where the folder should")
    bureau.configure()
    bureau.deliver(b"From: robot@example.org\r\nAuto-Submitted: auto-replied\r\n\r\nAway.\r\n")
    outcome = bureau.work()
    assert (outcome.exit, outcome.filed, outcome.sent) == (Exit.TRY_LATER, 1, 0)
    assert outcome.troubles[0].startswith("sending: ")
    assert states(bureau) == [PENDING]
