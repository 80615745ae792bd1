"""Envelopes: the headers intended and no others, whatever the letter's words are made of."""

from __future__ import annotations

from datetime import UTC, datetime
from email import policy
from email.parser import BytesParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.message import Address
from notify.errors import LetterError
from notify.identity import message_id, read_token, token
from notify.letter import Letter
from notify.seal import AUTO_GENERATED, KEPT_IDS, LOOP_HEADER, Letterhead, _verify, seal

SECRET = b"a secret of twenty-four."
HEAD = Letterhead("WSIS Secretariat", "wsis@summit.example", SECRET, "summit.example", "bounces@summit.example")
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
KEY = "K7QM2-F9XB4/incomplete/1"
INTENDED = [
    "Content-Type", "MIME-Version", "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted",
    "X-Auto-Response-Suppress", LOOP_HEADER, "Content-Language",
]  # fmt: skip


def _letter(**changes):
    values = {
        "kind": "incomplete",
        "language": "fr",
        "subject": "Une question",
        "text": "Bonjour.\n",
        "html": "<p>Bonjour.</p>\n",
    }
    return Letter(**(values | changes))


def _seal(letter=None, head=HEAD, **changes):
    return seal(letter or _letter(), head, **({"key": KEY, "recipient": "amina@reseau.example", "now": NOW} | changes))


def _read(envelope):
    return BytesParser(policy=policy.compat32).parsebytes(envelope.content)


def test_headers_are_those_of_an_automatic_answer():
    """A sealed answer says that a program wrote it, whom it is from and to, and nothing else (RFC 3834 3.1)."""
    message = _read(_seal())
    assert message.keys() == INTENDED
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["From"] == "WSIS Secretariat <wsis@summit.example>"
    assert message["To"] == "amina@reseau.example"
    assert message["Date"] == "Tue, 24 Nov 2026 09:30:00 +0000"
    assert message["Content-Language"] == "fr"


def test_digest_says_that_nobody_asked_for_it():
    """A digest is auto-generated, not an answer."""
    assert _read(_seal(automatic=AUTO_GENERATED))["Auto-Submitted"] == "auto-generated"


def test_same_arguments_give_same_bytes():
    """Sealing is deterministic, boundary and Message-ID too, so that a resent letter can be told as the same."""
    assert _seal() == _seal()
    assert _seal().message_id != _seal(key="K7QM2-F9XB4/incomplete/2").message_id


def test_both_twins_arrive_as_written():
    """Text and HTML come out as they went in: accents, Arabic, dots at line starts, long lines, trailing blanks."""
    text = "Été — €\n.\n..dots\nالسلام عليكم\nFrom here \n" + "long " * 400 + "\n"
    for body in (text, "السلام عليكم ورحمة الله\n" * 5):
        envelope = _seal(_letter(text=body, html=f"<p>{body}</p>"))
        plain, html = _read(envelope).get_payload()
        assert plain.get_payload(decode=True).decode().replace("\r\n", "\n") == body
        assert html.get_payload(decode=True).decode().replace("\r\n", "\n") == f"<p>{body}</p>"
        assert envelope.content.isascii()
        assert b"\n" not in envelope.content.replace(b"\r\n", b"")
        assert max(map(len, envelope.content.split(b"\r\n"))) <= 78


@pytest.mark.parametrize(
    "subject",
    [
        "Question\r\nBcc: victim@bank.example",
        "Question\nBcc: victim@bank.example",
        "Question\rBcc: victim@bank.example",
        "Question\x85Bcc: victim@bank.example",
        "Question\u2028Bcc: victim@bank.example",
        "Question\x00",
        "Question\x0bBcc: victim@bank.example",
        "é =?utf-8?q?=0D=0ABcc=3A_victim=40bank=2Eexample?=",
        "=?utf-8?b?DQpCY2M6IHZpY3RpbUBiYW5rLmV4YW1wbGU=?= é",
        "\udc0a",
        "",
        "   ",
    ],
)
def test_subjects_that_could_carry_a_header_are_refused(subject):
    """No line end of any script, no control and no encoded word comes into a subject, not even on old interpreters."""
    with pytest.raises(LetterError):
        _seal(_letter(subject=subject))


@pytest.mark.parametrize("name", ["WSIS\r\nBcc: x@y.example", "=?utf-8?q?=0ABcc:x?=", ""])
def test_display_names_that_could_carry_a_header_are_refused(name):
    """The configured name is checked like any other value."""
    with pytest.raises(LetterError):
        _seal(head=Letterhead(name, HEAD.address, SECRET, "summit.example"))


