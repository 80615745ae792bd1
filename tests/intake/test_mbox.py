"""MboxMailbox: what only an mbox file does."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.errors import PermanentError
from intake.mailboxes.accounts import MboxAccount, Quoting
from intake.mailboxes.base import Unfetched
from intake.mailboxes.mbox import MboxMailbox
from intake.message import RawMessage

SEPARATOR = b"From a@example.org Fri Nov 20 08:15:30 2026\n"


def read(path: Path, quoting: Quoting = Quoting.MBOXRD) -> list[bytes]:
    """Return the bytes of every message in the file."""
    with MboxMailbox(MboxAccount(path, quoting)) as mailbox:
        return [m.content for m in mailbox.fetch(mailbox.present()) if isinstance(m, RawMessage)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a test writes its mbox."""
    return tmp_path / "archive.mbox"


LINES = st.lists(
    st.sampled_from([b"", b"From us", b">From us", b">>From", SEPARATOR.rstrip(), b"words", b"\xff\x00", b"."])
    | st.binary(max_size=30).map(lambda line: line.replace(b"\n", b"")),
    min_size=1,
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES, max_size=5))
def test_what_was_written_as_mboxrd_is_read_as_it_was(file: Path, messages: list[list[bytes]]) -> None:
    """Any message, whatever lines it has, survives being written with mboxrd quoting, byte for byte."""
    contents = [b"Subject: x\n" + b"".join(line + b"\n" for line in lines) for lines in messages]
    with file.open("wb") as written:
        for content in contents:
            quoted = [
                b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in content.split(b"\n")
            ]  # fmt: skip
            written.write(SEPARATOR + b"\n".join(quoted) + b"\n")
    assert read(file) == contents


def test_quoting_is_undone_as_the_account_says(file: Path) -> None:
    """Reading mboxrd takes one mark off every quoted line, mboxo off the single ones, none leaves them."""
    file.write_bytes(SEPARATOR + b"S: x\n\n>From one\n>>From two\n> From three\n\n")
    assert read(file) == [b"S: x\n\nFrom one\n>From two\n> From three\n"]
    assert read(file, Quoting.MBOXO) == [b"S: x\n\nFrom one\n>>From two\n> From three\n"]
    assert read(file, Quoting.NONE) == [b"S: x\n\n>From one\n>>From two\n> From three\n"]


@pytest.mark.parametrize(
    ("separator", "received"),
    [
        (b"From a@b.example Fri Nov 20 08:15:30 2026", datetime(2026, 11, 20, 8, 15, 30, tzinfo=UTC)),
        (b"From - Fri Nov  6 08:15:30 2026", datetime(2026, 11, 6, 8, 15, 30, tzinfo=UTC)),
        (b"From 1784@xxx Fri Nov 20 08:15:30 +0000 2026", datetime(2026, 11, 20, 8, 15, 30, tzinfo=UTC)),
        (b"From MAILER-DAEMON Fri Nov 20 08:15:30 GMT 2026", datetime(2026, 11, 20, 8, 15, 30, tzinfo=UTC)),
        (b"From a b c Fri Nov 20 08:15 2026", datetime(2026, 11, 20, 8, 15, tzinfo=UTC)),
    ],
)
def test_separators_of_many_writers_are_known(file: Path, separator: bytes, received: datetime) -> None:
    """Separator lines of the usual writers begin a message and date it."""
    file.write_bytes(separator + b"\nSubject: x\n\nwords\n\n" + separator + b"\r\nSubject: y\r\n\r\n")
    with MboxMailbox(MboxAccount(file)) as mailbox:
        messages = list(mailbox.fetch(mailbox.present()))
    assert [m.received for m in messages if isinstance(m, RawMessage)] == [received, received]
    assert [m.content for m in messages if isinstance(m, RawMessage)] == [
        b"Subject: x\n\nwords\n",
        b"Subject: y\r\n",
    ]


def test_a_date_that_cannot_be_is_the_files_date(file: Path) -> None:
    """The 31st of February separates, but dates nothing."""
    file.write_bytes(SEPARATOR.replace(b"Nov 20", b"Feb 31") + b"Subject: x\n\n")
    with MboxMailbox(MboxAccount(file)) as mailbox:
        [message] = mailbox.fetch(mailbox.present())
    assert isinstance(message, RawMessage)
    assert message.received == datetime.fromtimestamp(file.stat().st_mtime, UTC)
    file.write_bytes(SEPARATOR.replace(b"Nov", b"Foo") + b"Subject: x\n\n")
    with MboxMailbox(MboxAccount(file)) as mailbox:
        assert len(list(mailbox.fetch(mailbox.present()))) == 1


