"""ImapMailbox against a scripted server: answers that no real server gives on demand, and some that real ones gave."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from intake.errors import PermanentError, TransientError
from intake.mailboxes.accounts import ImapAccount, Security, SignIn
from intake.mailboxes.base import Unfetched
from intake.mailboxes.imap import REVIVALS, ImapMailbox
from intake.message import RawMessage
from tests.servers.certificates import Authority
from tests.servers.fake_imap import DROP, Answer, FakeImap, literal

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MAIL = {uid: b"Subject: number %d\r\n\r\nwords\r\n" % uid for uid in (1, 2, 3)}
DONE = b"TAG OK done\r\n"


def capabilities(words: bytes) -> bytes:
    """Return an answer to CAPABILITY."""
    return b"* CAPABILITY IMAP4rev1 " + words + b"\r\n" + DONE


def asked(command: bytes) -> list[int]:
    """Return the UIDs that a UID FETCH, SEARCH, COPY or MOVE asks for."""
    uids: list[int] = []
    for part in re.search(rb"UID \w+ (?:UID )?([\d:,]+)", command)[1].split(b","):
        first, _, last = part.partition(b":")
        uids += range(int(first), int(last or first) + 1)
    return uids


def sizes(command: bytes) -> bytes:
    """Announce every message that is asked for."""
    return b"".join(
        b'* %d FETCH (UID %d RFC822.SIZE %d INTERNALDATE "20-Nov-2026 08:15:30 +0100" FLAGS (\\Recent 17))\r\n'
        % (uid, uid, len(MAIL[uid]))
        for uid in asked(command)
        if uid in MAIL
    )


def bodies(uids: Iterable[int]) -> bytes:
    """Give these messages."""
    return b"".join(b"* %d FETCH (UID %d BODY[] %s)\r\n" % (uid, uid, literal(MAIL[uid])) for uid in uids)


def serving(body: Answer, **others: Answer) -> dict[str, Answer]:
    """Return a script in which messages 1, 2 and 3 are listed and announced, and bodies answered so."""

    def fetch(command: bytes) -> bytes:
        if b"BODY.PEEK[]" not in command:
            return sizes(command) + DONE
        answer = (
            body.pop(0) if isinstance(body, list) and len(body) > 1 else body[0] if isinstance(body, list) else body
        )
        return answer(command) if callable(answer) else answer

    script: dict[str, Answer] = {"UID SEARCH": b"* SEARCH 1 2 3\r\n" + DONE, "UID FETCH": fetch}
    return script | {name.replace("_", " "): answer for name, answer in others.items()}


def patience(answer: bytes) -> float:
    """Return how many seconds a test waits; only where the server stays silent is that short."""
    return 20.0 if answer else 0.5


def opening(server: FakeImap, **changes: object) -> ImapMailbox:
    """Return the mailbox of the scripted server, changed so."""
    settings = ImapAccount(
        "127.0.0.1",
        "desk",
        lambda: "secret",
        port=server.port,
        security=Security.PLAIN_LOOPBACK,
    )
    return ImapMailbox(replace(settings, **changes), now=lambda: NOW)  # type: ignore[arg-type]


def given(server: FakeImap, **changes: object) -> dict[int, RawMessage | Unfetched]:
    """Open the mailbox, fetch everything and return it by UID."""
    with opening(server, **changes) as mailbox:
        messages = list(mailbox.fetch(mailbox.present()))
    by_uid = {m.uid if isinstance(m, Unfetched) else m.place.uid: m for m in messages}
    assert len(by_uid) == len(messages)
    return by_uid


def contents(messages: dict[int, RawMessage | Unfetched]) -> dict[int, bytes]:
    """Return the bytes of those that came."""
    return {uid: m.content for uid, m in messages.items() if isinstance(m, RawMessage)}


def test_the_script_itself_serves_mail() -> None:
    """The scripted server can be read like any other; odd flags are words, times are UTC."""
    with FakeImap(serving(lambda command: bodies(asked(command)) + DONE)) as server:
        messages = given(server)
    assert contents(messages) == MAIL
    assert isinstance(messages[1], RawMessage)
    assert messages[1].received == datetime(2026, 11, 20, 7, 15, 30, tzinfo=UTC)
    assert messages[1].flags == {"\\Recent", "17"}


# --- bodies that are no bodies --------------------------------------------------------------------------------------


def test_a_message_of_no_bytes_is_one_when_none_were_announced() -> None:
    """Mail can be empty: where the server announces no bytes, giving none is the whole message."""

    def answer(command: bytes) -> bytes:
        if b"BODY.PEEK[]" in command:
            return b"* 1 FETCH (UID 2 BODY[] {0}\r\n)\r\n" + DONE
        return b'* 1 FETCH (UID 2 RFC822.SIZE 0 INTERNALDATE "20-Nov-2026 08:15:30 +0100" FLAGS ())\r\n' + DONE

    with FakeImap({"UID SEARCH": b"* SEARCH 2\r\n" + DONE, "UID FETCH": answer}) as server:
        messages = given(server)
    assert contents(messages) == {2: b""}


@pytest.mark.parametrize(
    ("answer", "reason", "retry"),
    [
        (b"BODY[] NIL", "empty", True),
        (b'BODY[] ""', "empty", True),
        (b"BODY[] {0}\r\n", "empty", True),
        (b"BODY[] 17", "empty", True),
        (b"FLAGS (\\Seen)", "empty", True),
        (b"BODY[] {5}\r\nSubje", "short", True),
        (b'BODY[] "quoted"', "short", True),
    ],
)
def test_what_is_no_message_is_not_fetched(answer: bytes, reason: str, retry: bool) -> None:
    """NIL, nothing, a number or too few bytes are never taken for a message; the next pass asks again."""

    def body(command: bytes) -> bytes:
        rest = [uid for uid in asked(command) if uid != 2]
        return bodies(rest) + (b"* 2 FETCH (UID 2 " + answer + b")\r\n" if 2 in asked(command) else b"") + DONE

    with FakeImap(serving(body)) as server:
        messages = given(server)
    assert contents(messages) == {1: MAIL[1], 3: MAIL[3]}
    assert isinstance(messages[2], Unfetched)
    assert (messages[2].reason, messages[2].retry) == (reason, retry)


def test_estimated_sizes_are_forgiven_where_the_account_says_so() -> None:
    """With `exact_sizes` off, fewer bytes than announced are a message; more bytes always are."""

    def body(_command: bytes) -> bytes:
        short, long = b"Subject: short\r\n\r\n", b"Subject: long\r\n\r\n" + b"x" * 500
        return (
            b"* 1 FETCH (UID 1 BODY[] %s)\r\n* 2 FETCH (UID 2 BODY[] %s)\r\n" % (literal(short), literal(long)) + DONE
        )

    with FakeImap(serving(body, UID_SEARCH=b"* SEARCH 1 2\r\n" + DONE)) as server:
        assert set(contents(given(server))) == {2}
        assert set(contents(given(server, exact_sizes=False))) == {1, 2}
        assert set(contents(given(server, message_bytes=400))) == set()


def test_another_messages_bytes_are_not_taken() -> None:
    """An answer about another UID is discarded, and what was asked for is asked for again next time."""
    with FakeImap(serving(b"* 1 FETCH (UID 99 BODY[] " + literal(MAIL[1]) + b")\r\n" + DONE)) as server:
        messages = given(server)
    assert {(m.uid, m.reason, m.retry) for m in messages.values() if isinstance(m, Unfetched)} == {
        (uid, "wrong-uid", True) for uid in MAIL
    }


def test_a_sequence_number_is_no_uid() -> None:
    """An answer without a UID is not taken for the message whose UID equals its sequence number."""
    with FakeImap(
        serving(b"* 2 FETCH (BODY[] " + literal(b"Subject: somebody else's\r\n\r\n" * 9) + b")\r\n" + DONE)
    ) as server:
        assert contents(given(server)) == {}


def test_volunteered_lines_are_ignored() -> None:
    """EXISTS, EXPUNGE, flags of other messages and notes between the answers change nothing."""

    def body(command: bytes) -> bytes:
        noise = b"* 4 EXISTS\r\n* OK still here\r\n* 2 FETCH (FLAGS (\\Seen))\r\n* 9 EXPUNGE\r\n* 0 RECENT\r\n* SEARCH 8\r\n"
        return noise + noise.join(bodies([uid]) for uid in asked(command)) + noise + DONE

    with FakeImap(serving(body)) as server:
        assert contents(given(server)) == MAIL


def test_what_was_volunteered_earlier_is_no_answer() -> None:
    """Words about a message, said before we asked, do not stand in for the answer."""
    early = b"* 9 FETCH (UID 9 RFC822.SIZE 5 BODY[] {5}\r\nearly)\r\n"
    script: dict[str, Answer] = {"UID SEARCH": b"* SEARCH 9\r\n" + early + DONE, "UID FETCH": DONE}
    with FakeImap(script) as server:
        assert given(server) == {9: Unfetched(9, "vanished")}


def test_a_message_may_come_in_two_answers() -> None:
    """Flags told apart from the body belong to the same message."""
    two = b"* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n" + bodies([1])
    with FakeImap(serving(lambda command: two + bodies(asked(command)[1:]) + DONE)) as server:
        assert contents(given(server)) == MAIL


def test_a_huge_literal_is_refused_by_its_announcement() -> None:
    """Two gigabytes announced are not waited for; the message is left out and the others are had."""

    def body(command: bytes) -> bytes:
        if 2 in asked(command):
            return (
                bodies([uid for uid in asked(command) if uid < 2]) + b"* 2 FETCH (UID 2 BODY[] {2000000000}\r\nSubject"
            )
        return bodies(asked(command)) + DONE

    with FakeImap(serving(body)) as server:
        messages = given(server)
    assert contents(messages) == {1: MAIL[1], 3: MAIL[3]}
    assert isinstance(messages[2], Unfetched)
    assert (messages[2].reason, messages[2].retry) == ("too-large", False)


@pytest.mark.parametrize(
    "garbage",
    [
        b"* 2 FETCH (UID 2 BODY[] \r\n" + DONE,
        b"* 2 FETCH (UID 2 BODY[\r\n" + DONE,
        b"* 2 FETCH " + b"(" * 5000 + b"\r\n" + DONE,
        b"* 2 FETCH (UID 2 BODY[] {" + b"9" * 5000 + b"}\r\n" + DONE,
        b"complete nonsense\r\n",
        b"* 2 FETCH (UID 2 BODY[] {100}\r\ntoo short" + DROP,
        b"* BYE [ALERT] going down\r\n" + DROP,
        b"TAG BAD cannot serve this one\r\n",
        b"TAG NO [SERVERBUG] internal error\r\n",
        DROP,
    ],
)  # fmt: skip
def test_one_message_the_server_cannot_serve_does_not_stop_the_others(garbage: bytes) -> None:
    """Whatever goes wrong with one message, the others come in the same opening, and it is asked for again."""
    with FakeImap(serving(lambda command: garbage if 2 in asked(command) else bodies(asked(command)) + DONE)) as server:
        messages = given(server)
    assert contents(messages) == {1: MAIL[1], 3: MAIL[3]}
    assert isinstance(messages[2], Unfetched)
    assert (messages[2].reason, messages[2].retry) == ("empty", True)
    assert messages[2].detail


def test_a_partial_answer_with_a_refusal_is_used() -> None:
    """NO [EXPUNGEISSUED] after some of the bodies: those are taken, the rest have vanished."""
    answer = b"TAG NO [EXPUNGEISSUED] Some messages are gone\r\n"
    with FakeImap(serving(lambda command: bodies([uid for uid in asked(command) if uid != 3]) + answer)) as server:
        messages = given(server)
    assert contents(messages) == {1: MAIL[1], 2: MAIL[2]}
    assert isinstance(messages[3], Unfetched)
    assert messages[3].reason == "vanished"


def test_new_connections_are_bounded() -> None:
    """A server that hangs up at every body is left in peace after some tries."""
    with FakeImap(serving(DROP)) as server, opening(server, batch_messages=1) as mailbox:
        assert all(isinstance(message, Unfetched) for message in mailbox.fetch([1, 2, 3]))
        with pytest.raises(TransientError):
            list(mailbox.fetch([1, 2, 3]))
        assert server.connections == 1 + REVIVALS


def test_an_epoch_that_changes_while_reading_ends_the_opening() -> None:
    """When the folder is another one after a new connection, no message of it is given under an old UID."""
    select = [b"* 3 EXISTS\r\n* OK [UIDVALIDITY %d] ok\r\nTAG OK done\r\n" % epoch for epoch in (7, 8)]
    with FakeImap(serving([DROP, bodies([1]) + DONE], SELECT=select)) as server, opening(server) as mailbox:
        assert mailbox.uidvalidity == 7
        with pytest.raises(TransientError, match="replaced"):
            list(mailbox.fetch([1]))


# --- sizes ----------------------------------------------------------------------------------------------------------


def test_sizes_that_cannot_be_had_are_trouble_that_passes() -> None:
    """When the server refuses to announce, nothing is taken for vanished."""
    script = serving(b"", UID_FETCH=b"TAG NO try later\r\n")
    with FakeImap(script) as server, pytest.raises(TransientError, match="try later"):
        given(server)


def test_a_message_without_a_date_arrived_now() -> None:
    """NIL or nonsense for INTERNALDATE makes the arrival the time of reading."""
    for date in (b"NIL", b'"32-Foo-99999 25:61"', b'"24-Nov-99999 10:00:00 +0000"', b"17"):
        announced = b"* 1 FETCH (UID 1 RFC822.SIZE 5 INTERNALDATE %s FLAGS NIL)\r\n" % date + DONE
        fetched = [announced, bodies([1]) + DONE]
        script: dict[str, Answer] = {"UID SEARCH": b"* SEARCH 1\r\n" + DONE, "UID FETCH": fetched}
        with FakeImap(script) as server:
            [message] = given(server).values()
        assert isinstance(message, RawMessage)
        assert message.received == NOW


# --- listing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "listed"),
    [
        (b"* SEARCH 5 3 9\r\n", [5, 9]),
        (b"* SEARCH 9\r\n* SEARCH 5\r\n", [5, 9]),
        (b"* SEARCH\r\n", []),
        (b"", []),
        (b"* SEARCH 5 (MODSEQ 917162500)\r\n", [5]),
        (b"* SEARCH 3\r\n", []),
        (b"* SEARCH 4\r\n", []),
    ],
)
def test_listing_takes_every_form_of_answer(answer: bytes, listed: list[int]) -> None:
    """UIDs may come in any order, on several lines or not at all; what is not above `after` is left out."""
    with FakeImap({"UID SEARCH": answer + DONE}) as server, opening(server) as mailbox:
        assert mailbox.present(4) == listed
        assert server.said("UID SEARCH") == ["UID SEARCH UID 5:*"]


def test_no_uid_is_above_the_highest() -> None:
    """Above 2**32 - 1 there is nothing to ask for."""
    with FakeImap() as server, opening(server) as mailbox:
        assert mailbox.present(2**32 - 1) == []
        assert server.said("UID SEARCH") == []


def test_a_huge_folder_is_listed_in_portions() -> None:
    """A folder of 120,000 messages is listed with no line of an answer longer than imaplib takes."""

    def search(command: bytes) -> bytes:
        low, high = re.search(rb"SEARCH (\d+):(\d+|\*)", command).groups()
        last = 120_000 if high == b"*" else int(high)
        line = b" ".join(b"%d" % (4_000_000_000 + number) for number in range(int(low), last + 1))
        assert len(line) < 1_000_000
        return b"* SEARCH " + line + b"\r\n" + DONE

    select = b"* 120000 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\nTAG OK done\r\n"
    with FakeImap({"SELECT": select, "UID SEARCH": search}) as server, opening(server) as mailbox:
        assert mailbox.present() == list(range(4_000_000_001, 4_000_120_001))
        assert len(server.said("UID SEARCH")) == 3


def test_removals_between_portions_hide_nothing() -> None:
    """When others remove messages while we list in portions, every message that stays is still found."""
    there = list(range(101, 113))

    def search(command: bytes) -> bytes:
        low, high = re.search(rb"SEARCH (\d+):(\d+|\*)", command).groups()
        last = len(there) if high == b"*" else int(high)
        answer = b"* SEARCH " + b" ".join(b"%d" % uid for uid in there[int(low) - 1 : last]) + b"\r\n" + DONE
        del there[0], there[3]
        return answer

    select = b"* 12 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\nTAG OK done\r\n"
    with FakeImap({"SELECT": select, "UID SEARCH": search}) as server:
        settings = opening(server)._settings
        with ImapMailbox(settings, listed_at_once=4) as mailbox:
            listed = set(mailbox.present())
            assert len(there) == 6
            assert set(there) <= listed
            assert len(server.said("UID SEARCH")) == 3


def test_an_endless_line_is_not_read_to_its_end() -> None:
    """A line of more than a megabyte ends the connection."""
    with (
        FakeImap({"UID SEARCH": b"* SEARCH " + b"1 " * 600_000 + b"\r\n" + DONE}) as server,
        opening(server) as mailbox,
        pytest.raises(TransientError, match="line of more than"),
    ):
        mailbox.present()


@pytest.mark.parametrize(
    "answer", [b"TAG NO not now\r\n", b"TAG BAD what\r\n", b"* BYE bye\r\n" + DROP, b"garbage\r\n", b""]
)
def test_a_listing_that_fails_passes(answer: bytes) -> None:
    """Whatever becomes of a listing, it is transient trouble and not an empty mailbox."""
    with (
        FakeImap({"UID SEARCH": answer}) as server,
        opening(server, read_seconds=patience(answer)) as mailbox,
        pytest.raises(TransientError),
    ):
        mailbox.present()


# --- opening --------------------------------------------------------------------------------------------------------


def test_a_server_that_wants_no_sign_in_is_refused() -> None:
    """PREAUTH is refused before anything is asked of the server (CVE-2021-39272)."""
    with FakeImap(greeting=b"* PREAUTH welcome home\r\n") as server:
        with pytest.raises(PermanentError, match="PREAUTH"), opening(server):
            pass
        assert not server.said("SELECT")


@pytest.mark.parametrize(
    ("greeting", "error"),
    [
        (b"* BYE too many connections\r\n" + DROP, TransientError),
        (b"220 smtp.example.org ESMTP\r\n", TransientError),
        (DROP, TransientError),
        (b"", TransientError),
    ],
)
def test_a_strange_greeting_passes(greeting: bytes, error: type[Exception]) -> None:
    """A greeting that is a farewell, no IMAP or no greeting at all is worth another try."""
    waits = {"read_seconds": patience(greeting), "connect_seconds": patience(greeting)}
    with FakeImap(greeting=greeting) as server, pytest.raises(error), opening(server, **waits):
        pass


def test_words_before_tls_are_not_listened_to(authority: Authority) -> None:
    """What is injected in the clear behind the consent to STARTTLS ends the connection; no credential is sent."""
    script: dict[str, Answer] = {
        "CAPABILITY": capabilities(b"STARTTLS"),
        "STARTTLS": DONE + b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n",
    }
    with FakeImap(script, starttls=authority.server_context("localhost")) as server:
        mailbox = opening(server, host="localhost", security=Security.STARTTLS, ca_file=authority.ca_file)
        with pytest.raises((PermanentError, TransientError)), mailbox:
            pass
        assert [command.split()[0] for command in server.commands] == ["CAPABILITY", "STARTTLS"]


def test_words_out_of_turn_before_starttls_end_the_connection(authority: Authority) -> None:
    """A server that says more than it was asked before TLS is not trusted with TLS."""
    script: dict[str, Answer] = {"CAPABILITY": capabilities(b"STARTTLS") + b"* OK and another thing\r\n"}
    with FakeImap(script, starttls=authority.server_context("localhost")) as server:
        mailbox = opening(server, host="localhost", security=Security.STARTTLS, ca_file=authority.ca_file)
        with pytest.raises(TransientError, match="out of turn"), mailbox:
            pass
        assert server.commands == ["CAPABILITY", "LOGOUT"]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"TAG NO [AUTHENTICATIONFAILED] Invalid credentials\r\n", PermanentError),
        (b"TAG NO login failed\r\n", PermanentError),
        (b"TAG BAD [CLIENTBUG] what\r\n", PermanentError),
        (b"TAG NO [UNAVAILABLE] Temporary authentication failure\r\n", TransientError),
        (b"TAG NO [THROTTLED] Suggested Backoff Time: 299961 milliseconds\r\n", TransientError),
        (b"TAG NO User is authenticated but not connected.\r\n", TransientError),
        (b"* BYE [UNAVAILABLE] shutting down\r\n" + DROP, TransientError),
        (b"* BYE AccessTokenExpired\r\n" + DROP, TransientError),
        (DROP, TransientError),
        (b"", TransientError),
    ],
)
def test_a_refused_sign_in_is_told_from_a_busy_server(answer: bytes, error: type[Exception]) -> None:
    """A wrong password needs a person; a server that cannot check it now does not."""
    with (
        FakeImap({"LOGIN": answer}) as server,
        pytest.raises(error) as caught,
        opening(server, read_seconds=patience(answer)),
    ):
        pass
    assert type(caught.value) is error


def test_a_server_that_repeats_the_password_does_not_make_us_repeat_it() -> None:
    """The secret is cut out of the server's words."""
    script: dict[str, Answer] = {"LOGIN": lambda command: b"TAG BAD cannot parse " + command + b"\r\n"}
    with (
        FakeImap(script) as server,
        pytest.raises(PermanentError) as caught,
        opening(server, secret=lambda: "wr0ng-horse"),
    ):
        pass
    assert "wr0ng-horse" not in str(caught.value)
    assert "cannot parse" in str(caught.value)


