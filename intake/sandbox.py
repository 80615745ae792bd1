"""All parsing of strangers' bytes, done in a child process that may die of it: this side imports no parser."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from intake import wire
from intake.child import Child, ChildFailed
from intake.errors import MessageRefused, TransientError
from intake.formats.base import Extract
from intake.frames import Frame, Header, encode
from intake.jail import Jail, process_jail
from intake.limits import Limits
from intake.message import Attachment, Message, Verdict

_STARTING = 30.0
"""Seconds for the child to take the limits: it imports, on a busy machine."""
_BROKEN = (Verdict.LIMIT, Verdict.TIMEOUT, Verdict.CRASH)
"""After these a child is not trusted with another document: it may be out of memory, or worse."""
_NONSENSE = "Its reader answered nonsense."
_UNKNOWN = "application/octet-stream"


class Sandbox:
    """A reading child, started with the first job, replaced after `jobs` of them and after any failure.

    A context manager; for one thread. What the child hands back is checked as if a stranger had said it.
    Raises TransientError when no child can be started: that is no fault of any document.
    """

    def __init__(self, limits: Limits, jail: Jail | None = None, jobs: int = 200) -> None:
        self._limits = limits
        self._jail = jail or process_jail()
        self._jobs = jobs
        self._left = 0
        self._child: Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def kind(self) -> str:
        """What isolates, for people."""
        return self._jail.kind

    def parse(self, content: bytes) -> Message:
        """Take a message apart. Raises MessageRefused when that is not possible within the limits, or kills the child."""
        try:
            header, blobs = self._ask({"job": "parse"}, content)
            if "refused" not in header:
                return wire.unpack_message(header, blobs, self._limits)
            reason = wire.unpack_refusal(header)
        except ChildFailed as failure:
            reason = f"The message could not be taken apart. {failure.reason}"
        except wire.Nonsense:
            reason = f"The message could not be taken apart. {_NONSENSE}"
        self.close()
        raise MessageRefused(reason)

    def extract(self, attachment: Attachment) -> tuple[str, Extract]:
        """Return the file's format and what reading it gave.

        Where its reader died, a second library may try, in a new child.
        """
        format_, extract = self._extract(attachment, again=False)
        if extract.verdict is Verdict.CRASH:
            second_format, second = self._extract(attachment, again=True)
            if second.verdict is not Verdict.CRASH:
                return second_format, second
        return format_, extract

    def close(self) -> None:
        """End the child, if there is one; the next job starts another."""
        if self._child:
            self._child.close()
            self._child = None

    def _extract(self, attachment: Attachment, *, again: bool) -> tuple[str, Extract]:
        format_ = _UNKNOWN
        job = {"job": "extract", "content_type": attachment.content_type, "name": attachment.name, "again": again}
        try:
            header, blobs = self._ask(job, attachment.content)
            if "refused" not in header:
                format_ = wire.unpack_format(header)
                header, blobs = self._hear()
            if "refused" in header:
                extract = Extract(Verdict.LIMIT, reason=wire.unpack_refusal(header))
            else:
                extract = wire.unpack_extract(header, blobs, self._limits)
        except ChildFailed as failure:
            extract = Extract(failure.verdict, reason=failure.reason)
        except wire.Nonsense:
            extract = Extract(Verdict.CRASH, reason=_NONSENSE)
        if extract.verdict in _BROKEN:
            self.close()
        return format_, extract

    def _ask(self, job: Header, content: bytes) -> Frame:
        """Give a child the job and return its first answer."""
        child = self._child if self._child and self._left > 0 else self._start()
        self._left -= 1
        child.send(encode(job, [content]), self._limits.wall_seconds)
        return self._hear()

    def _hear(self) -> Frame:
        """Return the child's next answer."""
        if self._child is None:
            raise ChildFailed(Verdict.CRASH, "There is no reader.")
        return self._child.receive(self._limits.output_bytes, self._limits.wall_seconds)

    def _start(self) -> Child:
        self.close()
        try:
            self._child = child = Child(self._jail.command)
            child.send(encode(wire.pack_limits(self._limits)), _STARTING)
            child.receive(self._limits.output_bytes, _STARTING)
        except (OSError, ChildFailed) as error:
            self.close()
            raise TransientError(f"The reading child does not start: {error}") from error
        self._left = self._jobs
        return child
