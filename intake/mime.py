"""The door to mail-parser: bytes in, a MIME tree, mailboxes and moments out; none of its exceptions leaves here."""

from __future__ import annotations

import email
import logging
import re
from datetime import UTC, datetime
from email.errors import MessageError
from email.message import Message as Tree
from email.utils import parsedate_to_datetime

import mailparser
from mailparser.dates import parse_mail_date
from mailparser.exceptions import MailParserError, MailParserRecursionError
from mailparser.utils import get_addresses

from intake.errors import MessageRefused
from intake.repair import header_size

_STUMBLES = (MailParserError, MessageError, LookupError, ValueError, TypeError, AttributeError, AssertionError)
_WORDS = 2000
"""Beginnings of encoded words in one message's header from which on decoding them takes quadratic time."""

_TOO_DEEP = "The message nests deeper than it can be taken apart."
_COLON_ZONE = re.compile(r"[+-]\d{1,2}:\d")  # the standard library takes the time for one without a zone
_YEARS = range(1970, 2101)


def read_tree(content: bytes) -> tuple[Tree, tuple[str, ...]]:
    """Return the MIME tree and the names of the defects found in it.

    Raises MessageRefused when multiparts nest too deep to walk (RFC 2046 5.1 knows no limit, Python does).
    """
    if content[: header_size(content)].count(b"=?") > _WORDS:
        return _plain_tree(content), ("TooManyEncodedWords",)
    logging.getLogger("mailparser").setLevel(logging.CRITICAL)  # it quotes strangers' headers in its warnings
    try:
        parsed = mailparser.parse_from_bytes(content)
        return parsed.message, tuple(sorted(parsed.defects_categories))
    except (MailParserRecursionError, RecursionError) as error:
        raise MessageRefused(_TOO_DEEP) from error
    except _STUMBLES as error:
        return _plain_tree(content), (type(error).__name__,)


def _plain_tree(content: bytes) -> Tree:
    """Return the tree alone: mail-parser stumbles over hostile headers that the tree itself survives."""
    try:
        return email.message_from_bytes(content)
    except RecursionError as error:
        raise MessageRefused(_TOO_DEEP) from error


def mailboxes(value: str) -> list[tuple[str, str]]:
    """Return display name (encoded words untouched) and addr-spec of each mailbox in an address header's raw value.

    Members that name no mailbox without doubt are left out; groups are opened (RFC 5322 3.4).
    """
    try:
        return [(name, address) for name, address in get_addresses(value) if address]
    except (*_STUMBLES, RecursionError):
        return []


def moment(value: str) -> datetime | None:
    """Return an aware time for a Date header's value, or None when it names no possible one (RFC 5322 3.3)."""
    try:
        strict = parse_mail_date(value)
        when = strict.value
        if when is None and strict.reasons == ("invalid-date-syntax",) and not _COLON_ZONE.search(value):
            loose = parsedate_to_datetime(value)
            when = loose.replace(tzinfo=UTC) if loose.tzinfo is None else loose.astimezone(UTC)
    except (*_STUMBLES, OverflowError):
        return None
    return when if when is not None and when.year in _YEARS else None
