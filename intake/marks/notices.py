"""Subject and text in, marks out: delivery notices that mail systems write as if they were letters."""

from __future__ import annotations

import email.message
import logging
import re
from collections.abc import Iterator

from intake.marks.codes import mark
from intake.marks.phrases import fold, languages, says
from intake.marks.senders import is_mail_system
from intake.message import Mark, Message

_LOOKED_AT = 6000  # characters of the text; notices say it early
_STATUS = re.compile(
    r"(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])|^[^\w\n]{0,10}[45]\d\d[ -]"
    r"|(?:said|error|reason|response|status|remote|code)\W[^\n]{0,60}(?<!\d)[45]\d\d(?!\d)",
    re.MULTILINE | re.IGNORECASE,
)
"""An enhanced status code (RFC 3463), or a reply code where mail systems write one."""

_BEHIND = re.compile(r"[\s:;,.!()\[\]-]|$")


def notice_marks(message: Message) -> Iterator[Mark]:
    """Yield `delivery-notice` where the subject opens like one and the sender, the text or Mailman's detectors agree."""
    if not _subject_tells(message.subject):
        return
    if _from_nobody(message):
        yield mark("delivery-notice", "The subject is that of a delivery notice, and no person sent it.")
        return
    text = message.body[:_LOOKED_AT]
    folded = fold(text)
    said = any(says(folded, phrase) for language in languages() for phrase in language.undelivered)
    if said and (_STATUS.search(text) or _returned(message)):
        yield mark("delivery-notice", "The text quotes a mail system that could not deliver.")
    elif failing(message):
        yield mark("delivery-notice", "The text names the recipients that could not be reached.")


def _subject_tells(subject: str) -> bool:
    """Whether the subject opens with the words of a delivery notice, and they end there or at a mark."""
    folded = fold(subject)
    openings = (phrase for language in languages() for phrase in language.bounced)
    return any(folded.startswith(opening) and _BEHIND.match(folded, len(opening)) is not None for opening in openings)


def _from_nobody(message: Message) -> bool:
    """Whether the return path is empty or the sender is a mail system's own address."""
    path = (message.header("Return-Path") or "-").strip()
    local = message.senders[0].email.rpartition("@")[0].lower() if message.senders else ""
    return path in ("", "<>") or is_mail_system(local)


def _returned(message: Message) -> bool:
    """Whether the undelivered message, or its header, came back inside this one."""
    if any(part in ("message/rfc822", "text/rfc822-headers") for part in message.part_types):
        return True
    return (
        re.search(r"^[> -]*(?:Received:|Message-ID:|Original Message\b)", message.body, re.IGNORECASE | re.MULTILINE)
        is not None
    )


def failing(message: Message) -> bool:
    """Whether flufl.bounce (Mailman's detectors) finds recipients that failed; alone it errs on quoted notices."""
    import flufl.bounce  # noqa: PLC0415 - 40 ms that only suspicious subjects need to spend

    logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)  # it logs what it stumbles over
    try:
        temporary, permanent = flufl.bounce.all_failures(_rebuilt(message))
    except (AttributeError, IndexError, LookupError, TypeError, ValueError):
        return False
    return bool(temporary or permanent)


def _rebuilt(message: Message) -> email.message.Message:
    """Return the letter as the detectors read it: sender, subject, lines of text; reports are known by their parts."""
    letter = email.message.Message()
    letter["From"] = message.senders[0].email if message.senders else "unknown"
    letter["Subject"] = message.subject
    letter.set_payload(message.body[:_LOOKED_AT])
    return letter