@pytest.mark.parametrize(
    "recipient",
    [
        "", "amina", "a@b", "a b@c.example", "a@c.example, b@c.example", "a@c.example\r\nBcc: b@c.example", "<a@c.example>",
        "a@@c.example", "a@c..example", ".a@c.example", "a..b@c.example", "a.@c.example", "a@-c.example", "a@c-.example",
        '"a b"@c.example', "é@c.example", "a@é.example", "a" * 65 + "@c.example", "a@" + "c" * 250 + ".example", "a@c.ex ample",
    ],
)  # fmt: skip
def test_recipients_that_are_not_one_plain_address_are_refused(recipient):
    """One letter has one recipient, spelled in ASCII without quoting."""
    with pytest.raises(LetterError):
        _seal(recipient=recipient)


@pytest.mark.parametrize(
    ("changes", "letter"),
    [
        ({"key": "a\r\nb"}, {}),
        ({"key": ""}, {}),
        ({}, {"kind": "Kind@x"}),
        ({}, {"language": "fr\r\nX: y"}),
        ({"head": Letterhead("N", "wsis@summit.example", SECRET, "summit example")}, {}),
        ({"head": Letterhead("N", "not an address", SECRET, "summit.example")}, {}),
        ({"head": Letterhead("N", "wsis@summit.example", SECRET, "summit.example", "bounces")}, {}),
        (
            {
                "head": Letterhead(
                    "N", "wsis@summit.example", SECRET, "summit.example", "sixteenletterss1@summit.example"
                )
            },
            {},
        ),
        ({"head": Letterhead("N", "wsis@summit.example", b"short", "summit.example")}, {}),
    ],
)
def test_everything_else_that_becomes_a_header_is_checked(changes, letter):
    """Key, kind, language, domain, addresses and the secret have the shape that their place asks for."""
    with pytest.raises(LetterError):
        _seal(_letter(**letter), **changes)


@given(st.text(min_size=1, max_size=300))
def test_any_subject_is_refused_or_arrives_unchanged(subject):
    """Whatever a subject is made of, the message has exactly the intended headers, or there is no message."""
    try:
        envelope = _seal(_letter(subject=subject))
    except LetterError:
        return
    message = _read(envelope)
    assert message.keys() == INTENDED
    modern = BytesParser(policy=policy.default).parsebytes(envelope.content)
    assert modern.keys() == INTENDED
    assert "".join(modern["Subject"].split()) == "".join(subject.split())


@pytest.mark.parametrize(
    "tampered",
    [
        lambda c: c.replace(b"Auto-Submitted:", b"Bcc: victim@bank.example\r\nAuto-Submitted:"),
        lambda c: c.replace(b"Auto-Submitted: auto-replied\r\n", b""),
        lambda c: c.replace(b"Subject: Une question", b"Subject: Une autre"),
        lambda c: c.replace(b"To: amina@", b"To: victim@"),
        lambda c: c.replace(b"To: ", b"To:\n "),
        lambda c: c.replace(b"Subject: Une", b"Subject: Une\rBcc: x@y.example"),
        lambda c: c.replace(b"multipart/alternative", b"text/plain"),
        lambda c: c.replace(b"Bonjour", b"Bonjour" * 200, 1),
        lambda c: c[: c.index(b"text/html") - 100],
    ],
)
def test_what_was_written_is_read_again(tampered):
    """Should the interpreter ever write something else than was meant, the letter does not leave."""
    envelope = _seal()
    headers = dict(_read(envelope).items())
    intended = {name: headers[name] for name in INTENDED[2:]}
    _verify(envelope.content, intended, "Une question")
    assert tampered(envelope.content) != envelope.content
    with pytest.raises(LetterError):
        _verify(tampered(envelope.content), intended, "Une question")


def test_text_that_is_no_unicode_is_refused():
    """A lone surrogate cannot be written, and says so as a mistake in the letter."""
    with pytest.raises(LetterError):
        _seal(_letter(text="\ud800"))


# --- threading ------------------------------------------------------------------------------------------------------


def test_answer_follows_the_thread(make_message):
    """In-Reply-To is the parent's id; References are the parent's references and its id (RFC 5322 3.6.4)."""
    message = _read(
        _seal(answers=make_message(references=("<a@x.example>", "<b@x.example>"), in_reply_to=("<b@x.example>",)))
    )
    assert message["In-Reply-To"] == "<first@reseau-femmes.example>"
    assert message["References"].split() == ["<a@x.example>", "<b@x.example>", "<first@reseau-femmes.example>"]
    assert message.keys()[7:9] == ["In-Reply-To", "References"]


