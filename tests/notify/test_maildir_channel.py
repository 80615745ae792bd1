"""MaildirChannel: what only a Maildir does."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from notify.channels.maildir import MaildirChannel
from notify.channels.settings import MaildirSettings
from notify.errors import TransientDelivery
from store.record import Envelope

LETTER = Envelope(
    "../../K7QM2-F9XB4/incomplete/1", "incomplete", None, "us@desk.example", "them@example.org", "<../1@desk.example>",
    b"Subject: a letter\r\n\r\nwords\r\n",
)  # fmt: skip


def test_names_come_from_our_own_values_alone(tmp_path: Path) -> None:
    """A file is named by the clock and a hash: nothing of addresses, keys or subjects reaches the file system."""
    with MaildirChannel(MaildirSettings(tmp_path / "out"), clock=lambda: 1_795_500_000.25) as channel:
        said = channel.deliver(LETTER)
    [file] = (tmp_path / "out" / "new").iterdir()
    assert re.fullmatch(r"1795500000\.M250000Q[0-9a-f]{24}\.letter", file.name)
    assert said == f"kept as {file.name}"
    assert {entry.name for entry in tmp_path.iterdir()} == {"out"}


def test_letters_are_private(tmp_path: Path) -> None:
    """Folders and files are readable by their owner alone."""
    with MaildirChannel(MaildirSettings(tmp_path / "out")) as channel:
        channel.deliver(LETTER)
    assert all(entry.stat().st_mode & 0o077 == 0 for entry in (tmp_path / "out").rglob("*"))


def test_letters_of_one_moment_do_not_meet(tmp_path: Path) -> None:
    """Letters written at the same microsecond lie side by side."""
    with MaildirChannel(MaildirSettings(tmp_path), clock=lambda: 1.0) as channel:
        for number in range(20):
            channel.deliver(replace(LETTER, key=f"key/{number}"))
    assert len(list((tmp_path / "new").iterdir())) == 20


def test_a_folder_that_disappears_makes_letters_wait(tmp_path: Path) -> None:
    """When the Maildir cannot be written to, the letter waits and no half of it is left."""
    with MaildirChannel(MaildirSettings(tmp_path / "out")) as channel:
        (tmp_path / "out" / "new").rmdir()
        with pytest.raises(TransientDelivery, match="new"):
            channel.greet()
        with pytest.raises(TransientDelivery, match="out"):
            channel.deliver(LETTER)
        assert list((tmp_path / "out" / "tmp").iterdir()) == []
