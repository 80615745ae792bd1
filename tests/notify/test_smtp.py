"""SmtpChannel: what becomes of a letter when the conversation goes wrong, at every step of it."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

import pytest

from notify.channels.settings import Security, SignIn, SmtpSettings
from notify.channels.smtp import SmtpChannel
from notify.errors import AmbiguousDelivery, DeliveryError, PermanentDelivery, TransientDelivery
from store.record import Envelope
from tests.servers.certificates import Authority
from tests.servers.fault_proxy import Break, FaultProxy
from tests.servers.smtp_sink import PASSWORD, USER, SmtpSink, Step

CONTENT = b"Subject: a letter\r\n\r\nwords\r\n"
LETTER = Envelope(
    "K7QM2-F9XB4/incomplete/1",
    "incomplete",
    "K7QM2-F9XB4",
    "desk@partnerships.example",
    "writer@example.org",
    "<1@partnerships.example>",
    CONTENT,
)


def plain(port: int, **changes: object) -> SmtpSettings:
    """Return settings for a server on this machine without TLS, changed so."""
    settings = SmtpSettings("127.0.0.1", port, Security.PLAIN_LOOPBACK, dot_seconds=60.0)
    return replace(settings, **changes)  # type: ignore[arg-type]


def impatient(port: int) -> SmtpSettings:
    """Return settings that wait half a second for any answer."""
    return plain(port, connect_seconds=0.5, command_seconds=0.5, data_seconds=0.5, dot_seconds=0.5)


def secure(port: int, authority: Authority, **changes: object) -> SmtpSettings:
    """Return settings for a TLS server of our authority, signing in with a password."""
    settings = SmtpSettings("localhost", port, user=USER, secret=lambda: PASSWORD, ca_file=authority.ca_file)
    return replace(settings, **changes)  # type: ignore[arg-type]


BEFORE_DATA: tuple[Step, ...] = ("connect", "ehlo", "mail", "rcpt")

# --- the phase decides ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["connect", "ehlo", "mail", "rcpt", "data", "dot"])
@pytest.mark.parametrize("reply", ["450 4.2.0 greylisted", "421 4.3.2 closing"])
def test_a_passing_refusal_is_transient_everywhere(smtp_sink: SmtpSink, step: Step, reply: str) -> None:
    """4xx and 421 at any step: not taken, the server's words are kept, and the next try delivers once."""
    smtp_sink.fail(step, reply)
    with SmtpChannel(plain(smtp_sink.port)) as channel:
        with pytest.raises(TransientDelivery, match=reply):
            channel.deliver(LETTER)
        assert smtp_sink.accepted == []
        channel.deliver(LETTER)
    assert len(smtp_sink.accepted) == 1
    assert smtp_sink.connections == 2


@pytest.mark.parametrize("step", ["mail", "rcpt", "data", "dot"])
def test_a_final_refusal_of_the_letter_is_permanent(smtp_sink: SmtpSink, step: Step) -> None:
    """5xx from MAIL to the dot: refused for good, and the next letter goes over a new connection."""
    smtp_sink.fail(step, "550 5.7.1 no")
    with SmtpChannel(plain(smtp_sink.port)) as channel:
        with pytest.raises(PermanentDelivery, match=r"550 5\.7\.1 no"):
            channel.deliver(LETTER)
        assert smtp_sink.accepted == []
        channel.deliver(LETTER)
    assert len(smtp_sink.accepted) == 1
    assert smtp_sink.connections == 2


@pytest.mark.parametrize("step", ["connect", "ehlo"])
def test_a_server_that_takes_nobody_fails_no_letter(smtp_sink: SmtpSink, step: Step) -> None:
    """5xx before any letter is offered makes it wait."""
    smtp_sink.fail(step, "554 5.3.2 no service here")
    with SmtpChannel(plain(smtp_sink.port)) as channel, pytest.raises(TransientDelivery, match="no service"):
        channel.deliver(LETTER)


def test_too_many_recipients_passes(smtp_sink: SmtpSink) -> None:
    """552 to RCPT is to be treated as 452 (RFC 5321 4.5.3.1.10); to DATA or the dot it is final."""
    with SmtpChannel(plain(smtp_sink.port)) as channel:
        smtp_sink.fail("rcpt", "552 5.5.3 too many")
        with pytest.raises(TransientDelivery):
            channel.deliver(LETTER)
        smtp_sink.fail("dot", "552 5.2.2 mailbox full")
        with pytest.raises(PermanentDelivery):
            channel.deliver(LETTER)


