"""A Submission in, its passages out: the smallest pieces that a finding can rest on, each with its place and setting.

A passage is one sentence, bullet, table row, form field or heading. Its text is verbatim, line breaks included:
`document.text[passage.start:passage.end] == passage.text`. Which words may count as evidence is told by the section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from classify.assessment import Evidence
from classify.text.layout import Form, Paragraph, paragraphs
from classify.text.script import guess
from classify.text.sentences import sentences
from intake.message import Document, Submission, ZoneKind

_ABOUT = re.compile(
    r"(?:about|à propos d(?:e|u|es)|a propos d(?:e|u|es)|qui est|acerca de(?:l)?|sobre)\s+(?P<what>.+)"
    r"|(?:notes? (?:to|for) (?:the )?editors?|notes? aux rédacteurs|nota (?:a|para) los editores|boilerplate|about us|"
    r"qui sommes-nous|quiénes somos|acerca de nosotros|forward[- ]looking statements?|safe harbou?r(?: statement)?|disclaimer)$",
    re.IGNORECASE,
)
_THIS_UNDERTAKING = re.compile(
    r"(?:the|this|our|le|la|l['’]|les|ce|cette|notre|el|los|las|este|esta|nuestr[oa])?\s*"
    r"(?:joint |new |nouve(?:au|lle) |nuev[oa] )?(?:partnership|project|programme|program|initiative|alliance|campaign|"
    r"agreement|consortium|coalition|fund|partenariat|projet|initiative|alianza|proyecto|programa|iniciativa|acuerdo)s?\b",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"(?:©|\(c\)\s|copyright\b|all rights reserved|unsubscribe|to unsubscribe|se désabonner|darse de baja|"
    r"this e-?mail (?:and any|is confidential)|page \d+ (?:of|sur|de) \d+$)",
    re.IGNORECASE,
)


_LABEL_WORDS = 6


class Section(StrEnum):
    """What part of a message or document a passage stands in."""

    BODY = "body"
    HEADING = "heading"
    BOILERPLATE = "boilerplate"
    """"About X": describes an organisation, not the undertaking."""
    SIGNATURE = "signature"
    QUOTED = "quoted"
    FORWARDED = "forwarded"
    FOOTER = "footer"

    @property
    def judged(self) -> bool:
        """Whether its words may show roles, targets, funds and every other criterion."""
        return self in (Section.BODY, Section.HEADING, Section.FORWARDED)


_SECTIONS = {
    ZoneKind.OWN: Section.BODY,
    ZoneKind.SIGNATURE: Section.SIGNATURE,
    ZoneKind.QUOTED: Section.QUOTED,
    ZoneKind.FORWARDED: Section.FORWARDED,
    ZoneKind.DISCLAIMER: Section.FOOTER,
}


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, bullet, row, field or heading with its place; offsets count code points of the document's text."""

    message: str
    """SHA-256 of the message."""
    document: str
    page: int | None
    start: int
    end: int
    text: str
    language: str
    """ISO 639-1 by the paragraph's own words, else the message's."""
    heading: str
    """The nearest heading above, or the key of the field it is in; empty when there is none."""
    section: Section
    form: Form = Form.PROSE
    paragraph: int = 0
    """Counts the paragraphs of its document from 0: passages of one paragraph share it."""
    lead: str = ""
    """For an item of a list: the words with a colon that introduce the list."""

    @property
    def flat(self) -> str:
        """The text with every line break as one space; offsets stay the same."""
        return self.text.replace("\n", " ")

    @property
    def label(self) -> str:
        """The heading where it is short enough to name what stands below, like "Funding"; a headline is none."""
        return self.heading if len(self.heading.split()) <= _LABEL_WORDS else ""

    def evidence(self, start: int = 0, end: int | None = None) -> Evidence:
        """The quote of `text[start:end]`, as it stands in the document."""
        quote = self.text[start:end]
        begin = self.start + (start if start >= 0 else max(0, len(self.text) + start))
        return Evidence(self.document, self.page, begin, begin + len(quote), quote, self.message)


