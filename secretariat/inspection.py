"""What is made of one message or document, as the JSON that `inspect` prints; touches nothing."""

from __future__ import annotations

from typing import Any

from classify.assessment import (
    Assessment,
    Contact,
    Evidence,
    Finding,
    Funding,
    Judgement,
    Organisation,
    Rubric,
    Standing,
    Timing,
)
from intake.message import Address, Document, Submission, ZoneKind
from notify.letter import Letter, Reply


def describe(
    path: str,
    submission: Submission,
    assessment: Assessment,
    reply: Reply,
    letter: Letter | None,
    rubric: Rubric,
    *,
    text: bool = False,
) -> dict[str, Any]:
    """One message as a JSON object; with `text` the whole text of every document is in it."""
    message = submission.message
    return {
        "path": path,
        "sha256": message.sha256,
        "message": {
            "message_id": message.message_id,
            "date": message.date.isoformat() if message.date else None,
            "from": _address(message.senders[0] if message.senders else None),
            "subject": message.subject,
            "language": submission.language,
        },
        "kind": assessment.kind.value,
        "kind_reason": assessment.kind_reason,
        "text": submission.zone_text(ZoneKind.OWN),
        "signature": submission.zone_text(ZoneKind.SIGNATURE),
        "quoted": submission.zone_text(ZoneKind.QUOTED, ZoneKind.FORWARDED),
        "documents": [_document(document, text=text) for document in submission.documents],
        "title": assessment.title,
        "description": assessment.description,
        "contacts": [_contact(contact) for contact in assessment.contacts],
        "organisations": [_organisation(organisation) for organisation in assessment.organisations],
        "principles": [judgement_json(judgement, rubric) for judgement in assessment.judgements],
        "p3_any_process": any_process(assessment),
        "funding": [_funding(funding) for funding in assessment.funding],
        "targets": list(assessment.targets),
        "dates": list(assessment.dates),
        "timing": timing_json(assessment.timing),
        "reply": _reply(reply, letter),
        "marks": [{"code": mark.code, "detail": mark.detail} for mark in submission.marks],
        "problems": list(submission.problems),
        "rubric_sha256": assessment.rubric_sha256,
        "models": list(assessment.models),
    }


def _address(address: Address | None) -> dict[str, str] | None:
    return {"name": address.name, "email": address.email} if address else None


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        "name": contact.name,
        "organisation": contact.organisation,
        "email": contact.email,
        "phone": contact.phone,
        "extension": contact.extension,
        "last_resort": contact.last_resort,
        "evidence": _evidence(contact.evidence),
    }


def _organisation(organisation: Organisation) -> dict[str, Any]:
    return {
        "name": organisation.name,
        "acronym": organisation.acronym,
        "sector": organisation.sector.value,
        "role": organisation.role.value,
        "evidence": _evidence(organisation.evidence),
    }


def _funding(funding: Funding) -> dict[str, Any]:
    return {
        "source": funding.source,
        "amount": funding.amount,
        "status": funding.status,
        "evidence": _evidence(funding.evidence),
    }


def any_process(assessment: Assessment) -> str | None:
    """How principle 3 would stand if the outcome of any process counted as much as the summit's own (rubric 3)."""
    judgement = assessment.judgement("P3")
    if judgement is None:
        return None
    if any(finding.present and finding.criterion in ("3a", "3b") for finding in judgement.findings):
        return Standing.MET.value
    return judgement.standing.value


def timing_json(timing: Timing | None) -> dict[str, Any] | None:
    """When it was or will be announced, as a JSON object."""
    if timing is None:
        return None
    return {
        "announced": timing.announced,
        "earliest": timing.earliest.isoformat() if timing.earliest else None,
        "latest": timing.latest.isoformat() if timing.latest else None,
        "phase": timing.phase,
        "during": timing.during,
        "reason": timing.reason,
        "evidence": _evidence(timing.evidence),
    }


def _reply(reply: Reply, letter: Letter | None) -> dict[str, Any]:
    return {
        "action": reply.action,
        "reason": reply.reason,
        "code": reply.code,
        "letter": reply.letter or None,
        "language": reply.language,
        "to": reply.to or None,
        "asks": list(reply.asks),
        "subject": letter.subject if letter else None,
        "text": letter.text if letter else None,
    }


def _document(document: Document, *, text: bool) -> dict[str, Any]:
    described = {
        "id": document.id,
        "name": document.name,
        "format": document.format,
        "sha256": document.sha256,
        "verdict": document.verdict.value,
        "pages": document.pages,
        "characters": len(document.text),
    }
    if document.reason:
        described["reason"] = document.reason
    if document.parent:
        described["parent"] = document.parent
    if text:
        described["text"] = document.text
    return described


def judgement_json(judgement: Judgement, rubric: Rubric) -> dict[str, Any]:
    """One principle with its criteria and their evidence as a JSON object."""
    return {
        "id": judgement.principle,
        "name": rubric.principle(judgement.principle).name["en"],
        "standing": judgement.standing.value,
        "confidence": round(judgement.confidence, 3),
        "reason": judgement.reason,
        "criteria": [_finding(finding) for finding in judgement.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    described: dict[str, Any] = {
        "id": finding.criterion,
        "present": finding.present,
        "confidence": round(finding.confidence, 3),
        "evidence": _evidence(finding.evidence),
    }
    if not finding.present and finding.searched:
        described["searched"] = finding.searched
    return described


def _evidence(evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    return [
        {"document": e.document, "page": e.page, "start": e.start, "end": e.end, "quote": e.quote} for e in evidence
    ]
