"""What follows from one message: its case, its state, its letter, and what keeps a letter from leaving."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage

import pytest

from secretariat.cli import main
from store import outbox
from store.engine import transaction
from store.record import CaseState, LetterState
from tests.secretariat.bureau import OPEN, Bureau, letter, note

Mail = Callable[[str], bytes]


@pytest.fixture
def asked(bureau: Bureau) -> EmailMessage:
    """The letter that asked the sender of a submission for more."""
    bureau.deliver(letter())
    assert bureau.work().sent == 1
    (taken,) = bureau.taken()
    return taken


def answer(text: str, **headers: str) -> bytes:
    """What the same person writes a day later."""
    return letter(text, **{"Date": "Fri, 01 Apr 2005 17:00:00 +0000", "Subject": "Re: your letter", **headers})


def writer(letter: EmailMessage) -> str:
    """To whom the letter went."""
    return str(letter["To"].addresses[0].addr_spec)


def test_a_submission_opens_a_case_and_its_sender_is_asked(bureau: Bureau, asked: EmailMessage) -> None:
    """One case under the reference of the letter's subject, waiting for its sender; one letter, sent once."""
    (case,) = bureau.cases()
    assert f"[{case.reference}]" in asked["Subject"]
    assert (case.state, case.rounds) == (CaseState.WAITING, 1)
    assert [(x.envelope.key, x.state) for x in bureau.letters()] == [
        (f"{case.reference}/incomplete/1", LetterState.SENT)
    ]
    assert case.asked


@pytest.mark.parametrize("how", ["In-Reply-To", "Subject"])
def test_an_answer_joins_its_case(bureau: Bureau, asked: EmailMessage, how: str) -> None:
    """By the Message-ID of our letter, or by the reference in the subject alone."""
    (before,) = bureau.cases()
    text = "The Ministry of Finance has granted us 40,000 US dollars for the first two years."
    bureau.clock.pass_by(hours=25)
    threading = {"In_Reply_To": str(asked["Message-ID"])} if how == "In-Reply-To" else {}
    subject = "Hello again" if how == "In-Reply-To" else f"More on [{before.reference}]"
    bureau.deliver(answer(text, Subject=subject, **threading), "answer")
    bureau.work()

    (case,) = bureau.cases()
    assert case.reference == before.reference
    assert [message.kind.value for message in case.messages] == ["submission", "supplement"]
    assert case.assessment.title == before.assessment.title


def test_a_stranger_who_names_a_case_has_no_part_in_it(bureau: Bureau) -> None:
    """The message opens a case of its own, its letter waits for a person, and the case that it names is as it was."""
    bureau.deliver(letter())
    bureau.work()
    (before,) = bureau.cases()
    hijack = letter(
        OPEN.replace("River", "Pirate"), sender="mallory@elsewhere.example", Subject=f"[{before.reference}]"
    )
    bureau.deliver(hijack, "stranger")
    bureau.work()

    cases = {case.reference: case for case in bureau.cases()}
    assert cases.pop(before.reference) == before
    (other,) = cases.values()
    assert other.state is CaseState.REVIEW
    (held,) = [one for one in bureau.letters() if one.state is LetterState.HELD]
    assert held.envelope.reference == other.reference
    assert "not its sender wrote it" in held.reason
    assert other.messages[0].reply_action == "hold"
    assert len(bureau.taken()) == 1


@pytest.mark.parametrize(
    ("verb", "state"), [("accept", CaseState.ACCEPTED), ("decline", CaseState.DECLINED), ("hold", CaseState.REVIEW)]
)
def test_a_decision_stands_whatever_is_written_later(
    bureau: Bureau, asked: EmailMessage, verb: str, state: CaseState
) -> None:
    """The answer is added to the case; the person's decision is never overwritten."""
    (before,) = bureau.cases()
    assert main(["decide", before.reference, verb, "--by", "Ana", "--config", str(bureau.config)]) == 0
    bureau.clock.pass_by(hours=25)
    bureau.deliver(answer("We have found a donor.", In_Reply_To=str(asked["Message-ID"])), "a")
    bureau.work()

    (case,) = bureau.cases()
    assert case.state is state
    assert len(case.messages) == 2
    assert [decision.verb for decision in case.decisions] == [verb]


