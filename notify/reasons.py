"""The codes of every decision about answering, each with what it means; marks bring their own codes and details.

A code is stable: it stands in the register, in `inspect`, and in the manual.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SILENT: Mapping[str, str] = MappingProxyType(
    {
        "backfill": "The message was imported from an archive; no letter ever follows from an import.",
        "automatic": "This message was sent automatically.",
        "bounce": "The message reports that mail could not be delivered.",
        "list": "The message came through a mailing list.",
        "malformed": "The message is too damaged to be answered.",
        "enquiry": "This is a question to the secretariat; a person answers it.",
        "other": "This does not look like a partnership submission; a person looks at it.",
        "sender-shape": "The From header does not name exactly one valid address.",
        "suppressed": "Letters to this address came back, or its owner asked for no more.",
        "off": "Letters are switched off.",
        "unjudged": "No principle was judged, so nothing can be said about what is missing.",
        "already-complete": "Nothing was open before this message; a person reads what it adds.",
    }
)
"""No letter is written."""

HOLDING: Mapping[str, str] = MappingProxyType(
    {
        "failed-authentication": "The sender's domain does not vouch for this message; a person approves the letter first.",
        "unauthenticated": "No trusted server vouches for the sender; a person approves the letter first.",
        "return-path": "Return-Path names another organisation than From; a person approves the letter first.",
        "international-address": "The address has letters beyond ASCII, which our letters cannot carry; a person answers.",
        "low-confidence": "It is not certain that this is a submission; a person approves the letter first.",
        "too-old": "The message is too old for a letter to leave by itself; a person approves it first.",
        "rounds": "The sender has been asked as often as the settings allow; a person decides whether to ask again.",
        "cannot-tell": "What is missing cannot be told from this text; a person reads it first.",
        "uncertain": "What the letter says is missing is not sure enough; a person reads the text first.",
        "flagged": "Nothing is missing, but going by what was said a principle appears unmet; a person looks first.",
        "decided": "A person has already decided on this case; a person approves the letter first.",
        "nothing-new": "The answer settled none of the points we asked about; a person looks before we ask again.",
        "sender-day": "This sender was sent a letter within the last 24 hours; a person approves the next.",
        "sender-week": "This sender was sent several letters within the last seven days; a person approves the next.",
        "domain-hour": "This sender's domain was sent many letters within the last hour; a person approves the next.",
        "total-hour": "Many letters left within the last hour; a person approves the next.",
        "total-day": "Many letters left within the last 24 hours; a person approves the next.",
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
