"""MIME structure: which text is the body, and which files came along, byte for byte."""

import base64

import pytest

from intake.limits import Limits
from intake.message import Message
from intake.parse import parse

LIMITS = Limits()
PNG = b"\x89PNG\r\n\x1a\n\x00\x01\x02"


def part(content_type: str, body: bytes, *headers: str) -> bytes:
    """One part with its header."""
    return "\r\n".join([f"Content-Type: {content_type}", *headers, "", ""]).encode() + body


def encoded(content_type: str, content: bytes, *headers: str) -> bytes:
    """One part in base64."""
    return part(content_type, base64.encodebytes(content), "Content-Transfer-Encoding: base64", *headers)


def multi(subtype: str, *parts: bytes, boundary: str = "b", extra: str = "") -> bytes:
    """A multipart of these parts, with its own header."""
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"{extra}\r\n\r\n'.encode()
    return (
        head + b"".join(f"--{boundary}\r\n".encode() + one + b"\r\n" for one in parts) + f"--{boundary}--\r\n".encode()
    )


def read(entity: bytes) -> Message:
    """A message around an entity."""
    return parse(b"From: a@example.org\r\nSubject: s\r\nMIME-Version: 1.0\r\n" + entity, LIMITS)


TEXT = part("text/plain; charset=utf-8", "The plain words of the café.".encode())
HTML = part("text/html; charset=utf-8", "<p>The <b>plain</b> words of the café.</p>".encode())
PDF = encoded("application/pdf", b"%PDF-1.7 \x00\xff", 'Content-Disposition: attachment; filename="plan.pdf"')


# --- body -----------------------------------------------------------------------------------------------------------


def test_html_only():
    """An HTML letter is read as text."""
    message = read(HTML)
    assert (message.body, message.body_format, message.attachments) == ("The plain words of the café.", "html", ())


def test_alternative_prefers_the_plain_text():
    """What the sender typed wins over its layout."""
    message = read(multi("alternative", TEXT, HTML))
    assert (message.body, message.body_format, message.attachments) == ("The plain words of the café.", "plain", ())
    assert message.part_types == ("multipart/alternative", "text/plain", "text/html")


@pytest.mark.parametrize("stub", [b"", b"  \r\n", b"Your reader shows no HTML."])
def test_alternative_with_a_stub(stub):
    """A plain text that only points to the HTML is not the letter."""
    rich = part("text/html", b"<p>" + b"We have opened libraries in twelve villages of the valley. " * 5 + b"</p>")
    message = read(multi("alternative", part("text/plain", stub), rich))
    assert message.body.startswith("We have opened")
    assert message.body_format == "html"


def test_alternative_parts_that_contradict_each_other():
    """When text and HTML say different things, the text is the body, the HTML is kept as a file, and it is told."""
    other = part("text/html", b"<p>Completely different sentences about money and bank accounts here.</p>")
    message = read(multi("alternative", TEXT, other))
    assert message.body == "The plain words of the café."
    (kept,) = message.attachments
    assert (kept.name, kept.content_type, kept.inline) == (None, "text/html", True)
    assert b"bank accounts" in kept.content
    assert "The plain text and the HTML of the message say different things." in message.defects


def test_alternative_of_the_html_alone_or_amp():
    """Further renderings are neither body nor file."""
    message = read(multi("alternative", part("text/x-amp-html", b"<amp>"), HTML))
    assert (message.body, message.attachments) == ("The plain words of the café.", ())


def test_mixed_texts_are_one_body():
    """Texts around a file belong together, in order."""
    after = part("text/plain", b"And the closing words.")
    message = read(multi("mixed", TEXT, PDF, after))
    assert message.body == "The plain words of the café.\n\nAnd the closing words."
    assert [a.name for a in message.attachments] == ["plan.pdf"]


def test_apple_mail_puts_files_inside_the_alternative():
    """Files inside a rendering are kept, whichever rendering is read."""
    inner = multi("mixed", HTML, PDF, part("text/html", b"<br>"), boundary="i")
    message = read(multi("alternative", TEXT, inner))
    assert message.body == "The plain words of the café."
    assert [a.name for a in message.attachments] == ["plan.pdf"]