@pytest.mark.parametrize(
    ("how", "step"),
    [
        *(("drop", step) for step in (*BEFORE_DATA, "data", "body")),
        *(("stall", step) for step in (*BEFORE_DATA, "data")),
    ],
)
def test_silence_before_the_dot_is_transient(smtp_sink: SmtpSink, step: Step, how: str) -> None:
    """A line that drops or falls silent before the final dot: surely not taken."""
    smtp_sink.fail(step, drop=how == "drop", stall=30.0 if how == "stall" else 0, times=9)
    content = b"Subject: x\r\n\r\n" + b"words " * 4_000_000 if step == "body" else CONTENT
    settings = impatient(smtp_sink.port) if how == "stall" else plain(smtp_sink.port)
    with SmtpChannel(settings) as channel, pytest.raises(TransientDelivery):
        channel.deliver(replace(LETTER, content=content))
    assert smtp_sink.accepted == []


@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.parametrize("how", ["drop", "stall"])
def test_silence_after_the_dot_is_ambiguous(smtp_sink: SmtpSink, keep: bool, how: str) -> None:
    """After the final dot nobody can say whether the letter was taken, and the connection is not used again."""
    smtp_sink.fail("dot", drop=how == "drop", stall=30.0 if how == "stall" else 0, keep=keep)
    settings = impatient(smtp_sink.port) if how == "stall" else plain(smtp_sink.port)
    with SmtpChannel(settings) as channel:
        with pytest.raises(AmbiguousDelivery, match="not answered"):
            channel.deliver(LETTER)
        assert len(smtp_sink.accepted) == keep
        assert channel.deliver(replace(LETTER, key="another")) == "250 2.0.0 kept"
    assert smtp_sink.connections == 2


@pytest.mark.parametrize("reply", ["gibberish", "354 go on", "2x0 what", "999 no", "250-" + "x" * 9_000])
def test_an_answer_to_the_dot_that_makes_no_sense_is_ambiguous(smtp_sink: SmtpSink, reply: str) -> None:
    """What is neither yes nor no after the dot leaves the letter's fate unknown."""
    smtp_sink.fail("dot", reply)
    with SmtpChannel(plain(smtp_sink.port)) as channel, pytest.raises(AmbiguousDelivery):
        channel.deliver(LETTER)


@pytest.mark.parametrize("step", ["mail", "rcpt", "data"])
@pytest.mark.parametrize("reply", ["gibberish", "222 what", "250-" + "x" * 9_000])
def test_an_answer_that_makes_no_sense_before_the_dot_is_transient(smtp_sink: SmtpSink, step: Step, reply: str) -> None:
    """An unintelligible answer before the dot is no acceptance and no refusal."""
    smtp_sink.fail(step, reply)
    with SmtpChannel(plain(smtp_sink.port)) as channel, pytest.raises(TransientDelivery):
        channel.deliver(LETTER)
    assert smtp_sink.accepted == []


@pytest.mark.parametrize("code", [200, 250, 299])
def test_every_yes_is_a_yes(smtp_sink: SmtpSink, code: int) -> None:
    """Any 2xx to the dot means that the server took responsibility (RFC 5321 4.2.1)."""
    smtp_sink.fail("dot", f"{code} fine", keep=True)
    with SmtpChannel(plain(smtp_sink.port)) as channel:
        assert channel.deliver(LETTER) == f"{code} fine"


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        ("552 5.3.4 enough", PermanentDelivery),
        ("451 4.3.0 full", TransientDelivery),
        ("250 2.0.0 early", TransientDelivery),
    ],
)
def test_a_refusal_in_the_middle_of_the_message_is_heard(
    smtp_sink: SmtpSink, reply: str, error: type[DeliveryError]
) -> None:
    """What a server says while a long letter is still being sent is heard before the dot; even a yes is none then."""
    smtp_sink.fail("body", reply)
    content = b"Subject: x\r\n\r\n" + b"words\r\n" * 2_000_000
    with SmtpChannel(plain(smtp_sink.port)) as channel, pytest.raises(error, match=reply):
        channel.deliver(replace(LETTER, content=content))


