"""A mail that came attached to a mail."""

from dataclasses import replace
from email.message import EmailMessage

from intake.formats import eml
from intake.message import Verdict


def a_mail() -> EmailMessage:
    """Return a small mail with one file."""
    mail = EmailMessage()
    mail["From"] = "Ann Example <ann@example.org>"
    mail["To"] = "desk@example.net"
    mail["Date"] = "Mon, 02 Mar 2026 10:00:00 +0100"
    mail["Subject"] = "Wells for schools"
    mail.set_content("We offer two wells.\n")
    mail.add_attachment(b"%PDF-1.4 release", maintype="application", subtype="pdf", filename="release.pdf")
    return mail


def test_a_mail_is_its_headers_and_its_body(limits):
    """Who wrote, when and on what come first, then a blank line and the words."""
    extract = eml.read(a_mail().as_bytes(), limits)
    assert extract.text == (
        "From: Ann Example <ann@example.org>\nDate: Mon, 02 Mar 2026 10:00:00 +0100\nSubject: Wells for schools\n\n"
        "We offer two wells."
    )


def test_its_files_are_members(limits):
    """What was attached to the attached mail is handed on, with its name and its bytes."""
    (member,) = eml.read(a_mail().as_bytes(), limits).members
    assert (member.name, member.content_type, member.content) == ("release.pdf", "application/pdf", b"%PDF-1.4 release")
    assert not member.inline


def test_no_more_members_than_allowed(limits):
    """A mail with a thousand files gives no more of them than one message may have."""
    mail = a_mail()
    for _ in range(5):
        mail.add_attachment(b"x", maintype="image", subtype="png", filename="x.png")
    assert len(eml.read(mail.as_bytes(), replace(limits, attachments=3)).members) == 3


def test_a_mail_beyond_the_limits_is_refused(limits):
    """What the message parser refuses is a limit here, in the parser's own words."""
    extract = eml.read(a_mail().as_bytes(), replace(limits, parts=1))
    assert extract.verdict is Verdict.LIMIT
    assert "parts" in extract.reason


def test_a_sender_without_a_name(limits):
    """An address alone is shown as it is, and headers that are missing leave no empty line."""
    text = eml.read(b"From: ann@example.org\n\nhello\n", limits).text
    assert text == "From: ann@example.org\n\nhello"
