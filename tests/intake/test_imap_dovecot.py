"""ImapMailbox against a real server: privacy of the line, faults on the way, epochs, filing without MOVE."""

from __future__ import annotations

import logging
import ssl
import warnings
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from intake.errors import PermanentError, TransientError
from intake.mailboxes.accounts import ImapAccount, Security
from intake.mailboxes.base import Unfetched
from intake.mailboxes.imap import ImapMailbox
from intake.message import RawMessage
from tests.servers.certificates import Authority
from tests.servers.dovecot import DovecotUser
from tests.servers.fake_imap import FakeImap
from tests.servers.fault_proxy import Break, FaultProxy

MAIL = [b"Subject: number %d\r\n\r\n%s\r\n" % (number, b"words " * 500) for number in range(12)]

PATIENCE: dict[str, dict[str, object]] = {"close": {}, "reset": {}, "stall": {"read_seconds": 0.5}}
"""What a test of each kind of break changes in the settings; only silence is waited for."""


def account(user: DovecotUser, /, **changes: object) -> ImapAccount:
    """Return the user's account over verified TLS, changed so."""
    settings = ImapAccount("127.0.0.1", user.name, lambda: user.password, port=user.tls_port, ca_file=user.ca_file)
    return replace(settings, **changes)  # type: ignore[arg-type]


def in_the_clear(user: DovecotUser, port: int, /, **changes: object) -> ImapAccount:
    """Return the user's account over a plain connection to this port, changed so."""
    return account(user, port=port, security=Security.PLAIN_LOOPBACK, **changes)


def contents(mailbox: ImapMailbox) -> list[bytes]:
    """Fetch everything and return the bytes of what came."""
    return [m.content for m in mailbox.fetch(mailbox.present()) if isinstance(m, RawMessage)]


# --- the line is private --------------------------------------------------------------------------------------------


def test_starttls_is_enforced_and_works(dovecot: DovecotUser) -> None:
    """Over STARTTLS the mailbox opens, and nothing but the wish for TLS was said in the clear."""
    dovecot.deliver(MAIL[0])
    with FaultProxy(dovecot.plain_port) as proxy:
        with ImapMailbox(account(dovecot, port=proxy.port, security=Security.STARTTLS)) as mailbox:
            assert contents(mailbox) == [MAIL[0]]
        assert dovecot.password.encode() not in proxy.traffic.said
        assert proxy.traffic.said.count(b"STARTTLS") == 1
        assert b"LOGIN" not in proxy.traffic.said
        assert b"AUTHENTICATE" not in proxy.traffic.said


def test_starttls_stripped_on_the_way_is_refused(dovecot: DovecotUser) -> None:
    """Where somebody blots STARTTLS out of the server's words, no user name and no password is sent."""
    with FaultProxy(dovecot.plain_port, hide=(b" STARTTLS",)) as proxy:
        settings = account(dovecot, port=proxy.port, security=Security.STARTTLS)
        with pytest.raises(PermanentError, match="STARTTLS"), ImapMailbox(settings):
            pass
        assert dovecot.name.encode() not in proxy.traffic.said


@pytest.mark.parametrize("changes", [{"host": "localhost"}, {"host": "127.0.0.1"}])
def test_certificate_is_checked_against_the_name(dovecot: DovecotUser, changes: dict[str, object]) -> None:
    """Both names in the certificate open the mailbox."""
    with ImapMailbox(account(dovecot, **changes)) as mailbox:
        assert mailbox.writable


def test_unknown_authority_is_refused(dovecot: DovecotUser) -> None:
    """A certificate that the system's authorities did not sign needs a person, and no credential was sent."""
    with (
        pytest.raises(PermanentError, match="certificate is not trusted"),
        ImapMailbox(account(dovecot, ca_file=None)),
    ):
        pass


