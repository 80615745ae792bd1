"""The collecting desk: nothing that lies in a mailbox is lost, whatever happens while it is looked through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest

from intake.errors import TransientError
from intake.mailboxes.base import Unfetched
from intake.message import Place, RawMessage
from secretariat.desks.collect import collect
from secretariat.office import Office
from store import balance, sightings
from store.engine import transaction
from store.record import Balance
from tests.secretariat.bureau import NOW, Bureau, note


class Folder:
    """A mailbox in memory that may yield its messages in any order, or fail after some of them."""

    account, name, uidvalidity, writable = "host/user", "INBOX", 7, True

    def __init__(self, *order: int, large: Sequence[int] = (), silent: Sequence[int] = (), fails_at: int = 0) -> None:
        self._order, self._large, self._silent, self._fails_at = order, large, silent, fails_at
        self.fetched: list[int] = []

    def present(self, after: int = 0) -> list[int]:
        """UIDs that lie here."""
        return sorted(uid for uid in self._order if uid > after)

    def fetch(self, uids: Sequence[int]) -> Iterator[RawMessage | Unfetched]:
        """Yield in the order that the test wants."""
        for uid in self._order:
            if uid == self._fails_at:
                raise TransientError("the line was cut")
            if uid in uids and uid not in self._silent:
                self.fetched.append(uid)
                place = Place(self.account, self.name, self.uidvalidity, uid)
                yield Unfetched(uid, "too-large", "60 MB") if uid in self._large else RawMessage(note(uid), place, NOW)


class Hurried(Office):
    """An office that is late from the first look at the clock on."""

    def late(self) -> bool:
        """Always."""
        return True


def counted(bureau: Bureau) -> Balance:
    """The balance of all looks."""
    with transaction(bureau.open().engine) as conn:
        return balance.balance(conn, NOW - timedelta(days=1), NOW + timedelta(days=1))


def test_every_message_is_stored_once_and_known_afterwards(bureau: Bureau) -> None:
    """Two looks at two messages: stored by the first, not even listed again by the second."""
    folder = Folder(1, 2)
    assert collect(bureau.open(), folder) == Balance(2, 2, 0, ())
    assert collect(bureau.open(), folder) == Balance(0, 0, 0, ())
    assert folder.fetched == [1, 2]
    assert [one.sha256 for one in bureau.messages()] == sorted(bureau.open().archive)


def test_what_could_not_be_had_before_comes_last(bureau: Bureau) -> None:
    """A message that breaks the connection is met first only once; from then on all others are stored before it."""
    office, there = bureau.open(), Folder(1, 2, 3)
    with transaction(office.engine) as conn:
        sightings.note_unfetched(conn, Place("host/user", "INBOX", 7, 1), "empty", "", NOW, retry=True)
        sightings.settle(conn, "host/user", "INBOX", 7, 1, NOW)
    collect(office, there)
    assert there.fetched == [2, 3, 1]


def test_the_same_bytes_in_two_places_are_one_message(bureau: Bureau) -> None:
    """The second copy is known, not new; both places are noted, so that both are filed."""
    bureau.deliver(note(), "first")
    bureau.deliver(note(), "second")
    outcome = bureau.work()
    assert (outcome.stored, outcome.judged, outcome.filed) == (1, 1, 2)
    assert (bureau.lying(), bureau.lying("Processed")) == (0, 2)
    assert counted(bureau) == Balance(2, 1, 1, ())


def test_a_message_that_is_too_large_is_counted_and_named(bureau: Bureau) -> None:
    """It stays in the mailbox, is not asked for again, and the balance says why it was not taken."""
    folder = Folder(1, 2, 3, large=[2])
    assert collect(bureau.open(), folder) == Balance(3, 2, 0, (("too-large", 1),))
    collect(bureau.open(), folder)
    assert folder.fetched == [1, 2, 3]
    assert counted(bureau).remainder == 0


def test_the_limit_of_the_configuration_reaches_the_mailbox(bureau: Bureau) -> None:
    """One mebibyte is the limit: a larger message stays where it lies and is in the balance."""
    bureau.configure(more="[reading]\nmessage_mib = 1")
    bureau.deliver(note() + b"x" * 1024 * 1024)
    assert bureau.work().stored == 0
    assert bureau.lying() == 1
    assert counted(bureau) == Balance(1, 0, 0, (("too-large", 1),))


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 3, 1)])
def test_a_deadline_in_the_middle_loses_nothing(bureau: Bureau, order: tuple[int, ...]) -> None:
    """Whatever order messages come in, late passes take one each, every balance is even, and nothing is left out.

    A server yields what is too large, or gone, before the rest: what comes first need not be the lowest.
    """
    folder = Folder(*order, large=[3])
    for _ in order:
        assert collect(bureau.open(Hurried), folder).remainder == 0
    assert folder.fetched == list(order)
    assert len(bureau.messages()) == 2
    assert collect(bureau.open(), folder) == Balance(0, 0, 0, ())


def test_a_message_that_the_server_keeps_silent_about_is_an_alarm(
    bureau: Bureau, caplog: pytest.LogCaptureFixture
) -> None:
    """It was listed and neither stored nor refused: the balance has a remainder, the log warns, and it is asked for again."""
    silent = Folder(1, 2, 3, silent=[2])
    assert collect(bureau.open(), silent).remainder == 1
    assert "remainder=1" in caplog.text
    assert collect(bureau.open(), Folder(1, 2, 3)).stored == 1


def test_a_connection_that_breaks_keeps_what_was_stored(bureau: Bureau) -> None:
    """The desk raises, what came before is durable, and the next look takes the rest and nothing twice."""
    with pytest.raises(TransientError):
        collect(bureau.open(), Folder(1, 2, 3, fails_at=2))
    assert len(bureau.messages()) == 1
    assert collect(bureau.open(), Folder(1, 2, 3)) == Balance(3, 2, 1, ())


def test_another_epoch_is_looked_through_anew(bureau: Bureau) -> None:
    """When UIDVALIDITY changes every message is fetched again and known by its bytes."""
    collect(bureau.open(), Folder(1, 2))
    restored = Folder(1, 2)
    restored.uidvalidity = 3
    assert collect(bureau.open(), restored) == Balance(2, 0, 2, ())
    with transaction(bureau.open().engine) as conn:
        assert sightings.highest(conn, "host/user", "INBOX", 3) == 2
