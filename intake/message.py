"""The nouns of intake: what a mailbox gives, what a message holds, and what the other packages are handed.

Every text in here is NFC, without NUL and without lone surrogates. Offsets count code points of the text they refer to.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

# --- as it lay in the mailbox ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a message lay: unique for ever, as RFC 9051 2.3.1.1 promises for IMAP.

    `uid` is positive and below 2**63. Mailboxes without UIDs derive one that is stable for the message.
    """

    account: str
    mailbox: str
    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True)
class RawMessage:
    """One message byte for byte, with where and when it was found."""

    content: bytes
    place: Place
    received: datetime
    """When the mailbox took it (INTERNALDATE), aware."""
    flags: frozenset[str] = frozenset()

    @property
    def sha256(self) -> str:
        """The content's identity, 64 hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()


# --- parsed ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Address:
    """One mailbox of an address header; `email` is lower-cased in its domain and never empty."""

    name: str
    email: str

    @property
    def domain(self) -> str:
        """The part behind the last @, lower case."""
        return self.email.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message: attached, embedded, or inside another one."""

    id: str
    """`1`, `2`, …; members of attachment 2 are `2.1`, `2.2`, …"""
    name: str | None
    """As the sender named it, decoded and stripped of control characters; never a path to open."""
    content_type: str
    content: bytes
    parent: str | None = None
    inline: bool = False

    @property
    def sha256(self) -> str:
        """Of the bytes as sent, after the transfer encoding is undone."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Message:
    """One message taken apart: headers decoded, body text, files; nothing judged yet."""

    sha256: str
    size: int
    headers: tuple[tuple[str, str], ...]
    """Every header in order, the name as written, the value decoded and unfolded."""
    message_id: str | None
    """With its angle brackets; None when absent or not of RFC 5322's shape."""
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    date: datetime | None
    """The Date header, aware; None when absent or impossible."""
    senders: tuple[Address, ...]
    """All of From; a well-formed message has exactly one."""
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    content_type: str
    """Of the top level, lower case, without parameters."""
    part_types: tuple[str, ...]
    """Every MIME part's type in order, with `; method=…` for calendars and `; report-type=…` for reports."""
    body: str
    """The text that a person would read as the body, whole: with quotes and signature."""
    body_format: str
    """`plain` or `html`: what the body text was made from; `none` when there is no body."""
    attachments: tuple[Attachment, ...]
    defects: tuple[str, ...] = ()
    """What was broken and how it was mended, in words for an officer."""
    malformed: bool = False
    """The message could not be taken apart: its bytes are known, and at best its headers."""

    @property
    def sender(self) -> Address | None:
        """The one author, or None when From names nobody or several."""
        return self.senders[0] if len(self.senders) == 1 else None

    def header(self, name: str) -> str | None:
        """The first header of this name, or None."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def header_all(self, name: str) -> tuple[str, ...]:
        """Every header of this name, in order from the top."""
        return tuple(value for key, value in self.headers if key.lower() == name.lower())


# --- read -----------------------------------------------------------------------------------------------------------


class Verdict(StrEnum):
    """How reading one document ended. Only `ok` and `partial` give text that may support or deny a finding."""

    OK = "ok"
    PARTIAL = "partial"
    NO_TEXT = "no_text"
    ENCRYPTED = "encrypted"
    LIMIT = "limit"
    UNSUPPORTED = "unsupported"
    CORRUPT = "corrupt"
    TIMEOUT = "timeout"
    CRASH = "crash"

    @property
    def readable(self) -> bool:
        """Whether its text was read."""
        return self in (Verdict.OK, Verdict.PARTIAL)


@dataclass(frozen=True, slots=True)
class Document:
    """Text to judge, with where it came from: the body (`id` is `body`) or one file."""

    id: str
    name: str | None
    format: str
    """`plain`, `html`, `pdf`, `docx`, `odt`, `rtf`, `eml`, … or the content type of an unsupported file."""
    sha256: str
    """Of the bytes as sent; of the body's UTF-8 text for the body."""
    verdict: Verdict
    text: str = ""
    page_starts: tuple[int, ...] = ()
    """Offset at which each page begins; empty where the format knows no pages."""
    parent: str | None = None
    reason: str = ""
    """Why the verdict is not `ok`, in one sentence for an officer."""
    decorative: bool = False
    """A logo, a tracking pixel, a signature or calendar part: nobody misses its text."""
    zones: tuple[Zone, ...] = ()
    """Of a file: the letter, and below it its signature and notices. Those of the body are the submission's."""

    @property
    def pages(self) -> int | None:
        """How many pages it has, or None."""
        return len(self.page_starts) or None

    def page_of(self, offset: int) -> int | None:
        """The page, from 1, on which the character at this offset stands."""
        return sum(start <= offset for start in self.page_starts) or None


