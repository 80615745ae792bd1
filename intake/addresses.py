"""Address headers in, addresses out; and when two addresses are the same mailbox (RFC 5322 3.4, RFC 6532)."""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress

from intake import mime
from intake.headers import decode_words, raw_text, unfold
from intake.message import Address
from intake.text import one_line

MEMBERS = 20_000
"""Commas in one header that are still looked at."""

_LOOKS_LIKE = re.compile(r"[^\s<>()\[\],;:\"@]{1,64}@[^\s<>()\[\],;:\"@]{1,255}")


def parse_addresses(header_value: str) -> tuple[Address, ...]:
    """Return the mailboxes of a raw header value in order; groups are opened, doubtful members left out.

    The structure is read before any name is decoded, so that an encoded word never makes an address (RFC 2047 5).
    """
    value = raw_text(unfold(header_value))
    if value.count(",") > MEMBERS:
        return ()
    found = (_address(name, email) for name, email in mime.mailboxes(value))
    return tuple(address for address in found if address is not None)


def salvage(header_value: str) -> Address | None:
    """Return the one address that a malformed header seems to mean, for people to look at and never to write to."""
    value = unfold(raw_text(header_value))[:2000]
    emails = {found.lower(): found for found in _LOOKS_LIKE.findall(value)}
    if not emails:
        return None
    email = list(emails.values())[-1]
    name = value.partition("<")[0] if "<" in value else ""
    return _address(name, email)


def _address(name: str, email: str) -> Address | None:
    """Clean one mailbox, or return None where it has no domain."""
    local, at, domain = one_line(email).rpartition("@")
    if not (local and at and domain):
        return None
    shown = one_line(decode_words(name).strip(" '\""), 320)
    return Address("" if shown == email else shown, f"{local}@{domain.lower()}")


def normalise(email: str) -> str:
    """Return the address for comparison: lower case, `+tag` removed, the domain in IDNA's ASCII form."""
    local, at, domain = email.strip().lower().rpartition("@")
    if not at:
        return email.strip().lower()
    with suppress(UnicodeError):  # no possible domain is compared as it is
        domain = domain.encode("idna").decode("ascii")
    bare = local.partition("+")[0] or local
    return f"{bare}@{domain}"


def is_own(email: str, own: Collection[str]) -> bool:
    """Whether the address is one of ours, whatever its case, tag or spelling of the domain."""
    return normalise(email) in {normalise(address) for address in own}