def test_user_and_password_are_quoted() -> None:
    """Quotes and backslashes in either reach the server as they are."""
    with FakeImap() as server:
        with opening(server, user='a "b" \\c', secret=lambda: 'd "e" \\f'):
            pass
        assert server.said("LOGIN") == ['LOGIN "a \\"b\\" \\\\c" "d \\"e\\" \\\\f"']


def test_other_scripts_need_sasl() -> None:
    """A password that is not ASCII goes by SASL PLAIN in UTF-8, and nowhere where there is only LOGIN."""
    script: dict[str, Answer] = {"CAPABILITY": capabilities(b"AUTH=PLAIN"), "AUTHENTICATE": [b"+ \r\n", DONE]}
    with FakeImap(script) as server:
        with opening(server, secret=lambda: "пароль"):
            pass
        assert base64.b64decode(server.said("+")[0][2:]) == "\0desk\0пароль".encode()
    with FakeImap() as server, pytest.raises(PermanentError, match="ASCII"), opening(server, secret=lambda: "пароль"):
        pass


def test_access_tokens_sign_in() -> None:
    """XOAUTH2 presents a token that is asked for anew at every sign-in."""
    tokens = iter(["t0ken-1", "t0ken-2"])
    with FakeImap({"AUTHENTICATE": [b"+ \r\n", DONE, b"+ \r\n", DONE]}) as server:
        mailbox = opening(server, sign_in=SignIn.XOAUTH2, secret=lambda: next(tokens))
        for _ in range(2):
            with mailbox:
                pass
        assert server.said("AUTHENTICATE") == ["AUTHENTICATE XOAUTH2"] * 2
        said = [base64.b64decode(line[2:]).decode() for line in server.said("+")]
        assert said == [f"user=desk\x01auth=Bearer t0ken-{number}\x01\x01" for number in (1, 2)]