@pytest.mark.parametrize("after", [0, 1, 12, 40])
def test_whatever_breaks_is_told_right(smtp_sink: SmtpSink, after: int) -> None:
    """When the server's answers are cut after so many bytes from DATA on, only a complete 250 counts as delivered."""
    outcome: object = "sent"
    with (
        FaultProxy(smtp_sink.port, Break("close", on=rb"DATA\r\n", after=after)) as proxy,
        SmtpChannel(plain(proxy.port)) as channel,
    ):
        try:
            channel.deliver(LETTER)
        except DeliveryError as error:
            outcome = error
    if smtp_sink.accepted:
        assert outcome == "sent" or isinstance(outcome, AmbiguousDelivery)
    else:
        assert isinstance(outcome, (AmbiguousDelivery, TransientDelivery))


# --- the connection -------------------------------------------------------------------------------------------------


def test_one_connection_serves_many_letters(smtp_sink: SmtpSink) -> None:
    """Letters follow each other over one connection, each with a transaction of its own, and leave it with QUIT."""
    with SmtpChannel(plain(smtp_sink.port)) as channel:
        for number in range(5):
            channel.deliver(replace(LETTER, recipient=f"writer{number}@example.org"))
    assert [kept.recipients for kept in smtp_sink.accepted] == [(f"writer{n}@example.org",) for n in range(5)]
    assert smtp_sink.connections == 1
    assert [c.split()[0] for c in smtp_sink.commands] == ["EHLO", *["MAIL", "RCPT", "DATA"] * 5, "QUIT"]


@pytest.mark.parametrize("fault", [{"drop": True}, {"reply": "421 4.4.2 idle too long"}])
def test_a_connection_that_went_stale_is_replaced(smtp_sink: SmtpSink, fault: dict[str, object]) -> None:
    """A server that hung up between two letters costs the second one nothing but a new connection."""
    with SmtpChannel(plain(smtp_sink.port)) as channel:
        channel.deliver(LETTER)
        smtp_sink.fail("mail", **fault)  # type: ignore[arg-type]
        channel.deliver(replace(LETTER, key="second"))
    assert len(smtp_sink.accepted) == 2
    assert smtp_sink.connections == 2


def test_a_refusal_on_a_used_connection_is_not_repeated(smtp_sink: SmtpSink) -> None:
    """Greylisting of the second letter is not answered with an immediate second try."""
    with SmtpChannel(plain(smtp_sink.port)) as channel:
        channel.deliver(LETTER)
        smtp_sink.fail("mail", "451 4.7.1 later")
        with pytest.raises(TransientDelivery, match="later"):
            channel.deliver(LETTER)
    assert smtp_sink.connections == 1


def test_greeting_signs_in(authority: Authority) -> None:
    """A greeting proves the whole way to the first letter: TLS, name and password."""
    with SmtpSink(tls=authority.server_context("localhost"), require_sign_in=True) as sink:
        with SmtpChannel(secure(sink.port, authority)) as channel:
            assert channel.greet() == "250 sink.invalid"
        with (
            SmtpChannel(secure(sink.port, authority, secret=lambda: "wrong")) as channel,
            pytest.raises(TransientDelivery),
        ):
            channel.greet()
        assert [command.split()[0] for command in sink.commands] == ["EHLO", "AUTH", "QUIT", "EHLO", "AUTH"]


def test_leaving_never_fails(smtp_sink: SmtpSink) -> None:
    """A server that answers QUIT badly or not at all is left all the same."""
    for fault in ({"drop": True}, {"reply": "500 what"}):
        smtp_sink.fail("quit", **fault)  # type: ignore[arg-type]
        with SmtpChannel(plain(smtp_sink.port)) as channel:
            channel.deliver(LETTER)
    assert len(smtp_sink.accepted) == 2


def test_a_host_that_does_not_exist_makes_letters_wait() -> None:
    """A name that cannot be found is told, and no letter fails of it."""
    with (
        SmtpChannel(SmtpSettings("no-such-host.invalid")) as channel,
        pytest.raises(TransientDelivery, match="not found"),
    ):
        channel.deliver(LETTER)


