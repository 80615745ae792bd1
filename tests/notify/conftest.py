"""A small rubric, and builders for submissions, assessments and cases; every value can be replaced."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from classify.assessment import (
    Assessment,
    Call,
    Contact,
    Criterion,
    Evidence,
    Finding,
    Judgement,
    Kind,
    Organisation,
    Phase,
    Principle,
    Role,
    Rubric,
    Sector,
    Standing,
    Timing,
)
from intake.message import Address, Authenticity, Document, Message, Submission, Trust, Verdict, Zone, ZoneKind
from notify.render import Renderer
from store.record import Case, CaseState

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
NAMES = (
    "Objective",
    "Voluntary nature",
    "Link with agreed outcomes",
    "Multi-stakeholder approach",
    "Value added",
    "Tangible results",
    "Funding arrangements",
)
CRITERIA = {
    "P1": ("1a", "1b", "1c"),
    "P2": ("2a", "2b", "2c", "2x"),
    "P3": ("3a", "3b", "3c", "3x"),
    "P4": ("4a", "4b", "4c", "4d"),
    "P5": ("5a", "5b", "5c", "5w", "5d", "5e"),
    "P6": ("6a", "6b", "6c", "6d", "6e", "6f", "6g"),
    "P7": ("7a", "7b", "7c", "7d", "7x"),
}
CONTRARY = ("2x", "3x", "5d", "5e", "7x")
ORDER = ("6d", "6e", "6f", "7a", "7c", "4a", "4b", "3a", "1a", "1b", "1c", "5c", "6a", "6b", "2a", "2b")
ENOUGH = {
    "P1": "1a 1b 1c",
    "P2": "2a 2b",
    "P3": "3a 3c",
    "P4": "4a 4b",
    "P5": "5b",
    "P6": "6a 6b 6d 6e 6f",
    "P7": "7a 7c",
}
CALLED = {
    "en": "of the World Summit on the Information Society (WSIS)",
    "fr": "du Sommet mondial sur la société de l’information (SMSI)",
    "es": "de la Cumbre Mundial sobre la Sociedad de la Información (CMSI)",
}
OFFICE = {
    "en": "WSIS Executive Secretariat",
    "fr": "Le Secrétariat exécutif du SMSI",
    "es": "Secretaría Ejecutiva de la CMSI",
}
TUNIS = Phase(
    {"en": "second phase, Tunis", "fr": "deuxième phase, Tunis", "es": "segunda fase, Túnez"},
    date(2005, 11, 16),
    date(2005, 11, 18),
)
MARKED = {"fr": "FR ", "es": "ES ", "en": ""}


def _worded(text):
    return {language: mark + text for language, mark in MARKED.items()}


def _principle(number, principle_id):
    criteria = tuple(
        Criterion(c, _worded(f"label {c}"), _worded(f"Question {c}?") if principle_id == "P6" else {}, c in CONTRARY)
        for c in CRITERIA[principle_id]
    )
    return Principle(principle_id, _worded(NAMES[number]), criteria, _worded(f"Question {principle_id}?"))


@pytest.fixture(scope="session")
def rubric():
    """A rubric with every criterion; P6 is asked part by part, the others as a whole."""
    call = Call("WSIS", CALLED, OFFICE)
    return Rubric(tuple(_principle(n, p) for n, p in enumerate(CRITERIA)), ORDER, "0" * 64, (TUNIS,), call)


@pytest.fixture(scope="session")
def renderer():
    """The project's own templates."""
    return Renderer(Path(__file__).parents[2] / "templates")


@pytest.fixture
def now():
    """A Tuesday morning."""
    return NOW


@pytest.fixture
def make_message():
    """Build a plain message of one author."""

    def make(**changes):
        message = Message(
            sha256="a" * 64,
            size=1000,
            headers=(("Return-Path", "<amina.diallo@reseau-femmes.example>"),),
            message_id="<first@reseau-femmes.example>",
            in_reply_to=(),
            references=(),
            date=NOW,
            senders=(Address("Amina Diallo", "amina.diallo@reseau-femmes.example"),),
            reply_to=(),
            to=(Address("", "partnerships@summit.example"),),
            cc=(),
            subject="Our partnership",
            content_type="text/plain",
            part_types=("text/plain",),
            body="Our text.",
            body_format="plain",
            attachments=(),
        )
        return replace(message, **changes)

    return make