@pytest.mark.parametrize(("names", "expired"), [(("localhost",), True), (("elsewhere.example",), False)])
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_bad_certificates_are_refused(
    authority: Authority, names: tuple[str, ...], expired: bool, security: Security
) -> None:
    """An expired certificate, or one of another host, is refused before anybody signs in."""
    context = authority.server_context(*names, expired=expired)
    answers = {"CAPABILITY": b"* CAPABILITY IMAP4rev1 STARTTLS\r\nTAG OK done\r\n", "STARTTLS": b"TAG OK go\r\n"}
    implicit = context if security is Security.TLS else None
    with FakeImap(answers, starttls=context, tls=implicit) as server:
        settings = ImapAccount(
            "localhost", "desk", lambda: "secret", port=server.port, security=security, ca_file=authority.ca_file
        )
        with pytest.raises(PermanentError, match="certificate is not trusted"), ImapMailbox(settings):
            pass
        assert not server.said("LOGIN")
        assert not server.said("AUTHENTICATE")


def test_tls_to_a_plain_port_says_so(dovecot: DovecotUser) -> None:
    """Speaking TLS to a port that does not is a matter for the operator, not for another try."""
    with (
        pytest.raises(PermanentError, match="no TLS is possible"),
        ImapMailbox(account(dovecot, port=dovecot.plain_port)),
    ):
        pass


def test_old_tls_is_refused(authority: Authority) -> None:
    """A server that knows nothing newer than TLS 1.1 is not spoken to."""
    context = authority.server_context("localhost")
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that it is old is the point
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with FakeImap(tls=context) as server:
        settings = ImapAccount("localhost", "desk", lambda: "secret", port=server.port, ca_file=authority.ca_file)
        with pytest.raises(PermanentError, match="no TLS is possible"), ImapMailbox(settings):
            pass
        assert server.commands == []


def test_plain_text_goes_to_this_machine_only() -> None:
    """Without TLS no other host is even connected to."""
    settings = ImapAccount("mail.example.org", "desk", lambda: "secret", security=Security.PLAIN_LOOPBACK)
    with pytest.raises(PermanentError, match="only this machine"), ImapMailbox(settings):
        pass


def test_missing_authorities_are_named(dovecot: DovecotUser, tmp_path: Path) -> None:
    """A ca_file that is not there, or holds no certificate, is named."""
    empty = tmp_path / "empty.pem"
    empty.touch()
    for file in (tmp_path / "nowhere.pem", empty):
        with pytest.raises(PermanentError, match=file.name), ImapMailbox(account(dovecot, ca_file=file)):
            pass


# --- signing in -----------------------------------------------------------------------------------------------------


def test_wrong_password_needs_a_person_and_is_not_repeated(dovecot: DovecotUser) -> None:
    """A refused password is permanent trouble, told without the password."""
    with pytest.raises(PermanentError, match="AUTHENTICATIONFAILED") as caught, ImapMailbox(
        account(dovecot, secret=lambda: "wr0ng-horse")
    ):  # fmt: skip
        pass
    assert "wr0ng-horse" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("secret", ["", "two\r\nlines", "nul\0"])
def test_secrets_that_break_the_protocol_are_refused(dovecot: DovecotUser, secret: str) -> None:
    """An empty secret or one with a line end is refused and not shown."""
    with (
        pytest.raises(PermanentError, match="the secret is empty or holds a line end"),
        ImapMailbox(account(dovecot, secret=lambda: secret)),
    ):
        pass


@pytest.mark.parametrize("changes", [{"user": "desk\r\nA1 LOGOUT"}, {"folder": "IN\0BOX"}, {"host": ""}])
def test_accounts_that_break_the_protocol_are_refused(dovecot: DovecotUser, changes: dict[str, object]) -> None:
    """Line ends and NUL in an account's settings are refused before connecting."""
    with pytest.raises(PermanentError, match="cannot be part of"), ImapMailbox(account(dovecot, **changes)):
        pass


def test_nothing_secret_and_no_body_is_logged(dovecot: DovecotUser, caplog: pytest.LogCaptureFixture) -> None:
    """At the most talkative level the libraries' logs hold neither the password nor a message's words."""
    dovecot.deliver(b"Subject: canary-subject\r\n\r\ncanary-body\r\n")
    with caplog.at_level(logging.DEBUG), ImapMailbox(account(dovecot, secret=lambda: "secret")) as mailbox:
        assert len(contents(mailbox)) == 1
    assert "canary" not in caplog.text
    assert "secret" not in caplog.text


