"""Marks: every reason not to answer, by header, structure, address; and people who only look like machines."""

import pytest

from intake.automatic import CODES, marks
from intake.limits import Limits
from intake.marks.codes import mark
from intake.message import Message, Origin
from intake.parse import parse

OWN = ("office@example.int", "partners@example.int")


def letter(*headers: str, body: str = "We open a library.", sender: str = "Amina <amina@example.org>") -> Message:
    """A person's letter to us, with some header lines more."""
    head = [f"From: {sender}", "To: Office <office@example.int>", "Subject: A library", *headers]
    return parse("\r\n".join([*head, "", body]).encode(), Limits())


def codes(message: Message, own: tuple[str, ...] = OWN) -> list[str]:
    """The codes of its marks."""
    return [m.code for m in marks(message, own)]


def test_a_person_has_no_mark():
    """An ordinary letter may be answered."""
    assert marks(letter(), OWN) == ()
    assert marks(letter("In-Reply-To: <1@example.int>", "Return-Path: <amina@example.org>"), OWN) == ()


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Auto-Submitted: auto-replied", "auto-submitted"),
        ("Auto-Submitted: auto-generated (failure)", "auto-submitted"),
        ("Auto-Submitted: Auto-Notified; owner-email=a@example.org", "auto-submitted"),
        ("Auto-Submitted: (a comment) auto-replied", "auto-submitted"),
        ("Auto-Submitted: nobody-knows", "auto-submitted"),
        ("Auto-Submitted:", "auto-submitted"),
        ("X-Auto-Response-Suppress: All", "auto-response-suppress"),
        ("X-Auto-Response-Suppress: DR, RN, oof", "auto-response-suppress"),
        ("X-Auto-Response-Suppress: AutoReply", "auto-response-suppress"),
        ("Precedence: list", "precedence-list"),
        ("Precedence: Bulk", "precedence-bulk"),
        ("Precedence: junk", "precedence-bulk"),
        ("Precedence: auto_reply", "precedence-auto-reply"),
        ("List-Id: News <news.example.org>", "list-header"),
        ("List-Unsubscribe: <mailto:leave@example.org>", "list-header"),
        ("Mailing-List: list news@example.org", "list-header"),
        ("X-BeenThere: news@example.org", "list-header"),
        ("X-Mailman-Version: 2.1", "list-header"),
        ("X-Autoreply: yes", "robot-header"),
        ("X-AutoReply-From: a@example.org", "robot-header"),
        ("X-Autorespond: Thanks", "robot-header"),
        ("X-POST-MessageClass: 9; Autoresponder", "robot-header"),
        ("X-AMAZON-MAIL-RELAY-TYPE: notification", "robot-header"),
        ("X-FC-MachineGenerated: true", "robot-header"),
        ("Delivered-To: Autoresponder", "robot-header"),
        ("X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent", "robot-header"),
        ("X-Mailer: vacation 1.2", "robot-header"),
        ("X-Loop: office@example.int", "loop-header"),
        ("X-Failed-Recipients: b@example.net", "failed-recipients"),
        ("Return-Path: <>", "null-return-path"),
        ("Return-Path: <> (nobody)", "null-return-path"),
        ("Return-Path:", "null-return-path"),
        ("Return-Path: <owner-news@example.org>", "list-return-path"),
        ("Return-Path: <news-bounces+office=example.int@example.org>", "list-return-path"),
        ("X-Spam-Flag: YES", "spam-flag"),
        ("X-Spam-Status: Yes, score=9.1", "spam-flag"),
        ("From: Ben <ben@example.org>", "several-senders"),
        ("Sender: news-request@example.org", "list-sender"),
        ("Sender: office@example.int", "own-mail"),
        ("Return-Path: <Partners+case@EXAMPLE.int>", "own-mail"),
    ],
)
def test_headers_that_forbid_an_answer(header, code):
    """Each header alone gives its mark, and no other one."""
    assert codes(letter(header)) == [code]


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: no",
        "Auto-Submitted: NO (a person wrote this)",
        "Auto-Submitted: no; reason=person",
        "X-Auto-Response-Suppress: DR, NDR, RN, NRN",
        "X-Auto-Response-Suppress: None",
        "Precedence: first-class",
        "Precedence: normal",
        "List-Post: <mailto:office@example.int>",
        "X-Autoreply: no",
        "X-Loop:",
        "X-AMAZON-MAIL-RELAY-TYPE: letter",
        "Return-Path: <amina@example.org>",
        "Return-Path: <my-bouncer@example.org>",
        "X-Spam-Flag: NO",
        "X-Spam-Status: No, score=0.1",
        "X-Mailer: Thunderbird",
        "Feedback-ID: 1:example",
        "Sender: assistant@example.org",
        "Delivered-To: office@example.int",
    ],
)
def test_headers_that_forbid_nothing(header):
    """Values that a person's mail may carry are no mark."""
    assert codes(letter(header)) == []


