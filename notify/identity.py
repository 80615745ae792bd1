"""Our own marks on mail that leaves: names nobody else can make, recognised when they come back.

Everything derives from one secret and the letter's unique key, so the same letter always bears the same names: a
receiver can tell a duplicate, and the register finds the letter that a report is about.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

MARK_CHARACTERS = 32
"""160 bits in base 32: the part of a Message-ID and of a token that says which letter."""
_CHECK_CHARACTERS = 16
_TOKEN = re.compile(r"[a-z2-7]{48}")


def mark(secret: bytes, key: str) -> str:
    """Return the 32 characters that stand for the letter of this key."""
    return _keyed(secret, "letter", key)[:MARK_CHARACTERS]


def message_id(secret: bytes, key: str, kind: str, domain: str) -> str:
    """Return the letter's Message-ID, with its angle brackets (RFC 5322 3.6.4)."""
    return f"<{mark(secret, key)}.{kind}@{domain.lower()}>"


def token(secret: bytes, key: str) -> str:
    """Return 48 characters for an address or header: the letter's mark, and a proof that we made it."""
    ours = mark(secret, key)
    return ours + _proof(secret, ours)


def read_token(candidate: str, secret: bytes) -> str | None:
    """Return the mark within a token of ours, or None when somebody else made it; letter case may have changed."""
    if not _TOKEN.fullmatch(candidate := candidate.strip().lower()):
        return None
    ours, proof = candidate[:MARK_CHARACTERS], candidate[MARK_CHARACTERS:]
    return ours if hmac.compare_digest(proof, _proof(secret, ours)) else None


def _proof(secret: bytes, ours: str) -> str:
    return _keyed(secret, "proof", ours)[:_CHECK_CHARACTERS]


def _keyed(secret: bytes, use: str, text: str) -> str:
    digest = hmac.new(secret, f"{use}\0{text}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode("ascii").lower()
