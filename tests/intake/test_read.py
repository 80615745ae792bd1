"""A message's bytes into a Submission: every file a document, nothing lost, everything said."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from hashlib import sha256
from itertools import count

import pytest

from intake.limits import Limits
from intake.message import Mark, Origin, Submission, Trust, Verdict, ZoneKind
from intake.read import Reading, read, read_file
from intake.sandbox import Sandbox

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
READING = Reading(("desk@example.net",))
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One sandbox for all, as in a pass."""
    with Sandbox(Limits()) as shared:
        yield shared


def mail(body: str = "We offer two wells to the schools of the valley.\n", **headers: str) -> EmailMessage:
    """Return a mail of a partner to the desk."""
    message = EmailMessage()
    message["From"] = "Ann Example <ann@example.org>"
    message["To"] = "desk@example.net"
    message["Date"] = "Mon, 02 Mar 2026 10:00:00 +0100"
    message["Message-ID"] = "<1@example.org>"
    for name, value in ({"Subject": "Wells"} | headers).items():
        message[name.replace("_", "-")] = value
    message.set_content(body)
    return message


def attach(
    message: EmailMessage, content: bytes, name: str = "file.txt", kind: str = "application/octet-stream"
) -> None:
    """Attach a file."""
    maintype, subtype = kind.split("/")
    message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)


def ids(submission: Submission) -> list[str]:
    """Return the ids of the documents in order."""
    return [document.id for document in submission.documents]


def test_a_plain_mail(sandbox):
    """The body is the first document, its zones cover it, and its hash is that of its text."""
    submission = read(mail().as_bytes(), NOW, sandbox, READING)
    assert ids(submission) == ["body"]
    assert submission.body.text == "We offer two wells to the schools of the valley."
    assert (submission.body.format, submission.body.verdict, submission.body.name) == ("plain", Verdict.OK, None)
    assert submission.body.sha256 == sha256(submission.body.text.encode()).hexdigest()
    assert [zone.kind for zone in submission.zones] == [ZoneKind.OWN]
    assert (submission.received, submission.language, submission.problems, submission.marks) == (NOW, "en", (), ())
    assert submission.origin is Origin.PERSON
    assert not submission.message.malformed


def test_every_file_is_a_document(sandbox):
    """Read, not readable, damaged: each is there in order, and those that may matter are told in a sentence."""
    message = mail()
    attach(message, "Ein Brunnen für die Schule.".encode(), "brief.txt")
    attach(message, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old.doc")
    attach(message, b"%PDF-1.4 cut", "release.pdf")
    attach(message, PNG, "logo.png", "image/png")
    submission = read(message.as_bytes(), NOW, sandbox, READING)
    assert [(d.id, d.name, d.format, d.verdict, d.decorative) for d in submission.documents[1:]] == [
        ("1", "brief.txt", "plain", Verdict.OK, False),
        ("2", "old.doc", "application/msword", Verdict.UNSUPPORTED, False),
        ("3", "release.pdf", "pdf", Verdict.CORRUPT, False),
        ("4", "logo.png", "image/png", Verdict.UNSUPPORTED, True),
    ]
    assert submission.documents[1].text == "Ein Brunnen für die Schule."
    assert [d.id for d in submission.unread] == ["2", "3"]
    assert submission.problems == (
        "“old.doc” was not read: It is a Word document in the format of before 2007, which is not read.",
        "“release.pdf” was not read: The PDF is damaged.",
    )


def test_the_files_of_an_attached_mail_are_documents_too(sandbox):
    """A mail in a mail in a mail: each file is named after the one it was in."""
    innermost = mail("The third mail.\n", Subject="Third")
    attach(innermost, b"the deepest words", "deep.txt")
    middle = mail("The second mail.\n", Subject="Second")
    middle.add_attachment(innermost)
    outer = mail()
    outer.add_attachment(middle)
    submission = read(outer.as_bytes(), NOW, sandbox, READING)
    assert [(d.id, d.parent, d.format) for d in submission.documents] == [
        ("body", None, "plain"),
        ("1", None, "eml"),
        ("1.1", "1", "eml"),
        ("1.1.1", "1.1", "plain"),
    ]
    assert "Subject: Second" in submission.documents[1].text
    assert submission.documents[3].text == "the deepest words"
    assert "third mail" not in submission.body.text


def test_the_same_bytes_are_read_once():
    """A file that is attached many times is one reading, and as many documents as it was attached."""
    message = mail()
    for number in range(30):
        attach(message, b"the same words", f"{number}.txt")
    with Sandbox(Limits(), jobs=40) as counting:
        submission = read(message.as_bytes(), NOW, counting, READING)
        assert counting._left == 38  # one job was the mail, one the file
    assert [d.text for d in submission.documents[1:]] == ["the same words"] * 30


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(attachments=2), "more than 2 files"),
        (Limits(depth=1), "more than 1 levels"),
        (Limits(unpacked_bytes=3), "unpack to more than"),
    ],
)
def test_what_is_beyond_a_limit_is_a_document_without_text(limits, reason, sandbox):
    """Limits hold for the whole message; what they shut out is there, with its reason."""
    inner = mail()
    attach(inner, b"first inner file", "a.txt")
    attach(inner, b"second inner file", "b.txt")
    message = mail()
    message.add_attachment(inner)
    submission = read(message.as_bytes(), NOW, sandbox, replace(READING, limits=limits))
    assert ids(submission) == ["body", "1", "1.1", "1.2"]
    last = submission.documents[-1]
    assert (last.verdict, last.text) == (Verdict.LIMIT, "")
    assert reason in last.reason
    assert any(reason in problem for problem in submission.problems)