# --- faults on the way ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["close", "reset", "stall"])
@pytest.mark.parametrize("after", [0, 40, 700, 9_000])
def test_a_break_in_a_batch_loses_nothing(dovecot: DovecotUser, how: str, after: int) -> None:
    """Wherever the line breaks in a batch, once, every message still comes whole and once, in the same opening."""
    for content in MAIL:
        dovecot.deliver(content)
    fault = Break(how, on=rb"BODY\.PEEK", after=after, times=1)
    with FaultProxy(dovecot.plain_port, fault) as proxy:
        with ImapMailbox(in_the_clear(dovecot, proxy.port, **PATIENCE[how])) as mailbox:
            assert sorted(contents(mailbox)) == sorted(MAIL)
        assert proxy.traffic.breaks == 1
        assert proxy.traffic.connections == 2
    assert set(dovecot.flags()) == {""}


@pytest.mark.parametrize("how", ["close", "reset", "stall"])
@pytest.mark.parametrize("on", [rb"LOGIN|AUTHENTICATE", rb"SELECT", rb"SEARCH", rb"RFC822\.SIZE"])
def test_a_break_elsewhere_passes(dovecot: DovecotUser, how: str, on: bytes) -> None:
    """A line that breaks while signing in, selecting, listing or asking for sizes is transient trouble."""
    dovecot.deliver(MAIL[0])
    with FaultProxy(dovecot.plain_port, Break(how, on=on)) as proxy, pytest.raises(TransientError), ImapMailbox(
        in_the_clear(dovecot, proxy.port, **PATIENCE[how])
    ) as mailbox:  # fmt: skip
        contents(mailbox)
    assert dovecot.contents() == [MAIL[0]]


def test_a_line_that_keeps_breaking_ends_the_opening(dovecot: DovecotUser) -> None:
    """Where every batch breaks, the number of new connections is bounded and the trouble transient."""
    for content in MAIL:
        dovecot.deliver(content)
    with FaultProxy(dovecot.plain_port, Break("close", on=rb"BODY\.PEEK", after=100)) as proxy:
        with pytest.raises(TransientError), ImapMailbox(in_the_clear(dovecot, proxy.port)) as mailbox:
            contents(mailbox)
        assert 2 <= proxy.traffic.connections <= 6


def test_a_trickle_ends_by_the_deadline(dovecot: DovecotUser) -> None:
    """Bytes that keep dripping do not outlast the time for a batch, although no single wait is long."""
    dovecot.deliver(b"Subject: long\r\n\r\n" + b"drip " * 2_000)
    with FaultProxy(dovecot.plain_port, bytes_per_second=4_000) as proxy:
        settings = in_the_clear(dovecot, proxy.port, batch_seconds=0.7)
        with ImapMailbox(settings) as mailbox:
            [message] = mailbox.fetch(mailbox.present())
    assert isinstance(message, Unfetched)
    assert message.retry
    assert "too slowly" in message.detail


def test_nobody_listens(dovecot: DovecotUser) -> None:
    """A refused connection passes; a host that does not exist needs a person."""
    with FaultProxy(dovecot.plain_port) as proxy:
        port = proxy.port
    with pytest.raises(TransientError, match="connection was lost"), ImapMailbox(in_the_clear(dovecot, port)):
        pass


def test_batches_are_bounded_by_count_and_bytes(dovecot: DovecotUser) -> None:
    """Twelve messages come in as many commands as the bounds on count and bytes demand."""
    for content in MAIL:
        dovecot.deliver(content)
    size = len(MAIL[0])
    for changes, commands in (
        ({}, 1),
        ({"batch_messages": 5}, 3),
        ({"batch_bytes": 2 * size + 10}, 6),
        ({"batch_bytes": 1}, 12),
    ):
        with FaultProxy(dovecot.plain_port) as proxy:
            with ImapMailbox(in_the_clear(dovecot, proxy.port, **changes)) as mailbox:
                assert sorted(contents(mailbox)) == sorted(MAIL)
            assert proxy.traffic.said.count(b"BODY.PEEK[]") == commands


