"""Truths and assessments made by hand, for the tests of what is measured."""

from __future__ import annotations

from collections.abc import Mapping

from classify.assessment import (
    Assessment,
    Evidence,
    Finding,
    Funding,
    Judgement,
    Kind,
    Organisation,
    Role,
    Sector,
    Standing,
)
from tests.eval.truth import PRINCIPLES, Truth


def truth(*stated: str, judged: bool = True, standings: Mapping[str, str] | None = None, **known) -> Truth:
    """A truth with these criteria; every principle is met where nothing else is given."""
    where = dict.fromkeys(PRINCIPLES, "met") | dict(standings or {})
    fields = {"name": "one", "language": "en", "text": "", "criteria": frozenset(stated), "standings": where} | known
    return Truth(judged=judged, **fields)


def quote(words: str) -> Evidence:
    """A quote from the body."""
    return Evidence("body", None, 0, len(words), words)


def finding(criterion: str, *quotes: str, present: bool = True, confidence: float = 0.9) -> Finding:
    """A finding with its quotes."""
    return Finding(criterion, present, confidence, tuple(quote(words) for words in quotes))


def assessment(*findings: Finding, standings: Mapping[str, str] | None = None, kind=Kind.SUBMISSION, **found):
    """An assessment with these findings; every principle is met where nothing else is given."""
    where = dict.fromkeys(PRINCIPLES, "met") | dict(standings or {})
    judgements = tuple(
        Judgement(principle, Standing(where[principle]), 0.8, _of(principle, findings), "") for principle in PRINCIPLES
    )
    fields = {"kind_reason": "", "kind_confidence": 0.7, "language": "en"} | found
    return Assessment(kind=kind, judgements=judgements if kind is Kind.SUBMISSION else (), **fields)


def _of(principle: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(one for one in findings if one.criterion[0] == principle[1])


def organisation(name: str, sector: str = "civil", role: str = "partner") -> Organisation:
    """An organisation that was found."""
    return Organisation(name, Sector(sector), Role(role))


def funding(amount: str) -> Funding:
    """A sum that was found."""
    return Funding("", amount, "assured")