def test_a_refused_token_needs_a_person() -> None:
    """The challenge that explains a refusal is answered with an empty line (RFC 7628 3.2.3), not with the token again."""
    challenge = b"+ " + base64.b64encode(b'{"status":"400"}') + b"\r\n"
    refusal = b"TAG NO [AUTHENTICATIONFAILED] token expired\r\n"
    with FakeImap({"AUTHENTICATE": [b"+ \r\n", challenge, refusal]}) as server:
        with pytest.raises(PermanentError, match="token expired"), opening(server, sign_in=SignIn.XOAUTH2):
            pass
        assert len(server.said("+")) == 2
        assert server.said("+")[1] == "+ "


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"TAG NO [NONEXISTENT] Unknown Mailbox\r\n", PermanentError),
        (b"TAG NO no such folder\r\n", PermanentError),
        (b"TAG NO [INUSE] locked\r\n", TransientError),
        (b"* OK [UIDVALIDITY many] ok\r\nTAG OK done\r\n", TransientError),
    ],
)
def test_a_folder_that_cannot_be_selected(answer: bytes, error: type[Exception]) -> None:
    """A missing folder needs a person; a locked one or an unintelligible answer does not."""
    with FakeImap({"SELECT": answer}) as server, pytest.raises(error) as caught, opening(server):
        pass
    assert type(caught.value) is error


