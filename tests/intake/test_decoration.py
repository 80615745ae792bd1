"""Files that nobody misses."""

import pytest

from intake.decoration import decorative
from intake.message import Attachment


def file(content_type: str, size: int = 100, *, inline: bool = False) -> Attachment:
    """Return a file of this declared type and size."""
    return Attachment("1", None, content_type, b"x" * size, inline=inline)


@pytest.mark.parametrize(
    ("attachment", "format_"),
    [
        (file("text/calendar; method=REQUEST"), "plain"),
        (file("application/octet-stream"), "text/calendar"),
        (file("Text/X-vCard", 10**6), "plain"),
        (file("application/pkcs7-signature"), "application/pkcs7-signature"),
        (file("application/pgp-signature"), "application/pgp-signature"),
        (file("image/png"), "image/png"),
        (file("image/png", 8 * 1024 - 1), "image/png"),
        (file("image/png", 100 * 1024 - 1, inline=True), "image/png"),
        (file("application/octet-stream", inline=True), "image/gif"),
    ],
)
def test_nobody_looks_for_text_in_these(attachment, format_):
    """Invitations, visiting cards, signatures, small pictures, and logos between the lines."""
    assert decorative(attachment, format_)


@pytest.mark.parametrize(
    ("attachment", "format_"),
    [
        (file("application/pdf"), "pdf"),
        (file("text/plain"), "plain"),
        (file("image/png", 8 * 1024), "image/png"),
        (file("image/png", 100 * 1024, inline=True), "image/png"),
        (file("image/png"), "pdf"),
        (file("application/octet-stream"), "application/octet-stream"),
    ],
)
def test_these_may_hold_what_is_looked_for(attachment, format_):
    """Documents, large pictures that may be scans, and whatever only says that it is a picture."""
    assert not decorative(attachment, format_)
