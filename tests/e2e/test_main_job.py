"""The main job as a user sees it: real servers, the real program, nothing of ours replaced."""

from __future__ import annotations

import email
import email.policy
import time
from pathlib import Path

import pytest

from tests.corpus.build import specimens
from tests.e2e.office import DESK, Installation
from tests.servers.dovecot import DovecotUser
from tests.servers.smtp_sink import SmtpSink

TODAY = [one for one in specimens() if not one.later]
MACHINES = ("bounce", "automatic", "list")


def fresh(content: bytes) -> bytes:
    """The same message, written an hour ago: old mail is not answered by itself."""
    date = email.utils.formatdate(time.time() - 3600).encode()
    head, _, body = content.partition(b"\r\n\r\n")
    lines = [b"Date: " + date if line.startswith(b"Date: ") else line for line in head.split(b"\r\n")]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


MAIL = {one.name: fresh(one.content) for one in TODAY}


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(
    request: pytest.FixtureRequest, tmp_path: Path, dovecot: DovecotUser, smtp_sink: SmtpSink
) -> Installation:
    """A configured program with the sample mail in its mailbox."""
    database = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    for content in MAIL.values():
        dovecot.deliver(content)
    return Installation.make(tmp_path, dovecot, smtp_sink.port, database=database)


def test_one_run_does_the_whole_job(installation: Installation, dovecot: DovecotUser, smtp_sink: SmtpSink) -> None:
    """Every message is archived byte for byte and filed; letters go to people only; a second run changes nothing."""
    first = installation.run("run")

    assert first.returncode == 0, first.stderr
    assert installation.archived == set(MAIL.values())
    assert dovecot.files("INBOX") == []
    assert sorted(dovecot.contents("Processed")) == sorted(MAIL.values())
    sent = {accepted.recipients[0] for accepted in smtp_sink.accepted}
    for one in TODAY:
        sender = str(email.message_from_bytes(one.content, policy=email.policy.default)["From"])
        if one.expected["action"] != "send":
            assert not any(recipient in sender for recipient in sent), f"{one.name} must not be answered"

    letters = list(smtp_sink.accepted)
    before = installation.rows("list", "--limit", "1000")
    second = installation.run("run")

    assert (second.returncode, second.stdout) == (0, "")
    assert smtp_sink.accepted == letters
    assert installation.rows("list", "--limit", "1000") == before


def test_every_letter_says_that_a_machine_wrote_it(installation: Installation, smtp_sink: SmtpSink) -> None:
    """RFC 3834: automatic answers say so, go to one recipient, name what they answer, and come from our address."""
    installation.run("run")

    assert smtp_sink.accepted
    for accepted in smtp_sink.accepted:
        letter = email.message_from_bytes(accepted.content, policy=email.policy.default)
        assert letter["Auto-Submitted"] == "auto-replied"
        assert accepted.recipients == (letter["To"].addresses[0].addr_spec,)
        assert letter["From"].addresses[0].addr_spec == DESK
        assert letter["In-Reply-To"] in letter["References"]
        assert {part.get_content_type() for part in letter.walk()} >= {"text/plain", "text/html"}


def test_an_answer_completes_the_case(installation: Installation, dovecot: DovecotUser, smtp_sink: SmtpSink) -> None:
    """The sender's answer to our letter joins its case, and what it answers is not asked again."""
    installation.run("run")
    asked = next(a for a in smtp_sink.accepted if a.recipients == ("daniel@schoolwaves.example",))
    letter = email.message_from_bytes(asked.content, policy=email.policy.default)
    answer = next(one for one in specimens() if one.name == "30-answer")
    head, _, body = fresh(answer.content).partition(b"\r\n\r\n")
    threaded = head + f"\r\nIn-Reply-To: {letter['Message-ID']}\r\n\r\n".encode() + body
    dovecot.deliver(threaded)

    installation.run("run")

    reference = str(letter["Subject"]).rpartition("[")[2].partition("]")[0]
    (case,) = [c for c in installation.rows("list", "--limit", "1000") if c["reference"] == reference]
    assert [message["kind"] for message in case["messages"]] == ["submission", "supplement"]
    assert case["standings"]["P7"] == "met"
    assert case["standings"]["P3"] == "met"
    assert "P7" not in case["flagged"]


def test_a_letter_that_nobody_vouches_for_waits(tmp_path: Path, dovecot: DovecotUser, smtp_sink: SmtpSink) -> None:
    """A sender without a trusted server's word gets nothing until a person approves it; then exactly one letter."""
    specimen = next(one for one in TODAY if one.name == "09-pescadores")
    dovecot.deliver(fresh(specimen.content).replace(b"mx.itu.example", b"mx.elsewhere.example"))
    office = Installation.make(tmp_path, dovecot, smtp_sink.port)
    office.run("run")
    (held,) = office.rows("outbox")
    assert (held["state"], smtp_sink.accepted) == ("HELD", [])

    assert office.run("outbox", "approve", str(held["id"])).returncode == 0
    office.run("run")
    office.run("run")

    assert [accepted.recipients for accepted in smtp_sink.accepted] == [("lucia@marcercana.example",)]


def test_import_never_answers(tmp_path: Path, dovecot: DovecotUser, smtp_sink: SmtpSink) -> None:
    """Imported mail is recorded and judged, and no letter follows, neither now nor when it is seen in the mailbox."""
    folder = tmp_path / "old"
    folder.mkdir()
    for name, content in MAIL.items():
        (folder / f"{name}.eml").write_bytes(content)
    office = Installation.make(tmp_path, dovecot, smtp_sink.port)

    assert office.run("import", str(folder)).returncode == 0
    for content in MAIL.values():
        dovecot.deliver(content)
    office.run("run")

    assert len(office.rows("list", "--limit", "1000")) > len(MAIL) // 2
    assert (smtp_sink.accepted, office.rows("outbox", "--all")) == ([], [])
    assert dovecot.files("INBOX") == []