def test_related_pictures_are_inline():
    """A logo that the HTML shows is a file that is shown inline."""
    logo = encoded("image/png", PNG, "Content-ID: <logo@x>")
    message = read(multi("related", HTML, logo))
    assert message.body == "The plain words of the café."
    (attachment,) = message.attachments
    assert (attachment.content, attachment.inline, attachment.name) == (PNG, True, None)


def test_related_with_a_start():
    """The root of a multipart/related need not come first (RFC 2387 3.2)."""
    logo = encoded("image/png", PNG, "Content-ID: <logo@x>")
    root = part("text/html", b"<p>Root words.</p>", "Content-ID: <root@x>")
    assert read(multi("related", logo, root, extra='; start="<root@x>"')).body == "Root words."


@pytest.mark.parametrize(
    ("headers", "inline"),
    [
        (("Content-Disposition: inline; filename=a.png",), True),
        (("Content-ID: <a@x>",), True),
        (("Content-ID: <a@x>", "Content-Disposition: attachment; filename=a.png"), False),
        (("Content-Disposition: attachment; filename=a.png",), False),
        ((), False),
    ],
)
def test_pictures_in_mixed(headers, inline):
    """A picture is inline when the sender says so or refers to it, never when it is attached."""
    (attachment,) = read(multi("mixed", TEXT, encoded("image/png", PNG, *headers))).attachments
    assert attachment.inline is inline


def test_a_pdf_shown_inline_is_a_file():
    """Apple Mail shows documents inline; they are documents all the same."""
    (attachment,) = read(
        multi("mixed", TEXT, encoded("application/pdf", b"%PDF", "Content-Disposition: inline; filename=p.pdf"))
    ).attachments
    assert not attachment.inline


def test_format_flowed():
    """Flowed paragraphs are joined, with DelSp too."""
    assert read(part("text/plain; format=flowed", b"one \r\ntwo")).body == "one two"
    assert read(part("text/plain; format=flowed; delsp=yes", b"one \r\ntwo")).body == "onetwo"


def test_enriched_text():
    """text/enriched is read without its marks."""
    body = part("text/enriched", b"<bold>Bold</bold> <<words> <color><param>red</param>and red</color>")
    assert read(body).body == "Bold <words> and red"


@pytest.mark.parametrize(
    "headers",
    [
        ("Content-Disposition: inline",),
        ("Content-Disposition: inline; filename=text.txt",),
        ('Content-Type: text/plain; name="a.txt"',),
    ],
)
def test_the_only_text_is_the_body_even_with_a_name(headers):
    """A message that is one text part is that text, whatever it is called."""
    entity = "\r\n".join([*headers, "", "Words."]).encode()
    assert read(entity).body == "Words."


def test_a_named_text_is_a_file():
    """A text file beside the letter is a file, with its own bytes."""
    notes = part("text/plain", b"Some notes.\r\n", "Content-Disposition: inline; filename=notes.txt")
    message = read(multi("mixed", TEXT, notes))
    assert message.body == "The plain words of the café."
    assert [(a.name, a.content) for a in message.attachments] == [("notes.txt", b"Some notes.\r\n"[:-2] + b"\r\n")]


def test_a_named_text_is_the_body_where_there_is_no_other():
    """Without any other text the first named one is read as the letter, and stays a file."""
    notes = part("text/plain", b"Some notes.", "Content-Disposition: inline; filename=notes.txt")
    message = read(multi("mixed", notes, PDF))
    assert message.body == "Some notes."
    assert [a.name for a in message.attachments] == ["notes.txt", "plan.pdf"]


def test_an_attached_text_is_never_the_body():
    """What is attached is a file, also alone."""
    message = read(part("text/plain", b"x", "Content-Disposition: attachment; filename=x.txt"))
    assert (message.body, message.body_format) == ("", "none")
    assert message.attachments[0].name == "x.txt"


def test_body_of_a_lying_charset():
    """The body is read by its bytes where its label lies, and it is told."""
    text = "Мы открыли двенадцать сельских библиотек"
    message = read(part("text/plain; charset=utf-8", text.encode("cp1251")))
    assert message.body == text
    assert message.defects


def test_html_with_its_own_charset():
    """An HTML part without a label is read by its own declaration."""
    html = '<meta charset="windows-1251"><p>Привет</p>'.encode("cp1251")
    assert read(part("text/html", html)).body == "Привет"


