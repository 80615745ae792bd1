"""One message's bytes into a Message: headers, identity, sender, date, limits."""

import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.errors import MessageRefused
from intake.limits import Limits
from intake.message import Address
from intake.parse import CUT_BODY, MALFORMED_FROM, parse

LIMITS = Limits()


def mail(header: str = "", body: str = "The body.\n") -> bytes:
    """A letter with some header lines more."""
    return f"From: Amina <amina@example.org>\nSubject: A plan\n{header}\n{body}".encode()


def test_a_plain_letter():
    """Every field of an ordinary message is filled from it."""
    content = mail(
        "To: partners@office.example\nCc: b@example.org, C <c@example.org>\nReply-To: r@example.org\n"
        "Date: Mon, 10 Nov 2003 10:00:00 +0100\nMessage-ID: <1@example.org>\n"
        "In-Reply-To: <0@office.example>\nReferences: <a@office.example>\n <0@office.example>\n"
    )
    message = parse(content, LIMITS)
    assert message.sha256 == hashlib.sha256(content).hexdigest()
    assert message.size == len(content)
    assert message.sender == Address("Amina", "amina@example.org")
    assert message.subject == "A plan"
    assert [a.email for a in (*message.to, *message.cc, *message.reply_to)] == [
        "partners@office.example", "b@example.org", "c@example.org", "r@example.org",
    ]  # fmt: skip
    assert message.date == datetime(2003, 11, 10, 9, tzinfo=UTC)
    assert message.message_id == "<1@example.org>"
    assert message.in_reply_to == ("<0@office.example>",)
    assert message.references == ("<a@office.example>", "<0@office.example>")
    assert (message.body, message.body_format) == ("The body.", "plain")
    assert (message.content_type, message.part_types) == ("text/plain", ("text/plain",))
    assert (message.attachments, message.defects) == ((), ())
    assert message.header("references") == "<a@office.example> <0@office.example>"
    assert message.headers[0] == ("From", "Amina <amina@example.org>")


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\r\n\r\n", b" ", b"\0\0\0", b"%PDF-1.7 binary \xff\xfe\x00", b":", b"From"]
)
def test_hardly_a_message(content):
    """Empty, blank and binary input is a message without a sender."""
    message = parse(content, LIMITS)
    assert message.senders == ()
    assert message.sender is None


def test_no_header_at_all():
    """A bare text is all body, also where it is longer than a header may be."""
    text = "Dear all,\nwe begin at nine.\n" * 40_000
    message = parse(text.encode(), LIMITS)
    assert message.body.startswith("Dear all,")
    assert message.defects[-1] == CUT_BODY


# --- headers that lie or come twice ---------------------------------------------------------------------------------


def test_doubled_headers():
    """Of doubled headers the first counts, and an officer is told."""
    message = parse(mail("Subject: Another\nMessage-ID: <1@a.example>\nMessage-ID: <2@a.example>\n"), LIMITS)
    assert (message.subject, message.message_id) == ("A plan", "<1@a.example>")
    assert message.defects == (
        "The header Message-Id is there 2 times; the first counts.",
        "The header Subject is there 2 times; the first counts.",
    )
    assert message.header_all("Subject") == ("A plan", "Another")


def test_two_from_headers():
    """Both are senders, so that nobody is the one sender."""
    message = parse(mail("From: mallory@evil.example\n"), LIMITS)
    assert [a.email for a in message.senders] == ["amina@example.org", "mallory@evil.example"]
    assert message.sender is None


def test_two_addresses_in_from():
    """A From with two addresses has two senders."""
    assert len(parse(b"From: a@example.org, b@example.org\n\nx", LIMITS).senders) == 2


def test_a_malformed_from_is_a_guess():
    """The address is shown and marked as a guess."""
    message = parse(b"From: Amina <amina@example.org\nSubject: x\n\nx", LIMITS)
    assert message.senders == (Address("Amina", "amina@example.org"),)
    assert MALFORMED_FROM in message.defects


