"""The reading child: takes frames with strangers' bytes, parses them, hands back what it found. Knows nothing else.

Started by `intake.jail` with an empty environment. Anything that goes wrong here in a way nobody foresaw ends this process,
and the parent makes a verdict of that.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from intake import wire
from intake.confinement import confine, renew_cpu, take_pipes
from intake.errors import MessageRefused
from intake.formats import registry
from intake.formats.base import Extract
from intake.frames import Frame, Header, encode, read_frame
from intake.limits import Limits

_ANY_SIZE = 2**62
"""Our own side sends what it has already weighed."""

_NO_MEMORY = "Reading it takes more memory than is allowed."


class Read(Protocol):
    """How a file of a known format is read: `intake.formats.registry.read`."""

    def __call__(self, format_: str, content: bytes, limits: Limits, *, again: bool) -> Extract:
        """Return text and verdict."""
        ...


def main() -> None:
    """Confine this process, then answer until the parent closes the line."""
    source, sink = take_pipes()
    with os.fdopen(source, "rb") as frames, os.fdopen(sink, "wb") as answers:
        serve(frames, answers, confine=confine, renew_cpu=renew_cpu, read=registry.read)


def serve(
    frames: BinaryIO,
    answers: BinaryIO,
    *,
    confine: Callable[[int], None],
    renew_cpu: Callable[[int], None],
    read: Read,
) -> None:
    """Answer one frame after the other; the first frame brings the limits, and an empty one says that we are ready."""

    def exactly(size: int) -> bytes:
        content = frames.read(size)
        if len(content) < size:
            raise EOFError
        return content

    try:
        limits = wire.unpack_limits(read_frame(exactly, _ANY_SIZE)[0])
        confine(limits.memory_bytes)
        answers.write(encode({}))  # ready
        answers.flush()
        while True:
            frame = read_frame(exactly, _ANY_SIZE)
            renew_cpu(limits.cpu_seconds)
            for answer in _answers(frame, limits, read):
                answers.write(answer)
                answers.flush()
            del frame  # before the next one comes: the two would not fit in side by side
    except EOFError:
        return


def _answers(frame: Frame, limits: Limits, read: Read) -> Iterator[bytes]:
    """Yield the answer to one job; an extraction first says which format it is about to read."""
    header, blobs = frame
    try:
        if header["job"] == "parse":
            yield encode(*_parse(blobs[0], limits))
            return
        format_ = registry.sniff(blobs[0], header["content_type"], header["name"])
        yield encode({"format": format_})
        extract = read(format_, blobs[0], limits, again=header["again"])
        yield encode(*wire.pack_extract(extract))
    except MemoryError:
        yield encode({"refused": _NO_MEMORY})


def _parse(content: bytes, limits: Limits) -> tuple[Header, list[bytes]]:
    from intake.parse import parse  # noqa: PLC0415 - not needed where only plain documents are read

    try:
        return wire.pack_message(parse(content, limits))
    except MessageRefused as refusal:
        return {"refused": str(refusal)}, []