def test_an_epoch_may_be_missing() -> None:
    """A server that gives no UIDVALIDITY has epoch 0, and mail is read all the same."""
    script = serving(lambda command: bodies(asked(command)) + DONE, SELECT=b"* 3 EXISTS\r\nTAG OK done\r\n")
    with FakeImap(script) as server, opening(server) as mailbox:
        assert mailbox.uidvalidity == 0
        assert len(list(mailbox.fetch(mailbox.present()))) == 3


def test_a_folder_only_to_be_read_is_examined() -> None:
    """READ-ONLY to SELECT is followed by EXAMINE; an account set so examines at once."""
    with FakeImap({"SELECT": b"* 3 EXISTS\r\nTAG OK [READ-ONLY] look only\r\n"}) as server:
        with opening(server) as mailbox:
            assert not mailbox.writable
        assert [command.split()[0] for command in server.commands[2:4]] == ["SELECT", "EXAMINE"]
        server.commands.clear()
        with opening(server, read_only=True) as mailbox:
            assert not mailbox.writable
        assert not server.said("SELECT")


def test_a_folder_that_turns_read_only_needs_a_person() -> None:
    """READ-ONLY announced in the middle of things is permanent trouble."""
    with (
        FakeImap({"UID SEARCH": b"* OK [READ-ONLY] no more\r\n* SEARCH 1\r\n" + DONE}) as server,
        opening(server) as mailbox,
    ):
        mailbox.present()
        with pytest.raises(PermanentError, match="only be read"):
            mailbox.present()