# --- files ----------------------------------------------------------------------------------------------------------


def test_a_file_keeps_its_bytes():
    """Content, hash, type and name are as sent."""
    (attachment,) = read(multi("mixed", TEXT, PDF)).attachments
    assert (attachment.id, attachment.name, attachment.content_type) == ("1", "plan.pdf", "application/pdf")
    assert attachment.content == b"%PDF-1.7 \x00\xff"


def test_a_file_without_a_name():
    """It is kept, and no name is invented."""
    (attachment,) = read(multi("mixed", TEXT, encoded("application/octet-stream", b"\x00\x01"))).attachments
    assert (attachment.name, attachment.content) == (None, b"\x00\x01")


def test_the_message_is_a_file():
    """A message may be nothing but a file."""
    message = read(encoded("application/gzip", b"\x1f\x8b", "Content-Disposition: attachment; filename=a.gz"))
    assert (message.body, message.attachments[0].content) == ("", b"\x1f\x8b")


def test_a_calendar_is_a_file():
    """An invitation is kept as a file, and its method is told."""
    calendar = part("text/calendar; method=REQUEST", b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n")
    message = read(multi("alternative", TEXT, calendar))
    assert message.part_types[-1] == "text/calendar; method=request"
    assert (message.body, message.attachments[0].content_type) == ("The plain words of the café.", "text/calendar")


INNER = (
    b"From: Other <other@example.net>\r\nSubject:  inner\t subject\r\nContent-Type: multipart/mixed; boundary=in\r\n\r\n"
    b"--in\r\n\r\nInner words.\r\n--in\r\nContent-Type: application/pdf; name=inner.pdf\r\n\r\n%PDF\r\n--in--\r\n"
)


def test_an_attached_message_is_one_file():
    """Its bytes are as sent, its words are not the sender's, its files are its own."""
    attached = part("message/rfc822", INNER, 'Content-Disposition: attachment; filename="fwd.eml"')
    message = read(multi("mixed", TEXT, attached))
    assert message.body == "The plain words of the café."
    assert [(a.name, a.content_type, a.content) for a in message.attachments] == [("fwd.eml", "message/rfc822", INNER)]
    assert message.part_types == ("multipart/mixed", "text/plain", "message/rfc822")


def test_an_attached_message_in_base64():
    """Producers encode attached messages although RFC 2046 5.2.1 forbids it."""
    message = read(multi("mixed", TEXT, encoded("message/rfc822", INNER)))
    assert message.attachments[0].content == INNER


def test_a_digest_is_messages():
    """Each part of a digest is an attached message."""
    message = read(multi("digest", b"\r\n" + INNER, part("message/rfc822", INNER)))
    assert message.body == ""
    assert [a.content_type for a in message.attachments] == ["message/rfc822", "message/rfc822"]


def test_a_report():
    """The words are the body, the machine's parts and the returned message are files."""
    status = part("message/delivery-status", b"Reporting-MTA: dns; x\r\n\r\nAction: failed\r\n")
    message = read(multi("report", TEXT, status, part("message/rfc822", INNER), extra="; report-type=delivery-status"))
    assert message.body == "The plain words of the café."
    assert message.part_types[0] == "multipart/report; report-type=delivery-status"
    assert [a.content_type for a in message.attachments] == ["message/delivery-status", "message/rfc822"]
    assert b"Action: failed" in message.attachments[0].content


def test_an_attached_multipart():
    """Everything inside an attached container is a file."""
    container = multi("mixed", TEXT, boundary="i").replace(
        b"\r\n\r\n", b"\r\nContent-Disposition: attachment\r\n\r\n", 1
    )
    message = read(multi("mixed", part("text/plain", b"Mine."), container))
    assert message.body == "Mine."
    assert [a.content_type for a in message.attachments] == ["text/plain"]


@pytest.mark.parametrize(
    "kind", ["message/partial; id=x; number=1", "message/external-body; access-type=URL; URL=http://x"]
)
def test_text_that_is_elsewhere(kind):
    """Nothing is fetched, and it is told."""
    message = read(multi("mixed", TEXT, part(kind, b"\r\nContent-Type: text/plain\r\n\r\n")))
    assert any("not fetched" in defect for defect in message.defects)


# --- signed and encrypted -------------------------------------------------------------------------------------------


def test_a_signed_message():
    """The words are read, the signature is a file."""
    signature = encoded("application/pkcs7-signature", b"\x30", "Content-Disposition: attachment; filename=smime.p7s")
    message = read(multi("signed", TEXT, signature))
    assert message.body == "The plain words of the café."
    assert [a.name for a in message.attachments] == ["smime.p7s"]


def test_a_pgp_encrypted_message():
    """Nobody takes it for an empty one: its parts are files and it is told."""
    control = part("application/pgp-encrypted", b"Version: 1\r\n")
    message = read(multi("encrypted", control, part("application/octet-stream", b"-----BEGIN PGP MESSAGE-----")))
    assert message.body == ""
    assert [a.content_type for a in message.attachments] == ["application/pgp-encrypted", "application/octet-stream"]
    assert "The message is encrypted." in message.defects


def test_an_smime_envelope():
    """An S/MIME envelope is a file, and it is told."""
    message = read(encoded("application/pkcs7-mime; name=smime.p7m", b"\x30\x80"))
    assert message.attachments[0].name == "smime.p7m"
    assert any("S/MIME" in defect for defect in message.defects)


def test_inline_pgp_and_uuencode():
    """Files and armour inside a text are taken out of it."""
    message = read(part("text/plain", b"Words.\r\nbegin 644 cat.txt\r\n#0V%T\r\n`\r\nend\r\n"))
    assert message.body.strip() == "Words."
    assert [(a.name, a.content) for a in message.attachments] == [("cat.txt", b"Cat")]
    assert "The text is encrypted with PGP." in read(part("text/plain", b"-----BEGIN PGP MESSAGE-----\r\n")).defects


# --- broken structure -----------------------------------------------------------------------------------------------


def test_a_wrong_boundary_is_found():
    """When the announced boundary never comes, the real one is found and it is told."""
    broken = multi("mixed", TEXT, PDF).replace(b'boundary="b"', b'boundary="other"')
    message = read(broken)
    assert message.body == "The plain words of the café."
    assert [a.name for a in message.attachments] == ["plan.pdf"]
    assert "The boundary between the parts is not the one announced." in message.defects


def test_an_attached_message_behind_a_wrong_boundary():
    """It keeps its bytes even there."""
    broken = multi("mixed", TEXT, part("message/rfc822", INNER)).replace(b'boundary="b"', b'boundary="other"')
    assert read(broken).attachments[0].content == INNER


def test_a_boundary_of_raw_bytes():
    """A boundary that no header may hold hides no words."""
    entity = multi("mixed", TEXT, part("message/rfc822", INNER))
    message = read(entity.replace(b'boundary="b"', b'boundary="\xff"').replace(b"--b", b"--\xff"))
    assert "The plain words" in message.body
    assert message.defects


def test_a_multipart_without_parts_is_text():
    """What cannot be taken apart is shown as it stands."""
    message = read(b"Content-Type: multipart/mixed; boundary=x\r\n\r\nOnly words.\r\n")
    assert message.body == "Only words."
    assert "The message says it has parts and has none." in message.defects


def test_a_missing_end():
    """A cut message keeps its last part."""
    cut = multi("mixed", TEXT, PDF).rpartition(b"--b--")[0]
    message = read(cut)
    assert message.attachments[0].content == b"%PDF-1.7 \x00\xff"
    assert "The last part has no end." in message.defects


def test_boundaries_that_begin_alike():
    """A boundary that begins like another is not taken for it."""
    inner = multi("alternative", TEXT, HTML, boundary="b-inner")
    message = read(multi("mixed", inner, PDF))
    assert message.body == "The plain words of the café."
    assert [a.name for a in message.attachments] == ["plan.pdf"]


def test_a_second_message_behind_the_end_stays_inside():
    """A smuggled message or an mbox line in a body is body."""
    message = read(part("text/plain", b"Words.\r\n.\r\nMAIL FROM:<x>\r\nFrom evil Mon Jan 1\r\nSubject: two\r\n"))
    assert message.subject == "s"
    assert "Subject: two" in message.body
