"""The promises that every kind of mailbox keeps, over a real IMAP server, a Maildir and an mbox file."""

# ruff: noqa: D101, D102 - the abstract class Post says what its kinds do

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from intake.errors import PermanentError
from intake.mailboxes.base import Mailbox, Unfetched
from intake.mailboxes.registry import Account, ImapAccount, MaildirAccount, MboxAccount, open_mailbox
from intake.message import RawMessage
from tests.servers.dovecot import DovecotUser

ARRIVED = datetime(2026, 11, 20, 8, 15, 30, tzinfo=UTC)
SPECIMENS = (
    b"Subject: plain\r\n\r\nOne line.\r\n",
    b"Subject: eight bits \xe9 and no body\r\n\r\n",
    b"Subject: lines that look like mbox\r\n\r\nbefore\r\n\r\nFrom here on,\r\n>From a quote\r\n>>From two\r\n.\r\n..\r\n",
    b"Subject: words of IMAP\r\n\r\n* 1 FETCH (UID 9 BODY[] {5}\r\n)\r\n* BYE\r\n{3}\r\nNIL\r\n",
    b"Subject: empty lines at the end\r\n\r\nBest regards\r\n\r\n\r\n",
    b"Subject: long\r\n\r\n" + b"x" * 200_000 + b"\r\n",
)


class Post(ABC):
    """A place where a test can put mail and look past the mailbox under test."""

    account: Account
    missing: Account

    @abstractmethod
    def put(self, contents: Sequence[bytes]) -> None:
        """Let messages arrive, a second apart, the first at ARRIVED."""

    @abstractmethod
    def filed(self, folder: str) -> list[tuple[bytes, str]]:
        """Return the bytes and the Maildir flags of what lies in a folder."""

    @abstractmethod
    def untouched(self) -> object:
        """Return everything that reading must not change."""


class MaildirPost(Post):
    def __init__(self, folder: Path) -> None:
        self.account = MaildirAccount(folder / "box")
        self.missing = MaildirAccount(folder / "nowhere")
        self.path = folder / "box"
        for name in ("cur", "new", "tmp"):
            (self.path / name).mkdir(parents=True)

    def put(self, contents: Sequence[bytes]) -> None:
        for number, content in enumerate(contents):
            arrived = ARRIVED.timestamp() + number
            file = self.path / "new" / f"{int(arrived)}.M{number}P77Q{number}.desk"
            file.write_bytes(content)
            os.utime(file, (arrived, arrived))

    def filed(self, folder: str) -> list[tuple[bytes, str]]:
        files = sorted((self.path / f".{folder.replace('/', '.')}" / "cur").iterdir())
        return [(file.read_bytes(), file.name.partition(":2,")[2]) for file in files]

    def untouched(self) -> object:
        return sorted((str(file), file.read_bytes()) for file in self.path.rglob("*") if file.is_file())


class ImapPost(Post):
    def __init__(self, user: DovecotUser) -> None:
        self.user = user
        self.account = ImapAccount(
            "127.0.0.1", user.name, lambda: user.password, port=user.tls_port, ca_file=user.ca_file
        )
        self.missing = replace(self.account, folder="Nowhere")

    def put(self, contents: Sequence[bytes]) -> None:
        for number, content in enumerate(contents):
            self.user.deliver(content, received=ARRIVED.timestamp() + number)

    def filed(self, folder: str) -> list[tuple[bytes, str]]:
        return list(zip(self.user.contents(folder), self.user.flags(folder), strict=True))

    def untouched(self) -> object:
        return self.user.contents(), self.user.flags(), self.user.folders()


class MboxPost(Post):
    def __init__(self, folder: Path) -> None:
        self.path = folder / "archive.mbox"
        self.path.touch()
        self.account = MboxAccount(self.path)
        self.missing = MboxAccount(folder / "nowhere.mbox")

    def put(self, contents: Sequence[bytes]) -> None:
        with self.path.open("ab") as file:
            for number, content in enumerate(contents):
                arrived = ARRIVED + timedelta(seconds=number)
                file.write(f"From sender@example.org {arrived:%a %b %d %H:%M:%S %Y}\n".encode())
                for line in content.splitlines(keepends=True):
                    file.write(b">" + line if line.lstrip(b">").startswith(b"From ") else line)
                file.write(b"\n")

    def filed(self, folder: str) -> list[tuple[bytes, str]]:
        raise NotImplementedError(folder)

    def untouched(self) -> object:
        return self.path.read_bytes()


