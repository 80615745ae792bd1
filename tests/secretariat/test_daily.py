"""The digest: once for every local day, after its hour, whatever the clock does."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email import message_from_bytes, policy

import pytest

from secretariat.cli import main
from secretariat.desks import daily, schedule
from store import outbox
from store.engine import transaction
from tests.secretariat.bureau import Bureau, letter

DIGEST = '[digest]\nto = ["ana@example.org", "ben@example.org"]\nat = "{at}"'


def at(bureau: Bureau, *moments: str, hour: str = "07:00") -> list[str]:
    """Let passes happen at these moments (UTC) and return the keys of the digests that were written."""
    bureau.configure(more=DIGEST.format(at=hour))
    for moment in moments:
        bureau.clock.now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        bureau.work()
    return [posted.envelope.key for posted in bureau.letters() if posted.envelope.recipient == "ana@example.org"]


def test_it_is_written_once_a_day_to_everybody(bureau: Bureau) -> None:
    """Passes before seven write none; the first one after seven writes one a person, the others none."""
    keys = at(bureau, "2005-04-01T04:55", "2005-04-01T05:00", "2005-04-01T05:05", "2005-04-01T21:59")
    assert keys == ["digest/2005-04-01/1"]
    assert [x.envelope.recipient for x in bureau.letters()] == ["ana@example.org", "ben@example.org"]
    assert len(bureau.taken()) == 2


def test_the_day_is_that_of_the_office(bureau: Bureau) -> None:
    """22:30 UTC is the next day in Zurich; at half past midnight there it is not seven yet."""
    assert at(bureau, "2005-04-01T05:00", "2005-04-01T22:30", "2005-04-02T05:00") == [
        "digest/2005-04-01/1",
        "digest/2005-04-02/1",
    ]


@pytest.mark.parametrize(
    ("day", "moments"),
    [
        ("2005-03-27", ("2005-03-27T00:29", "2005-03-27T00:45", "2005-03-27T01:00", "2005-03-27T01:35", "2005-03-27T05:00")),
        ("2005-10-30", ("2005-10-30T00:10", "2005-10-30T00:35", "2005-10-30T01:10", "2005-10-30T01:35", "2005-10-30T05:00")),
    ],
)  # fmt: skip
def test_a_change_of_the_clock_makes_no_second_digest(bureau: Bureau, day: str, moments: tuple[str, ...]) -> None:
    """Half past two does not exist on one day and comes twice on the other: one digest each."""
    assert at(bureau, *moments, hour="02:30") == [f"digest/{day}/1"]


def test_the_periods_of_two_days_meet(bureau: Bureau) -> None:
    """No hour falls between two digests or into both, not even where a day has 23 or 25 hours."""
    bureau.configure(more=DIGEST.format(at="02:30"))
    office = bureau.open()
    for first, second in ((26, 27), (27, 28)):
        earlier, later = (daily.summarise(office, date(2005, 3, day)) for day in (first, second))
        assert earlier.until == later.since
    assert daily.summarise(office, date(2005, 10, 31)).since == daily.summarise(office, date(2005, 10, 30)).until


def test_days_without_a_pass_are_told_later(bureau: Bureau) -> None:
    """What came in between is in the next digest, however many mornings the office was closed."""
    bureau.configure(more=DIGEST.format(at="07:00"))
    daily.put_digest(bureau.open(), date(2005, 3, 30))
    bureau.clock.now = datetime(2005, 3, 30, 12, tzinfo=UTC)
    bureau.deliver(letter(Subject="River Radio on line"))
    bureau.work()
    bureau.clock.now = datetime(2005, 4, 4, 6, tzinfo=UTC)
    bureau.work()
    (told,) = [x.envelope.content for x in bureau.letters() if x.envelope.key == "digest/2005-04-04/1"]
    text = message_from_bytes(told, policy=policy.default).get_body(("plain",)).get_content()
    assert "NEW (1)" in text


def test_asking_twice_for_a_digest_sends_one(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    """`digest --send` a minute later has other words in it, and is still the same digest."""
    bureau.configure(more=DIGEST.format(at="07:00"))
    command = ["digest", "2005-03-31", "--send", "--config", str(bureau.config)]
    assert main(command) == 0
    assert capsys.readouterr().out == "2 letters put into the outbox.\n"
    bureau.clock.pass_by(minutes=1)
    assert daily.put_digest(bureau.open(), date(2005, 3, 31)) == 0
    assert main(command) == 0
    assert capsys.readouterr().out == "Nothing to do: it was written before, or nobody receives it.\n"


def test_a_digest_that_a_person_cancelled_comes_back_only_when_asked_for(bureau: Bureau) -> None:
    """Cron writes no second one; `--send` does."""
    bureau.configure(more=DIGEST.format(at="07:00"))
    day = date(2005, 3, 31)
    daily.put_digest(bureau.open(), day)
    with transaction(bureau.open().engine) as conn:
        assert outbox.cancel(conn, 1, bureau.clock(), "not today")
    assert schedule.due_day(bureau.open()) is None
    assert daily.put_digest(bureau.open(), day) == 1


def test_nobody_receives_it_where_nobody_is_named(bureau: Bureau) -> None:
    """Without recipients none is ever due."""
    bureau.clock.pass_by(days=1)
    assert schedule.due_day(bureau.open()) is None
    assert bureau.work().digests == 0