def test_a_list_that_is_our_own_front_door():
    """Where the list posts to our address, its headers are ours; elsewhere they are a list's."""
    headers = ("List-Id: <office.example.int>", "List-Post: <mailto:Office@example.int>")
    assert codes(letter(*headers)) == []
    assert codes(letter("List-Id: <x>", "List-Post: <mailto:other@example.net>")) == ["list-header"]


def test_bulk_precedence_of_an_answer_only_silences():
    """A bulk letter that continues a conversation may be a person's; a bulk letter out of the blue is a list's."""
    (one,) = marks(letter("Precedence: bulk", "In-Reply-To: <1@example.int>"), OWN)
    assert (one.code, one.origin) == ("precedence-reply", Origin.PERSON)


def test_mass_mailings():
    """Feedback-ID with one-click unsubscription is a mass mailing."""
    found = codes(letter("Feedback-ID: 1:example", "List-Unsubscribe-Post: List-Unsubscribe=One-Click"))
    assert found == ["robot-header"]


def test_only_the_topmost_return_path_counts():
    """Further down anybody may have written one."""
    assert codes(letter("Return-Path: <amina@example.org>", "Return-Path: <>")) == []


def test_hops():
    """Fifty hops are many, more are a circle."""
    hop = "Received: from a by b; Mon, 10 Nov 2003 10:00:00 +0000"
    assert codes(letter(*[hop] * 50)) == []
    assert codes(letter(*[hop] * 51)) == ["many-hops"]


# --- structure ------------------------------------------------------------------------------------------------------


def built(top: str, *parts: str, subject: str = "A library") -> Message:
    """A message of these parts."""
    body = "".join(f"--b\r\n{one}\r\n" for one in parts) + "--b--\r\n"
    head = f"From: Amina <amina@example.org>\r\nTo: office@example.int\r\nSubject: {subject}\r\nContent-Type: {top}; boundary=b\r\n"
    return parse(f"{head}\r\n{body}".encode(), Limits())


WORDS = "Content-Type: text/plain\r\n\r\nSome words."
RETURNED = "Content-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\ny"


@pytest.mark.parametrize(
    ("top", "parts", "code"),
    [
        ("multipart/report; report-type=delivery-status", (WORDS,), "delivery-report"),
        (
            "multipart/mixed",
            (WORDS, "Content-Type: message/delivery-status\r\n\r\nAction: failed\r\n"),
            "delivery-report",
        ),
        ("multipart/report", (WORDS, RETURNED), "delivery-report"),
        ("multipart/report", (WORDS,), "machine-report"),
        ("multipart/report; report-type=feedback-report", (WORDS,), "abuse-report"),
        ("multipart/report; report-type=disposition-notification", (WORDS,), "receipt-report"),
        (
            "multipart/mixed",
            (WORDS, "Content-Type: message/disposition-notification\r\n\r\nDisposition: x\r\n"),
            "receipt-report",
        ),
    ],
)
def test_reports(top, parts, code):
    """A report is known by its parts or by what it announces."""
    assert codes(built(top, *parts)) == [code]


def test_a_forwarded_bounce_is_a_person_s_mail():
    """A report inside an attached message is not this message's."""
    inner = "Content-Type: message/rfc822\r\n\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=i\r\n\r\n--i\r\n\r\nx\r\n--i--"
    assert codes(built("multipart/mixed", WORDS, inner)) == []


def test_aggregate_reports():
    """A DMARC report is known by its subject and its packed file."""
    packed = "Content-Type: application/gzip; name=r.xml.gz\r\n\r\nx"
    subject = "Report Domain: example.int Submitter: example.org Report-ID: <1>"
    assert codes(built("multipart/mixed", WORDS, packed, subject=subject)) == ["aggregate-report"]
    assert codes(built("multipart/mixed", WORDS, subject=subject)) == []
    assert codes(built("multipart/mixed", WORDS, packed)) == []


@pytest.mark.parametrize(
    ("header", "body", "found"),
    [
        ("text/calendar; method=REPLY", "METHOD:REPLY", ["calendar-answer"]),
        ("text/calendar; method=REPLY; name=invite.ics", "METHOD:REPLY", ["calendar-answer"]),
        ("text/calendar", "METHOD:CANCEL", ["calendar-answer"]),
        ("text/calendar; method=REQUEST", "METHOD:REQUEST", ["calendar-invitation"]),
        ("text/calendar; name=opening.ics", "METHOD:PUBLISH", []),
        ("text/calendar; name=opening.ics", "BEGIN:VEVENT", []),
    ],
)
def test_calendars(header, body, found):
    """What a calendar program sends is a machine's; an event that somebody attached is not."""
    part = f"Content-Type: {header}\r\n\r\nBEGIN:VCALENDAR\r\n{body}\r\nEND:VCALENDAR"
    assert codes(built("multipart/mixed", WORDS, part)) == found


