"""Where a submission offers somebody for questions: stretches of lines that hold addresses and numbers to be paired."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classify.people.email_addresses import FoundEmail, find_emails
from classify.people.persons import person_in
from classify.people.phones import Phone, find_phones
from classify.text.sentences import sentences
from classify.wording import pattern
from intake.message import Document, Submission, ZoneKind

_BLOCK_LINES = 30
"""How far below its heading a block of contacts reaches."""
_SIGNATURE_LINES = 16
_LINE_LIMIT = 2_000
_PROSE = 90
"""Characters from which a line is running text rather than a line of a contact block."""
_CLOSING_LINES = 8
"""How near to its end a text gives a card: a name with its channels, without a word that offers them."""
_CARD = 110
"""Characters of a card beside its channels."""
_SEGMENT = re.compile(r"[,;|()/]\s?|\s[-–—]\s|\s{2,}")
_TRAILING = 3
"""Lines of small print that may follow a signature."""
_MARK = re.compile(r"^[\s>*#_|•·\-–—]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document with its channels; their offsets count from the line's start."""

    start: int
    text: str
    emails: tuple[FoundEmail, ...]
    phones: tuple[Phone, ...]

    @property
    def end(self) -> int:
        """Where the line ends in the document's text."""
        return self.start + len(self.text)

    @property
    def channels(self) -> tuple[tuple[int, int], ...]:
        """Where its addresses and numbers stand, in order."""
        emails = [(email.start, email.end) for email in self.emails]
        return tuple(sorted([*emails, *((phone.start, phone.end) for phone in self.phones)]))

    @property
    def reaches(self) -> bool:
        """Whether there is any channel on it."""
        return bool(self.emails or self.phones)


@dataclass(frozen=True, slots=True)
class Offer:
    """Lines of one document that belong together and offer at least one channel."""

    document: str
    lines: tuple[Line, ...]
    signature: bool = False


def offers(submission: Submission, regions: Sequence[str]) -> Iterator[Offer]:
    """Yield the offers of every readable document, the body's first, in reading order within a document."""
    for document in submission.documents:
        if not document.verdict.readable or not document.text:
            continue
        if document is submission.body and submission.zones:
            yield from _body(submission, document, regions)
        else:
            yield from _stretch(document, 0, len(document.text), regions, own=True)


def _body(submission: Submission, document: Document, regions: Sequence[str]) -> Iterator[Offer]:
    for zone in submission.zones:
        if zone.kind is ZoneKind.SIGNATURE:
            lines = tuple(_lines(document.text, zone.start, zone.end, regions))
            if any(line.reaches for line in lines):
                yield Offer(document.id, lines, signature=True)
            else:
                yield from _stretch(document, zone.start, zone.end, regions, own=False)
        elif zone.kind is ZoneKind.OWN:
            yield from _stretch(document, zone.start, zone.end, regions, own=True)
        elif zone.kind is ZoneKind.FORWARDED:
            yield from _stretch(document, zone.start, zone.end, regions, own=False)


def _stretch(document: Document, start: int, end: int, regions: Sequence[str], *, own: bool) -> Iterator[Offer]:
    """The offers of one stretch of text; only the writer's own words can close with the writer's signature."""
    lines = tuple(_lines(document.text, start, end, regions))
    signed = _signature_start(lines) if own else len(lines)
    number, closing = 0, _closing(lines)
    while number < signed:
        block = _block(lines[number : min(signed, number + _BLOCK_LINES)])
        if block:
            yield Offer(document.id, block)
            number += len(block)
            continue
        line = lines[number]
        number += 1
        if own and line.reaches and number > closing and _is_card(line):
            yield Offer(document.id, (line,))
        elif line.reaches:
            yield from (Offer(document.id, (part,)) for part in _said(line, lines, number - 1) if part.reaches)
    if any(line.reaches for line in lines[signed:]):
        yield Offer(document.id, lines[signed:], signature=True)


def _closing(lines: Sequence[Line]) -> int:
    """The number of lines before the last few that are filled."""
    filled = [number for number, line in enumerate(lines) if line.text.strip()]
    return filled[-_CLOSING_LINES] if len(filled) > _CLOSING_LINES else 0


def _is_card(line: Line) -> bool:
    """A short line of a name, a house and their channels: "Ana Ruiz, Lake Union, ana@lake.example, +41 22 555 01 02"."""
    rest = line.text
    for start, end in reversed(line.channels):
        rest = rest[:start] + rest[end:]
    rest = rest.strip(" \t,;|/.-–—")
    if len(rest) > _CARD or rest.endswith(("!", "?")) or pattern("contacts", "not_for_questions").search(rest):
        return False
    segments = [segment for segment in _SEGMENT.split(rest.rpartition(":")[2]) if segment.strip()]
    if not line.emails and not any(person_in(segment) for segment in segments[:2]):
        return False
    return all(len(segment.split()) <= 9 and not _says(segment) for segment in segments)


def _says(segment: str) -> bool:
    """Running words: several that do not begin with a capital, one behind the other."""
    return sum(word[:1].islower() and len(word) > 3 for word in segment.split()) > 2


def _lines(text: str, start: int, end: int, regions: Sequence[str]) -> Iterator[Line]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        piece = text[start : min(stop, start + _LINE_LIMIT)]
        yield Line(start, piece, _useful(piece), find_phones(piece, regions))
        start = stop + 1