def test_a_message_has_only_so_much_time(sandbox):
    """When its time is over, files that were not begun are a `timeout`; the clock is only asked between files."""
    message = mail()
    attach(message, b"first", "a.txt")
    attach(message, b"second", "b.txt")
    ticks = count(0, 50)
    reading = replace(READING, limits=Limits(message_wall_seconds=60.0))
    submission = read(message.as_bytes(), NOW, sandbox, reading, clock=lambda: float(next(ticks)))
    assert [d.verdict for d in submission.documents] == [Verdict.OK, Verdict.OK, Verdict.TIMEOUT]


def test_more_files_than_anybody_lists(sandbox):
    """Beyond the limit of entries files are counted, not listed."""
    message = mail()
    for number in range(5):
        attach(message, b"x%d" % number, f"{number}.txt")
    submission = read(message.as_bytes(), NOW, sandbox, replace(READING, limits=Limits(container_entries=3)))
    assert ids(submission) == ["body", "1", "2", "3"]
    assert submission.problems[-1] == "2 more files are not listed."


def test_a_long_body_is_read_in_part():
    """A body that was cut says so, as every document does."""
    limits = Limits(text_characters=100)
    with Sandbox(limits) as small:
        submission = read(mail("long words " * 50).as_bytes(), NOW, small, replace(READING, limits=limits))
    assert (submission.body.verdict, len(submission.body.text)) == (Verdict.PARTIAL, 100)
    assert "The message's text was read in part only: Only the first 100 characters were kept." in submission.problems


def test_a_mail_without_words(sandbox):
    """No body is an empty document of its own format, and no trouble."""
    submission = read(b"From: ann@example.org\r\nSubject: nothing\r\n\r\n", NOW, sandbox, READING)
    assert (submission.body.format, submission.body.text, submission.zones) == ("none", "", ())
    assert submission.language == "und"


def test_defects_are_told(sandbox):
    """What the parser mended is among the problems."""
    content = mail().as_bytes().replace(b"Subject: Wells", b"Subject: Wells\nSubject: Others")
    submission = read(content, NOW, sandbox, READING)
    assert submission.message.defects
    assert set(submission.message.defects) <= set(submission.problems)


@pytest.mark.parametrize(
    ("headers", "kinds"),
    [
        ({}, {ZoneKind.OWN}),
        ({"Subject": "Re: Wells"}, {ZoneKind.OWN, ZoneKind.QUOTED}),
        ({"Subject": "RE[2] : Wells"}, {ZoneKind.OWN, ZoneKind.QUOTED}),
        ({"Subject": "AW: Wells"}, {ZoneKind.OWN, ZoneKind.QUOTED}),
        ({"Subject": "答复：Wells"}, {ZoneKind.OWN, ZoneKind.QUOTED}),
        ({"In_Reply_To": "<0@example.net>"}, {ZoneKind.OWN, ZoneKind.QUOTED}),
        ({"References": "<0@example.net>"}, {ZoneKind.OWN, ZoneKind.QUOTED}),
        ({"Subject": "Report: wells"}, {ZoneKind.OWN}),
    ],
)
def test_quotes_are_looked_for_where_the_message_answers(headers, kinds, sandbox):
    """Only an answer has earlier mail below its words; elsewhere the same lines are the sender's."""
    body = "Here is what you asked for.\n\n> Who pays for the wells?\n"
    submission = read(mail(body, **headers).as_bytes(), NOW, sandbox, READING)
    assert {zone.kind for zone in submission.zones} == kinds


