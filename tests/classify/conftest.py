"""Submissions made of plain text, the way intake would hand them over."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from classify.text.names import Names
from intake.message import Address, Document, Message, Submission, Verdict, Zone, ZoneKind
from intake.text import clean

RECEIVED = datetime(2003, 11, 10, 10, tzinfo=UTC)

Write = Callable[..., Submission]


def _write(
    text: str = "",
    *,
    subject: str = "A partnership for the call",
    language: str = "en",
    zones: tuple[tuple[ZoneKind, str], ...] = (),
    documents: tuple[Document, ...] = (),
    received: datetime = RECEIVED,
) -> Submission:
    """A submission whose body is the text, or the texts of the zones one after the other."""
    whole = clean(text or "".join(part for _, part in zones))
    digest = hashlib.sha256(whole.encode()).hexdigest()
    spans: list[Zone] = []
    for kind, part in zones or ((ZoneKind.OWN, whole),):
        start = spans[-1].end if spans else 0
        spans.append(Zone(kind, start, start + len(clean(part))))
    sender = Address("Maria Santos", "maria@telecentres.example")
    message = Message(
        sha256=digest,
        size=len(whole),
        headers=(),
        message_id="<1@telecentres.example>",
        in_reply_to=(),
        references=(),
        date=received,
        senders=(sender,),
        reply_to=(),
        to=(),
        cc=(),
        subject=subject,
        content_type="text/plain",
        part_types=("text/plain",),
        body=whole,
        body_format="plain",
        attachments=(),
    )
    body = Document("body", None, "plain", digest, Verdict.OK, whole)
    return Submission(message, received, (body, *documents), tuple(spans), language)


@pytest.fixture
def write() -> Write:
    """Writes a submission from text."""
    return _write


@pytest.fixture(scope="session")
def names() -> Names:
    """The statistical pipelines, loaded once for all tests."""
    return Names()
