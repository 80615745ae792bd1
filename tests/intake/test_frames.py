"""Frames: what is written is read, and nothing else is believed."""

import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.frames import HEADER_BYTES, FrameError, FrameTooLarge, encode, read_frame

LIMIT = 10_000


def exactly(content: bytes):
    """Return a function that reads so many bytes, or fails as a closed line does."""
    stream = BytesIO(content)

    def read(size: int) -> bytes:
        piece = stream.read(size)
        if len(piece) < size:
            raise EOFError
        return piece

    return read


def frame(header: object) -> bytes:
    """Return a frame of any header, also of one that we never write."""
    head = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(head).to_bytes(4, "big") + head


@given(st.dictionaries(st.text(), st.integers() | st.text() | st.none()), st.lists(st.binary(), max_size=5))
def test_what_is_written_is_read(header, blobs):
    """Header and pieces come back, whatever letters and bytes they are made of."""
    header.pop("blobs", None)
    assert read_frame(exactly(encode(header, blobs)), LIMIT) == (header, tuple(blobs))


@pytest.mark.parametrize(
    "content",
    [
        frame(b"no json"),
        frame(b"\xff\xfe"),
        frame(b"[" * 5000),
        frame([1, 2]),
        frame({}),
        frame({"blobs": "3"}),
        frame({"blobs": [True]}),
        frame({"blobs": [-1]}),
        frame({"blobs": [1.5]}),
    ],
)
def test_what_is_no_frame_is_refused(content):
    """A header must be an object with the lengths of its pieces."""
    with pytest.raises(FrameError):
        read_frame(exactly(content), LIMIT)


@pytest.mark.parametrize(
    "content",
    [(LIMIT + 1).to_bytes(4, "big"), b"\xff\xff\xff\xff", frame({"blobs": [LIMIT]}), frame({"blobs": [2**80]})],
)
def test_too_much_is_refused_before_it_is_read(content):
    """The announcement is enough: not one byte of such a piece is waited for."""
    with pytest.raises(FrameTooLarge):
        read_frame(exactly(content), LIMIT)


def test_a_header_has_a_limit_of_its_own():
    """However much a whole frame may weigh, its header is a small part of it."""
    with pytest.raises(FrameTooLarge):
        read_frame(exactly((HEADER_BYTES + 1).to_bytes(4, "big")), HEADER_BYTES * 10)


def test_a_frame_of_exactly_the_limit_passes():
    """The limit itself is allowed: header and pieces together."""
    content = encode({}, [b"x" * 100])
    assert read_frame(exactly(content), len(content) - 4)[1] == (b"x" * 100,)
    with pytest.raises(FrameTooLarge):
        read_frame(exactly(content), len(content) - 5)