@pytest.fixture(params=["imap", "maildir", "mbox"])
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Post:
    """A post office of each kind, empty."""
    if request.param == "imap":
        return ImapPost(request.getfixturevalue("dovecot"))
    return MaildirPost(tmp_path) if request.param == "maildir" else MboxPost(tmp_path)


def everything(mailbox: Mailbox) -> list[RawMessage | Unfetched]:
    """Fetch all that is present."""
    return list(mailbox.fetch(mailbox.present()))


def test_empty_mailbox_has_nothing(post: Post) -> None:
    """Where nothing arrived there is nothing to list or to fetch."""
    with open_mailbox(post.account) as mailbox:
        assert mailbox.present() == []
        assert list(mailbox.fetch([])) == []


def test_messages_are_given_byte_for_byte(post: Post) -> None:
    """Every message is given with exactly its bytes, whatever they look like."""
    post.put(SPECIMENS)
    with open_mailbox(post.account) as mailbox:
        given = everything(mailbox)
    assert [message.content for message in given if isinstance(message, RawMessage)] == list(SPECIMENS)


def test_messages_know_their_place_and_time(post: Post) -> None:
    """A message carries its account, mailbox, epoch and UID, and the aware time of its arrival."""
    post.put(SPECIMENS[:2])
    with open_mailbox(post.account) as mailbox:
        uids = mailbox.present()
        first, second = everything(mailbox)
        assert isinstance(first, RawMessage)
        assert isinstance(second, RawMessage)
        assert [first.place.uid, second.place.uid] == uids
        assert (first.place.account, first.place.mailbox) == (mailbox.account, mailbox.name)
        assert first.place.account == post.account.identity
        assert first.place.uidvalidity == mailbox.uidvalidity
    assert first.received == ARRIVED
    assert second.received == ARRIVED + timedelta(seconds=1)


def test_uids_are_ascending_distinct_and_the_same_next_time(post: Post) -> None:
    """UIDs are positive, below 2**63, ascending, and hold in the next run of the same epoch."""
    post.put(SPECIMENS)
    with open_mailbox(post.account) as mailbox:
        uids, epoch = mailbox.present(), mailbox.uidvalidity
    assert uids == sorted(set(uids))
    assert len(uids) == len(SPECIMENS)
    assert all(0 < uid < 2**63 for uid in uids)
    with open_mailbox(post.account) as mailbox:
        assert (mailbox.present(), mailbox.uidvalidity) == (uids, epoch)


def test_new_mail_gets_new_uids(post: Post) -> None:
    """What arrives later is listed beside what lies there, whose UIDs stay."""
    post.put(SPECIMENS[:1])
    with open_mailbox(post.account) as mailbox:
        before = mailbox.present()
    if isinstance(post, MaildirPost):
        (post.path / "new" / f"{int(ARRIVED.timestamp())}.M500000P78.desk").write_bytes(SPECIMENS[1])
    else:
        post.put(SPECIMENS[1:2])
    with open_mailbox(post.account) as mailbox:
        uids = mailbox.present()
        assert uids[:1] == before
        assert len(uids) == 2
        assert [message.content for message in mailbox.fetch(uids[1:]) if isinstance(message, RawMessage)] == [
            SPECIMENS[1]
        ]


def test_listing_after_a_uid_never_leaves_out_a_later_one(post: Post) -> None:
    """`after` may shorten the list, but only from below."""
    post.put(SPECIMENS[:4])
    with open_mailbox(post.account) as mailbox:
        uids = mailbox.present()
        for after in (0, *uids, uids[-1] + 1000, 2**62):
            listed = mailbox.present(after)
            assert listed == sorted(listed)
            assert {uid for uid in uids if uid > after} <= set(listed) <= set(uids)


def test_reading_changes_nothing(post: Post) -> None:
    """After listing and fetching everything lies there as before, unread and unmoved."""
    post.put(SPECIMENS)
    with open_mailbox(post.account) as mailbox:
        mailbox.present()
    before = post.untouched()
    with open_mailbox(post.account) as mailbox:
        first = everything(mailbox)
    assert post.untouched() == before
    with open_mailbox(post.account) as mailbox:
        assert everything(mailbox) == first


