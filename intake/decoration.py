"""Which files nobody misses: logos, tracking pixels, signatures, invitations and visiting cards."""

from __future__ import annotations

from intake.message import Attachment

_TYPES = frozenset(
    {
        *("text/calendar", "application/ics", "text/vcard", "text/x-vcard", "text/directory"),
        *(
            "application/pkcs7-signature",
            "application/x-pkcs7-signature",
            "application/pgp-signature",
            "application/pgp-keys",
        ),
        *("application/applefile", "application/vnd.ms-tnef-signature"),
    }
)
_TINY = 8 * 1024
"""A picture of fewer bytes holds no page of text."""
_LOGO = 100 * 1024
"""Nor does one of fewer bytes that the mail shows between its lines."""


def decorative(attachment: Attachment, format_: str) -> bool:
    """Say whether nobody would look for text in this file; `format_` is what its bytes are."""
    declared = attachment.content_type.partition(";")[0].strip().lower()
    if declared in _TYPES or format_ in _TYPES:
        return True
    return format_.startswith("image/") and len(attachment.content) < (_LOGO if attachment.inline else _TINY)