@pytest.mark.parametrize(
    ("in_reply_to", "expected"),
    [(("<p@x.example>",), ["<p@x.example>"]), (("<p@x.example>", "<q@x.example>"), []), ((), [])],
)
def test_references_begin_with_a_single_in_reply_to(make_message, in_reply_to, expected):
    """Where the parent has no References, its In-Reply-To stands for them if it is a single id."""
    message = _read(_seal(answers=make_message(in_reply_to=in_reply_to)))
    assert message["References"].split() == [*expected, "<first@reseau-femmes.example>"]


@pytest.mark.parametrize(
    "own", [None, "<no-at>", "<a@b\r\nBcc: x@y.example>", "<a @b>", "<é@b.example>", "<a@b><c@d>", f"<{'a' * 251}@b>"]
)
def test_ids_of_another_shape_make_no_thread(make_message, own):
    """A parent without a strictly shaped Message-ID gets neither In-Reply-To nor References."""
    message = _read(_seal(answers=make_message(message_id=own, references=("<a@x.example>",))))
    assert message.keys() == INTENDED


def test_foreign_references_are_sieved_and_bounded(make_message):
    """Bad and repeated ids are dropped; of a long thread the first and last twenty ids stay, on lines of their own."""
    ids = tuple(f"<{n}@x.example>" for n in range(100))
    parent = make_message(
        references=("<bad id@x>", "<0@x.example>\r\nBcc: v@x.example", *ids, ids[0], "<first@reseau-femmes.example>")
    )
    kept = _read(_seal(answers=parent))["References"].split()
    assert kept == [*ids[:KEPT_IDS], *ids[-KEPT_IDS + 1 :], "<first@reseau-femmes.example>"]


# --- our own marks --------------------------------------------------------------------------------------------------


def test_message_id_is_ours_alone():
    """The id derives from secret, key, kind and domain: the same letter has the same one, and no other letter has it."""
    own = _seal().message_id
    assert own == message_id(SECRET, KEY, "incomplete", "Summit.Example")
    assert own.endswith(".incomplete@summit.example>")
    for secret, key in ((SECRET, KEY + "0"), (SECRET + b"x", KEY)):
        assert message_id(secret, key, "incomplete", "summit.example") != own


def test_reports_come_back_to_a_token_of_the_letter():
    """The envelope sender carries a token; whoever reads it learns the letter's mark, and a forged one is refused."""
    envelope = _seal()
    local, _, domain = envelope.mail_from.partition("@")
    base, _, carried = local.partition("+")
    assert (base, domain) == ("bounces", "summit.example")
    assert len(local) <= 64
    assert read_token(carried, SECRET) == envelope.message_id[1:33]
    assert read_token(carried.upper(), SECRET) == envelope.message_id[1:33]
    assert _read(envelope)[LOOP_HEADER] == carried == token(SECRET, KEY)
    assert read_token(carried, SECRET + b"x") is None
    assert read_token(("a" if carried[0] != "a" else "b") + carried[1:], SECRET) is None
    assert read_token(carried[:-1], SECRET) is None
    assert read_token("", SECRET) is None


def test_reports_can_go_to_the_address_or_nowhere():
    """Without a bounce address reports come to the sender; with a null return path nobody is told (RFC 3834 3.1.7)."""
    assert (
        _seal(head=Letterhead("N", "wsis@summit.example", SECRET, "summit.example")).mail_from == "wsis@summit.example"
    )
    null = Letterhead(
        "N", "wsis@summit.example", SECRET, "summit.example", "bounces@summit.example", null_return_path=True
    )
    assert not _seal(head=null).mail_from


def test_envelope_carries_what_the_outbox_needs():
    """Key, kind, reference and recipient stand in the envelope as given."""
    envelope = _seal(reference="K7QM2-F9XB4")
    assert (envelope.key, envelope.kind, envelope.reference, envelope.recipient) == (
        KEY,
        "incomplete",
        "K7QM2-F9XB4",
        "amina@reseau.example",
    )


def test_a_secret_of_sixteen_bytes_is_enough():
    """The shortest secret that is allowed is 128 bits."""
    assert _seal(head=Letterhead("N", "wsis@summit.example", b"x" * 16, "summit.example")).message_id


def test_sender_name_beyond_ascii_is_encoded():
    """A display name with accents or a comma stays one name and one address."""
    head = Letterhead("Secrétariat, SMSI", Address("", "wsis@summit.example").email, SECRET, "summit.example")
    modern = BytesParser(policy=policy.default).parsebytes(_seal(head=head).content)
    assert [(a.display_name, a.addr_spec) for a in modern["From"].addresses] == [
        ("Secrétariat, SMSI", "wsis@summit.example")
    ]