def test_nothing_but_a_calendar():
    """A message without words is its calendar."""
    part = "Content-Type: text/calendar; name=a.ics\r\n\r\nBEGIN:VCALENDAR"
    assert codes(built("multipart/mixed", part)) == ["calendar-invitation"]


# --- addresses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sender", "code"),
    [
        ("MAILER-DAEMON@example.org", "mail-system"),
        ("Mail Delivery Subsystem <mailer-daemon@example.org>", "mail-system"),
        ("Mail.Delivery.System@example.org", "mail-system"),
        ("MAILER-DAEMON <>", "mail-system"),
        ("postmaster@example.org", "postmaster"),
        ("noreply@example.org", "robot-sender"),
        ("no-reply@example.org", "robot-sender"),
        ("No.Reply@example.org", "robot-sender"),
        ("do_not_reply@example.org", "robot-sender"),
        ("donotreply@example.org", "robot-sender"),
        ("news-noreply@example.org", "robot-sender"),
        ("noreply-news@example.org", "robot-sender"),
        ("ne-pas-repondre@example.org", "robot-sender"),
        ("notifications@example.org", "robot-sender"),
        ("abuse@example.org", "robot-sender"),
        ("owner-news@example.org", "list-sender"),
        ("news-owner@example.org", "list-sender"),
        ("news-request@example.org", "list-sender"),
        ("news-bounces+1@example.org", "list-sender"),
        ("majordomo@example.org", "list-sender"),
        ("Office <OFFICE+x@example.int>", "own-mail"),
    ],
)
def test_senders_that_nobody_answers(sender, code):
    """The local part, or a bare name in its place, tells."""
    found = codes(letter(sender=sender))
    assert code in found
    assert set(found) <= {code, "no-sender"}


@pytest.mark.parametrize(
    "local",
    [
        "info",
        "press",
        "contact",
        "reply",
        "noreen",
        "nora.eply",
        "daemonia",
        "requests",
        "bouncer",
        "owner",
        "dorothy",
        "master",
        "alertes",
    ],
)
def test_senders_that_people_read(local):
    """Words that only begin or end alike are people."""
    assert codes(letter(sender=f"{local}@example.org")) == []


@pytest.mark.parametrize(
    ("sender", "code"),
    [
        ("", "no-sender"),
        ("undisclosed:;", "no-sender"),
        ("a@example.org, b@example.org", "several-senders"),
        ("Amina <amina@example.org", "malformed-sender"),
    ],
)
def test_the_shape_of_from(sender, code):
    """An answer needs exactly one well-formed author."""
    (found,) = marks(letter(sender=sender), OWN)
    assert (found.code, found.origin) == (code, Origin.PERSON)


@pytest.mark.parametrize(
    "header",
    [
        "Cc: office@example.int",
        "Resent-To: office@example.int",
        "Delivered-To: office@example.int",
        "X-Original-To: <partners+x@example.int>",
    ],
)
def test_recipients(header):
    """A letter is for us when any recipient header says so; else it is a blind copy."""
    head = "From: amina@example.org\r\nTo: others@example.net\r\n"
    assert codes(parse(f"{head}{header}\r\n\r\nx".encode(), Limits())) == []
    blind = parse(f"{head}\r\nx".encode(), Limits())
    assert codes(blind) == ["not-addressed"]
    assert codes(blind, ()) == []


def test_our_own_mail_needs_our_addresses():
    """Without knowing our addresses nothing is said about them."""
    assert codes(letter(sender="office@example.int"), ()) == []


# --- the table ------------------------------------------------------------------------------------------------------


def test_the_table_tells_machines_from_people():
    """Marks that only silence speak of a person, so that the message is read as one."""
    silent = {code for code, (origin, _) in CODES.items() if origin is Origin.PERSON}
    assert silent == {
        "auto-response-suppress", "precedence-reply", "spam-flag", "many-hops", "no-sender", "several-senders",
        "malformed-sender", "not-addressed", "machine-text",
    }  # fmt: skip


def test_each_code_comes_once_in_the_order_of_the_table():
    """Several reasons are all given, each one once."""
    found = codes(
        letter(
            "Auto-Submitted: auto-replied",
            "Auto-Submitted: x",
            "Precedence: bulk",
            "Precedence: junk",
            "Return-Path: <>",
        )
    )
    assert found == ["auto-submitted", "precedence-bulk", "null-return-path"]
    assert found == sorted(found, key=list(CODES).index)


def test_a_mark_is_one_sentence():
    """An officer reads why, in a plain sentence."""
    for one in marks(letter("Auto-Submitted: a\u2028b", "Return-Path: <>", sender="no-reply@example.org"), OWN):
        assert one.detail.endswith(".")
        assert len(one.detail.splitlines()) == 1


def test_codes_outside_the_table_do_not_exist():
    """A mark without documentation cannot be made."""
    with pytest.raises(KeyError):
        mark("unheard-of", "x")
