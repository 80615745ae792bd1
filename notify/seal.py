"""A letter into an envelope: the message of RFC 5322 byte for byte, with one recipient and headers nobody can forge.

The interpreter's mail package has let line ends through into headers before (CVE-2024-6923). So nothing of ours relies on
it alone: values with controls or encoded words are refused before it sees them, and what it wrote is read again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.charset import BASE64, QP, Charset
from email.errors import MessageError
from email.header import Header, decode_header, make_header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.parser import BytesParser
from email.utils import format_datetime, formataddr

from intake.message import Message
from notify.errors import LetterError
from notify.identity import mark, message_id, token
from notify.letter import Letter
from notify.recipient import well_formed
from store.record import Envelope

LOOP_HEADER = "X-Loop"
"""On every mail of ours, with a token: whoever meets it again meets our own mail."""
AUTO_REPLIED = "auto-replied"
AUTO_GENERATED = "auto-generated"
"""The two values of Auto-Submitted that RFC 3834 5 gives a program."""
KEPT_IDS = 20
"""Message-IDs kept at each end of a long References."""
_ID = re.compile(r"<[!-;=?-~]{1,250}@[!-;=?-~]{1,250}>")
_KEY = re.compile(r"[A-Za-z0-9./_-]{1,120}")
_KIND = re.compile(r"[a-z-]{1,20}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_DOMAIN = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}")
_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Controls, surrogates, and the line and paragraph ends of Unicode."""
_POLICY = policy.compat32.clone(linesep="\r\n", raise_on_defect=True)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes: the settings that all our mail shares."""

    name: str
    """The display name in From."""
    address: str
    """The address in From; answers come back to it."""
    secret: bytes
    domain: str
    """Of our Message-IDs."""
    bounces: str = ""
    """The address that reports go to, each with a token after a plus sign; empty: reports go to `address`."""
    null_return_path: bool = False
    """Ask for no reports at all (RFC 3834 3.1.7); many submission servers refuse it."""


def seal(
    letter: Letter,
    head: Letterhead,
    *,
    key: str,
    recipient: str,
    now: datetime,
    reference: str | None = None,
    answers: Message | None = None,
    automatic: str = AUTO_REPLIED,
) -> Envelope:
    """Address one letter to one recipient, as an answer to a message where there is one.

    The same arguments give the same bytes. `now` is aware. Raises LetterError for an address, key or header value
    that is not exactly what its place in a message allows.
    """
    _check(letter, head, key, recipient)
    headers = {
        "From": formataddr((_printable("the sender's name", head.name), head.address), "utf-8"),
        "To": recipient,
        "Subject": _encoded(_printable("the subject", letter.subject)),
        "Date": format_datetime(now),
        "Message-ID": message_id(head.secret, key, letter.kind, head.domain),
        **_threading(answers),
        "Auto-Submitted": automatic,
        "X-Auto-Response-Suppress": "All",
        LOOP_HEADER: token(head.secret, key),
        "Content-Language": letter.language,
    }
    content = _written(letter, headers, boundary=f"={mark(head.secret, key)}=")
    _verify(content, headers, letter.subject)
    return Envelope(key, letter.kind, reference, _mail_from(head, key), recipient, headers["Message-ID"], content)


def _check(letter: Letter, head: Letterhead, key: str, recipient: str) -> None:
    for what, address in (("recipient", recipient), ("sender", head.address), ("bounce address", head.bounces)):
        if (address or what != "bounce address") and not (well_formed(address) and address.isascii()):
            raise LetterError(f"The {what} is not one plain address.")
    for what, value, pattern in (
        ("key", key, _KEY),
        ("kind", letter.kind, _KIND),
        ("language", letter.language, _LANGUAGE),
        ("domain", head.domain, _DOMAIN),
    ):
        if not pattern.fullmatch(value):
            raise LetterError(f"The letter's {what} has characters that it may not have.")
    if len(head.secret) < 16:
        raise LetterError("The secret for our Message-IDs is shorter than 16 bytes.")


def _printable(what: str, value: str) -> str:
    """Return the value; LetterError for control characters, line ends of any script, and encoded words."""
    if not value.strip() or any(unicodedata.category(character) in _UNPRINTABLE for character in value):
        raise LetterError(f"In {what} there is a character that no header may hold, or nothing at all.")
    if "=?" in value:
        raise LetterError(f"In {what} there is an encoded word, which could hide a line end.")
    return value


def _encoded(subject: str) -> str:
    """Return the subject as RFC 2047 writes it, folded."""
    charset = "us-ascii" if subject.isascii() else "utf-8"
    return Header(subject, charset, maxlinelen=76, header_name="Subject").encode(linesep="\r\n")


def _threading(answers: Message | None) -> Mapping[str, str]:
    """Return In-Reply-To and References as RFC 5322 3.6.4 forms them, from ids of strictly the right shape only."""
    if answers is None or answers.message_id is None or not _ID.fullmatch(answers.message_id):
        return {}
    earlier = answers.references or (answers.in_reply_to if len(answers.in_reply_to) == 1 else ())
    ids = [*dict.fromkeys(i for i in earlier if _ID.fullmatch(i) and i != answers.message_id), answers.message_id]
    kept = ids if len(ids) <= 2 * KEPT_IDS else ids[:KEPT_IDS] + ids[-KEPT_IDS:]
    return {"In-Reply-To": answers.message_id, "References": "\r\n ".join(kept)}


def _mail_from(head: Letterhead, key: str) -> str:
    if head.null_return_path:
        return ""
    if not head.bounces:
        return head.address
    local, _, domain = head.bounces.rpartition("@")
    address = f"{local}+{token(head.secret, key)}@{domain}"
    if not well_formed(address):
        raise LetterError("The bounce address leaves no room for a token: its local part may have 15 characters.")
    return address


def _written(letter: Letter, headers: Mapping[str, str], boundary: str) -> bytes:
    """Write the message: plain text first, then HTML (RFC 2046 5.1.4: the best form last)."""
    message = MIMEMultipart("alternative", boundary, policy=_POLICY)
    for name, value in headers.items():
        message[name] = value
    try:
        for text, subtype in ((letter.text, "plain"), (letter.html, "html")):
            part = MIMEText(text, subtype, _charset(text), policy=_POLICY)  # type: ignore[arg-type]  # typeshed wants str
            del part["MIME-Version"]
            message.attach(part)
        return message.as_bytes(policy=_POLICY)
    except (MessageError, UnicodeError, ValueError) as error:
        raise LetterError(f"The letter cannot be written as a message: {error}") from error


def _charset(text: str) -> Charset:
    """Choose quoted-printable where most of the text is ASCII, base 64 elsewhere; both pass every server."""
    charset = Charset("utf-8")
    charset.body_encoding = QP if sum(c.isascii() for c in text) * 3 >= len(text) * 2 else BASE64
    return charset


def _verify(content: bytes, headers: Mapping[str, str], subject: str) -> None:
    """Read the message again and compare: exactly our headers, each once, in order, with our values."""
    block, _, _ = content.partition(b"\r\n\r\n")
    names = [line.partition(b":")[0].decode("ascii", "replace") for line in re.split(rb"\r\n(?![ \t])", block)]
    parsed = BytesParser(policy=policy.compat32).parsebytes(content)
    intended = ["Content-Type", "MIME-Version", *headers]
    if (
        names != intended
        or parsed.keys() != intended
        or b"\r" in block.replace(b"\r\n", b"")
        or b"\n" in block.replace(b"\r\n", b"")
    ):
        raise LetterError("The message written does not have the headers intended.")
    unfolded = parsed["Subject"].replace("\r\n", "")
    if str(make_header(decode_header(unfolded))) != subject or parsed["To"] != headers["To"]:
        raise LetterError("The message written does not say what was intended.")
    if len(parsed.get_payload()) != 2 or max(len(line) for line in content.split(b"\r\n")) > 998:
        raise LetterError("The message written does not have the shape intended.")
