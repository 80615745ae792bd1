"""Whether an address is one that a letter may be sent to."""

from __future__ import annotations

import re

_LOCAL = re.compile(r"[^\s@<>()\[\]\\,;:\"]{1,64}")  # RFC 5321 4.5.3.1.1, without quoted strings
_LABEL = re.compile(r"[^\W_](?:[^\W_]|-){0,62}")


def well_formed(email: str) -> bool:
    """Return whether this is one plain address: a local part without quoting, and a domain of at least two labels.

    It may need SMTPUTF8 (RFC 6531) when it is not ASCII.
    """
    local, _, domain = email.rpartition("@")
    labels = domain.split(".")
    return (
        len(email) <= 254  # RFC 5321 4.5.3.1.3, without the angle brackets
        and email.isprintable()
        and _LOCAL.fullmatch(local) is not None
        and not (local.startswith(".") or local.endswith(".") or ".." in local)
        and len(labels) >= 2
        and all(_LABEL.fullmatch(label) and not label.endswith("-") for label in labels)
    )