def test_a_broken_message_takes_nothing_from_its_case(bureau: Bureau, asked: EmailMessage) -> None:
    """An answer that cannot be taken apart is added, and what was known of the case stays known."""
    (before,) = bureau.cases()
    parts = "--b\r\nContent-Type: text/plain\r\n\r\nWe have a donor.\r\n" * 1001 + "--b--\r\n"
    headers = {"MIME_Version": "1.0", "Content_Type": "multipart/mixed; boundary=b"}
    bureau.clock.pass_by(hours=25)
    bureau.deliver(answer(parts, In_Reply_To=str(asked["Message-ID"]), **headers), "broken")
    bureau.work()

    (case,) = bureau.cases()
    assert "more than 1000 parts" in case.messages[1].problems[0]
    assert case.assessment.judgements == before.assessment.judgements
    assert case.assessment.organisations == before.assessment.organisations
    assert case.state in {CaseState.REVIEW, CaseState.WAITING}


def test_what_the_machine_put_aside_comes_back_when_its_sender_writes(bureau: Bureau, mail: Mail) -> None:
    """A case that no person decided is closed only until there is something to see."""
    proposal = mail("26-business-proposal")
    bureau.deliver(proposal)
    bureau.work()
    (before,) = bureau.cases()
    assert before.state is CaseState.CLOSED
    assert before.sender
    bureau.clock.pass_by(hours=25)
    bureau.deliver(answer(OPEN, sender=before.sender.email, Subject=f"Re: [{before.reference}]"), "second")
    bureau.work()
    (case,) = bureau.cases()
    assert case.state is CaseState.REVIEW


def test_a_letter_that_was_withdrawn_leaves_its_number_behind(bureau: Bureau, asked: EmailMessage) -> None:
    """The sender writes twice before the second letter leaves: the third has a key of its own, the second is cancelled."""
    (case,) = bureau.cases()
    parent = str(asked["Message-ID"])
    for number, hours in ((1, 1), (2, 1)):
        bureau.clock.pass_by(hours=hours)
        bureau.deliver(answer(f"More will follow, this is part {number}.", In_Reply_To=parent), f"{number}")
        bureau.work()

    written = [(x.envelope.key.removeprefix(case.reference), x.state) for x in bureau.letters()]
    assert written == [
        ("/incomplete/1", LetterState.SENT),
        ("/incomplete/2", LetterState.CANCELLED),
        ("/incomplete/3", LetterState.HELD),
    ]
    assert len({x.envelope.message_id for x in bureau.letters()}) == 3


def test_machines_open_no_case_and_get_no_letter(bureau: Bureau, mail: Mail) -> None:
    """Automatic answers, failure reports and lists are recorded, filed, counted and left alone."""
    for name in ("18-newsletter", "19-bounce", "20-out-of-office", "27-mailing-list"):
        bureau.deliver(mail(name), name)
    outcome = bureau.work()
    assert (outcome.judged, outcome.sent, outcome.filed) == (4, 0, 4)
    assert (bureau.cases(), bureau.letters()) == ((), [])


def test_a_letter_that_comes_back_silences_its_address(bureau: Bureau, asked: EmailMessage) -> None:
    """A failure report on our own letter marks it, puts the case before a person, and nothing more goes there."""
    report = (
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nTo: wsis.partnerships@itu.int\r\n"
        "Subject: Undelivered Mail\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="r"\r\n\r\n'
        "--r\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
        "--r\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; {writer(asked)}\r\nAction: {{action}}\r\nStatus: {{status}}\r\n\r\n"
        f"--r\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {asked['Message-ID']}\r\n\r\n--r--\r\n"
    )
    bureau.deliver(report.format(action="delayed", status="4.4.1").encode(), "delay")
    bureau.work()
    assert [one.state for one in bureau.letters()] == [LetterState.SENT]

    bureau.deliver(report.format(action="failed", status="5.1.1").encode(), "failure")
    bureau.work()
    assert [one.state for one in bureau.letters()] == [LetterState.BOUNCED]
    assert bureau.cases()[0].state is CaseState.REVIEW


def test_an_unknown_message_id_in_a_report_marks_nothing(bureau: Bureau) -> None:
    """A forged report names an id that no letter of ours has."""
    forged = note(1, Auto_Submitted="auto-replied", Return_Path="<>")
    bureau.deliver(forged)
    assert bureau.work().judged == 1
    with transaction(bureau.open().engine) as conn:
        assert outbox.bounced(conn, "<nobody@example.org>", bureau.clock(), "") is None