@pytest.mark.parametrize("changes", [{"host": ""}, {"helo": "us\r\nQUIT"}, {"user": "a\0b"}])
def test_settings_that_break_the_protocol_are_refused(smtp_sink: SmtpSink, changes: dict[str, object]) -> None:
    """Line ends and NUL in the settings are refused before connecting."""
    with (
        SmtpChannel(plain(smtp_sink.port, **changes)) as channel,
        pytest.raises(TransientDelivery, match="cannot be part"),
    ):
        channel.deliver(LETTER)
    assert smtp_sink.connections == 0


# --- privacy --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_letters_go_over_verified_tls_signed_in(authority: Authority, security: Security) -> None:
    """Over TLS or enforced STARTTLS the letter is delivered by a signed-in sender."""
    kind = "tls" if security is Security.TLS else "starttls"
    with SmtpSink(**{kind: authority.server_context("localhost")}, require_sign_in=True) as sink:
        with SmtpChannel(secure(sink.port, authority, security=security)) as channel:
            channel.deliver(LETTER)
        [kept] = sink.accepted
    assert kept.tls
    assert kept.signed_in


@pytest.mark.parametrize(("names", "expired"), [(("localhost",), True), (("elsewhere.example",), False)])
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_bad_certificates_send_nothing(
    authority: Authority, names: tuple[str, ...], expired: bool, security: Security
) -> None:
    """An expired certificate, or one of another host, is refused before anybody signs in; letters wait."""
    kind = "tls" if security is Security.TLS else "starttls"
    with SmtpSink(**{kind: authority.server_context(*names, expired=expired)}) as sink:
        with (
            SmtpChannel(secure(sink.port, authority, security=security)) as channel,
            pytest.raises(TransientDelivery, match="certificate is not trusted"),
        ):
            channel.deliver(LETTER)
        assert not [command for command in sink.commands if command.startswith(("AUTH", "MAIL"))]


def test_an_unknown_authority_sends_nothing(authority: Authority) -> None:
    """A certificate that the system's authorities did not sign is refused."""
    with (
        SmtpSink(tls=authority.server_context("localhost")) as sink,
        SmtpChannel(secure(sink.port, authority, ca_file=None)) as channel,
        pytest.raises(TransientDelivery, match="certificate is not trusted"),
    ):
        channel.deliver(LETTER)


def test_starttls_that_is_not_offered_or_refused_sends_nothing(authority: Authority) -> None:
    """Without STARTTLS, or when the server declines it, neither secret nor letter goes out in the clear."""
    with SmtpSink() as sink:
        with (
            SmtpChannel(secure(sink.port, authority, security=Security.STARTTLS)) as channel,
            pytest.raises(TransientDelivery, match="STARTTLS"),
        ):
            channel.deliver(LETTER)
        assert [command.split()[0] for command in sink.commands] == ["EHLO"]
    with SmtpSink(starttls=authority.server_context("localhost")) as sink:
        sink.fail("starttls", "454 4.7.0 not now")
        with (
            SmtpChannel(secure(sink.port, authority, security=Security.STARTTLS)) as channel,
            pytest.raises(TransientDelivery, match="not now"),
        ):
            channel.deliver(LETTER)
        assert [command.split()[0] for command in sink.commands] == ["EHLO", "STARTTLS"]


def test_plain_text_goes_to_this_machine_only() -> None:
    """Without TLS no other host is even connected to."""
    settings = SmtpSettings("mail.example.org", 25, Security.PLAIN_LOOPBACK)
    with SmtpChannel(settings) as channel, pytest.raises(TransientDelivery, match="only this machine"):
        channel.deliver(LETTER)


def test_missing_authorities_are_named(smtp_sink: SmtpSink, tmp_path: Path) -> None:
    """A ca_file that is not there is named."""
    settings = SmtpSettings("localhost", smtp_sink.port, ca_file=tmp_path / "nowhere.pem")
    with SmtpChannel(settings) as channel, pytest.raises(TransientDelivery, match=r"nowhere\.pem"):
        channel.deliver(LETTER)


# --- signing in -----------------------------------------------------------------------------------------------------