def passages(submission: Submission, limit: int) -> tuple[Passage, ...]:
    """Return the passages of every readable document in order; text past `limit` characters in all is left out."""
    found: list[Passage] = []
    for document in submission.documents:
        if limit <= 0 or not document.verdict.readable:
            continue
        found.extend(_document(submission, document, limit))
        limit -= len(document.text)
    return tuple(found)


def _document(submission: Submission, document: Document, limit: int) -> Iterator[Passage]:
    regions = _regions(submission, document, min(limit, len(document.text)))
    own_words = "\n".join(document.text[start:stop] for section, start, stop in regions if section.judged)
    language = guess(own_words, submission.language)
    number = 0
    for section, start, stop in regions:
        setting = _Setting(section)
        for paragraph in paragraphs(document.text, start, stop, titled=section.judged):
            text = document.text[paragraph.start : paragraph.end]
            setting = setting.entered(paragraph, text)
            own = guess(text, language)
            for passage in _split(document, paragraph, setting):
                yield replace(passage, message=submission.message.sha256, language=own, paragraph=number)
            number += 1


def _regions(submission: Submission, document: Document, end: int) -> tuple[tuple[Section, int, int], ...]:
    """The stretches of a document that are read apart: its zones, or the whole of one that has none."""
    zones = submission.zones_of(document)
    if not zones:
        return ((Section.BODY, 0, end),)
    return tuple((_SECTIONS[z.kind], z.start, min(z.end, end)) for z in zones if z.start < end)


@dataclass(frozen=True, slots=True)
class _Setting:
    """Where the reader is: the section of the zone, the heading above, and whether that heading says "About X"."""

    zone: Section
    heading: str = ""
    boilerplate: bool = False
    own_label: str = ""
    own_section: Section | None = None
    lead: str = ""
    """The words with a colon above the list that the reader is in."""

    def entered(self, paragraph: Paragraph, text: str) -> _Setting:
        """The setting at this paragraph: a heading changes it for all that follow, a field only for itself."""
        if paragraph.form is Form.HEADING:
            about = _is_about(paragraph.label)
            return _Setting(
                self.zone, paragraph.label, about, "", Section.BOILERPLATE if about else Section.HEADING, _lead(text)
            )
        lead = self.lead if paragraph.form in (Form.BULLET, Form.ROW) else _lead(text)
        about = _is_about(paragraph.label) if paragraph.label else self.boilerplate
        section = Section.FOOTER if _FOOTER.match(text) else Section.BOILERPLATE if about else None
        return replace(self, own_label=paragraph.label, own_section=section, lead=lead)

    @property
    def section(self) -> Section:
        """What the paragraph at hand is; quoted mail and signatures stay what they are."""
        if not self.zone.judged:
            return self.zone
        return self.own_section or self.zone


def _lead(text: str) -> str:
    """The last sentence of a text that ends with a colon; a list follows it."""
    if not text.endswith((":", "：")):
        return ""
    start, end = list(sentences(text))[-1]
    return text[start:end].replace("\n", " ")


def _is_about(label: str) -> bool:
    match = _ABOUT.match(label)
    if match is None or len(label) > 100:
        return False
    return not (match["what"] and _THIS_UNDERTAKING.match(match["what"]))


def _split(document: Document, paragraph: Paragraph, setting: _Setting) -> Iterator[Passage]:
    """One passage a sentence; a heading and a table row are one each."""
    text = document.text[paragraph.start : paragraph.end]
    whole = paragraph.form in (Form.HEADING, Form.ROW)
    heading = "" if paragraph.form is Form.HEADING else setting.own_label or setting.heading
    words = text[paragraph.words :]
    lead = setting.lead if paragraph.form in (Form.BULLET, Form.ROW) else ""
    for a, b in ((0, len(words)),) if whole else sentences(words):
        start = paragraph.start + paragraph.words + a
        yield Passage(
            message="",
            document=document.id,
            page=document.page_of(start),
            start=start,
            end=start + b - a,
            text=words[a:b],
            language="",
            heading=heading,
            section=setting.section,
            form=paragraph.form,
            lead=lead,
        )