@pytest.fixture
def make_document():
    """Build one attached document."""

    def make(name="release.pdf", verdict=Verdict.OK, **changes):
        document = Document("1", name, "pdf", hashlib.sha256(b"x").hexdigest(), verdict, "Text of the release.")
        return replace(document, **changes)

    return make


@pytest.fixture
def make_submission(make_message):
    """Build a submission of an authenticated person."""

    def make(documents=(), **changes):
        message = changes.pop("message", None) or make_message()
        body = Document("body", None, "plain", "b" * 64, Verdict.OK, message.body)
        submission = Submission(
            message=message,
            received=NOW,
            documents=(body, *documents),
            zones=(Zone(ZoneKind.OWN, 0, len(message.body)),),
            language="en",
            authenticity=Authenticity(Trust.PASS, "dmarc", "The domain vouches for the sender."),
        )
        return replace(submission, **changes)

    return make


@pytest.fixture
def make_assessment():
    """Build an assessment in which everything is met, but for what `missing` and `standings` say.

    `missing` lists criteria that are absent; their principles become partial unless `standings` names them.
    """

    def make(missing="", standings=None, **changes):
        absent, standings = set(missing.split()), standings or {}
        judgements = []
        for principle, parts in CRITERIA.items():
            there = set(ENOUGH[principle].split()) - absent
            standing = standings.get(principle, Standing.PARTIAL if absent & set(parts) else Standing.MET)
            quote = Evidence("body", None, 0, 9, "Our text.", "a" * 64)
            findings = tuple(
                Finding(c, c in there, 0.9, (quote,) if c in there else (), "" if c in there else f"words for {c}")
                for c in parts
            )
            judgements.append(
                Judgement(
                    principle,
                    standing,
                    0.8,
                    findings,
                    f"appears {standing}: no statement of label {parts[0]} was found",
                )
            )
        assessment = Assessment(
            kind=Kind.SUBMISSION,
            kind_reason="A joint undertaking of named parties is described.",
            kind_confidence=0.9,
            language="en",
            title="Telecentres for Rural Women",
            contacts=(
                Contact("Amina Diallo", "Réseau Femmes", "amina.diallo@reseau-femmes.example", "+221 33 800 00 00"),
            ),
            organisations=(
                Organisation("Réseau Femmes", Sector.CIVIL, Role.PARTNER),
                Organisation("Ministry of Posts", Sector.GOVERNMENT, Role.PARTNER),
                Organisation("Sahel Telecom Foundation", Sector.PRIVATE, Role.FUNDER),
                Organisation("A Newspaper", Sector.PRIVATE, Role.MENTION),
            ),
            judgements=tuple(judgements),
            as_of=date(2026, 11, 24),
            timing=Timing("16 novembre", date(2005, 11, 16), date(2005, 11, 16), "deuxième phase, Tunis", during=True),
        )
        return replace(assessment, **changes)

    return make


@pytest.fixture
def make_case(make_assessment):
    """Build a case that waits for its sender."""

    def make(reference="K7QM2-F9XB4", **changes):
        case = Case(
            reference=reference,
            state=CaseState.WAITING,
            kind=Kind.SUBMISSION,
            sender=Address("Amina Diallo", "amina.diallo@reseau-femmes.example"),
            created=NOW,
            updated=NOW,
            assessment=changes.pop("assessment", None) or make_assessment("6d 6e 7c"),
            messages=(),
            letters=(),
            decisions=(),
        )
        return replace(case, **changes)

    return make


class _Page(HTMLParser):
    """Reads a page strictly: every element that must be closed is, in order."""

    VOID = ("meta", "br")

    def __init__(self):
        super().__init__()
        self.open, self.elements, self.words = [], [], []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "head" not in self.open:
            self.words.append(data)


@pytest.fixture(scope="session")
def read_html():
    """Return the words of a page's body, white space folded, and its elements with their attributes."""

    def read(html):
        page = _Page()
        page.feed(html)
        page.close()
        assert not page.open
        return " ".join("".join(page.words).split()), page.elements

    return read
