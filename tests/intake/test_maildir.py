"""MaildirMailbox: what only a Maildir does."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.errors import PermanentError, TransientError
from intake.mailboxes.accounts import MaildirAccount
from intake.mailboxes.base import Unfetched
from intake.mailboxes.maildir import MaildirMailbox
from intake.message import RawMessage

MAIL = b"Subject: here\r\n\r\nwords\r\n"


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """An empty Maildir."""
    for name in ("cur", "new", "tmp"):
        (tmp_path / "box" / name).mkdir(parents=True)
    return tmp_path / "box"


def test_both_folders_are_read_and_flags_told(box: Path) -> None:
    """Mail in `new` and `cur` is read; the letters behind the colon become IMAP's words, unknown ones nothing."""
    (box / "new" / "100.M1P1.desk").write_bytes(MAIL)
    (box / "cur" / "200.M1P1.desk:2,FSx").write_bytes(MAIL)
    (box / "tmp" / "300.M1P1.desk").write_bytes(MAIL)
    (box / "new" / ".hidden").write_bytes(MAIL)
    (box / "new" / "folder").mkdir()
    with MaildirMailbox(MaildirAccount(box)) as mailbox:
        flags = [m.flags for m in mailbox.fetch(mailbox.present()) if isinstance(m, RawMessage)]
    assert flags == [frozenset(), {"\\Flagged", "\\Seen"}]


def test_uids_follow_the_time_of_arrival(box: Path) -> None:
    """Sorted by UID is sorted by arrival, to the microsecond; names without a time have UIDs all the same."""
    names = ["99.M5P1.a", "100.M2P1.z", "100.M10P1.b", "100.M999999P1.a", "101.1_2.host", "4000000000.M1P1.x"]
    for name in reversed(names):
        (box / "new" / name).write_bytes(name.encode())
    with MaildirMailbox(MaildirAccount(box)) as mailbox:
        assert [m.content.decode() for m in mailbox.fetch(mailbox.present()) if isinstance(m, RawMessage)] == names
        (box / "new" / "no-time-at-all").write_bytes(MAIL)
        (box / "new" / "123456789012345.x").write_bytes(MAIL)
        uids = mailbox.present()
    assert len(uids) == len(names) + 2
    assert all(0 < uid < 2**63 for uid in uids)


def test_a_uid_survives_being_seen(box: Path) -> None:
    """A mail program that moves a message from `new` to `cur` and flags it does not change its UID."""
    file = box / "new" / "100.M1P1.desk"
    file.write_bytes(MAIL)
    with MaildirMailbox(MaildirAccount(box)) as mailbox:
        uids = mailbox.present()
        file.rename(box / "cur" / "100.M1P1.desk:2,S")
        assert mailbox.present() == uids


def test_names_that_clash_are_both_listed(box: Path) -> None:
    """However many messages arrive in one microsecond, each has its UID."""
    for number in range(3000):
        (box / "new" / f"100.M7P{number}.desk").write_bytes(b"%d" % number)
    with MaildirMailbox(MaildirAccount(box)) as mailbox:
        uids = mailbox.present()
        assert len(uids) == 3000
        given = {m.content for m in mailbox.fetch(uids) if isinstance(m, RawMessage)}
    assert given == {b"%d" % number for number in range(3000)}


def test_a_message_renamed_while_reading_is_found_again(box: Path) -> None:
    """What another program renames between listing and reading is read under its new name; what it removes is gone."""
    for number in (1, 2, 3):
        (box / "new" / f"10{number}.M1P1.desk").write_bytes(b"%d" % number)
    with MaildirMailbox(MaildirAccount(box)) as mailbox:
        reading = mailbox.fetch(mailbox.present())
        first = next(reading)
        (box / "new" / "102.M1P1.desk").rename(box / "cur" / "102.M1P1.desk:2,S")
        (box / "new" / "103.M1P1.desk").unlink()
        second, third = reading
    assert isinstance(first, RawMessage)
    assert isinstance(second, RawMessage)
    assert (first.content, second.content) == (b"1", b"2")
    assert isinstance(third, Unfetched)
    assert third.reason == "vanished"


