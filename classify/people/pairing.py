"""The lines of one offer in, its contacts out: who goes with which organisation, address and number.

Names stand above or before their channels. A second name, a second organisation below a channel, or a second address
opens the next contact. Telefax numbers belong to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import pairwise

from classify.assessment import Contact, Evidence
from classify.people.offers import Line, Offer
from classify.people.persons import has_title, is_position, person_in, resembles
from classify.text.names import EntityKind, Names
from classify.wording import pattern, words
from intake.message import Submission

_SEPARATORS = re.compile(
    r"[,;，、،；|•·\t:：()<>\[\]]+|\s[-–—]+\s|\s{3,}|(?<=\w)[-–—]{2,}(?=\w)|\s/\s|\.\s+(?=[A-Z])|\s(?:at|on|or|ou|o|au|al|à|via)\s(?=\s|$)"
)
_TOGETHER = re.compile(r"\s+(?:and|&|et|y|und|e)\s+")
_LABEL = re.compile(
    r"^(?:e-?mails?|mail|courriels?|correos?(?: electr[oó]nicos?)?|tel[eé]?(?:phone|fono|f)?s?|t[ée]l|phones?|ph|mobile|m[oó]vil|cell(?:ular)?|fax|facsimile|"
    r"t[ée]l[ée]copie|direct|office|work|home|web(?:site)?|url|skype|whatsapp|name|nom|nombre|organi[sz]ation|organisme|电话|電話|电子邮件|電子郵件|电邮|電郵|邮箱|传真|傳真|手机|手機|联系人|聯絡人|联系方式|聯絡方式|هاتف|الهاتف|فاكس|جوال|للتواصل|للاتصال|بريد إلكتروني|البريد الإلكتروني|тел|факс|телефон|почта|эл\. почта|address|adresse|direcci[oó]n|title|fonction|cargo|or|and|at|[tfmpe])[\s.:]*$",
    re.IGNORECASE,
)
_LEADING_VERB = re.compile(
    r"^.*\b(?:contact(?:er|ez|ar|ing)?|call|phone|e-?mail|write to|ask for|questions to|more from|request from|say hi to|write|joindre|s[’']adresser à|comun[ií]quese con|contacto con|contacte a?|"
    r"escriba a|escribir a|dirigirse a|please|attention|attn)\s+(?:to |with |à |a |con |el |la |le |al )?",
    re.IGNORECASE,
)
_ORGANISATION_LIMIT = 120


class _Kind(Enum):
    PERSON = "person"
    ORGANISATION = "organisation"
    POSITION = "position"
    EMAIL = "email"
    PHONE = "phone"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: _Kind
    text: str
    start: int
    end: int
    extension: str = ""
    together: bool = False
    """The second of two people named in one breath: both share what follows."""


@dataclass(slots=True)
class _Card:
    """A contact while it is being put together."""

    names: list[str] = field(default_factory=list)
    organisation: str = ""
    emails: list[str] = field(default_factory=list)
    phones: list[tuple[str, str]] = field(default_factory=list)
    """Number and extension."""
    start: int = -1
    end: int = -1

    @property
    def reaches(self) -> bool:
        return bool(self.emails or self.phones)

    def covers(self, piece: _Piece) -> None:
        self.start = piece.start if self.start < 0 else self.start
        self.end = piece.end


def pair(submission: Submission, offer: Offer, names: Names, language: str) -> tuple[Contact, ...]:
    """Return the contacts of one offer in order, each with the verbatim stretch from its first to its last part."""
    segments = [segment for line in offer.lines for segment in _segments(line)]
    votes = _votes([s.text for s in segments if s.kind is None], names, language)
    pieces = _as_on_a_card([piece for segment in segments for piece in _pieces(segment, votes, offer)], offer)
    return tuple(contact for card in _cards(pieces) for contact in _contacts(submission, offer, card))


# --- lines into pieces ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of a line: a channel, or words between channels and separators."""

    kind: _Kind | None
    text: str
    start: int
    end: int
    extension: str = ""


