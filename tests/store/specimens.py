"""Small whole things to store: a message with its documents, what was found in it, and a letter that answers."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from classify.assessment import (
    Assessment,
    Contact,
    Evidence,
    Finding,
    Funding,
    Judgement,
    Kind,
    Organisation,
    Role,
    Sector,
    Standing,
    Timing,
)
from intake.message import (
    Address,
    Authenticity,
    Document,
    Message,
    Place,
    Submission,
    Trust,
    Verdict,
    Zone,
    ZoneKind,
)
from store.messages import take
from store.record import CaseState, Envelope, Recorded
from store.reference import reference
from store.register import record
from store.sightings import sight

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
RUN = "run-1"
AMINA = Address("Amina Diallo", "amina@villages.example")


def sha(name: str) -> str:
    """The hash of a message called so."""
    return hashlib.sha256(name.encode()).hexdigest()


def place(uid: int, **changes: Any) -> Place:
    """A place in the mailbox."""
    return replace(Place("intake", "INBOX", 7, uid), **changes)


def submission(name: str, *, text: str = "We train village teachers.", **changes: Any) -> Submission:
    """A message called `name` whose body is `text`; fields of Message by name."""
    message = Message(
        sha256=sha(name),
        size=1234,
        headers=(),
        message_id=f"<{name}@villages.example>",
        in_reply_to=(),
        references=(),
        date=NOW,
        senders=(AMINA,),
        reply_to=(),
        to=(),
        cc=(),
        subject=f"Partnership {name}",
        content_type="text/plain",
        part_types=("text/plain",),
        body=text,
        body_format="plain",
        attachments=(),
    )
    documents = (
        Document("body", None, "plain", sha(text), Verdict.OK, text),
        Document("1", "release.pdf", "pdf", sha("pdf"), Verdict.OK, "page one\npage two", (0, 9)),
        Document("1.1", "scan.png", "image/png", sha("png"), Verdict.NO_TEXT, parent="1", reason="A picture."),
    )
    return Submission(
        message=replace(message, **changes),
        received=NOW,
        documents=documents,
        zones=(Zone(ZoneKind.OWN, 0, len(text)),),
        language="en",
        authenticity=Authenticity(Trust.PASS),
        problems=("The picture release.pdf/scan.png could not be read.",),
    )


def assessment(name: str = "first", **changes: Any) -> Assessment:
    """What was found: one principle met with its quote, one unmet, a contact, a partner, a fund."""
    quote = Evidence("body", None, 0, 8, "We train", sha(name))
    return replace(
        Assessment(
            kind=Kind.SUBMISSION,
            kind_reason="It describes an undertaking.",
            kind_confidence=0.875,
            language="en",
            title=f"Teachers {name}",
            description="We train village teachers.",
            contacts=(
                Contact("Amina Diallo", "Villages", AMINA.email, "+41 22 000", extension="12", evidence=(quote,)),
            ),
            organisations=(Organisation("Villages", Sector.CIVIL, Role.PARTNER, "VIL", (quote, quote)),),
            judgements=(
                Judgement("P1", Standing.MET, 0.9, (Finding("1a", True, 0.9, (quote,)),), "It states a goal."),
                Judgement(
                    "P7", Standing.UNMET, 0.7, (Finding("7a", False, 0.7, (), "a source of funds"),), "No funds."
                ),
            ),
            funding=(Funding("a foundation", "", "sought", (quote,)),),
            targets=("400 teachers by 2028",),
            dates=("2028",),
            rubric_sha256=sha("rubric"),
            models=("en 3.8",),
            as_of=date(2026, 11, 24),
            timing=Timing(
                "last week",
                date(2026, 11, 16),
                date(2026, 11, 22),
                "second phase, Tunis",
                reason="As told.",
                evidence=(quote,),
            ),
        ),
        **changes,
    )


def envelope(case: str | None = None, number: int = 1, **changes: Any) -> Envelope:
    """A letter that asks the sender of a case for more."""
    case = case or reference(sha("first"))
    return replace(
        Envelope(
            key=f"{case}/incomplete/{number}",
            kind="incomplete",
            reference=case,
            mail_from="bounces@office.example",
            recipient=AMINA.email,
            message_id=f"<{case}.{number}@office.example>",
            content=b"Subject: More\r\n\r\nPlease.\r\n",
        ),
        **changes,
    )


def recorded(name: str, case: str | None = None, **changes: Any) -> Recorded:
    """What judging the message called `name` leaves: it opens its own case unless another is named."""
    return replace(
        Recorded(
            submission=submission(name),
            assessment=assessment(name),
            case_assessment=assessment(name),
            reference=case or reference(sha(name)),
            case_state=CaseState.WAITING,
            reply_action="send",
            reply_reason="Something is missing.",
            asks=("7a", "contact"),
        ),
        **changes,
    )


def stored(conn: Connection, name: str, uid: int = 1, now: datetime = NOW, **options: Any) -> str:
    """Let the message called `name` arrive."""
    sight(conn, place(uid), sha(name), 1234, now, now, **options)
    return sha(name)


def working(conn: Connection, name: str, uid: int = 1, now: datetime = NOW, run: str = RUN, **options: Any) -> str:
    """Let the message called `name` arrive and be taken."""
    assert take(conn, stored(conn, name, uid, now, **options), now, run)
    return sha(name)


def opened(conn: Connection, name: str = "first", uid: int = 1, now: datetime = NOW, **changes: Any) -> str:
    """Let the message called `name` open a case, and return the case's reference."""
    working(conn, name, uid, now)
    what = recorded(name, **changes)
    assert record(conn, what, now, RUN)
    return what.reference or ""
