"""Addresses in, marks out: who cannot read an answer, and whom the message was not sent to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from intake.addresses import is_own, parse_addresses
from intake.marks.codes import mark
from intake.message import Mark, Message
from intake.parse import MALFORMED_FROM

_MAIL_SYSTEM = re.compile(
    r"mailer-?_?daemon|mail-?_?daemon|maildaemon|mail[._-]?delivery.*|maildeliverysubsystem|mdaemon|mail-?_?system"
    r"|mailerdaemon|bounces?|smtp-?daemon|mail[._]delivery[._](?:system|subsystem)|double-bounce|uucp|mmdf"
)
_POSTMASTER = re.compile(r"p+o+stmaster|postmaster[._-].*|mail-?administrator|mailadmin|hostmaster")
_ROBOT = re.compile(
    r"(?:.*[._+-])?(?:no|not|never|do-?_?\.?no?t|donot)[._-]*(?:reply|respond|answer|repondre)(?:[._+-].*)?"
    r"|(?:ne[._-]?pas[._-]?repondre|nao[._-]?responda|no[._-]?responder|nicht[._-]?antworten|keine[._-]?antwort)"
    r"|(?:.*[._-])?(?:auto-?reply|auto-?respond(?:er)?|auto-?response|autoconfirm|auto-?mailer|auto-?confirm)(?:[._-].*)?"
    r"|notifications?|notify|alerts?|automailer|robot|daemon|root|cron|nobody|abuse|unsubscribe"
    r"|(?:.*[._-])?unsubscribe"
)
_LIST = re.compile(r"owner-.*|.*-owner|.*-request|.*-bounces?(?:[+=-].*)?|listserv|majordomo|mailman|listmaster|sympa")
_RECIPIENT_HEADERS = ("Resent-To", "Resent-Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")


def is_mail_system(local_part: str) -> bool:
    """Whether an address's local part, in lower case, is that of a mail server."""
    return any(pattern.fullmatch(local_part[:200]) for pattern in (_MAIL_SYSTEM, _POSTMASTER))


def sender_marks(message: Message, own: Collection[str]) -> Iterator[Mark]:
    """Yield the marks that sender and recipients give; those about our own addresses only where we know them."""
    yield from _shape(message)
    yield from _local_parts(message)
    if own:
        yield from _ours(message, own)
        yield from _recipients(message, own)


def _shape(message: Message) -> Iterator[Mark]:
    if not message.senders:
        yield mark("no-sender", "The From header names nobody.")
    elif len(message.senders) > 1:
        yield mark("several-senders", f"The From header names {len(message.senders)} senders.")
    elif MALFORMED_FROM in message.defects:
        yield mark("malformed-sender", "The From header is malformed.")


def _local_parts(message: Message) -> Iterator[Mark]:
    """Look at From, at Sender, and at a From that is a mere name like `MAILER-DAEMON`."""
    emails = [address.email for address in message.senders]
    emails += [address.email for address in parse_addresses(message.header("Sender") or "")]
    locals_ = [email.rpartition("@")[0].lower() for email in emails]
    if not emails:
        locals_ = [re.sub(r"[<>\"\s].*", "", (message.header("From") or "").lower())]
    for code, pattern in (
        ("mail-system", _MAIL_SYSTEM),
        ("postmaster", _POSTMASTER),
        ("robot-sender", _ROBOT),
        ("list-sender", _LIST),
    ):
        if any(pattern.fullmatch(local[:200]) for local in locals_):
            yield mark(code, "The sender's address is not one that people read.")
            return


def _ours(message: Message, own: Collection[str]) -> Iterator[Mark]:
    emails = [address.email for address in message.senders]
    for name in ("Sender", "Return-Path"):
        emails += [address.email for address in parse_addresses(message.header(name) or "")]
    if any(is_own(email, own) for email in emails):
        yield mark("own-mail", "The sender is one of our own addresses.")


def _recipients(message: Message, own: Collection[str]) -> Iterator[Mark]:
    emails = [address.email for address in (*message.to, *message.cc)]
    for name in _RECIPIENT_HEADERS:
        emails += [address.email for value in message.header_all(name) for address in parse_addresses(value)]
    if not any(is_own(email, own) for email in emails):
        yield mark("not-addressed", "None of our addresses is among the recipients.")