def _segments(line: Line) -> Iterator[_Segment]:
    """Channels and the words around them, in order; a blank line is a break."""
    if not line.text.strip():
        yield _Segment(_Kind.BREAK, "", line.start, line.end)
        return
    emails = {email.start: email.email for email in line.emails}
    phones = {phone.start: phone for phone in line.phones}
    position = 0
    for start, end in line.channels:
        yield from _words(line, position, start)
        position = end
        place = line.start + start, line.start + end
        if start in emails:
            yield _Segment(_Kind.EMAIL, emails[start], *place)
        elif not phones[start].fax:
            yield _Segment(_Kind.PHONE, phones[start].written, *place, phones[start].extension)
    yield from _words(line, position, len(line.text))


def _words(line: Line, start: int, end: int) -> Iterator[_Segment]:
    position = start
    for separator in [*_SEPARATORS.finditer(line.text, start, end), None]:
        stop = separator.start() if separator else end
        piece = line.text[position:stop]
        text = piece.strip(" \t.*_#>\"“”'-–—")
        if text and not _LABEL.match(text):
            offset = line.start + position + piece.find(text)
            yield _Segment(None, text, offset, offset + len(text))
        position = separator.end() if separator else end


def _votes(texts: Sequence[str], names: Names, language: str) -> dict[str, EntityKind]:
    """What the statistical pipeline takes each text for as a whole."""
    votes: dict[str, EntityKind] = {}
    short = [text for text in dict.fromkeys(texts) if len(text) <= _ORGANISATION_LIMIT]
    for text, entities in zip(short, names.read(short, language), strict=True):
        for entity in entities:
            if entity.end - entity.start >= 0.8 * len(text):
                votes[text] = entity.kind
    return votes


def _pieces(segment: _Segment, votes: dict[str, EntityKind], offer: Offer) -> Iterator[_Piece]:
    if segment.kind is not None:
        yield _Piece(segment.kind, segment.text, segment.start, segment.end, segment.extension)
        return
    stripped = _LEADING_VERB.sub("", segment.text)
    text = stripped or segment.text
    start = segment.end - len(text)
    people = [person_in(part) for part in _TOGETHER.split(text)]
    if len(people) > 1 and all(people):
        for number, name in enumerate(people):
            yield _Piece(_Kind.PERSON, name, start, segment.end, together=number > 0)
        return
    kind = _kind_of(text, votes.get(text), offer)
    if kind is _Kind.PERSON:
        yield _Piece(kind, person_in(text) or text, start, segment.end)
    elif kind is not None:
        yield _Piece(kind, text, start, segment.end)


def _kind_of(text: str, vote: EntityKind | None, offer: Offer) -> _Kind | None:
    """Rules first where they are sure, the pipeline's vote where they are not."""
    if len(text) > _ORGANISATION_LIMIT or not any(c.isalpha() for c in text):
        return None
    tokens = {token.strip(".,").casefold() for token in text.split()}
    institutional = bool(tokens & words("sectors", "tokens"))
    name = person_in(text)
    if is_position(text) and not name and not (institutional and text[:4].casefold() == "the "):
        return _Kind.POSITION
    if name:
        locals_ = [email.local for line in offer.lines for email in line.emails]
        if has_title(text) or any(resembles(name, local) for local in locals_) or vote is EntityKind.PERSON:
            return _Kind.PERSON
        return _Kind.ORGANISATION if vote is EntityKind.ORGANISATION else _Kind.PERSON
    if _is_uncased_name(text):
        return _Kind.PERSON
    shown = institutional or vote is EntityKind.ORGANISATION or _is_in_domain(text, offer)
    return _Kind.ORGANISATION if shown and _may_be_organisation(text) else None


def _is_uncased_name(text: str) -> bool:
    """A few letters of a script without capitals, such as Chinese or Arabic, where no label stands."""
    letters = [c for c in text if c.isalpha()]
    few = 1 < len(letters) <= 25 and len(letters) + text.count(" ") == len(text)
    if not words("people", "never").isdisjoint(text.split()):
        return False
    return few and all(c.upper() == c.lower() for c in letters) and not pattern("contacts", "headings").match(text)


def _may_be_organisation(text: str) -> bool:
    """Capitalised, without digits, and no label ("Media") or closing of a letter."""
    if text.casefold() in words("people", "never"):
        return False
    said = pattern("contacts", "headings").match(text) or pattern("contacts", "closings").match(text)
    return text[0].isupper() and said is None and not any(c.isdigit() for c in text)