@pytest.mark.parametrize("value", ["<a@[", "=?utf-8?Q?a?=", "(((((", "undisclosed:;", '"', "", "a" * 5000])
def test_from_that_names_nobody(value):
    """No header makes parsing fail or invents a sender."""
    assert parse(f"From: {value}\nSubject: x\n\nx".encode(), LIMITS).senders == ()


def test_a_name_that_looks_like_an_address():
    """The display name trick is told."""
    message = parse(b'From: "boss@bank.example" <x@evil.example>\n\nx', LIMITS)
    assert message.senders[0].email == "x@evil.example"
    assert message.defects == ("The sender's display name looks like another address.",)


@pytest.mark.parametrize("value", ["<", "<[abc", "abc", "<a b@c>", "<a@b", "<" + "a" * 300 + "@b>", "<a@\r\n b>"])
def test_identifiers_of_another_shape(value):
    """What is no message identifier is none."""
    message = parse(mail(f"Message-ID: {value}\nIn-Reply-To: {value}\n"), LIMITS)
    assert (message.message_id, message.in_reply_to) == (None, ())


def test_many_references():
    """Of five hundred the first and the last twenty are kept."""
    ids = [f"<{n}@example.org>" for n in range(500)]
    assert parse(mail("References: " + "\n ".join(ids) + "\n"), LIMITS).references == (*ids[:20], *ids[-20:])


