"""A mail that came attached: who wrote it, when and on what, then its body; its files are members."""

from __future__ import annotations

from intake.errors import MessageRefused
from intake.formats.base import Extract, Member, whole
from intake.limits import Limits
from intake.message import Message, Verdict
from intake.parse import parse


def read(content: bytes, limits: Limits) -> Extract:
    """Return From, Date and Subject a line each, a blank line and the body; attachments stay closed."""
    try:
        message = parse(content, limits)
    except MessageRefused as refusal:
        return Extract(Verdict.LIMIT, reason=str(refusal))
    members = tuple(Member(a.name, a.content_type, a.content, a.inline) for a in message.attachments)
    return whole(f"{_head(message)}\n\n{message.body}", limits, members[: limits.attachments])


def _head(message: Message) -> str:
    authors = ", ".join(f"{a.name} <{a.email}>" if a.name else a.email for a in message.senders)
    lines = (("From", authors), ("Date", message.header("Date") or ""), ("Subject", message.subject))
    return "\n".join(f"{name}: {' '.join(value.split())}" for name, value in lines if value.strip())