def _is_in_domain(text: str, offer: Offer) -> bool:
    """Whether an address of this offer lies in a domain of this name: `Amber Trust`, `info@ambertrust.example`."""
    letters = re.sub(r"\W", "", text.casefold().removeprefix("the "))
    domains = [email.domain.casefold().replace("-", "").split(".") for line in offer.lines for email in line.emails]
    return len(letters) > 2 and any(letters in labels[:-1] for labels in domains)


def _as_on_a_card(pieces: Sequence[_Piece], offer: Offer) -> list[_Piece]:
    """On one line "Ana Ruiz, Tertulia Lago, ana@lago.example" the first is the person and the second the house."""
    settled = list(pieces)
    for number, (first, second) in enumerate(pairwise(pieces)):
        if second.together or not _is_one_line(first, second, offer) or not _is_card_pair(first, second):
            continue
        named = next((piece.text for piece in pieces[number + 2 :] if piece.kind is _Kind.EMAIL), "").partition("@")[0]
        if named and resembles(second.text, named) and not resembles(first.text, named):
            continue
        settled[number] = replace(first, kind=_Kind.PERSON, text=person_in(first.text) or first.text)
        settled[number + 1] = replace(second, kind=_Kind.ORGANISATION)
    return settled


def _is_card_pair(first: _Piece, second: _Piece) -> bool:
    """Two names, of which the words alone do not tell the person from the house."""
    if second.kind not in (_Kind.PERSON, _Kind.ORGANISATION) or first.kind not in (_Kind.PERSON, _Kind.ORGANISATION):
        return False
    return bool(person_in(first.text)) and not (first.kind is _Kind.PERSON and second.kind is _Kind.ORGANISATION)


def _is_one_line(first: _Piece, second: _Piece, offer: Offer) -> bool:
    return any(line.start <= first.start and second.end <= line.end and line.reaches for line in offer.lines)


# --- pieces into contacts -------------------------------------------------------------------------------------------


def _cards(pieces: Sequence[_Piece]) -> Iterator[_Card]:
    card = _Card()
    for piece in pieces:
        if _opens_next(card, piece):
            yield card
            organisation = card.organisation if piece.kind is _Kind.PHONE else ""
            card = _Card(organisation=organisation)
        _put(card, piece)
    yield card


def _opens_next(card: _Card, piece: _Piece) -> bool:
    if piece.kind is _Kind.PERSON:
        return not piece.together and bool(card.names or card.reaches)
    if piece.kind is _Kind.ORGANISATION:
        return card.reaches and bool(card.organisation)
    if piece.kind is _Kind.EMAIL:
        return bool(card.emails) and not card.names
    return False


def _put(card: _Card, piece: _Piece) -> None:
    if piece.kind is _Kind.PERSON:
        card.names.append(piece.text)
    elif piece.kind is _Kind.ORGANISATION:
        card.organisation = card.organisation or piece.text
    elif piece.kind is _Kind.EMAIL:
        card.emails.append(piece.text)
    elif piece.kind is _Kind.PHONE:
        card.phones.append((piece.text, piece.extension))
    else:
        return
    card.covers(piece)


def _contacts(submission: Submission, offer: Offer, card: _Card) -> Iterator[Contact]:
    """One contact a person; further addresses and numbers of the same person are contacts of the same name."""
    if not card.reaches:
        return
    evidence = (_quote(submission, offer, card),)
    count = max(len(card.emails), len(card.phones))
    for name in card.names or [""]:
        for number in range(count):
            email = card.emails[number] if number < len(card.emails) else ""
            phone, extension = card.phones[number] if number < len(card.phones) else ("", "")
            yield Contact(name, card.organisation, email, phone, evidence=evidence, extension=extension)


def _quote(submission: Submission, offer: Offer, card: _Card) -> Evidence:
    document = next(d for d in submission.documents if d.id == offer.document)
    quote = document.text[card.start : card.end]
    return Evidence(document.id, document.page_of(card.start), card.start, card.end, quote, submission.message.sha256)
