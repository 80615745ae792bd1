"""The files of a message, and the files in them, into documents: each is read once, none is left out silently."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from intake.body import split_file
from intake.decoration import decorative
from intake.formats.base import Extract
from intake.limits import MIB, Limits
from intake.message import Attachment, Document, Message, Verdict
from intake.sandbox import Sandbox

BODY = "body"
"""The id of the document that is the message's own text."""


def body_document(message: Message, limits: Limits) -> Document:
    """Return the body as a document; a message without one has an empty document of the format `none`."""
    text = message.body[: limits.text_characters]
    full = len(message.body) >= limits.text_characters
    return Document(
        id=BODY,
        name=None,
        format=message.body_format,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        verdict=Verdict.PARTIAL if full else Verdict.OK,
        text=text,
        reason=f"Only the first {limits.text_characters} characters were kept." if full else "",
    )


class Reader:
    """Reads the files of one message: the limits hold for all of them together, at every depth."""

    def __init__(self, sandbox: Sandbox, limits: Limits, clock: Callable[[], float]) -> None:
        self._sandbox = sandbox
        self._limits = limits
        self._clock = clock
        self._deadline = clock() + limits.message_wall_seconds
        self._extracts: dict[str, tuple[str, Extract]] = {}
        self._documents: list[Document] = []
        self._unpacked = 0
        self._unlisted = 0

    @property
    def problems(self) -> tuple[str, ...]:
        """What an officer should know of files that are no documents."""
        return (f"{self._unlisted} more files are not listed.",) if self._unlisted else ()

    def read(self, attachments: Iterable[Attachment]) -> tuple[Document, ...]:
        """Return a document for every file, members behind their container."""
        for attachment in attachments:
            self._visit(attachment, depth=1)
        return tuple(self._documents)

    def _visit(self, attachment: Attachment, depth: int) -> None:
        if len(self._documents) >= self._limits.container_entries:
            self._unlisted += 1
            return
        digest = attachment.sha256
        format_, extract = self._refusal(attachment, depth) or self._extract(attachment, digest)
        self._documents.append(
            Document(
                id=attachment.id,
                name=attachment.name,
                format=format_,
                sha256=digest,
                verdict=extract.verdict,
                text=extract.text,
                page_starts=extract.page_starts,
                parent=attachment.parent,
                reason=extract.reason,
                decorative=decorative(attachment, format_),
                zones=split_file(extract.text),
            )
        )
        for number, member in enumerate(extract.members, start=1):
            self._unpacked += len(member.content)
            id_ = f"{attachment.id}.{number}"
            inner = Attachment(id_, member.name, member.content_type, member.content, attachment.id, member.inline)
            self._visit(inner, depth + 1)

    def _extract(self, attachment: Attachment, digest: str) -> tuple[str, Extract]:
        """Read a file, or remember what reading the same bytes gave."""
        if digest not in self._extracts:
            self._extracts[digest] = self._sandbox.extract(attachment)
        return self._extracts[digest]

    def _refusal(self, attachment: Attachment, depth: int) -> tuple[str, Extract] | None:
        """Return why this file is not even begun, or None."""
        limits = self._limits
        verdict, reason = Verdict.LIMIT, ""
        if len(self._documents) >= limits.attachments:
            reason = f"The message has more than {limits.attachments} files."
        elif depth > limits.depth:
            reason = f"The file lies more than {limits.depth} levels deep."
        elif self._unpacked > limits.unpacked_bytes:
            reason = f"The files unpack to more than {limits.unpacked_bytes // MIB} MiB."
        elif self._clock() >= self._deadline:
            verdict, reason = Verdict.TIMEOUT, "Reading the other files took all the time that a message has."
        return (attachment.content_type, Extract(verdict, reason=reason)) if reason else None