def test_an_empty_poll_is_short(dovecot: DovecotUser) -> None:
    """Looking into an empty folder takes at most six commands after the greeting."""
    with FaultProxy(dovecot.plain_port) as proxy:
        with ImapMailbox(in_the_clear(dovecot, proxy.port)) as mailbox:
            assert mailbox.present() == []
        assert proxy.traffic.said.count(b"\r\n") <= 6


def test_old_mail_is_not_read_again(dovecot: DovecotUser) -> None:
    """Fetching one new message of many costs no bytes of the old ones."""
    for content in MAIL:
        dovecot.deliver(content)
    with FaultProxy(dovecot.plain_port) as proxy:
        with ImapMailbox(in_the_clear(dovecot, proxy.port)) as mailbox:
            [new] = mailbox.present()[-1:]
            [message] = mailbox.fetch([new])
        assert isinstance(message, RawMessage)
        assert proxy.traffic.down < 2 * len(message.content)


# --- what changes under us ------------------------------------------------------------------------------------------


def test_a_new_epoch_is_seen_at_the_next_opening(dovecot: DovecotUser) -> None:
    """After UIDVALIDITY changed on the server, the next opening reports the new value, higher or lower."""
    dovecot.deliver(MAIL[0])
    with ImapMailbox(account(dovecot)) as mailbox:
        mailbox.present()
    for epoch in (4_000_000_001, 17):
        dovecot.administer("mailbox", "update", "--uid-validity", str(epoch), "-u", dovecot.name, "INBOX")
        with ImapMailbox(account(dovecot)) as mailbox:
            assert mailbox.uidvalidity == epoch
            assert contents(mailbox) == [MAIL[0]]


def test_messages_removed_by_somebody_else_are_vanished(dovecot: DovecotUser) -> None:
    """What another session removes after we listed it is said to be vanished; the rest comes."""
    for content in MAIL[:3]:
        dovecot.deliver(content)
    with ImapMailbox(account(dovecot)) as mailbox:
        uids = mailbox.present()
        with ImapMailbox(account(dovecot)) as other:
            other.move(uids[1:2], "Elsewhere")
        given = {getattr(m, "uid", None) or m.place.uid: m for m in mailbox.fetch(uids)}
    assert isinstance(given[uids[1]], Unfetched)
    assert given[uids[1]].reason == "vanished"
    assert [given[uid].content for uid in (uids[0], uids[2])] == [MAIL[0], MAIL[2]]


def test_flags_and_dates_come_along(dovecot: DovecotUser) -> None:
    """Flags set by people are reported, and the date is the time of arrival, aware."""
    dovecot.deliver(MAIL[0], flags="FS", received=1_700_000_000)
    with ImapMailbox(account(dovecot)) as mailbox:
        [message] = mailbox.fetch(mailbox.present())
    assert isinstance(message, RawMessage)
    assert {"\\Seen", "\\Flagged"} <= message.flags
    assert message.received == datetime.fromtimestamp(1_700_000_000, UTC)


def test_a_read_only_folder_is_read(dovecot: DovecotUser) -> None:
    """Where the server lets us only look, mail is read all the same, and filing is refused."""
    dovecot.deliver(MAIL[0])
    with ImapMailbox(account(dovecot)) as mailbox:
        mailbox.present()
    dovecot.administer("acl", "set", "-u", dovecot.name, "INBOX", "owner", "lookup", "read")
    with ImapMailbox(account(dovecot)) as mailbox:
        assert not mailbox.writable
        assert contents(mailbox) == [MAIL[0]]
        with pytest.raises(PermanentError, match="only be read"):
            mailbox.move(mailbox.present(), "Processed")


def test_listing_in_portions_finds_everything(dovecot: DovecotUser) -> None:
    """However small the portions of a listing, they hold every UID once."""
    for content in MAIL:
        dovecot.deliver(content)
    with ImapMailbox(account(dovecot)) as mailbox:
        uids = mailbox.present()
    assert len(uids) == len(MAIL)
    for portion in (1, 5, 6, 11, 12, 13):
        with ImapMailbox(account(dovecot), listed_at_once=portion) as mailbox:
            assert mailbox.present() == uids
            assert mailbox.present(uids[6]) == uids[7:]


