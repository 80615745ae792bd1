"""The rigs themselves: a test that leans on a server must be able to trust it."""

from __future__ import annotations

import imaplib
import smtplib
import socket
import ssl

import pytest

from tests.servers.certificates import Authority
from tests.servers.dovecot import DovecotUser
from tests.servers.fake_imap import FakeImap
from tests.servers.fault_proxy import Break, FaultProxy
from tests.servers.smtp_sink import PASSWORD, USER, SmtpSink, Step

LETTER = b"Subject: a letter\r\n\r\n.one dot\r\n"


def test_dovecot_gives_what_was_put_there(dovecot: DovecotUser) -> None:
    """A message put into the Maildir is served byte for byte over verified TLS, and a new user has nothing else."""
    dovecot.deliver(LETTER)
    trusting = ssl.create_default_context(cafile=dovecot.ca_file)
    with imaplib.IMAP4_SSL(dovecot.host, dovecot.tls_port, ssl_context=trusting, timeout=10) as client:
        client.login(dovecot.name, dovecot.password)
        assert client.select("INBOX") == ("OK", [b"1"])
        assert client.fetch("1", "(BODY.PEEK[])")[1][0][1] == LETTER
        client.create("Kept")
    assert dovecot.contents() == [LETTER]
    assert dovecot.folders() == {"Kept"}
    assert "Kept" in dovecot.administer("mailbox", "list", "-u", dovecot.name)


@pytest.mark.parametrize(("how", "error"), [("close", EOFError), ("reset", ConnectionResetError)])
def test_proxy_breaks_where_it_was_told(dovecot: DovecotUser, how: str, error: type[Exception]) -> None:
    """The client gets the bytes before the break, then the break; a second connection is left alone."""
    with FaultProxy(dovecot.plain_port, Break(how, on=rb"CAPABILITY", after=10, times=1)) as proxy:
        with pytest.raises((imaplib.IMAP4.abort, error)):
            imaplib.IMAP4("127.0.0.1", proxy.port, timeout=10)
        with imaplib.IMAP4("127.0.0.1", proxy.port, timeout=10) as client:
            client.login(dovecot.name, dovecot.password)
        assert proxy.traffic.breaks == 1
        assert proxy.traffic.connections == 2


def test_proxy_falls_silent(dovecot: DovecotUser) -> None:
    """A stalled connection gives its bytes and then nothing at all."""
    with (
        FaultProxy(dovecot.plain_port, Break("stall", after=0, on=rb"CAPABILITY")) as proxy,
        pytest.raises(TimeoutError),
    ):
        imaplib.IMAP4("127.0.0.1", proxy.port, timeout=0.3)


def test_proxy_hides_a_capability(dovecot: DovecotUser) -> None:
    """A real server seems to lack what the proxy blots out."""
    with (
        FaultProxy(dovecot.plain_port, hide=(b" MOVE",)) as proxy,
        imaplib.IMAP4("127.0.0.1", proxy.port, timeout=10) as client,
    ):
        client.login(dovecot.name, dovecot.password)
        assert b" MOVE" not in client.capability()[1][0]


def test_fake_imap_answers_as_scripted() -> None:
    """A scripted answer replaces the built-in one and everything the client said is kept."""
    with FakeImap({"NOOP": b"TAG NO not today\r\n"}) as server:
        client = imaplib.IMAP4("127.0.0.1", server.port, timeout=10)
        client.login("anybody", "secret")
        assert client.noop() == ("NO", [b"not today"])
        client.logout()
        assert server.commands == ["CAPABILITY", 'LOGIN anybody "secret"', "NOOP", "LOGOUT"]


def test_sink_keeps_what_it_accepts(smtp_sink: SmtpSink) -> None:
    """A message is kept byte for byte with its envelope; dot-stuffing is undone."""
    with smtplib.SMTP("127.0.0.1", smtp_sink.port, timeout=10) as client:
        client.sendmail("us@desk.example", "them@example.org", LETTER)
    [kept] = smtp_sink.accepted
    assert (kept.mail_from, kept.recipients, kept.content) == ("us@desk.example", ("them@example.org",), LETTER)
    assert not kept.tls
    assert not kept.signed_in


def converse(port: int) -> list[int]:
    """Send the letter by hand; return the code of every answer up to the first refusal."""
    codes = []
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line, line.makefile("rb") as answers:
        for said in (
            b"",
            b"EHLO us",
            b"MAIL FROM:<us@desk.example>",
            b"RCPT TO:<them@example.org>",
            b"DATA",
            b"x\r\n.",
        ):
            line.sendall(said + b"\r\n" if said else b"")
            while (answer := answers.readline())[3:4] == b"-":
                pass
            codes.append(int(answer[:3]))
            if codes[-1] >= 400:
                break
    return codes


@pytest.mark.parametrize(
    ("step", "codes"),
    [
        ("connect", [451]),
        ("ehlo", [220, 451]),
        ("mail", [220, 250, 451]),
        ("rcpt", [220, 250, 250, 451]),
        ("data", [220, 250, 250, 250, 451]),
        ("dot", [220, 250, 250, 250, 354, 451]),
    ],
)
def test_sink_refuses_where_it_was_told(smtp_sink: SmtpSink, step: Step, codes: list[int]) -> None:
    """An ordered answer is given at its step, once; nothing is kept then, and the next try passes."""
    smtp_sink.fail(step, "451 4.3.0 not now")
    assert converse(smtp_sink.port) == codes
    assert smtp_sink.accepted == []
    assert converse(smtp_sink.port) == [220, 250, 250, 250, 354, 250]
    assert len(smtp_sink.accepted) == 1


def test_sink_may_keep_and_hang_up(smtp_sink: SmtpSink) -> None:
    """A message can be kept although the sender sees the line drop."""
    smtp_sink.fail("dot", drop=True, keep=True)
    with smtplib.SMTP("127.0.0.1", smtp_sink.port, timeout=10) as client, pytest.raises(smtplib.SMTPServerDisconnected):
        client.sendmail("us@desk.example", "them@example.org", LETTER)
    assert len(smtp_sink.accepted) == 1


@pytest.mark.parametrize("kind", ["tls", "starttls"])
def test_sink_speaks_tls_and_knows_its_user(authority: Authority, kind: str) -> None:
    """Over TLS the sink takes the one password, and notes that it did."""
    trusting = ssl.create_default_context(cafile=authority.ca_file)
    with SmtpSink(**{kind: authority.server_context("localhost")}, require_sign_in=True) as sink:
        if kind == "tls":
            client: smtplib.SMTP = smtplib.SMTP_SSL("localhost", sink.port, context=trusting, timeout=10)
        else:
            client = smtplib.SMTP("localhost", sink.port, timeout=10)
            client.starttls(context=trusting)
        with client:
            with pytest.raises(smtplib.SMTPAuthenticationError):
                client.login(USER, "wrong")
            client.login(USER, PASSWORD)
            client.sendmail("us@desk.example", "them@example.org", LETTER)
    assert sink.accepted[0].tls
    assert sink.accepted[0].signed_in


def test_authority_signs_good_and_bad_certificates(authority: Authority) -> None:
    """An expired certificate and another host's are refused by a client that trusts the authority."""
    trusting = ssl.create_default_context(cafile=authority.ca_file)
    for context in (
        authority.server_context("localhost", expired=True),
        authority.server_context("elsewhere.example"),
    ):
        with SmtpSink(tls=context) as sink, pytest.raises(ssl.SSLCertVerificationError):
            smtplib.SMTP_SSL("localhost", sink.port, context=trusting, timeout=10)