def test_reading_may_stop_in_the_middle(post: Post) -> None:
    """A reader who takes one message and no more leaves the mailbox fit for use."""
    post.put(SPECIMENS)
    with open_mailbox(post.account) as mailbox:
        uids = mailbox.present()
        reading = mailbox.fetch(uids)
        next(reading)
        del reading
        assert [message.content for message in mailbox.fetch(uids[:2]) if isinstance(message, RawMessage)] == list(
            SPECIMENS[:2]
        )


def test_a_message_that_is_not_there_is_said_to_be_vanished(post: Post) -> None:
    """Asking for a UID that is not there is answered per message, and the others still come."""
    post.put(SPECIMENS[:2])
    with open_mailbox(post.account) as mailbox:
        uids = mailbox.present()
        strange = max(uids) + 7
        given = list(mailbox.fetch([*uids, strange]))
    assert [message for message in given if isinstance(message, Unfetched)] == [
        Unfetched(strange, "vanished", next(m.detail for m in given if isinstance(m, Unfetched)))
    ]
    assert [message.content for message in given if isinstance(message, RawMessage)] == list(SPECIMENS[:2])


def test_a_message_too_large_is_left_out_and_the_others_come(post: Post) -> None:
    """One byte over the limit is too large, at the limit it is taken."""
    post.put([SPECIMENS[0], SPECIMENS[5], SPECIMENS[4]])
    limit = len(SPECIMENS[4])
    with open_mailbox(replace(post.account, message_bytes=limit)) as mailbox:
        given = everything(mailbox)
    assert {message.content for message in given if isinstance(message, RawMessage)} == {SPECIMENS[0], SPECIMENS[4]}
    [left_out] = [message for message in given if isinstance(message, Unfetched)]
    assert left_out.reason == "too-large"
    assert not left_out.retry


def test_filing_moves_exactly_what_was_asked(post: Post) -> None:
    """Moved messages are gone from here and lie in the new folder byte for byte, marked seen; the others stay."""
    post.put(SPECIMENS[:3])
    with open_mailbox(post.account) as mailbox:
        uids = mailbox.present()
        if not mailbox.writable:
            before = post.untouched()
            with pytest.raises(PermanentError):
                mailbox.move(uids, "Processed")
            assert post.untouched() == before
            return
        assert mailbox.move([uids[0], uids[2]], "Archive/Processed") == {uids[0], uids[2]}
        assert mailbox.present() == [uids[1]]
        assert sorted(post.filed("Archive/Processed")) == sorted([(SPECIMENS[0], "S"), (SPECIMENS[2], "S")])
        # Once more is no harm: they are gone, and nothing arrives twice.
        assert mailbox.move([uids[0], uids[2]], "Archive/Processed") == {uids[0], uids[2]}
        assert len(post.filed("Archive/Processed")) == 2
        assert mailbox.move([], "Archive/Processed") == set()


def test_filing_is_refused_where_the_account_says_so(post: Post) -> None:
    """A mailbox opened for reading alone says that it is not writable and moves nothing."""
    post.put(SPECIMENS[:1])
    account = post.account if isinstance(post.account, MboxAccount) else replace(post.account, read_only=True)
    with open_mailbox(account) as mailbox:
        uids = mailbox.present()
        assert not mailbox.writable
        with pytest.raises(PermanentError):
            mailbox.move(uids, "Processed")
        assert mailbox.present() == uids


@pytest.mark.parametrize(
    "folder",
    ["", "/", "../outside", "a//b", ".hidden", "a/.b", 'quote"', "back\\slash", "x\r\nA1 LOGOUT", "nul\0", "*", "50%"],
)
def test_folder_names_that_could_mean_something_else_are_refused(post: Post, folder: str) -> None:
    """A name that could leave the mailbox, end a command or match several folders moves nothing."""
    post.put(SPECIMENS[:1])
    with open_mailbox(post.account) as mailbox:
        uids = mailbox.present()
        before = post.untouched()
        with pytest.raises(PermanentError):
            mailbox.move(uids, folder)
        assert post.untouched() == before


def test_a_place_that_is_not_there_needs_a_person(post: Post) -> None:
    """A mailbox that does not exist is permanent trouble, named in the message."""
    with pytest.raises(PermanentError, match=r"(?i)nowhere"), open_mailbox(post.missing):
        pass


def test_an_account_never_shows_its_secret(post: Post) -> None:
    """Neither an account's repr nor its identity holds a secret."""
    assert "secret" not in repr(post.account).replace("ca_file", "")
    assert "secret" not in post.account.identity