def test_leaving_is_polite_and_never_fails() -> None:
    """The connection is closed with LOGOUT, and a server that does not answer that is left all the same."""
    for answer in (b"* BYE\r\n" + DONE + DROP, DROP, b"nonsense\r\n"):
        with FakeImap({"LOGOUT": answer}) as server:
            with opening(server):
                pass
            assert server.commands[-1] == "LOGOUT"


# --- filing ---------------------------------------------------------------------------------------------------------


def test_a_move_that_did_not_happen_is_noticed() -> None:
    """OK to MOVE proves nothing; what a search still finds was not moved."""
    script: dict[str, Answer] = {
        "CAPABILITY": capabilities(b"MOVE"), "UID MOVE": DONE, "UID STORE": DONE, "UID SEARCH": b"* SEARCH 2\r\n" + DONE,
    }  # fmt: skip
    with FakeImap(script) as server, opening(server) as mailbox:
        assert mailbox.move([1, 2, 3], "Processed") == {1, 3}


def test_a_copy_that_fails_leaves_the_source_alone() -> None:
    """Where COPY is refused nothing is marked and nothing removed, and the reason is told."""
    script: dict[str, Answer] = {
        "UID STORE": DONE,
        "UID COPY": b"TAG NO [OVERQUOTA] full\r\n",
        "CAPABILITY": capabilities(b"UIDPLUS"),
    }
    with FakeImap(script) as server, opening(server) as mailbox:
        with pytest.raises(PermanentError, match="OVERQUOTA"):
            mailbox.move([1, 2], "Processed")
        assert not any("Deleted" in command for command in server.said("UID STORE"))
        assert not server.said("UID EXPUNGE")


