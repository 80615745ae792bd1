"""Messages and extracts as headers and pieces of a frame; on our side, what comes back is checked like any stranger's word."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar

from intake.formats.base import Extract, Member
from intake.frames import Header
from intake.limits import Limits
from intake.message import Address, Attachment, Message, Verdict
from intake.text import clean

T = TypeVar("T")

_LONG = 1000
"""Of one-line values such as names and types, in characters; the parser cuts them far below."""


class Nonsense(ValueError):
    """The child said something that no honest child says."""


# --- the child's side -----------------------------------------------------------------------------------------------


def pack_message(message: Message) -> tuple[Header, list[bytes]]:
    """Return a message as a header and its attachments' contents."""
    fields = {name: getattr(message, name) for name in Message.__slots__ if name != "attachments"}
    fields["date"] = message.date.isoformat() if message.date else None
    for name in ("senders", "reply_to", "to", "cc"):
        fields[name] = [(address.name, address.email) for address in fields[name]]
    files = [(a.id, a.name, a.content_type, a.parent, a.inline) for a in message.attachments]
    return {"message": fields, "attachments": files}, [a.content for a in message.attachments]


def pack_extract(extract: Extract) -> tuple[Header, list[bytes]]:
    """Return an extract as a header, its text and its members' contents."""
    header = {
        "verdict": extract.verdict.value,
        "page_starts": extract.page_starts,
        "reason": extract.reason,
        "members": [(m.name, m.content_type, m.inline) for m in extract.members],
    }
    return header, [extract.text.encode(), *(m.content for m in extract.members)]


def unpack_limits(header: Header) -> Limits:
    """Return the limits that our own side sent."""
    return Limits(**header)


def pack_limits(limits: Limits) -> Header:
    """Return the limits as the first header that the child is sent."""
    return asdict(limits)


# --- our side -------------------------------------------------------------------------------------------------------


def unpack_message(header: Header, blobs: Sequence[bytes], limits: Limits) -> Message:
    """Return the message that a child describes. Raises Nonsense for anything but a well-formed one."""
    fields = _mapping(header.get("message"))
    files = _sequence(header.get("attachments"), limits.parts)
    if len(files) != len(blobs):
        raise Nonsense("files and names differ in number")
    date = _optional(fields.get("date"), _line)
    return Message(
        sha256=_line(fields.get("sha256")),
        size=_count(fields.get("size"), limits.message_bytes),
        headers=tuple(_header(h) for h in _sequence(fields.get("headers"), limits.header_bytes)),
        message_id=_optional(fields.get("message_id"), _line),
        in_reply_to=_lines(fields.get("in_reply_to"), limits),
        references=_lines(fields.get("references"), limits),
        date=_aware(date) if date else None,
        senders=_addresses(fields.get("senders"), limits),
        reply_to=_addresses(fields.get("reply_to"), limits),
        to=_addresses(fields.get("to"), limits),
        cc=_addresses(fields.get("cc"), limits),
        subject=_text(fields.get("subject"), limits.header_bytes),
        content_type=_line(fields.get("content_type")),
        part_types=_lines(fields.get("part_types"), limits),
        body=_text(fields.get("body"), limits.text_characters),
        body_format=_line(fields.get("body_format")),
        attachments=tuple(_attachment(f, blob) for f, blob in zip(files, blobs, strict=True)),
        defects=tuple(_text(d, limits.header_bytes) for d in _sequence(fields.get("defects"), limits.header_bytes)),
        malformed=_flag(fields.get("malformed")),
    )


def unpack_refusal(header: Header) -> str:
    """Return why the child refused a job. Raises Nonsense when it does not say."""
    return _line(header.get("refused"))


def unpack_format(header: Header) -> str:
    """Return the name of a format. Raises Nonsense for anything that is none."""
    return _line(header.get("format"))


def unpack_extract(header: Header, blobs: Sequence[bytes], limits: Limits) -> Extract:
    """Return the extract that a child describes. Raises Nonsense for anything but a well-formed one."""
    members = _sequence(header.get("members"), limits.container_entries)
    if len(blobs) != len(members) + 1:
        raise Nonsense("files and names differ in number")
    try:
        verdict = Verdict(_line(header.get("verdict")))
        text = _text(blobs[0].decode(), limits.text_characters)
    except ValueError as error:  # UnicodeDecodeError is one
        raise Nonsense(str(error)) from error
    return Extract(
        verdict=verdict,
        text=text,
        page_starts=_page_starts(header.get("page_starts"), len(text), limits),
        reason=_text(header.get("reason"), _LONG),
        members=tuple(_member(m, blob) for m, blob in zip(members, blobs[1:], strict=True)),
    )


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Nonsense("an object was expected")
    return value


def _sequence(value: object, limit: int) -> list[Any]:
    if not isinstance(value, list) or len(value) > limit:
        raise Nonsense("a list was expected, and not too long a one")
    return value


def _text(value: object, limit: int) -> str:
    """Return text that is clean already: offsets into it must stay true."""
    if not isinstance(value, str) or len(value) > limit or clean(value) != value:
        raise Nonsense("clean text was expected, and not too much of it")
    return value


def _line(value: object) -> str:
    return _text(value, _LONG)


def _optional(value: object, check: Callable[[object], T]) -> T | None:
    return None if value is None else check(value)


def _lines(value: object, limits: Limits) -> tuple[str, ...]:
    return tuple(_line(item) for item in _sequence(value, limits.header_bytes))


def _count(value: object, limit: int) -> int:
    if type(value) is not int or not 0 <= value <= limit:
        raise Nonsense("a number was expected, and not too large a one")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise Nonsense("yes or no was expected")
    return value


def _header(value: object) -> tuple[str, str]:
    name, text = _row(value, 2)
    return _text(name, _LONG * _LONG), _text(text, _LONG * _LONG)


def _row(value: object, length: int) -> list[Any]:
    row = _sequence(value, length)
    if len(row) != length:
        raise Nonsense(f"{length} values were expected")
    return row


def _addresses(value: object, limits: Limits) -> tuple[Address, ...]:
    rows = [_row(item, 2) for item in _sequence(value, limits.header_bytes)]
    return tuple(Address(_line(name), _line(email)) for name, email in rows)


def _aware(value: str) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise Nonsense("a time was expected") from error
    if moment.tzinfo is None:
        raise Nonsense("a time with its zone was expected")
    return moment


def _attachment(value: object, content: bytes) -> Attachment:
    id_, name, content_type, parent, inline = _row(value, 5)
    checked = _line(id_), _optional(name, _line), _line(content_type)
    return Attachment(*checked, content, _optional(parent, _line), _flag(inline))


def _member(value: object, content: bytes) -> Member:
    name, content_type, inline = _row(value, 3)
    return Member(_optional(name, _line), _line(content_type), content, _flag(inline))


def _page_starts(value: object, length: int, limits: Limits) -> tuple[int, ...]:
    starts = [_count(start, length) for start in _sequence(value, limits.pages)]
    if starts != sorted(starts):
        raise Nonsense("pages begin one after the other")
    return tuple(starts)
