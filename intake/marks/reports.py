"""MIME structure in, marks out: reports and calendars that machines send to machines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from intake.marks.codes import mark
from intake.message import Attachment, Mark, Message

_REPORTS = {
    "message/delivery-status": "delivery-report",
    "message/global-delivery-status": "delivery-report",
    "message/feedback-report": "abuse-report",
    "message/disposition-notification": "receipt-report",
    "message/global-disposition-notification": "receipt-report",
}
_REPORT_TYPES = {
    "delivery-status": "delivery-report",
    "feedback-report": "abuse-report",
    "disposition-notification": "receipt-report",
}
_ANSWERS = frozenset({"reply", "counter", "refresh", "cancel", "declinecounter"})
_METHOD = re.compile(rb"^METHOD:([A-Za-z-]{1,20})\s*$", re.MULTILINE)
_AGGREGATE = re.compile(r"\s*(?:\[[^\]]{1,40}\]\s*)?report domain: ?\S{1,255}", re.IGNORECASE)
_PACKED = (
    "application/zip",
    "application/gzip",
    "application/x-gzip",
    "application/xml",
    "text/xml",
    "application/tlsrpt+gzip",
)


def report_marks(message: Message) -> Iterator[Mark]:
    """Yield the marks that the message's parts give; parts of attached messages do not count."""
    yield from _reports(message)
    yield from _aggregates(message)
    yield from _calendars(message)


def _reports(message: Message) -> Iterator[Mark]:
    types = {part.partition(";")[0] for part in message.part_types}
    announced = [part.rpartition("report-type=")[2] for part in message.part_types if "report-type=" in part]
    codes = {code for kind, code in _REPORTS.items() if kind in types}
    codes |= {_REPORT_TYPES[word] for word in announced if word in _REPORT_TYPES}
    for code in sorted(codes):
        yield mark(code, "A part of the message is a report for machines.")
    if not codes and message.content_type == "multipart/report":
        code = "delivery-report" if types & {"message/rfc822", "text/rfc822-headers"} else "machine-report"
        yield mark(code, "The message is built as a report.")


def _aggregates(message: Message) -> Iterator[Mark]:
    packed = any(attachment.content_type in _PACKED for attachment in message.attachments)
    if packed and _AGGREGATE.match(message.subject):
        yield mark("aggregate-report", "The subject and the file are those of a DMARC report.")


def _calendars(message: Message) -> Iterator[Mark]:
    """A calendar that came without a name is the message itself; a named one is a file somebody attached."""
    for attachment in message.attachments:
        if attachment.content_type not in ("text/calendar", "application/ics"):
            continue
        method = _method(attachment)
        if method in _ANSWERS:
            yield mark("calendar-answer", f"A calendar's {method} is part of the message.")
            return
        if (method and attachment.name is None) or not message.body.strip():
            yield mark("calendar-invitation", "A calendar entry is the message.")
            return


def _method(attachment: Attachment) -> str:
    found = _METHOD.search(attachment.content[:65536].replace(b"\r", b""))
    return found[1].decode("ascii").lower() if found else ""
