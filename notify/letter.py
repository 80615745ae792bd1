"""The nouns of answering: whether and what to answer, and the letter as written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """The decision whether to answer one message, always with its reason."""

    action: str
    """`send`, `hold` (a person approves first) or `none`."""
    reason: str
    """One plain sentence."""
    code: str
    """The reason's stable code: `incomplete`, `unauthenticated`, `auto-submitted`, `too-old`, …"""
    letter: str = ""
    """`received`, `incomplete`, `unreadable` or `enquiry`; empty when there is none."""
    language: str = "en"
    to: str = ""
    asks: tuple[str, ...] = ()
    """Criterion ids, or `contact`, most decisive first; at most seven."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as written: subject, text and its HTML twin, before it is addressed."""

    kind: str
    language: str
    subject: str
    text: str
    html: str