class ZoneKind(StrEnum):
    """What a stretch of the body is."""

    OWN = "own"
    """New words of the person who sent this message."""
    SIGNATURE = "signature"
    QUOTED = "quoted"
    """Earlier mail of the same conversation."""
    FORWARDED = "forwarded"
    """Somebody's mail passed on: a document with its own author."""
    DISCLAIMER = "disclaimer"


@dataclass(frozen=True, slots=True)
class Zone:
    """One stretch of the body text; the zones of a body follow each other and cover all of it."""

    kind: ZoneKind
    start: int
    end: int


class Origin(StrEnum):
    """Who seems to have written."""

    PERSON = "person"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Mark:
    """One reason not to answer automatically. Only a mark whose origin is not `person` says that a machine wrote."""

    code: str
    """Stable and documented: `auto-submitted`, `null-return-path`, `list-header`, …"""
    origin: Origin
    detail: str
    """One plain sentence."""


class Trust(StrEnum):
    """Whether the sender's domain vouches for the message."""

    PASS = "pass"  # noqa: S105 - the word of RFC 8601, no secret
    FAIL = "fail"
    NONE = "none"
    """No trusted server said anything."""


@dataclass(frozen=True, slots=True)
class Authenticity:
    """What a trusted Authentication-Results header says of the From domain (RFC 8601)."""

    trust: Trust
    method: str = ""
    """`dmarc`, `dkim`, `spf` or empty."""
    detail: str = ""
    """One plain sentence."""


@dataclass(frozen=True, slots=True)
class Submission:
    """Everything that is known of one message before it is judged; the only thing that leaves this package."""

    message: Message
    received: datetime
    documents: tuple[Document, ...]
    """The body first, then every file in order, readable or not."""
    zones: tuple[Zone, ...]
    """Of the body document's text."""
    language: str
    """ISO 639-1 of the sender's words and documents; `und` when there is too little text."""
    marks: tuple[Mark, ...] = ()
    authenticity: Authenticity = field(default_factory=lambda: Authenticity(Trust.NONE))
    problems: tuple[str, ...] = ()
    """What an officer should know, one sentence each."""

    @property
    def body(self) -> Document:
        """The body as a document."""
        return self.documents[0]

    @property
    def origin(self) -> Origin:
        """What the marks say of the writer: a bounce before a machine before a list before a person."""
        said = {mark.origin for mark in self.marks}
        return next((o for o in (Origin.BOUNCE, Origin.AUTOMATIC, Origin.LIST) if o in said), Origin.PERSON)

    @property
    def unread(self) -> tuple[Document, ...]:
        """Documents that may hold what we look for and could not be read."""
        return tuple(d for d in self.documents if not d.verdict.readable and not d.decorative)

    def zones_of(self, document: Document) -> tuple[Zone, ...]:
        """The zones of the body or of a file; none where it is all one."""
        return self.zones if document is self.body else document.zones

    def zone_text(self, *kinds: ZoneKind) -> str:
        """The body's text of these kinds, in order."""
        return "\n".join(t for z in self.zones if z.kind in kinds and (t := self.body.text[z.start : z.end].strip()))