def test_a_refused_sign_in_makes_letters_wait_and_hides_the_secret(authority: Authority) -> None:
    """A wrong password fails no letter, and neither it nor its encoding is in the message."""
    with SmtpSink(tls=authority.server_context("localhost")) as sink:
        encoded = base64.b64encode(f"\0{USER}\0h0rse".encode()).decode()
        sink.fail("auth", f"535 5.7.8 cannot accept h0rse as in {encoded}")
        with (
            SmtpChannel(secure(sink.port, authority, secret=lambda: "h0rse")) as channel,
            pytest.raises(TransientDelivery, match=f"signing in as {USER}") as caught,
        ):
            channel.deliver(LETTER)
        assert "535 5.7.8" in str(caught.value)
        assert "h0rse" not in str(caught.value)
        assert encoded not in str(caught.value)
        with (
            SmtpChannel(secure(sink.port, authority, secret=lambda: "h0rse")) as channel,
            pytest.raises(TransientDelivery, match="535"),
        ):
            channel.deliver(LETTER)
        assert sink.accepted == []


@pytest.mark.parametrize("secret", [None, lambda: "", lambda: "two\r\nlines", lambda: "nul\0"])
def test_secrets_that_break_the_protocol_are_refused(authority: Authority, secret: object) -> None:
    """A missing or empty secret, or one with a line end, is refused and not shown."""
    with (
        SmtpSink(tls=authority.server_context("localhost")) as sink,
        SmtpChannel(secure(sink.port, authority, secret=secret)) as channel,
        pytest.raises(TransientDelivery, match="secret is empty or holds a line end"),
    ):
        channel.deliver(LETTER)


def test_a_sign_in_demanded_too_late_makes_letters_wait(smtp_sink: SmtpSink) -> None:
    """530 at MAIL says that we should have signed in: not the letter's fault."""
    smtp_sink.fail("mail", "530 5.7.0 Authentication required")
    with SmtpChannel(plain(smtp_sink.port)) as channel, pytest.raises(TransientDelivery, match="letters wait"):
        channel.deliver(LETTER)


def test_every_way_of_signing_in(authority: Authority) -> None:
    """PLAIN, LOGIN where that is all there is, and XOAUTH2 sign in; a server with none of them is told so."""
    context = authority.server_context("localhost")
    with SmtpSink(tls=context, require_sign_in=True) as sink:
        for changes, hidden in (
            ({}, frozenset()),
            ({}, frozenset({"PLAIN"})),
            ({"sign_in": SignIn.XOAUTH2}, frozenset()),
        ):
            sink.hide_mechanisms = hidden
            with SmtpChannel(secure(sink.port, authority, **changes)) as channel:
                channel.deliver(LETTER)
        assert [c for c in sink.commands if c.startswith("AUTH")] == ["AUTH PLAIN", "AUTH LOGIN", "AUTH XOAUTH2"]
        assert all(kept.signed_in for kept in sink.accepted)
        assert len(sink.accepted) == 3
        sink.hide_mechanisms = frozenset({"PLAIN", "LOGIN", "XOAUTH2"})
        with (
            SmtpChannel(secure(sink.port, authority)) as channel,
            pytest.raises(TransientDelivery, match="offers no sign-in"),
        ):
            channel.deliver(LETTER)


def test_a_refused_token_is_told(authority: Authority) -> None:
    """The challenge after a refused token is answered with an empty line, and the refusal makes letters wait."""
    with SmtpSink(tls=authority.server_context("localhost")) as sink:
        with (
            SmtpChannel(secure(sink.port, authority, sign_in=SignIn.XOAUTH2, secret=lambda: "stale")) as channel,
            pytest.raises(TransientDelivery, match="535"),
        ):
            channel.deliver(LETTER)
        assert sink.tokens == [f"user={USER}\x01auth=Bearer stale\x01\x01"]


# --- what is said ---------------------------------------------------------------------------------------------------


def test_line_ends_and_dots_are_made_right(smtp_sink: SmtpSink) -> None:
    """Bare CR and LF become CRLF, the last line gets its end, and no line of the letter is the final dot."""
    with SmtpChannel(plain(smtp_sink.port)) as channel:
        channel.deliver(replace(LETTER, content=b".first\nSubject: x\r\rbody\n.\nRSET\r.\r\nlast"))
    [kept] = smtp_sink.accepted
    assert kept.content == b".first\r\nSubject: x\r\n\r\nbody\r\n.\r\nRSET\r\n.\r\nlast\r\n"
    assert len(smtp_sink.commands) == 5


