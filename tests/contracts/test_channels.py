"""The promises that every channel keeps, over a real SMTP conversation and a Maildir."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from pathlib import Path

import pytest

from notify.channels.registry import MaildirSettings, Security, Settings, SmtpSettings, open_channel
from notify.errors import PermanentDelivery, TransientDelivery
from store.record import Envelope
from tests.servers.smtp_sink import SmtpSink

# ruff: noqa: D101, D102 - the abstract class Outside says what its kinds do

CONTENTS = (
    b"Subject: plain\r\n\r\nOne line.\r\n",
    b"Subject: dots\r\n\r\n.\r\n..\r\n.x\r\n\r\n.\r\n",
    b"Subject: commands\r\n\r\nQUIT\r\nMAIL FROM:<x@example.org>\r\n.\r\nRSET\r\n",
    b"Subject: long\r\n\r\n" + b"a line of a letter that is long\r\n" * 6_000,
)


def letter(content: bytes = CONTENTS[0], number: int = 1, **changes: str) -> Envelope:
    """Return an envelope, changed so."""
    envelope = Envelope(
        f"K7QM2-F9XB4/incomplete/{number}",
        "incomplete",
        "K7QM2-F9XB4",
        "desk@partnerships.example",
        "writer@example.org",
        f"<{number}@partnerships.example>",
        content,
    )
    return replace(envelope, **changes)


class Outside(ABC):
    """The world that a channel leads to."""

    settings: Settings
    unreachable: Settings

    @abstractmethod
    def received(self) -> list[bytes]:
        """Return the letters that arrived, in any order."""


class Sink(Outside):
    def __init__(self, sink: SmtpSink, dead_port: int) -> None:
        self.sink = sink
        self.settings = SmtpSettings("127.0.0.1", sink.port, Security.PLAIN_LOOPBACK)
        self.unreachable = replace(self.settings, port=dead_port)

    def received(self) -> list[bytes]:
        return [accepted.content for accepted in self.sink.accepted]


class Folder(Outside):
    def __init__(self, folder: Path) -> None:
        self.settings = MaildirSettings(folder / "out" / "letters")
        (folder / "file").touch()
        self.unreachable = MaildirSettings(folder / "file" / "letters")

    def received(self) -> list[bytes]:
        assert isinstance(self.settings, MaildirSettings)
        assert not list((self.settings.path / "tmp").iterdir())
        return [file.read_bytes() for file in (self.settings.path / "new").iterdir()]


@pytest.fixture(params=["smtp", "maildir"])
def outside(request: pytest.FixtureRequest, smtp_sink: SmtpSink, tmp_path: Path) -> Outside:
    """A receiver of each kind, with nothing received."""
    if request.param == "maildir":
        return Folder(tmp_path)
    with SmtpSink() as gone:
        dead_port = gone.port
    return Sink(smtp_sink, dead_port)


def test_letters_arrive_byte_for_byte(outside: Outside) -> None:
    """Every letter arrives once, with exactly its bytes, and the receiver's words are one line."""
    with open_channel(outside.settings) as channel:
        words = [channel.deliver(letter(content, number)) for number, content in enumerate(CONTENTS)]
    assert sorted(outside.received()) == sorted(CONTENTS)
    assert all(said and said == said.strip() and said.isprintable() for said in words)


def test_a_channel_can_be_used_again(outside: Outside) -> None:
    """A channel that was left can be entered again and delivers."""
    channel = open_channel(outside.settings)
    for number in (1, 2):
        with channel:
            channel.deliver(letter(number=number))
    assert len(outside.received()) == 2


def test_a_channel_unused_touches_nothing(outside: Outside) -> None:
    """Entering and leaving without a letter sends none."""
    with open_channel(outside.settings):
        pass
    assert outside.received() == []


def test_greeting_hands_nothing_over(outside: Outside) -> None:
    """A receiver that is there introduces itself in one line, gets no letter by that, and takes one afterwards."""
    with open_channel(outside.settings) as channel:
        words = channel.greet()
        assert words
        assert words.isprintable()
        assert outside.received() == []
        channel.deliver(letter())
        channel.greet()
    assert len(outside.received()) == 1


def test_greeting_tells_what_cannot_be_reached(outside: Outside) -> None:
    """A receiver that is not there is told before any letter is tried."""
    with pytest.raises(TransientDelivery), open_channel(outside.unreachable) as channel:
        channel.greet()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@b\r\nRCPT TO:<victim@example.org>",
        "a@b\nc",
        "a\0@example.org",
        "<a@example.org>",
        "a@example.org> SIZE=1",
        "a b@example.org",
        "a@b@example.org",
        "a\u2028@example.org",
        "a@" + "x" * 300,
    ],
)
def test_addresses_that_are_none_are_refused(outside: Outside, address: str) -> None:
    """An address that is no plain address is refused for good, and the next letter goes out."""
    with open_channel(outside.settings) as channel:
        with pytest.raises(PermanentDelivery):
            channel.deliver(letter(recipient=address))
        if address:
            with pytest.raises(PermanentDelivery):
                channel.deliver(letter(mail_from=address))
        assert outside.received() == []
        channel.deliver(letter())
    assert len(outside.received()) == 1


def test_the_null_sender_is_one(outside: Outside) -> None:
    """A letter may have no sender at all."""
    with open_channel(outside.settings) as channel:
        channel.deliver(letter(mail_from=""))
    assert len(outside.received()) == 1


def test_what_cannot_be_reached_is_tried_again_later(outside: Outside) -> None:
    """A receiver that is not there makes letters wait, and says where it was looked for."""
    with pytest.raises(TransientDelivery, match=r"127\.0\.0\.1|letters"), open_channel(outside.unreachable) as channel:
        channel.deliver(letter())


def test_settings_never_show_a_secret() -> None:
    """No repr of settings holds the secret."""
    settings = SmtpSettings("mail.example.org", user="desk", secret=lambda: "h0rse")
    assert "h0rse" not in repr(settings)
    assert "secret" not in repr(settings)
