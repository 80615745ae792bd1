"""The look over a zip container before it is opened."""

from dataclasses import replace

import pytest

from intake.formats import zipped
from intake.message import Verdict


def verdict(content, limits):
    """Return the verdict of an objection, or None."""
    refused = zipped.objection(content, limits)
    return refused.verdict if refused else None


def test_an_honest_file_passes(make_zip, limits):
    """Nothing is said against a container within all limits."""
    assert verdict(make_zip({"a.xml": "<a/>", "b.bin": b"\0" * 1000}), limits) is None


def test_a_bomb_by_its_own_account(make_zip, limits):
    """A megabyte that declares a gigabyte is refused before anything is unpacked."""
    assert verdict(make_zip({"a": b"\0" * 30_000_000}), limits) is Verdict.LIMIT


def test_a_bomb_that_lies_about_its_size(make_zip, limits):
    """A size declared too small does not get more unpacked than it says: the check sum then fails."""
    size = 30_000_000
    content = make_zip({"a": b"\0" * size}).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert verdict(content, limits) is Verdict.CORRUPT


def test_repetitive_text_is_no_bomb(make_zip, limits):
    """Below ten megabytes the ratio does not count."""
    assert verdict(make_zip({"a": b"\0" * 9_000_000}), limits) is None


def test_too_much_in_all(make_zip, limits):
    """The members are counted together."""
    content = make_zip({f"{n}": b"\0" * 300 for n in range(10)})
    assert verdict(content, replace(limits, unpacked_bytes=3000)) is None
    assert verdict(content, replace(limits, unpacked_bytes=2999)) is Verdict.LIMIT


def test_too_many_members(make_zip, limits):
    """A directory of a million names is refused."""
    content = make_zip({f"{n}": b"" for n in range(11)})
    assert verdict(content, replace(limits, container_entries=11)) is None
    assert verdict(content, replace(limits, container_entries=10)) is Verdict.LIMIT


def test_members_that_overlap(make_zip, limits):
    """Several names for the same bytes are a bomb without nesting."""
    content = make_zip({"a": bytes(range(256)) * 8, "b": b"x"})
    at = content.index(b"PK\x01\x02")
    entry = content[at : content.index(b"PK\x01\x02", at + 4)]
    end = content.index(b"PK\x05\x06")
    many = content[:at] + entry * 9 + content[end : end + 8] + (9).to_bytes(2, "little") * 2 + content[end + 12 :]
    many = many.replace((end - at).to_bytes(4, "little"), (len(entry) * 9).to_bytes(4, "little"))
    assert verdict(many, limits) is Verdict.LIMIT


def test_a_locked_member(make_zip, limits):
    """A container with a password is told apart from a damaged one."""
    content = make_zip({"a": "x"}).replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    assert verdict(content, limits) is Verdict.ENCRYPTED


@pytest.mark.parametrize("charset", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_document_type_is_found_in_any_charset(charset, make_zip, limits):
    """Also where the declaration lies across two chunks of the stream."""
    for padding in (0, 256 * 1024 - 5):
        content = make_zip({"a.XML": (" " * padding + "<!DOCTYPE a>").encode(charset)})
        assert verdict(content, limits) is Verdict.CORRUPT
    assert verdict(make_zip({"a.txt": "<!DOCTYPE a>"}), limits) is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip"])
def test_no_container_at_all(content, limits):
    """What cannot be opened is damaged, and has no members."""
    assert verdict(content, limits) is Verdict.CORRUPT
    assert zipped.members(content) is None