def test_only_what_was_copied_is_removed() -> None:
    """When COPYUID names fewer messages than were asked for, the others are neither marked nor removed."""
    script: dict[str, Answer] = {
        "CAPABILITY": capabilities(b"UIDPLUS"),
        "UID STORE": DONE,
        "UID COPY": b"TAG OK [COPYUID 38505 1:2,7 3956:3958] done\r\n",
        "UID EXPUNGE": b"* 1 EXPUNGE\r\n" + DONE,
    }
    with FakeImap(script) as server, opening(server) as mailbox:
        mailbox.move([1, 2, 3], "Processed")
        assert server.said("UID STORE")[-1] == "UID STORE 1:2 +FLAGS.SILENT (\\Deleted)"
        assert server.said("UID EXPUNGE") == ["UID EXPUNGE 1:2"]
        assert not [command for command in server.commands if command.startswith("EXPUNGE")]


def test_a_copy_without_copyuid_is_believed() -> None:
    """A server need not say which UIDs it copied; its OK counts then."""
    script: dict[str, Answer] = {
        "CAPABILITY": capabilities(b"UIDPLUS"), "UID STORE": DONE, "UID COPY": DONE, "UID EXPUNGE": DONE,
        "UID SEARCH": [b"* SEARCH\r\n" + DONE, b"* SEARCH 2\r\n" + DONE],
    }  # fmt: skip
    with FakeImap(script) as server, opening(server) as mailbox:
        assert mailbox.move([1, 2], "Processed") == {1}
        assert server.said("UID EXPUNGE") == ["UID EXPUNGE 1:2"]