def test_body_lines_that_begin_with_from_do_not_separate(file: Path) -> None:
    """A separator stands behind an empty line and holds a time; everything else belongs to the message."""
    body = b"Subject: x\n\nwords\n" + SEPARATOR + b"\nFrom Monday on 3 of us\n\nFrom 10:30 to noon, in 2026\n"
    file.write_bytes(SEPARATOR + body + b"\n" + SEPARATOR + b"Subject: y\n\n")
    assert read(file) == [body, b"Subject: y\n"]


def test_only_the_last_empty_line_belongs_to_the_separator(file: Path) -> None:
    """Empty lines at the end of a message are its own, but for the one that the format adds."""
    file.write_bytes(SEPARATOR + b"S: x\n\n\n\n" + SEPARATOR + b"S: y\n\n\n\n")
    assert read(file) == [b"S: x\n\n\n", b"S: y\n\n\n"]


def test_a_message_without_bytes_is_empty(file: Path) -> None:
    """A separator followed by the next one is said to be empty, and the next one is read."""
    file.write_bytes(SEPARATOR + b"\n" + SEPARATOR + b"S: y\n\n")
    with MboxMailbox(MboxAccount(file)) as mailbox:
        first, second = mailbox.fetch(mailbox.present())
    assert isinstance(first, Unfetched)
    assert first.reason == "empty"
    assert isinstance(second, RawMessage)


def test_a_file_written_anew_is_another_epoch(file: Path) -> None:
    """UIDs of the old file are vanished, not other messages, and the epoch differs."""
    file.write_bytes(SEPARATOR + b"S: x\n\n" + SEPARATOR + b"S: y\n\n")
    with MboxMailbox(MboxAccount(file)) as mailbox:
        epoch, uids = mailbox.uidvalidity, mailbox.present()
    file.write_bytes(SEPARATOR.replace(b"a@", b"other@") + b"S: longer than before\n\n" + SEPARATOR + b"S: y\n\n")
    with MboxMailbox(MboxAccount(file)) as mailbox:
        assert mailbox.uidvalidity != epoch
        [message] = mailbox.fetch(uids[1:])
    assert message == Unfetched(uids[1], "vanished", "the file was written anew")


def test_a_growing_file_keeps_its_epoch(file: Path) -> None:
    """Messages appended later have higher UIDs in the same epoch."""
    file.write_bytes(SEPARATOR + b"S: x\n\n")
    with MboxMailbox(MboxAccount(file)) as mailbox:
        epoch, uids = mailbox.uidvalidity, mailbox.present()
        with file.open("ab") as more:
            more.write(SEPARATOR + b"S: y\n\n")
        assert mailbox.present(uids[-1]) == mailbox.present()[1:]
        assert len(mailbox.present()) == 2
        assert mailbox.uidvalidity == epoch


def test_what_is_no_mbox_needs_a_person(file: Path) -> None:
    """A file that does not begin with a separator is named."""
    file.write_bytes(b"Subject: a single message\n\nwords\n")
    with pytest.raises(PermanentError, match="no mbox"), MboxMailbox(MboxAccount(file)):
        pass


def test_it_must_be_entered_before_it_is_read(file: Path) -> None:
    """Reading outside of `with` is refused with a clear word."""
    file.write_bytes(SEPARATOR + b"S: x\n\n")
    mailbox = MboxMailbox(MboxAccount(file))
    with pytest.raises(PermanentError, match="not open"):
        mailbox.present()
    with mailbox:
        pass
    with pytest.raises(PermanentError, match="not open"):
        mailbox.present()
    mailbox.__exit__(None, None, None)


def test_a_line_without_end_does_not_fill_the_memory(file: Path) -> None:
    """A message of one enormous line is refused by its size, without being held in memory."""
    with file.open("wb") as written:
        written.write(SEPARATOR + b"S: x\n\n")
        for _ in range(64):
            written.write(b"x" * 1024 * 1024)
        written.write(b"\n\n" + SEPARATOR + b"S: y\n\n")
    with MboxMailbox(replace(MboxAccount(file), message_bytes=1024 * 1024)) as mailbox:
        tracemalloc.start()
        messages = list(mailbox.fetch(mailbox.present()))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert [m.reason if isinstance(m, Unfetched) else m.content for m in messages] == ["too-large", b"S: y\n"]
    assert peak < 8 * 1024 * 1024


def test_a_long_line_is_kept_whole(file: Path) -> None:
    """A line longer than one piece of reading comes through exactly, also where a piece ends at its end."""
    for length in (64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 200_000):
        content = b"S: x\n\n" + b"x" * length + b"\nFrom\n" + b"y" * length + b"\n\nlast\n"
        file.write_bytes(SEPARATOR + content + b"\n")
        assert read(file) == [content]
