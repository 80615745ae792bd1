"""What a failure report says of our letters: which one failed, and never those that it merely mentions."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from classify.assessment import Assessment, Kind
from intake.limits import Limits
from intake.message import Submission
from intake.parse import parse
from secretariat.desks.returned import returned
from store.record import Recorded

OURS, EARLIER = (f"<{letter * 32}.incomplete@itu.int>" for letter in "ab")
REPORT = """From: MAILER-DAEMON@mx.example
To: wsis.partnerships@itu.int
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="part"

--part
Content-Type: text/plain

{words}

--part
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; amina@villages.example
Action: {action}
Status: {status}

--part
Content-Type: text/rfc822-headers

From: wsis.partnerships@itu.int
To: amina@villages.example
{header}

--part--
"""


def found(
    header: str, action: str = "failed", status: str = "5.1.1", words: str = "It failed.", kind: Kind = Kind.BOUNCE
) -> tuple[str, ...]:
    """Which letters a report with this returned header gives back."""
    report = REPORT.format(header=header, action=action, status=status, words=words).replace("\n", "\r\n")
    message = parse(report.encode(), Limits())
    submission = Submission(message, datetime(2026, 11, 24, tzinfo=UTC), (), (), "en")
    assessment = Assessment(kind, "A report.", 0.9, "en")
    return returned(Recorded(submission, assessment, None, None, None, "none", ""), "itu.int")


@pytest.mark.parametrize("field", ["Message-ID: ", "Message-Id:\n ", "message-id:", "Original-Message-ID: "])
def test_the_letter_that_failed_is_found(field: str) -> None:
    """By the Message-ID of the returned header, however it is spelt and folded."""
    assert found(field + OURS) == (OURS,)


def test_an_indented_header_in_the_words_is_found() -> None:
    """Some servers quote the header in their own text."""
    assert found("Subject: x", words=f"Original headers:\n\n  Message-ID: {OURS.upper()}") == (OURS,)


def test_earlier_letters_of_the_thread_did_not_fail() -> None:
    """A returned letter names the ones before it in References and In-Reply-To."""
    assert found(f"Message-ID: {OURS}\nIn-Reply-To: {EARLIER}\nReferences: {EARLIER}\n {EARLIER}") == (OURS,)


def test_mail_that_a_person_wrote_in_the_thread_is_no_letter() -> None:
    """An officer's own answer that cannot be delivered to somebody says nothing of whom we wrote to."""
    assert found(f"Message-ID: <by-hand@itu.int>\nReferences: {OURS}") == ()


@pytest.mark.parametrize(("action", "status"), [("delayed", "4.4.1"), ("delivered", "2.0.0")])
def test_only_failures_for_good_count(action: str, status: str) -> None:
    """A delay or a receipt leaves the letter as it is."""
    assert found(f"Message-ID: {OURS}", action, status) == ()


def test_only_reports_count() -> None:
    """A person who forwards a report is no mail system."""
    assert found(f"Message-ID: {OURS}", kind=Kind.SUPPLEMENT) == ()


def test_letters_of_other_domains_are_not_ours() -> None:
    """The id must be of our own domain, whole."""
    assert found(f"Message-ID: {OURS.replace('itu.int', 'itu.int.example')}") == ()
