"""One message's bytes in, a Message out: headers decoded, body text, files; broken mail is mended and the mending noted."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from email.message import Message as Tree

from intake import armour, filenames, mime, repair
from intake.addresses import parse_addresses, salvage
from intake.errors import MessageRefused
from intake.headers import decode_all, decoded
from intake.limits import Limits
from intake.message import Address, Attachment, Message
from intake.parts import File, Findings, gather

MALFORMED_FROM = "The From header names no well-formed address; what it seems to say is shown."
"""The defect of a message whose sender was guessed: fit to look at, not to write to."""

CUT_BODY = "The body is longer than allowed and was cut."

_ID = re.compile(r"<[!-=?-~]{1,250}@[!-=?-~]{1,250}>")
_KEPT_IDS = 20  # of the first and of the last ones
_UNIQUE = ("from", "sender", "date", "message-id", "subject", "to", "cc", "reply-to", "in-reply-to", "references")
_WORTH_TELLING = {
    "StartBoundaryNotFoundDefect": "The announced boundary never comes.",
    "CloseBoundaryNotFoundDefect": "The last part has no end.",
    "NoBoundaryInMultipartDefect": "The message says it has parts and names no boundary.",
    "MissingHeaderBodySeparatorDefect": "No blank line stands between the header and the body.",
    "MisplacedEnvelopeHeaderDefect": "An envelope line stands inside the header.",
    "FirstHeaderLineIsContinuationDefect": "The header begins with a continuation line.",
}
"""Classes of defects that mail-parser reports and a person can use."""


def parse(content: bytes, limits: Limits) -> Message:
    """Take one message apart; pure, and fit for whatever bytes a stranger sends.

    Raises MessageRefused when the message, its header, its number of parts or its nesting exceeds the limits.
    """
    mended, defects = _admitted(content, limits)
    tree, found_defects = mime.read_tree(mended)
    found = gather(mended, tree, limits)
    raw = [(name, str(value)) for name, value in tree.raw_items()]
    charset = _charset_of(tree)
    headers = decode_all(raw, charset)
    first = _first_values(raw)
    body, files, body_defects = _body(found, limits)
    senders, sender_defects = _senders(raw)
    return Message(
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        headers=headers,
        message_id=next(iter(_ids(first.get("message-id", ""))), None),
        in_reply_to=_ids(first.get("in-reply-to", "")),
        references=_ids(first.get("references", "")),
        date=mime.moment(first["date"]) if "date" in first else None,
        senders=senders,
        reply_to=parse_addresses(first.get("reply-to", "")),
        to=_all_addresses(raw, "to"),
        cc=_all_addresses(raw, "cc"),
        subject=decoded("subject", first.get("subject", ""), charset),
        content_type=filenames.readable(tree).get_content_type(),
        part_types=tuple(found.types),
        body=body,
        body_format=_format_of(found, body),
        attachments=_numbered(files),
        defects=_unique(
            [
                *defects,
                *(_WORTH_TELLING[name] for name in found_defects if name in _WORTH_TELLING),
                *_doubled(raw),
                *sender_defects,
                *found.defects,
                *body_defects,
            ]
        ),
    )


def _admitted(content: bytes, limits: Limits) -> tuple[bytes, tuple[str, ...]]:
    """Return the mended bytes, or refuse what is too large to be taken apart."""
    if len(content) > limits.message_bytes:
        raise MessageRefused(f"The message is larger than {limits.message_bytes} bytes.")
    mended, defects = repair.mend(content)
    if repair.header_size(mended) > limits.header_bytes and not _is_bare_text(mended):
        raise MessageRefused(f"The header is larger than {limits.header_bytes} bytes.")
    return mended, defects


def _is_bare_text(content: bytes) -> bool:
    """Whether the bytes have no header at all, so that its size cannot be too large."""
    return re.match(rb"(?:From |[!-9;-~]+[ \t]*:)", content) is None


# --- headers --------------------------------------------------------------------------------------------------------


def _charset_of(tree: Tree) -> str | None:
    """Return the charset that the message declares first: raw 8-bit headers are mostly written in it."""
    for part in list(tree.walk())[:10]:
        if label := filenames.parameter(filenames.readable(part), "charset"):
            return label
    return None


def _first_values(raw: list[tuple[str, str]]) -> dict[str, str]:
    """Return the first value of each header: of doubled ones the first counts."""
    first: dict[str, str] = {}
    for name, value in raw:
        first.setdefault(name.lower(), value)
    return first


def _doubled(raw: list[tuple[str, str]]) -> list[str]:
    """Name each header that RFC 5322 3.6 allows once and the message has several times."""
    counts = Counter(name.lower() for name, _ in raw)
    return [
        f"The header {name.title()} is there {counts[name]} times; the first counts."
        for name in _UNIQUE
        if counts[name] > 1
    ]


def _ids(value: str) -> tuple[str, ...]:
    """Return the message identifiers of a header that have RFC 5322's shape, the first and last twenty of many."""
    found = _ID.findall(decoded("references", value))
    return tuple(found if len(found) <= 2 * _KEPT_IDS else found[:_KEPT_IDS] + found[-_KEPT_IDS:])


def _all_addresses(raw: list[tuple[str, str]], name: str) -> tuple[Address, ...]:
    """Return the addresses of every header of this name."""
    return tuple(address for key, value in raw if key.lower() == name for address in parse_addresses(value))


def _senders(raw: list[tuple[str, str]]) -> tuple[tuple[Address, ...], list[str]]:
    """Return everybody that From names, the one it seems to mean when it is malformed, and what to know of them."""
    senders = _all_addresses(raw, "from")
    defects = []
    if not senders:
        guessed = (salvage(value) for name, value in raw if name.lower() == "from")
        senders = tuple(address for address in guessed if address is not None)[:1]
        defects = [MALFORMED_FROM] if senders else []
    if any("@" in address.name for address in senders):
        defects.append("The sender's display name looks like another address.")
    return senders, defects


# --- body -----------------------------------------------------------------------------------------------------------


def _body(found: Findings, limits: Limits) -> tuple[str, list[File], list[str]]:
    """Return the body's text, all files, and what to know of them."""
    pieces = [piece for piece in found.pieces if piece.text.strip()]
    if not pieces:
        pieces = [file.fallback_text for file in found.files if file.fallback_text is not None][:1]
    bared = armour.bare("\n\n".join(piece.text.strip("\n") for piece in pieces))
    files = [*found.files, *(File(name, "application/octet-stream", content) for name, content in bared.files)]
    defects = list(bared.defects)
    if len(bared.text) > limits.text_characters:
        defects.append(CUT_BODY)
    return bared.text[: limits.text_characters], files, defects


def _format_of(found: Findings, body: str) -> str:
    """Return what the body was made from."""
    if not body.strip():
        return "none"
    formats = {piece.format for piece in found.pieces if piece.text.strip()}
    return "html" if formats == {"html"} else "plain"


def _numbered(files: list[File]) -> tuple[Attachment, ...]:
    """Give the files their identifiers."""
    return tuple(
        Attachment(str(number), file.name, file.content_type, file.content, inline=file.inline)
        for number, file in enumerate(files, start=1)
    )


def _unique(defects: list[str]) -> tuple[str, ...]:
    """Return each sentence once, in order."""
    return tuple(dict.fromkeys(defects))