def test_who_wrote_is_asked(sandbox):
    """Marks of machines and the trusted server's word come with the submission."""
    content = mail(
        Auto_Submitted="auto-replied", Authentication_Results="mx.example.net; dmarc=pass header.from=example.org"
    ).as_bytes()
    submission = read(content, NOW, sandbox, replace(READING, authserv_id="mx.example.net"))
    assert submission.authenticity.trust is Trust.PASS
    assert any(isinstance(mark, Mark) and mark.code == "auto-submitted" for mark in submission.marks)
    assert read(content, NOW, sandbox, READING).authenticity.trust is Trust.NONE


def test_our_own_mail_is_known(sandbox):
    """The addresses that are ours reach the marks."""
    content = mail().as_bytes()
    ours = replace(READING, own_addresses=("ann@example.org",))
    assert read(content, NOW, sandbox, ours).marks
    assert not read(content, NOW, sandbox, READING).marks


def test_the_language_is_that_of_the_words_and_the_documents(sandbox):
    """A short word of greeting with a long French release is French."""
    message = mail("Bonjour.\n")
    attach(
        message,
        ("Notre fondation finance la construction de puits pour les écoles de la vallée. " * 4).encode(),
        "fr.txt",
    )
    assert read(message.as_bytes(), NOW, sandbox, READING).language == "fr"


@pytest.mark.parametrize("content", [b"", b"\0", b"\xff" * 1000, b"no header at all", b"\r\n\r\n", b"a: b" * 10_000])
def test_every_byte_sequence_is_a_submission(content, sandbox):
    """Nothing that lies in a mailbox is lost."""
    submission = read(content, NOW, sandbox, READING)
    assert submission.message.size == len(content)
    assert submission.documents[0].id == "body"


def test_a_message_that_cannot_be_taken_apart_keeps_its_headers(sandbox):
    """Too many parts: the officer sees who wrote, when and on what, and why there is no more."""
    parts = b"".join(b"--x\r\n\r\npart\r\n" for _ in range(1200))
    content = b'From: ann@example.org\r\nSubject: Wells\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n' + parts
    submission = read(content, NOW, sandbox, READING)
    message = submission.message
    assert message.malformed
    assert (message.subject, message.senders[0].email, message.size) == ("Wells", "ann@example.org", len(content))
    assert (message.body, message.body_format, message.attachments) == ("", "none", ())
    assert message.sha256 != read(content[:100], NOW, sandbox, READING).message.sha256
    assert len(submission.problems) == 1
    assert "parts" in submission.problems[0]


@pytest.mark.parametrize("content", [b"From: a@b.example\r\n" * 30, b"From: a@b.example\r\n" * 30 + b"\r\nbody"])
def test_a_message_whose_headers_cannot_be_read_keeps_its_hash(content):
    """Where the header itself is too large, the bytes are known and the reason is told."""
    limits = Limits(header_bytes=100)
    with Sandbox(limits) as small:
        submission = read(content, NOW, small, replace(READING, limits=limits))
    assert submission.message.malformed
    assert submission.message.headers == ()
    assert len(submission.message.sha256) == 64
    assert len(submission.problems) == 1


def test_a_message_whose_every_part_is_refused_keeps_its_hash():
    """Also when not even the header alone is accepted."""
    limits = Limits(message_bytes=20)
    with Sandbox(limits) as small:
        submission = read(mail().as_bytes(), NOW, small, replace(READING, limits=limits))
    assert (submission.message.malformed, submission.message.headers) == (True, ())


def test_a_plain_document_is_read_as_if_attached(sandbox):
    """A file alone is document 1 of an empty message that has the file's own hash."""
    submission = read_file("release\n.txt", b"We offer two wells.", NOW, sandbox, READING)
    assert ids(submission) == ["body", "1"]
    file = submission.documents[1]
    assert (file.name, file.text, file.sha256) == ("release .txt", "We offer two wells.", submission.message.sha256)
    assert (submission.body.text, submission.message.malformed) == ("", False)
    assert submission.origin is Origin.PERSON
