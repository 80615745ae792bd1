"""One message's bytes in, a Submission out: parsed, read, divided, and asked who wrote it; whatever it is, it is kept."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from intake.authenticity import authenticate
from intake.automatic import marks
from intake.body import split
from intake.documents import BODY, Reader, body_document
from intake.errors import MessageRefused
from intake.language import recognise
from intake.limits import Limits
from intake.message import Attachment, Document, Message, Submission, Verdict, Zone, ZoneKind
from intake.sandbox import Sandbox
from intake.text import one_line

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_ANSWERING = re.compile(
    r"\s{0,20}(?:re|aw|sv|vs|antw|odp|ynt|res|rif|rv|ref|fw|fwd|wg|tr|i|enc|отв|на|пересл|回复|答复|转发|رد|إعادة توجيه)"
    r"\s{0,5}(?:\[\d{1,3}\]|\(\d{1,3}\))?\s{0,5}[:：]",
    re.IGNORECASE,
)
"""What mail programs write before the subject of an answer or of a mail passed on, in many languages."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: what is ours, whom to believe, and how much to take on."""

    own_addresses: tuple[str, ...]
    authserv_id: str | None = None
    """The server whose Authentication-Results count (RFC 8601 2.5); None: nobody's do."""
    limits: Limits = field(default_factory=Limits)
    below_border: bool = False
    """That server writes them beneath its own Received header, and removes what strangers write under its name."""


def read(
    content: bytes, received: datetime, sandbox: Sandbox, reading: Reading, clock: Callable[[], float] = time.monotonic
) -> Submission:
    """Read one message of RFC 5322 form, or of none; every byte sequence gives a Submission.

    A message that cannot be taken apart is `malformed`: it has its hash, its reason and at best its headers.
    """
    return _submit(_parsed(content, sandbox, reading.limits), received, sandbox, reading, clock)


def read_file(
    name: str,
    content: bytes,
    received: datetime,
    sandbox: Sandbox,
    reading: Reading,
    clock: Callable[[], float] = time.monotonic,
) -> Submission:
    """Read a plain document (`.txt`, `.pdf`, `.docx`, …) as if it had come attached to an empty message."""
    file = Attachment("1", one_line(name, 255) or None, "application/octet-stream", content)
    return _submit(replace(_unknown(content), attachments=(file,)), received, sandbox, reading, clock)


def _submit(
    message: Message, received: datetime, sandbox: Sandbox, reading: Reading, clock: Callable[[], float]
) -> Submission:
    body = body_document(message, reading.limits)
    reader = Reader(sandbox, reading.limits, clock)
    files = reader.read(message.attachments)
    zones = split(body.text, is_reply=_is_reply(message))
    return Submission(
        message=message,
        received=received,
        documents=(body, *files),
        zones=zones,
        language=recognise(_written(body.text, zones, files, reading.limits)),
        marks=marks(message, reading.own_addresses),
        authenticity=authenticate(message, reading.authserv_id, below_border=reading.below_border),
        problems=(*message.defects, *_notices((body, *files)), *reader.problems),
    )


def _parsed(content: bytes, sandbox: Sandbox, limits: Limits) -> Message:
    """Return the message; of one that cannot be taken apart, its headers alone."""
    try:
        return sandbox.parse(content)
    except MessageRefused as refusal:
        reason = str(refusal)
    end = _HEAD_END.search(content, 0, limits.header_bytes)
    blank = replace(_unknown(content), defects=(reason,), malformed=True)
    if end is None:
        return blank
    try:
        head = sandbox.parse(content[: end.end()])
    except MessageRefused:
        return blank
    return replace(
        head,
        sha256=blank.sha256,
        size=blank.size,
        body="",
        body_format="none",
        attachments=(),
        defects=(reason,),
        malformed=True,
    )


def _unknown(content: bytes) -> Message:
    """Return a message of which nothing is known but its bytes."""
    return Message(
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        headers=(),
        message_id=None,
        in_reply_to=(),
        references=(),
        date=None,
        senders=(),
        reply_to=(),
        to=(),
        cc=(),
        subject="",
        content_type="",
        part_types=(),
        body="",
        body_format="none",
        attachments=(),
    )


def _is_reply(message: Message) -> bool:
    """Whether earlier mail may be quoted: a reference to another message (RFC 5322 3.6.4), or a subject that says so."""
    return bool(message.in_reply_to or message.references or _ANSWERING.match(message.subject))


def _written(text: str, zones: Iterable[Zone], files: Iterable[Document], limits: Limits) -> str:
    """Return the sender's own words, then the documents, as far as they are judged."""
    own = "\n".join(text[zone.start : zone.end] for zone in zones if zone.kind is ZoneKind.OWN)
    return "\n".join([own, *(file.text for file in files if file.verdict.readable)])[: limits.judged_characters]


def _notices(documents: Iterable[Document]) -> Iterator[str]:
    """Yield one sentence for every document that was not read whole and may hold what is looked for."""
    for document in documents:
        if document.verdict is Verdict.OK or document.decorative:
            continue
        what = "The message's text" if document.id == BODY else f"“{one_line(document.name or 'unnamed file', 100)}”"
        extent = "read in part only" if document.verdict is Verdict.PARTIAL else "not read"
        yield f"{what} was {extent}: {document.reason}"