def test_no_reports_are_asked_for_where_that_can_be_said() -> None:
    """NOTIFY=NEVER goes with RCPT exactly where the server offers DSN."""
    for dsn, end in ((True, " NOTIFY=NEVER"), (False, "")):
        with SmtpSink(dsn=dsn) as sink, SmtpChannel(plain(sink.port)) as channel:
            channel.deliver(LETTER)
            assert sink.commands[2] == f"RCPT TO:<writer@example.org>{end}"
            assert len(sink.accepted) == 1


def test_sizes_are_said_and_minded() -> None:
    """The size is announced; a letter larger than the server takes is refused for good without being offered."""
    with SmtpSink(size_limit=len(CONTENT)) as sink, SmtpChannel(plain(sink.port)) as channel:
        channel.deliver(LETTER)
        assert sink.commands[1].endswith(f" SIZE={len(CONTENT)}")
        with pytest.raises(PermanentDelivery, match=f"{len(CONTENT) + 1} bytes"):
            channel.deliver(replace(LETTER, content=b"X" + CONTENT))
        assert len(sink.accepted) == 1
    with SmtpSink(hide={"SIZE"}) as sink, SmtpChannel(plain(sink.port)) as channel:
        channel.deliver(LETTER)
        assert sink.commands[1] == "MAIL FROM:<desk@partnerships.example>"


def test_other_scripts_in_addresses_need_a_server_that_takes_them() -> None:
    """Addresses and headers beyond ASCII go out only with SMTPUTF8, and are refused for good without."""
    foreign = replace(LETTER, recipient="пример@example.org")
    header = replace(LETTER, content="Subject: приём\r\n\r\nwords\r\n".encode())
    with SmtpSink(smtputf8=True) as sink, SmtpChannel(plain(sink.port)) as channel:
        channel.deliver(foreign)
        channel.deliver(header)
        channel.deliver(LETTER)
        assert sink.accepted[0].recipients == ("пример@example.org",)
        mails = [command for command in sink.commands if command.startswith("MAIL")]
        assert ["SMTPUTF8" in mail for mail in mails] == [True, True, False]
        assert ["8BITMIME" in mail for mail in mails] == [False, True, False]
    with SmtpSink() as sink, SmtpChannel(plain(sink.port)) as channel:
        for letter in (foreign, header, replace(LETTER, mail_from="пример@example.org")):
            with pytest.raises(PermanentDelivery, match="SMTPUTF8"):
                channel.deliver(letter)
        assert sink.accepted == []


def test_eight_bits_need_a_server_that_takes_them() -> None:
    """A body of eight bits goes out as 8BITMIME and is refused for good where that is not offered."""
    eight = replace(LETTER, content="Subject: x\r\n\r\nприём\r\n".encode())
    with SmtpSink() as sink, SmtpChannel(plain(sink.port)) as channel:
        channel.deliver(eight)
        assert "BODY=8BITMIME" in sink.commands[1]
        assert sink.accepted[0].content == eight.content
    with (
        SmtpSink(hide={"8BITMIME"}) as sink,
        SmtpChannel(plain(sink.port)) as channel,
        pytest.raises(PermanentDelivery, match="seven bits"),
    ):
        channel.deliver(eight)


def test_the_servers_words_are_cleaned(smtp_sink: SmtpSink) -> None:
    """Several lines, control characters and great length become one short line."""
    smtp_sink.fail("rcpt", "550-5.1.1 first\r\n550-\x1b[31msecond\x07\r\n550 " + "x" * 900)
    with SmtpChannel(plain(smtp_sink.port)) as channel, pytest.raises(PermanentDelivery) as caught:
        channel.deliver(LETTER)
    words = str(caught.value)
    assert words.isprintable()
    assert len(words) < 350
    assert words.startswith("RCPT: 550 5.1.1 first [31msecond xxx")


def test_we_introduce_ourselves_as_told(smtp_sink: SmtpSink) -> None:
    """EHLO says what the settings say, and nothing is looked up for it."""
    with SmtpChannel(plain(smtp_sink.port, helo="desk.partnerships.example")) as channel:
        channel.deliver(LETTER)
    assert smtp_sink.commands[0] == "EHLO desk.partnerships.example"
