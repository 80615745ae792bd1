"""Nouns over the wire: whole when honest, refused when not."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from intake import wire
from intake.formats.base import Extract, Member
from intake.limits import Limits
from intake.message import Address, Attachment, Message, Verdict

LIMITS = Limits()
MESSAGE = Message(
    sha256="0" * 64,
    size=99,
    headers=(("Subject", "Wells"), ("X-Ü", "ä\nb")),
    message_id="<1@example.org>",
    in_reply_to=("<0@example.org>",),
    references=("<a@example.org>", "<b@example.org>"),
    date=datetime(2026, 3, 2, 10, 0, tzinfo=timezone(timedelta(hours=5, minutes=30))),
    senders=(Address("Ann", "ann@example.org"),),
    reply_to=(Address("", "desk@example.org"),),
    to=(Address("Office", "office@example.net"),),
    cc=(),
    subject="Wells",
    content_type="multipart/mixed",
    part_types=("multipart/mixed", "text/plain"),
    body="Two wells.\n",
    body_format="plain",
    attachments=(
        Attachment("1", "a.pdf", "application/pdf", b"%PDF", inline=False),
        Attachment("2", None, "image/png", b"\0\xff", parent="1", inline=True),
    ),
    defects=("Something was mended.",),
    malformed=True,
)
EXTRACT = Extract(Verdict.PARTIAL, "one\ntwo\n", (0, 4), "Cut.", (Member("ü", "a/b", b"\0", inline=True),))


def as_json(header):
    """Return the header as it is after its journey."""
    return {key: _plain(value) for key, value in header.items()}


def _plain(value):
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return {key: _plain(item) for key, item in value.items()} if isinstance(value, dict) else value


def test_a_message_comes_back_as_it_was():
    """Every field, so that a new one that is forgotten here fails."""
    header, blobs = wire.pack_message(MESSAGE)
    assert wire.unpack_message(as_json(header), blobs, LIMITS) == MESSAGE
    blank = replace(MESSAGE, date=None, message_id=None, attachments=(), malformed=False)
    header, blobs = wire.pack_message(blank)
    assert wire.unpack_message(as_json(header), blobs, LIMITS) == blank


def test_the_specimen_differs_from_every_default():
    """The test above sees a field only if the specimen sets it."""
    assert all(getattr(MESSAGE, field.name) != field.default for field in fields(Message))


def test_an_extract_comes_back_as_it_was():
    """Verdict, text, pages, reason and members."""
    header, blobs = wire.pack_extract(EXTRACT)
    assert wire.unpack_extract(as_json(header), blobs, LIMITS) == EXTRACT


def test_limits_come_back_as_they_were():
    """What we configure is what the child keeps to."""
    limits = Limits(pages=7, wall_seconds=1.5)
    assert wire.unpack_limits(wire.pack_limits(limits)) == limits


@pytest.mark.parametrize(
    "change",
    [
        {"message": None},
        {"attachments": []},
        {"attachments": None},
        {"attachments": [[1, None, "a/b", None, False]] * 2},
        {"attachments": [["1", None, "a/b", None]] * 2},
        {"attachments": [["1", None, "a/b", None, 1]] * 2},
        {"attachments": [["1", 7, "a/b", None, False]] * 2},
        {"attachments": [["1", None, "a/b", "x" * 1001, False]] * 2},
        {"attachments": [["1", None, "a/b", None, False]] * 2000},
    ],
)
def test_a_message_that_is_none_is_refused(change):
    """Wrong shapes around the fields."""
    header, blobs = wire.pack_message(MESSAGE)
    with pytest.raises(wire.Nonsense):
        wire.unpack_message(as_json(header) | change, blobs, LIMITS)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sha256", None),
        ("sha256", "x" * 1001),
        ("size", -1),
        ("size", True),
        ("size", "9"),
        ("size", LIMITS.message_bytes + 1),
        ("headers", {}),
        ("headers", [["only a name"]]),
        ("headers", [["name", 1]]),
        ("headers", [["name", "nul\0"]]),
        ("message_id", 7),
        ("references", "<a@b>"),
        ("references", [None]),
        ("date", "tomorrow"),
        ("date", "2026-03-02T10:00:00"),
        ("senders", [["Ann", "ann@example.org", "more"]]),
        ("senders", [["Ann", None]]),
        ("subject", "e\u0301"),
        ("body", "x" * (LIMITS.text_characters + 1)),
        ("body", "\ud800"),
        ("body", "a\rb"),
        ("defects", [7]),
        ("malformed", 0),
    ],
)
def test_a_field_of_the_wrong_kind_is_refused(field, value):
    """Types, sizes, clean text and aware times are all looked at."""
    header, blobs = wire.pack_message(MESSAGE)
    plain = as_json(header)
    plain["message"][field] = value
    with pytest.raises(wire.Nonsense):
        wire.unpack_message(plain, blobs, LIMITS)


@pytest.mark.parametrize(
    "change",
    [
        {"verdict": "splendid"},
        {"verdict": None},
        {"reason": None},
        {"reason": "x" * 1001},
        {"page_starts": None},
        {"page_starts": [0, "4"]},
        {"page_starts": [4, 0]},
        {"page_starts": [0, 9]},
        {"page_starts": [-1]},
        {"page_starts": [0] * 2001},
        {"members": []},
        {"members": [["n", "a/b"]]},
        {"members": [["n", None, False]]},
        {"members": [["n", "a/b", None]]},
    ],
)
def test_an_extract_of_the_wrong_kind_is_refused(change):
    """Offsets ascend and lie inside the text; names and files are as many as each other."""
    header, blobs = wire.pack_extract(EXTRACT)
    with pytest.raises(wire.Nonsense):
        wire.unpack_extract(as_json(header) | change, blobs, LIMITS)


@pytest.mark.parametrize("text", [b"\xff", b"a\0b", "e\u0301".encode(), b"x" * (LIMITS.text_characters + 1)])
def test_a_text_that_is_not_clean_is_refused(text):
    """Offsets into a text that we would have to clean again would point elsewhere."""
    header, blobs = wire.pack_extract(EXTRACT)
    with pytest.raises(wire.Nonsense):
        wire.unpack_extract(as_json(header), [text, *blobs[1:]], LIMITS)


def test_a_refusal_has_its_reason():
    """And nothing else will do."""
    assert wire.unpack_refusal({"refused": "Too large."}) == "Too large."
    for header in ({}, {"refused": 1}, {"refused": "a\0"}):
        with pytest.raises(wire.Nonsense):
            wire.unpack_refusal(header)


def test_a_format_is_a_word():
    """And nothing else will do."""
    assert wire.unpack_format({"format": "pdf"}) == "pdf"
    with pytest.raises(wire.Nonsense):
        wire.unpack_format({"format": None})


def test_times_keep_their_zone():
    """A message from India stays one."""
    header, blobs = wire.pack_message(MESSAGE)
    date = wire.unpack_message(as_json(header), blobs, LIMITS).date
    assert date is not None
    assert date.utcoffset() == timedelta(hours=5, minutes=30)
    assert date == datetime(2026, 3, 2, 4, 30, tzinfo=UTC)