def test_a_flag_that_may_not_be_set_does_not_stop_filing() -> None:
    """Seen is a courtesy: it is left out where it is not permitted, and a refusal is forgiven."""
    select = b"* 3 EXISTS\r\n* OK [PERMANENTFLAGS (\\Deleted)] some\r\n* OK [UIDVALIDITY 7] ok\r\nTAG OK done\r\n"
    script: dict[str, Answer] = {
        "CAPABILITY": capabilities(b"MOVE"),
        "UID MOVE": DONE,
        "UID STORE": b"TAG NO no flags\r\n",
    }
    with FakeImap(script) as server, opening(server) as mailbox:
        assert mailbox.move([1], "Processed") == {1}
        assert len(server.said("UID STORE")) == 1
    with FakeImap(script | {"SELECT": select}) as server, opening(server) as mailbox:
        assert mailbox.move([1], "Processed") == {1}
        assert not server.said("UID STORE")


@pytest.mark.parametrize(
    ("capability", "hierarchy", "wanted", "name"),
    [
        (b"", {"LIST": [b'* LIST (\\Noselect) "." ""\r\n' + DONE, DONE]}, "Done/2026", "Done.2026"),
        (b"", {"LIST": [b'* LIST (\\Noselect) NIL ""\r\n' + DONE, DONE]}, "Done/2026", "Done/2026"),
        (b"", {"LIST": [DONE, DONE]}, "Done", "Done"),
        (b"NAMESPACE", {"NAMESPACE": b'* NAMESPACE (("INBOX." ".")) NIL NIL\r\n' + DONE, "LIST": DONE}, "Done/2026", "INBOX.Done.2026"),
        (b"NAMESPACE", {"NAMESPACE": b'* NAMESPACE (("INBOX." ".")) NIL NIL\r\n' + DONE, "LIST": DONE}, "INBOX/Done", "INBOX.Done"),
        (b"NAMESPACE", {"NAMESPACE": b'* NAMESPACE (("" NIL)) NIL NIL\r\n' + DONE, "LIST": DONE}, "Done/2026", "Done/2026"),
        (b"NAMESPACE", {"NAMESPACE": b"* NAMESPACE NIL NIL NIL\r\n" + DONE, "LIST": [b'* LIST () "/" ""\r\n' + DONE, DONE]}, "Done", "Done"),
    ],
)  # fmt: skip
def test_folders_are_created_as_the_server_spells_them(
    capability: bytes, hierarchy: dict[str, Answer], wanted: str, name: str
) -> None:
    """Our levels become the server's, below the prefix of our own folders where it has one."""
    script: dict[str, Answer] = {
        "CAPABILITY": capabilities(b"MOVE " + capability), "UID MOVE": DONE, "UID STORE": DONE, "CREATE": DONE,
        "SUBSCRIBE": b"TAG NO cannot subscribe\r\n",
    }  # fmt: skip
    with FakeImap(script | hierarchy) as server, opening(server) as mailbox:
        assert mailbox.move([1], wanted) == {1}
        assert server.said("CREATE") == [f'CREATE "{name}"']
        assert server.said("UID MOVE") == [f'UID MOVE 1 "{name}"']