def test_links_are_not_followed(box: Path, tmp_path: Path) -> None:
    """A symbolic link is no message: whoever can write here cannot have other files read."""
    (tmp_path / "elsewhere").write_bytes(b"private")
    (box / "new" / "100.M1P1.desk").symlink_to(tmp_path / "elsewhere")
    for number in (101, 102):
        (box / "new" / f"{number}.M1P1.desk").write_bytes(MAIL)
    with MaildirMailbox(MaildirAccount(box)) as mailbox:
        uids = mailbox.present()
        assert len(uids) == 2
        reading = mailbox.fetch(uids)
        next(reading)
        (box / "new" / "102.M1P1.desk").unlink()
        (box / "new" / "102.M1P1.desk").symlink_to(tmp_path / "elsewhere")
        [message] = reading
    assert isinstance(message, Unfetched)
    assert message.reason == "empty"
    assert message.detail


def test_an_empty_file_is_an_empty_message(box: Path) -> None:
    """What stands in `new` was delivered whole; a mail without bytes is recorded like any other, not asked for forever."""
    (box / "new" / "100.M1P1.desk").touch()
    with MaildirMailbox(MaildirAccount(box)) as mailbox:
        [message] = mailbox.fetch(mailbox.present())
    assert isinstance(message, RawMessage)
    assert message.content == b""


def test_the_epoch_belongs_to_the_path(box: Path, tmp_path: Path) -> None:
    """Two folders have two epochs, whether a path is written relative or not."""
    (tmp_path / "other").mkdir()
    one, two = MaildirMailbox(MaildirAccount(box)), MaildirMailbox(MaildirAccount(tmp_path / "other"))
    assert one.uidvalidity != two.uidvalidity
    relative = MaildirMailbox(MaildirAccount(Path(os.path.relpath(box))))
    assert 0 < relative.uidvalidity < 2**31
    assert relative.account.startswith("maildir:/")


def test_filing_makes_a_maildir_that_mail_programs_know(box: Path) -> None:
    """The folder filed into is a Maildir++ folder, private, and flags set before are kept beside Seen."""
    (box / "cur" / "100.M1P1.desk:2,FR").write_bytes(MAIL)
    with MaildirMailbox(MaildirAccount(box)) as mailbox:
        uids = mailbox.present()
        assert mailbox.move(uids, "Processed/2026") == set(uids)
    target = box / ".Processed.2026"
    assert {entry.name for entry in target.iterdir()} == {"cur", "new", "tmp", "maildirfolder"}
    assert target.stat().st_mode & 0o077 == 0
    assert [file.name for file in (target / "cur").iterdir()] == ["100.M1P1.desk:2,FRS"]


def test_filing_never_writes_over_another_message(box: Path) -> None:
    """Where a message of the same name lies already, ours stays and is not said to be gone."""
    (box / "new" / "100.M1P1.desk").write_bytes(MAIL)
    (box / ".Processed" / "cur").mkdir(parents=True)
    (box / ".Processed" / "cur" / "100.M1P1.desk:2,S").write_bytes(b"another")
    with MaildirMailbox(MaildirAccount(box)) as mailbox:
        assert mailbox.move(mailbox.present(), "Processed") == set()
        assert len(mailbox.present()) == 1
    assert (box / ".Processed" / "cur" / "100.M1P1.desk:2,S").read_bytes() == b"another"


def test_a_folder_that_cannot_be_made_needs_a_person(box: Path) -> None:
    """A file where the folder should be is told by name."""
    (box / ".Processed").touch()
    (box / "new" / "100.M1P1.desk").write_bytes(MAIL)
    with MaildirMailbox(MaildirAccount(box)) as mailbox, pytest.raises((PermanentError, TransientError), match="box"):
        mailbox.move(mailbox.present(), "Processed")
    assert (box / "new" / "100.M1P1.desk").exists()


def test_a_folder_that_disappears_needs_a_person(box: Path) -> None:
    """A Maildir removed after it was opened is permanent trouble, not an empty mailbox."""
    with MaildirMailbox(MaildirAccount(box)) as mailbox:
        box.rename(box.with_name("gone"))
        with pytest.raises(PermanentError, match="box"):
            mailbox.present()


def test_arrival_is_the_files_time(box: Path) -> None:
    """The time of arrival is when the file was written last."""
    file = box / "new" / "100.M1P1.desk"
    file.write_bytes(MAIL)
    os.utime(file, (1_000_000_000, 1_000_000_000))
    with MaildirMailbox(MaildirAccount(box)) as mailbox:
        [message] = mailbox.fetch(mailbox.present())
    assert isinstance(message, RawMessage)
    assert message.received == datetime.fromtimestamp(1_000_000_000, UTC)