# --- filing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hidden", [(), (b" MOVE",)])
def test_only_our_messages_are_removed(dovecot: DovecotUser, hidden: tuple[bytes, ...]) -> None:
    """With MOVE or with COPY and UID EXPUNGE, what another program marked as deleted is left alone."""
    for content in MAIL[:4]:
        dovecot.deliver(content)
    dovecot.deliver(MAIL[4], flags="T")
    with FaultProxy(dovecot.plain_port, hide=hidden) as proxy:
        with ImapMailbox(in_the_clear(dovecot, proxy.port)) as mailbox:
            uids = mailbox.present()
            assert mailbox.move(uids[:2], "Processed") == set(uids[:2])
            assert mailbox.present() == uids[2:]
        assert (b" COPY " in proxy.traffic.said) == bool(hidden)
        assert b"T" in dovecot.flags()[-1].encode()
    assert sorted(dovecot.contents("Processed")) == sorted(MAIL[:2])
    assert dovecot.flags("Processed") == ["S", "S"]


def test_without_uidplus_nothing_is_removed_and_nothing_copied_twice(dovecot: DovecotUser) -> None:
    """Without MOVE and UIDPLUS the messages stay, marked as deleted; a hundred more passes make no second copy."""
    for content in MAIL[:2]:
        dovecot.deliver(content)
    with FaultProxy(dovecot.plain_port, hide=(b" MOVE", b" UIDPLUS")) as proxy:
        settings = in_the_clear(dovecot, proxy.port)
        for _ in range(3):
            with ImapMailbox(settings) as mailbox:
                uids = mailbox.present()
                for _ in range(34):
                    assert mailbox.move(uids, "Processed") == set()
        assert b"EXPUNGE" not in proxy.traffic.said
    assert sorted(dovecot.contents("Processed")) == sorted(MAIL[:2])
    assert sorted(dovecot.contents()) == sorted(MAIL[:2])
    assert all("T" in flags for flags in dovecot.flags())


def test_moving_many_stays_within_a_command_line(dovecot: DovecotUser) -> None:
    """A thousand scattered UIDs are moved with no command of more than 8 KiB."""
    for number in range(1200):
        dovecot.deliver(b"Subject: %d\r\n\r\n" % number)
    with FaultProxy(dovecot.plain_port) as proxy:
        with ImapMailbox(in_the_clear(dovecot, proxy.port)) as mailbox:
            uids = mailbox.present()
            assert mailbox.move(uids[::2], "Processed") == set(uids[::2])
            assert mailbox.present() == uids[1::2]
        assert max(len(line) for line in bytes(proxy.traffic.said).split(b"\r\n")) < 8192


def test_the_answer_to_a_move_may_get_lost(dovecot: DovecotUser) -> None:
    """When the server moved and the line broke before it said so, the next pass finds the message filed."""
    dovecot.deliver(MAIL[0])
    with FaultProxy(dovecot.plain_port, Break("close", on=rb"UID MOVE", times=1)) as proxy:
        settings = in_the_clear(dovecot, proxy.port)
        with ImapMailbox(settings) as mailbox:
            uids = mailbox.present()
            with pytest.raises(TransientError):
                mailbox.move(uids, "Processed")
        with ImapMailbox(settings) as mailbox:
            assert mailbox.move(uids, "Processed") == set(uids)
    assert dovecot.contents("Processed") == [MAIL[0]]
    assert dovecot.contents() == []


def test_folders_are_named_in_any_script(dovecot: DovecotUser) -> None:
    """A folder whose name is not ASCII is created once and used again."""
    for content in MAIL[:2]:
        dovecot.deliver(content)
    with ImapMailbox(account(dovecot)) as mailbox:
        for uid in mailbox.present():
            assert mailbox.move([uid], "Traités/Ответы") == {uid}
    listed = dovecot.administer("mailbox", "list", "-8", "-u", dovecot.name).splitlines()
    assert [name for name in listed if name.startswith("Trait")].count("Traités/Ответы") == 1
