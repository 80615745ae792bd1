"""The codes of every decision about answering, each with what it means; marks bring their own codes and details.

A code is stable: it stands in the register, in `inspect`, and in the manual.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SILENT: Mapping[str, str] = MappingProxyType(
    {
        "backfill": "The message was imported from an archive; no letter ever follows from an import.",
        "automatic": "A machine wrote this message.",
        "bounce": "The message reports that mail could not be delivered.",
        "list": "The message came through a mailing list.",
        "malformed": "The message is too damaged to be answered.",
        "enquiry": "This is a question to the secretariat; a person answers it.",
        "other": "This is not a partnership submission; a person sees it in the digest.",
        "sender-shape": "From does not name exactly one well-formed address.",
        "suppressed": "Letters to this address came back, or it asked not to be written to.",
        "off": "Letters are switched off.",
        "unjudged": "No principle was judged, so nothing can be said about what is missing.",
        "already-complete": "Nothing was open before this message; a person reads what it adds.",
    }
)
"""No letter is written."""

HOLDING: Mapping[str, str] = MappingProxyType(
    {
        "failed-authentication": "The sender's domain disowns this message; a person approves the letter first.",
        "unauthenticated": "No trusted server vouches for the sender; a person approves the letter first.",
        "return-path": "Return-Path names another organisation than From; a person approves the letter first.",
        "international-address": "The address needs more than ASCII; a person sends the letter.",
        "low-confidence": "It is not sure enough that this is a submission; a person approves the letter first.",
        "too-old": "The message is older than letters may follow by themselves; a person approves the letter first.",
        "rounds": "The sender was asked as often as is allowed; a person decides whether to ask again.",
        "cannot-tell": "What is missing cannot be told from this text; a person reads it first.",
        "flagged": "Nothing is missing, but a principle appears unmet by what was said; a person looks first.",
        "nothing-new": "The answer settled none of the points that were asked; a person looks before asking again.",
        "sender-day": "This sender had a letter within 24 hours; a person approves the next.",
        "sender-week": "This sender had several letters within seven days; a person approves the next.",
        "domain-hour": "This sender's domain had too many letters within the hour; a person approves the next.",
        "total-hour": "Too many letters left within the hour; a person approves the next.",
        "total-day": "Too many letters left within 24 hours; a person approves the next.",
        "review": "Every letter is approved by a person first.",
    }
)
"""A letter is written and waits for a person."""

SENDING: Mapping[str, str] = MappingProxyType(
    {
        "received": "Nothing is missing; the sender is told that the submission arrived.",
        "incomplete": "Some points were not found; the sender is asked for them.",
        "unreadable": "A file that may hold the missing points could not be read; the sender is asked for another copy.",
    }
)
"""A letter leaves by itself; the code is the letter's name."""
