"""The two addresses of an envelope, checked before any channel uses them."""

from __future__ import annotations

import re

from notify.errors import PermanentDelivery
from store.record import Envelope

_ADDRESS = re.compile(r"[^\s<>@\x00-\x20\x7f]{1,64}@[^\s<>@\x00-\x20\x7f]{1,255}")


def check_addresses(envelope: Envelope) -> None:
    """Raise PermanentDelivery unless the recipient is one plain address and the sender is one or empty.

    A line end would begin another SMTP command. An empty sender is the null reverse-path (RFC 5321 4.5.5).
    """
    if not _harmless(envelope.recipient):
        raise PermanentDelivery(f"{envelope.recipient[:80]!r} is no address that a letter can be sent to")
    if envelope.mail_from and not _harmless(envelope.mail_from):
        raise PermanentDelivery(f"{envelope.mail_from[:80]!r} is no address that a letter can be sent from")


def _harmless(address: str) -> bool:
    return address.isprintable() and _ADDRESS.fullmatch(address) is not None
