"""The nouns of judging: the rubric, what was found with its evidence, and the whole assessment of a submission."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

# --- the rubric -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Criterion:
    """One checkable part of a principle, for instance `6d`, a measurable target."""

    id: str
    label: dict[str, str]
    """Language → what it is called in a letter or digest: "a measurable target"."""
    question: dict[str, str]
    """Language → the question put to the sender; empty where there is none."""
    contrary: bool = False
    """Presence speaks against the principle (2x, 3x, 5d, 5e, 7x)."""


@dataclass(frozen=True, slots=True)
class Principle:
    """One of the seven guiding principles."""

    id: str
    """`P1` … `P7`."""
    name: dict[str, str]
    """Language → its name as in the call."""
    criteria: tuple[Criterion, ...]
    question: dict[str, str]
    """Language → the question for the principle as a whole."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One meeting of the summit."""

    name: dict[str, str]
    """Language → what it is called in a reason or digest: "second phase, Tunis"."""
    start: date
    end: date
    named: tuple[str, ...] = ()
    """Patterns of what this phase alone is called."""


@dataclass(frozen=True, slots=True)
class Call:
    """The call for partnerships as letters and digests speak of it."""

    acronym: str = ""
    """Of the summit; empty where nobody said whose call it is."""
    of: dict[str, str] = field(default_factory=dict)
    """Language → what stands behind "the call for partnerships": "of the World Summit on …"."""
    office: dict[str, str] = field(default_factory=dict)
    """Language → who signs: "WSIS Executive Secretariat"."""


@dataclass(frozen=True, slots=True)
class Rubric:
    """The principles as loaded from data, with a hash that is kept with every verdict."""

    principles: tuple[Principle, ...]
    ask_order: tuple[str, ...]
    """Criterion ids, most decisive first."""
    sha256: str
    phases: tuple[Phase, ...] = ()
    """The meetings of the summit whose call it is, in order."""
    call: Call = field(default_factory=Call)

    def principle(self, principle_id: str) -> Principle:
        """The principle of this id; KeyError when there is none."""
        return next(p for p in self.principles if p.id == principle_id)

    def criterion(self, criterion_id: str) -> Criterion:
        """The criterion of this id; KeyError when there is none."""
        for principle in self.principles:
            for criterion in principle.criteria:
                if criterion.id == criterion_id:
                    return criterion
        raise KeyError(criterion_id)


# --- what was found -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim quote: `quote == text[start:end]` of that document's text, always."""

    document: str
    """The document's id within its message."""
    page: int | None
    start: int
    end: int
    quote: str
    message: str = ""
    """SHA-256 of the message that holds the document."""


class Standing(StrEnum):
    """How a principle stands by the texts read so far."""

    MET = "met"
    PARTIAL = "partial"
    UNMET = "unmet"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether one criterion is stated, and where; or, when absent, what was looked for."""

    criterion: str
    present: bool
    confidence: float
    """0 to 1: how sure the method is of `present`."""
    evidence: tuple[Evidence, ...] = ()
    searched: str = ""
    """When absent: what was searched for, in words."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One principle's standing with everything that led to it."""

    principle: str
    standing: Standing
    confidence: float
    findings: tuple[Finding, ...]
    reason: str
    """One plain sentence, in the wording rules of the rubric: "appears unmet: no statement of … was found"."""


class Kind(StrEnum):
    """What a message is to the secretariat."""

    SUBMISSION = "submission"
    SUPPLEMENT = "supplement"
    ENQUIRY = "enquiry"
    OTHER = "other"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"
    LIST = "list"
    MALFORMED = "malformed"


class Sector(StrEnum):
    """The kinds of actor of principle 4."""

    GOVERNMENT = "gov"
    LOCAL = "local"
    INTERNATIONAL = "igo"
    PRIVATE = "private"
    CIVIL = "civil"
    ACADEMIA = "academia"
    UNKNOWN = "unknown"


class Role(StrEnum):
    """What an organisation does in the partnership; a mention never counts."""

    PARTNER = "partner"
    FUNDER = "funder"
    MENTION = "mention"


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation named in the texts."""

    name: str
    sector: Sector
    role: Role
    acronym: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or desk offered for questions; at least one channel."""

    name: str = ""
    organisation: str = ""
    email: str = ""
    phone: str = ""
    last_resort: bool = False
    """Only the From header offers it."""
    evidence: tuple[Evidence, ...] = ()
    extension: str = ""
    """What to dial behind the telephone number, digits only."""

    @property
    def complete(self) -> bool:
        """A name and a channel, offered in the text."""
        return bool(self.name and (self.email or self.phone)) and not self.last_resort


@dataclass(frozen=True, slots=True)
class Funding:
    """A source or a sum for this undertaking."""

    source: str
    amount: str
    """As written, with its currency; empty when no sum is given."""
    status: str
    """`assured`, `expected`, `sought` or `unknown`."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Timing:
    """When the partnership was or will be made known, and which phase of the summit that goes with."""

    announced: str
    """The date as written; empty when the texts name none."""
    earliest: date | None = None
    latest: date | None = None
    phase: str = ""
    """The phase that it belongs to, in the language of the text; empty when it belongs to none."""
    during: bool = False
    """On the days of the phase itself, rather than recently before it."""
    reason: str = ""
    """One plain sentence: how the date was read, or why there is none."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole of what was made of a submission, or of a case so far."""

    kind: Kind
    kind_reason: str
    kind_confidence: float
    language: str
    title: str = ""
    description: str = ""
    contacts: tuple[Contact, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    """One a principle, in order; empty unless the kind is a submission or supplement."""
    funding: tuple[Funding, ...] = ()
    targets: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    rubric_sha256: str = ""
    models: tuple[str, ...] = ()
    """`name version` of every statistical model that took part."""
    as_of: date | None = None
    """The day that relative dates were read against."""
    timing: Timing | None = None
    """When it was or will be announced; None where nothing was judged."""

    def with_kind(self, kind: Kind, reason: str) -> Assessment:
        """The same assessment under another kind."""
        return replace(self, kind=kind, kind_reason=reason)

    def judgement(self, principle_id: str) -> Judgement | None:
        """The judgement of one principle, or None."""
        return next((j for j in self.judgements if j.principle == principle_id), None)

    def finding(self, criterion_id: str) -> Finding | None:
        """The finding of one criterion, or None."""
        return next((f for j in self.judgements for f in j.findings if f.criterion == criterion_id), None)
