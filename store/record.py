"""The nouns of the register: cases, letters on their way, decisions, and a day's summary; all as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from classify.assessment import Assessment, Kind, Standing
from intake.message import Address, Submission, Verdict

# --- messages -------------------------------------------------------------------------------------------------------


class MessageState(StrEnum):
    """Where one message stands; the state says what comes next."""

    STORED = "STORED"
    """Its bytes are durable; it waits to be judged."""
    WORKING = "WORKING"
    """An attempt is counted and under way, or died under way."""
    RECORDED = "RECORDED"
    """Judged; everything that follows from it is committed."""
    QUARANTINED = "QUARANTINED"
    """Three attempts failed; a person looks."""
    CLOSED = "CLOSED"
    """A person put it aside."""


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message row as the desks need it."""

    sha256: str
    size: int
    state: MessageState
    attempts: int
    received: datetime
    first_seen: datetime
    reason: str = ""
    """Why it is quarantined or closed."""
    reference: str | None = None
    """Of its case, once it has one."""
    backfill: bool = False
    """Imported from an archive: no letter may ever follow from it."""


@dataclass(frozen=True, slots=True)
class MessageSummary:
    """One message of a case, for people."""

    sha256: str
    received: datetime
    sender: Address | None
    subject: str
    kind: Kind
    kind_reason: str
    reply_action: str
    """`send`, `hold` or `none`."""
    reply_reason: str
    documents: tuple[DocumentSummary, ...]
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """One document of a message, for people; its text stays in the register."""

    id: str
    name: str | None
    format: str
    verdict: Verdict
    pages: int | None
    characters: int
    reason: str = ""


# --- cases ----------------------------------------------------------------------------------------------------------


class CaseState(StrEnum):
    """What a case waits for."""

    REVIEW = "review"
    """A person must look: an enquiry, a held letter, something unread, a doubt."""
    WAITING = "waiting"
    """The sender was asked and has not answered everything."""
    COMPLETE = "complete"
    """Nothing is missing; a person decides."""
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided, and why; never overwritten by the machine."""

    reference: str
    verb: str
    """`accept`, `decline`, `close`, `hold` or `note`."""
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """A partnership, or an enquiry, with all that is known of it."""

    reference: str
    state: CaseState
    kind: Kind
    sender: Address | None
    created: datetime
    updated: datetime
    assessment: Assessment
    """Combined over every message of the case."""
    messages: tuple[MessageSummary, ...]
    letters: tuple[LetterSummary, ...]
    decisions: tuple[Decision, ...]
    rounds: int = 0
    """How many times the sender was asked."""
    asked: tuple[str, ...] = ()
    """Criterion ids put to the sender in the last round."""
    version: int = 0
    """Rises with every change; what was concluded from a case is committed only while its version still holds."""

    @property
    def flagged(self) -> tuple[str, ...]:
        """Principles that appear unmet."""
        return tuple(j.principle for j in self.assessment.judgements if j.standing is Standing.UNMET)


@dataclass(frozen=True, slots=True)
class Recorded:
    """Everything that judging one message leaves behind; committed in one transaction."""

    submission: Submission
    assessment: Assessment
    """Of this message alone."""
    case_assessment: Assessment | None
    """Combined over the case; None for a message that belongs to no case (a machine's mail)."""
    reference: str | None
    """The case it opens or continues."""
    case_state: CaseState | None
    reply_action: str
    reply_reason: str
    asks: tuple[str, ...] = ()
    envelope: Envelope | None = None
    hold_reason: str = ""
    """Why the letter must wait for a person; empty when it may leave."""
    due: datetime | None = None
    """When the letter may leave; at once when None."""
    expires: datetime | None = None
    """When it is too late for the letter to leave; a day after it is due when None."""
    case_version: int | None = None
    """The version of the case that `case_assessment` was combined with; None opens a new case."""


# --- letters --------------------------------------------------------------------------------------------------------


class LetterState(StrEnum):
    """Where a letter stands. Only SENDING can end in doubt, and doubt never resends by itself."""

    PENDING = "PENDING"
    SENDING = "SENDING"
    SENT = "SENT"
    UNKNOWN = "UNKNOWN"
    HELD = "HELD"
    FAILED = "FAILED"
    BOUNCED = "BOUNCED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"


@dataclass(frozen=True, slots=True)
class Envelope:
    """A rendered letter with its addresses: what a channel is handed, byte for byte."""

    key: str
    """Unique: `K7QM2-F9XB4/incomplete/1`, `digest/2026-11-24`. The same key is never sent twice."""
    kind: str
    """`received`, `incomplete`, `unreadable`, `digest`, …"""
    reference: str | None
    mail_from: str
    recipient: str
    message_id: str
    content: bytes
    """The whole message, CRLF line ends."""


@dataclass(frozen=True, slots=True)
class Posted:
    """An envelope in the outbox with its state."""

    id: int
    envelope: Envelope
    state: LetterState
    attempts: int
    created: datetime
    due: datetime
    expires: datetime
    reason: str = ""
    """The server's last words, or why it is held, cancelled or failed."""


@dataclass(frozen=True, slots=True)
class LetterSummary:
    """One letter of a case, for people."""

    id: int
    kind: str
    recipient: str
    state: LetterState
    created: datetime
    updated: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReplyHistory:
    """What was already sent: all that a decision to answer needs to know of the past."""

    rounds: int = 0
    """Times this case was asked, by letters that left, may have left, or may yet leave."""
    written: int = 0
    """Letters ever written in this case, whatever became of them; one more makes a number that no key has yet."""
    to_sender_day: int = 0
    to_sender_week: int = 0
    to_domain_hour: int = 0
    total_hour: int = 0
    total_day: int = 0
    suppressed: bool = False
    """A letter to this address came back, or the address asked not to be written to."""
    decided: bool = False
    """A person has decided on this case."""


# --- the day --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Balance:
    """The balance of mail since the last digest: present = stored + known + refused; any remainder is an alarm."""

    present: int = 0
    stored: int = 0
    known: int = 0
    refused: tuple[tuple[str, int], ...] = ()
    """Reason → how many."""

    @property
    def remainder(self) -> int:
        """Messages that nobody can account for; anything but zero is an alarm."""
        return self.present - self.stored - self.known - sum(n for _, n in self.refused)


@dataclass(frozen=True, slots=True)
class Stuck:
    """A message or letter that waits for a person, one line in a digest."""

    what: str
    """A reference, a file name or the first digits of a message's hash."""
    subject: str
    since: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class DaySummary:
    """Everything a digest tells of one local day."""

    day: date
    since: datetime
    until: datetime
    new: tuple[Case, ...] = ()
    answered: tuple[Case, ...] = ()
    """Cases to which the sender added something in the period."""
    waiting: tuple[Case, ...] = ()
    """Cases that wait for the sender."""
    review: tuple[Case, ...] = ()
    """Cases that wait for a person."""
    complete: tuple[Case, ...] = ()
    """Cases with nothing missing and no decision yet."""
    held: tuple[Stuck, ...] = ()
    unreadable: tuple[Stuck, ...] = ()
    quarantined: tuple[Stuck, ...] = ()
    undelivered: tuple[Stuck, ...] = ()
    set_aside: tuple[tuple[str, int], ...] = ()
    """Kind of message that got no case (`automatic`, `bounce`, `list`, `malformed`) → how many in the period."""
    balance: Balance = Balance()
