"""What errors of the network and of the libraries mean, one by one."""

from __future__ import annotations

import imaplib
import socket
import ssl

import pytest

from intake.errors import IntakeError, PermanentError, TransientError
from intake.mailboxes.imap_trouble import NEEDS_A_PERSON, PASSES, imap_trouble, server_words
from intake.mailboxes.imap_wire import OversizedLiteral


def translated(error: Exception, refused: type[IntakeError] = TransientError) -> IntakeError:
    """Return what an error becomes."""
    with pytest.raises(IntakeError) as caught, imap_trouble("mail.example.org:993", "looking", refused=refused):
        raise error
    assert caught.value.__cause__ is error
    assert str(caught.value).startswith("mail.example.org:993: looking: ")
    return caught.value


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), PermanentError),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"), TransientError),
        (ConnectionRefusedError(111, "Connection refused"), TransientError),
        (ConnectionResetError(104, "reset"), TransientError),
        (BrokenPipeError(32, "pipe"), TransientError),
        (TimeoutError("timed out"), TransientError),
        (ssl.SSLEOFError(8, "EOF occurred in violation of protocol"), TransientError),
        (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number"), PermanentError),
        (ssl.SSLError(1, "[SSL: TLSV1_ALERT_PROTOCOL_VERSION] tlsv1 alert protocol version"), PermanentError),
        (imaplib.IMAP4.readonly("INBOX is not writable"), PermanentError),
        (imaplib.IMAP4.abort("socket error: EOF"), TransientError),
        (OversizedLiteral("a literal of 9 bytes"), TransientError),
        (ValueError("int too large"), TransientError),
        (RecursionError("maximum recursion depth"), TransientError),
        (IndexError("pop from empty list"), TransientError),
    ],
)
def test_each_error_has_its_kind(error: Exception, kind: type[IntakeError]) -> None:
    """What may pass by itself is transient, what needs a person is permanent."""
    assert type(translated(error)) is kind


@pytest.mark.parametrize("otherwise", [TransientError, PermanentError])
def test_response_codes_decide_before_the_command(otherwise: type[IntakeError]) -> None:
    """A known response code decides whatever a bare refusal would mean here; without one that decides."""
    for code in PASSES:
        assert type(translated(imaplib.IMAP4.error(f"NO [{code}] words"), otherwise)) is TransientError
    for code in NEEDS_A_PERSON:
        assert type(translated(imaplib.IMAP4.error(f"NO [{code}] words"), otherwise)) is PermanentError
    assert type(translated(imaplib.IMAP4.error("NO words"), otherwise)) is otherwise
    assert type(translated(imaplib.IMAP4.error("NO [XNEW] words"), otherwise)) is otherwise


def test_our_own_errors_pass_unchanged() -> None:
    """Trouble that is ours already keeps its words."""
    with pytest.raises(PermanentError, match=r"^as it was$"), imap_trouble("host", "doing"):
        raise PermanentError("as it was")


def test_bugs_are_not_swallowed() -> None:
    """An error that no library is known to raise comes through as it is."""
    with pytest.raises(AttributeError), imap_trouble("host", "doing"):
        raise AttributeError("a mistake of ours")


def test_words_of_servers_are_cleaned() -> None:
    """Control characters, line ends and great length do not reach a log."""
    words = server_words(imaplib.IMAP4.error("one\r\ntwo\x1b[31m\x00" + "x" * 900))
    assert words.isprintable()
    assert words.startswith("one two[31mxxx")
    assert len(words) <= 300
    assert server_words(TimeoutError()) == "TimeoutError"
