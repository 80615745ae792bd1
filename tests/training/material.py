"""Labelled texts in, what the program reads in them out, passage by passage with the labels of their authors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP

from classify.assess import Assessor
from classify.reading import Heard
from intake.limits import Limits
from intake.message import Submission
from intake.read import Reading, read
from intake.sandbox import Sandbox
from tests.corpus.build import DESK, GATEWAY
from tests.corpus.texts import LabelledText

NOON = datetime(2004, 6, 15, 12, tzinfo=UTC)
_OVERLAP = 0.5
"""Share of the shorter of two stretches from which on they are taken for the same words."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One text as the program reads it; labels belong to the judged passages in order."""

    text: LabelledText
    submission: Submission
    heard: Heard
    labels: tuple[frozenset[str], ...]


def as_mail(text: str, subject: str = "Call for partnerships") -> bytes:
    """The text as the body of a mail to the desk."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Alex Example <alex@sender.example>"
    message["To"] = DESK
    message["Date"] = "Mon, 14 Jun 2004 10:00:00 +0000"
    message["Message-ID"] = "<text@sender.example>"
    message["Subject"] = subject
    message.set_content(text, charset="utf-8", cte="base64")
    return message.as_bytes()


def submissions(texts: Iterable[LabelledText]) -> Iterator[tuple[LabelledText, Submission]]:
    """Every text as the submission that intake makes of it."""
    with Sandbox(Limits()) as sandbox:
        for text in texts:
            yield text, read(as_mail(text.text), NOON, sandbox, Reading((DESK,), GATEWAY))


def samples(texts: Iterable[LabelledText], assessor: Assessor) -> tuple[Sample, ...]:
    """Every text with its passages and their labels."""
    found = []
    for text, submission in submissions(texts):
        heard = assessor.with_organisations(submission, assessor.reader.read(submission))
        shift = submission.body.text.find(text.text.split("\n", 1)[0].strip())
        judged = heard.judged
        labels = tuple(_labels(text, r.passage.start - shift, r.passage.end - shift) for r in judged.readings)
        found.append(Sample(text, submission, heard, labels))
    return tuple(found)


def _labels(text: LabelledText, start: int, end: int) -> frozenset[str]:
    """The labels of the lines that the stretch shares most of its words with."""
    return frozenset(
        label
        for line in text.lines
        if min(end, line.end) - max(start, line.start) >= _OVERLAP * min(end - start, line.end - line.start)
        for label in line.labels
    )
