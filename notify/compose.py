"""A decided reply and the facts of its case into a letter: subject, plain text and the HTML twin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from classify.assessment import Assessment, Contact, Role, Rubric
from intake.message import Document
from intake.text import one_line
from notify.asks import Question, open_points, questions
from notify.errors import LetterError
from notify.letter import Letter, Reply
from notify.render import Renderer
from notify.shown import shown

TITLE = 140
"""Characters of a title in a letter; half as many in its subject."""
NAME = 80
FILES = 5
PARTNERS = 8
"""Files and organisations named in one letter; of the others only their number."""
UNREAD = 10
"""Files that are asked for again in one letter."""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What a letter may tell of a case."""

    reference: str
    assessment: Assessment
    """Combined over the case."""
    documents: tuple[Document, ...] = ()
    """Of the message that is answered, the body first."""
    again: bool = False
    """The sender was asked before, and this message is the answer."""


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file as a letter names it; the name is empty where the sender gave none."""

    name: str
    verdict: str


def compose(reply: Reply, facts: LetterFacts, renderer: Renderer, rubric: Rubric) -> Letter:
    """Write the letter that was decided on.

    Raises LetterError when there is no letter to write, or its template, a value or the rubric's words are missing.
    """
    if not reply.letter:
        raise LetterError(f"There is no letter to write: {reply.reason}")
    template = f"letters/{reply.letter}/{reply.language}.jinja"
    values = _values(reply, facts, rubric)
    return Letter(
        kind=reply.letter,
        language=reply.language,
        subject=one_line(renderer.text(template, "shared/subject.txt", values), 250),
        text=renderer.text(template, "shared/letter.txt", values).strip() + "\n",
        html=renderer.html(template, "shared/letter.html", values).strip() + "\n",
    )


def _values(reply: Reply, facts: LetterFacts, rubric: Rubric) -> Mapping[str, object]:
    """Gather what the templates may use: everything of a stranger's is made fit to show here, once."""
    found, files = facts.assessment, [document for document in facts.documents if document.id != "body"]
    partners = [shown(o.name, NAME) for o in found.organisations if o.role is not Role.MENTION]
    read = [_file(document) for document in files if document.verdict.readable and document.parent is None]
    return {
        "kind": reply.letter,
        "again": facts.again,
        "language": reply.language,
        "call": rubric.call,
        "reference": one_line(facts.reference, 40),
        "title": shown(found.title, TITLE),
        "short_title": shown(found.title, TITLE // 2),
        "partners": partners[:PARTNERS],
        "more_partners": len(partners[PARTNERS:]),
        "contact": _contact(found.contacts),
        "read": read[:FILES],
        "more_read": len(read[FILES:]),
        "unread": [_file(d) for d in files if not d.verdict.readable and not d.decorative][:UNREAD],
        "questions": _questions(reply, found, rubric),
    }


def _file(document: Document) -> ShownFile:
    return ShownFile(shown(document.name or "", NAME), document.verdict.value)


def _contact(contacts: tuple[Contact, ...]) -> str:
    """Return the first complete contact on one line, or nothing."""
    contact = next((contact for contact in contacts if contact.complete), None)
    if contact is None:
        return ""
    parts = [shown(part, NAME) for part in (contact.name, contact.organisation, contact.email, contact.phone) if part]
    if contact.phone:
        parts[-1] = parts[-1].replace(" ", "\N{NO-BREAK SPACE}")  # a number stays on one line
    return ", ".join(parts)


def _questions(reply: Reply, assessment: Assessment, rubric: Rubric) -> tuple[Question, ...]:
    return questions(reply.asks, open_points(assessment, rubric), rubric, reply.language)