@pytest.mark.parametrize(
    ("value", "year"),
    [
        ("Mon, 10 Nov 2003 10:00:00 +0000", 2003),
        ("10 Nov 03 10:00 GMT", 2003),
        ("Mon, 10 Nov 2003 9:05:00 -0500 (EST)", 2003),
        ("Tue, 10 Nov 2003 10:00:00 +0000", 2003),
        ("99 Foo 2003 10:00:00 +0000", None),
        ("Mon, 10 Nov 9999 10:00:00 +0000", None),
        ("Mon, 10 Nov 2003 10:00:00 -12:99", None),
        ("Mon, 31 Feb 2003 10:00:00 +0000", None),
        ("Mon, 10 Nov 2003 25:00:00 +0000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates(value, year):
    """A possible moment is read, in whatever dress; an impossible one is none."""
    when = parse(mail(f"Date: {value}\n"), LIMITS).date
    assert (when.year if when else None) == year
    assert when is None or when.tzinfo is not None


def test_header_names_that_are_our_words():
    """A header may be called like a field of ours and shadows nothing."""
    message = parse(mail("Body: x\nAttachments: y\nHeaders: z\nfrom_: q\nDefects: d\nHeaders_json: j\n"), LIMITS)
    assert (message.body, message.attachments, message.defects) == ("The body.", (), ())
    assert message.header("Body") == "x"


def test_raw_8bit_headers_are_read_in_the_message_s_charset():
    """A raw Cyrillic subject is read in the charset that the body names."""
    content = "From: a@example.org\nSubject: Привет\nContent-Type: text/plain; charset=koi8-r\n\nМир\n".encode("koi8-r")
    message = parse(content, LIMITS)
    assert (message.subject, message.body) == ("Привет", "Мир")


@pytest.mark.parametrize(
    "header",
    [
        "Subject: a\r\n\tBcc: x@evil.example",
        "Subject: =?utf-8?Q?a=0ABcc:_x@evil.example?=",
        "Message-ID: <a@b>\r\n\tBcc: x@evil.example",
        "From: =?utf-8?Q?a=0D=0ABcc:_x?= <a@example.org>",
    ],
)
def test_no_header_can_be_injected(header):
    """No value that leaves here holds a line end."""
    message = parse(f"{header}\r\n\r\nx".encode(), LIMITS)
    shown = [message.subject, message.message_id or "", *(v for h in message.headers for v in h)]
    shown += [a.name + a.email for a in message.senders]
    assert all(len(value.splitlines()) <= 1 for value in shown)
    assert message.header("Bcc") is None


# --- limits ---------------------------------------------------------------------------------------------------------


def nested(depth: int) -> bytes:
    """Multiparts inside each other."""
    head = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(depth))
    return f"From: a@example.org\n{head}Content-Type: text/plain\n\nThe core.\n".encode()


def test_deep_nesting():
    """Up to the limit the core is the body; beyond, the rest is one file; where Python ends, the message is refused."""
    assert parse(nested(30), LIMITS).body == "The core."
    beyond = parse(nested(40), LIMITS)
    assert beyond.body == ""
    assert b"The core." in beyond.attachments[0].content
    assert any("deeper" in defect for defect in beyond.defects)
    with pytest.raises(MessageRefused, match="deeper"):
        parse(nested(2000), LIMITS)


@pytest.mark.parametrize(
    ("content", "limits", "reason"),
    [
        (mail(), Limits(message_bytes=10), "larger than 10 bytes"),
        (mail("X-A: " + "b" * 500 + "\n"), Limits(header_bytes=400), "header is larger"),
        (b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20, Limits(parts=10), "more than 10 parts"),
    ],
)
def test_too_large_messages_are_refused(content, limits, reason):
    """A limit is a reason to say so, not to fall over."""
    with pytest.raises(MessageRefused, match=reason):
        parse(content, limits)


def test_exactly_the_limits_pass():
    """The limit itself is allowed."""
    content = mail()
    size = content.index(b"The body.")
    assert parse(content, Limits(message_bytes=len(content), header_bytes=size, parts=1)).body == "The body."


def test_a_long_body_is_cut():
    """The text is cut at the limit and an officer is told."""
    message = parse(mail(body="word " * 100), Limits(text_characters=50))
    assert len(message.body) == 50
    assert message.defects == (CUT_BODY,)
    assert parse(mail(body="x" * 50), Limits(text_characters=50)).defects == ()


def test_thousands_of_encoded_words():
    """A header made to cost quadratic time costs none."""
    message = parse(mail("X-Y: " + "=?a?q? " * 9000 + "\n"), LIMITS)
    assert message.subject == "A plan"


def test_headers_at_which_the_library_stumbles():
    """Where mail-parser gives up, the message is read all the same."""
    content = (
        b"From: a@example.org\nSubject: x\nContent-Type: multipart/mixed\n\n--b\nContent-Type: multipart/alternative;"
        b" boundary=c\n\nnothing\n--b\n\nThe text.\n"
    )
    assert "The text." in parse(content, LIMITS).body


# --- anything -------------------------------------------------------------------------------------------------------

LINES = st.sampled_from([
    b"From: a@example.org", b"From: <a@[", b"Subject: =?utf-8?B?a?=", b"Content-Type: multipart/mixed; boundary=x",
    b"Content-Type: multipart/alternative; boundary=x", b"Content-Type: message/rfc822", b"Content-Type: text/html",
    b"Content-Type: text/plain; charset=bogus; format=flowed", b"Content-Transfer-Encoding: base64", b"--x", b"--x--",
    b"Content-Disposition: attachment; filename*0*=%FF", b"", b"", b"aGVsbG8=", b"<p>Hello</p>", b"\xff\x00\r", b"Date: 99",
    b"begin 644 a", b"#0V%T", b"end", b"Content-Type: text/calendar; method=REPLY", b"Content-Type: multipart/report",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(LINES, st.binary(max_size=30)), max_size=30), st.sampled_from([b"\n", b"\r\n", b"\r"]))
def test_any_bytes_give_a_message_or_a_refusal(lines, end):
    """Nothing but a refusal escapes, and everything that comes out can be stored and shown."""
    message = parse(end.join(lines), LIMITS)
    texts = [message.subject, message.body, *message.defects, *(v for h in message.headers for v in h)]
    texts += [a.name or "" for a in message.attachments]
    for text in texts:
        text.encode("utf-8")
        assert "\0" not in text
    assert "\r" not in message.body
    assert [a.id for a in message.attachments] == [str(n + 1) for n in range(len(message.attachments))]