def _useful(text: str) -> tuple[FoundEmail, ...]:
    return tuple(e for e in find_emails(text) if not pattern("contacts", "machine_mailboxes").search(e.local))


def _block(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The contact block that begins with the first line, or nothing when that line opens none."""
    if not lines or not _opens_block(lines[0]):
        return ()
    taken = [lines[0]]
    blanks = 0
    for line in lines[1:_BLOCK_LINES]:
        if not line.text.strip():
            blanks += 1
            if blanks > 2:
                break
        elif _is_prose(line) or _ends_block(line):
            break
        else:
            blanks = 0
        taken.append(line)
    while taken and not taken[-1].reaches:
        taken.pop()
    return tuple(taken)


def _opens_block(line: Line) -> bool:
    text = _MARK.sub("", line.text)
    match = pattern("contacts", "headings").match(text)
    if match is None:
        return False
    rest = text[match.end() :].strip(" *_#|")
    return len(text) <= 160 and (not rest or rest[0] in ":：-–—(" or len(rest) < _PROSE) and not _is_prose(line)


def _is_prose(line: Line) -> bool:
    """Running text: long, and more than its channels, or closed by a full stop."""
    text = line.text.strip()
    for start, end in line.channels:
        text = text.replace(line.text[start:end], "")
    text = re.sub(r"https?://\S+", "", text)
    if line.reaches:
        return len(text) > 2 * _PROSE
    return len(text) > _PROSE or (len(text.split()) > 7 and text.endswith((".", "!", "?", "”", '"')))


def _ends_block(line: Line) -> bool:
    text = _MARK.sub("", line.text).strip()
    return text.startswith(("###", "About ", "À propos", "Acerca de", "Sobre ")) or text in {
        "-30-",
        "- 30 -",
        "ENDS",
        "Ends",
        "***",
    }


def _said(line: Line, lines: Sequence[Line], number: int) -> Iterator[Line]:
    """The sentences of a line that offer their channels; hard-wrapped text is read with the line before and after it."""
    whole = not _is_prose(line) and len(line.text) <= 120
    before = 0
    for start, end in [(0, len(line.text))] if whole else sentences(line.text):
        said = line.text[before:end] if end - start < 60 else line.text[start:end]
        text, before = said, start
        around = " ".join(
            (
                _tail(lines, number) if start == 0 else "",
                text,
                _head(lines, number) if end >= len(line.text.rstrip()) else "",
            )
        )
        if _offers(around):
            emails = tuple(_moved(e, start) for e in line.emails if start <= e.start < end)
            phones = tuple(_shifted(p, start) for p in line.phones if start <= p.start < end)
            yield Line(line.start + start, line.text[start:end], emails, phones)


def _tail(lines: Sequence[Line], number: int) -> str:
    """What the sentence began with on the line before, when that one is wrapped text or ends in a colon."""
    if number == 0:
        return ""
    before = lines[number - 1].text.rstrip()
    if len(before) < 40 and not before.endswith((":", "：")):
        return ""
    return before[[0, *(a for a, _ in sentences(before))][-1] :] if not before.endswith((".", "!", "?")) else ""


def _head(lines: Sequence[Line], number: int) -> str:
    """How the sentence goes on upon the next line of wrapped text."""
    line = lines[number].text.rstrip()
    if number + 1 >= len(lines) or len(line) < 40 or line.endswith((".", "!", "?", ":")):
        return ""
    following = lines[number + 1].text
    return following[: next(iter(sentences(following)), (0, 0))[1]]


def _offers(around: str) -> bool:
    asked = pattern("contacts", "sentences").search(around)
    if asked is None:
        return False
    elsewhere = pattern("contacts", "not_for_questions").search(around)
    return elsewhere is None or pattern("contacts", "questions").search(around) is not None


def _moved(email: FoundEmail, by: int) -> FoundEmail:
    return FoundEmail(email.start - by, email.end - by, email.email)


def _shifted(phone: Phone, by: int) -> Phone:
    return Phone(phone.start - by, phone.end - by, phone.written, phone.extension, phone.fax, phone.region)


def _signature_start(lines: Sequence[Line]) -> int:
    """The first line of the writer's signature at the end of a letter, or the number of lines when there is none."""
    filled = [n for n, line in enumerate(lines) if line.text.strip()]
    for number in reversed(filled[-_SIGNATURE_LINES:]):
        if _closes(lines[number].text):
            return number
    start = len(lines)
    for place, number in enumerate(reversed(filled[-_SIGNATURE_LINES:])):
        line = lines[number]
        if _opens_block(line):
            return len(lines)
        if _is_prose(line) or _speaks(line):
            if place < _TRAILING and start == len(lines):
                continue
            break
        start = number
    return start if any(_names_somebody(line.text) for line in lines[start:]) else len(lines)


def _names_somebody(text: str) -> bool:
    return any(person_in(segment) for segment in (text, *_SEGMENT.split(text)))


def _closes(text: str) -> bool:
    text = text.strip(" \t>*_,.!")
    match = pattern("contacts", "closings").match(text) if text and len(text) < 160 else None
    return match is not None


def _speaks(line: Line) -> bool:
    """A sentence, however short: the letter itself goes on."""
    text = line.text.strip()
    return (len(text.split()) > 4 and text.endswith((".", "!", "?", ":")) and not line.reaches) or len(
        text.split()
    ) > 14