@pytest.mark.parametrize(
    ("answer", "moved"),
    [(b"TAG NO [ALREADYEXISTS] raced\r\n", True), (b"TAG NO [NOPERM] no\r\n", False), (b"TAG NO no\r\n", False)],
)
def test_a_folder_may_appear_meanwhile(answer: bytes, moved: bool) -> None:
    """Somebody else creating the folder first is no trouble; not being allowed to is."""
    script: dict[str, Answer] = {
        "CAPABILITY": capabilities(b"MOVE"), "UID MOVE": DONE, "UID STORE": DONE, "CREATE": answer, "SUBSCRIBE": DONE,
        "LIST": [b'* LIST () "/" ""\r\n' + DONE, DONE],
    }  # fmt: skip
    with FakeImap(script) as server, opening(server) as mailbox:
        if moved:
            assert mailbox.move([1], "Done") == {1}
        else:
            with pytest.raises(PermanentError):
                mailbox.move([1], "Done")
            assert not server.said("UID MOVE")


def test_a_search_that_fails_after_a_move_claims_nothing() -> None:
    """When it cannot be verified that messages are gone, they are not said to be."""
    script: dict[str, Answer] = {
        "CAPABILITY": capabilities(b"MOVE"), "UID MOVE": DONE, "UID STORE": DONE, "UID SEARCH": b"TAG NO not now\r\n",
    }  # fmt: skip
    with FakeImap(script) as server, opening(server) as mailbox, pytest.raises(TransientError):
        mailbox.move([1], "Processed")
