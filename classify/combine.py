"""Two assessments of one case in, one out: what was shown once stays shown, and evidence of both is kept.

A standing never gets worse by a later message: a principle is judged anew over all that was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from classify.assessment import (
    Assessment,
    Contact,
    Evidence,
    Finding,
    Funding,
    Organisation,
    Role,
    Rubric,
    Sector,
    Standing,
)
from classify.criteria import settled
from classify.verdicts import judgement

_ROLES = (Role.FUNDER, Role.PARTNER, Role.MENTION)
_RANK = {Standing.UNMET: 0, Standing.CANNOT_TELL: 1, Standing.PARTIAL: 2, Standing.MET: 3}
_Found = TypeVar("_Found", Organisation, Contact, Funding)


def combine(earlier: Assessment, later: Assessment, rubric: Rubric) -> Assessment:
    """Return what both messages say together; kind, title and description stay those of the earlier one."""
    organisations = _merged([*earlier.organisations, *later.organisations], _name, _both_organisations)
    combined = replace(
        earlier,
        title=earlier.title or later.title,
        description=earlier.description or later.description,
        contacts=_contacts(earlier.contacts, later.contacts),
        organisations=organisations,
        funding=_merged([*earlier.funding, *later.funding], _sum, _first),
        targets=tuple(dict.fromkeys((*earlier.targets, *later.targets))),
        dates=tuple(dict.fromkeys((*earlier.dates, *later.dates))),
        models=tuple(sorted({*earlier.models, *later.models})),
        rubric_sha256=later.rubric_sha256,
        as_of=later.as_of or earlier.as_of,
        timing=earlier.timing if earlier.timing and earlier.timing.announced else later.timing or earlier.timing,
    )
    return _judged(combined, earlier, later, rubric)


def _judged(combined: Assessment, earlier: Assessment, later: Assessment, rubric: Rubric) -> Assessment:
    """The standings over the findings of both; one that was better before stays as it was."""
    named = sum(organisation.role is not Role.MENTION for organisation in combined.organisations)
    ids = [criterion.id for principle in rubric.principles for criterion in principle.criteria]
    found = {i: _finding(i, earlier.finding(i), later.finding(i)) for i in ids}
    if _partners(later) + 1 < _partners(earlier):
        found["6f"] = _roles_of_some(found["6f"], earlier.finding("6f"))
    found = _counted(found, combined.organisations)
    judgements = []
    for principle in rubric.principles:
        before = earlier.judgement(principle.id)
        now = judgement(principle, found, named, phases=rubric.phases)
        if before and before.standing is Standing.CANNOT_TELL and now.standing is Standing.UNMET:
            now = replace(now, standing=before.standing, confidence=before.confidence, reason=before.reason)
        if before and _RANK[before.standing] > _RANK[now.standing]:
            now = replace(now, standing=before.standing, confidence=before.confidence, reason=before.reason)
        judgements.append(now)
    return replace(combined, judgements=tuple(judgements))


def _finding(criterion: str, before: Finding | None, after: Finding | None) -> Finding:
    """Present once is present; the quotes of both, each naming its message."""
    both = [finding for finding in (before, after) if finding]
    if not both:
        return Finding(criterion, present=False, confidence=0.5)
    shown = [finding for finding in both if finding.present]
    if not shown:
        return min(both, key=lambda finding: finding.confidence)
    quotes = tuple(dict.fromkeys(quote for finding in shown for quote in finding.evidence))
    return Finding(criterion, present=True, confidence=max(f.confidence for f in shown), evidence=quotes)


def _partners(assessment: Assessment) -> int:
    return sum(organisation.role is Role.PARTNER for organisation in assessment.organisations)


def _roles_of_some(finding: Finding, before: Finding | None) -> Finding:
    """The roles of all (6f) as the earlier message left them: an answer about one partner says nothing of the others."""
    return before or replace(finding, present=False, evidence=())


def _counted(found: dict[str, Finding], organisations: Iterable[Organisation]) -> dict[str, Finding]:
    """The findings with those that count over both messages: partners and sectors named in either."""
    named = [organisation for organisation in organisations if organisation.role is not Role.MENTION]
    sectors = {o.sector: o for o in reversed(named) if o.sector is not Sector.UNKNOWN}
    for criterion, shown in (("4a", named[:4]), ("4b", list(sectors.values())), ("4c", list(sectors.values()))):
        enough = len(shown) >= (3 if criterion == "4c" else 2)
        if enough and criterion in found and not found[criterion].present:
            quotes: tuple[Evidence, ...] = tuple(dict.fromkeys(o.evidence[0] for o in shown if o.evidence))
            found[criterion] = Finding(criterion, present=True, confidence=0.8, evidence=quotes)
    return settled(found)


def _merged(
    items: Iterable[_Found], key: Callable[[_Found], str], both: Callable[[_Found, _Found], _Found]
) -> tuple[_Found, ...]:
    merged: dict[str, _Found] = {}
    for item in items:
        known = merged.get(key(item))
        merged[key(item)] = item if known is None else both(known, item)
    return tuple(merged.values())


def _first(one: Funding, _: Funding) -> Funding:
    return one


def _name(organisation: Organisation) -> str:
    return organisation.name.casefold()


def _sum(funding: Funding) -> str:
    return f"{funding.source.casefold()}|{funding.amount.casefold()}"


def _both_organisations(one: Organisation, other: Organisation) -> Organisation:
    """One organisation named twice: the stronger role, the sector that is known, the quotes of both."""
    return replace(
        one,
        sector=other.sector if one.sector is Sector.UNKNOWN else one.sector,
        role=min(one.role, other.role, key=_ROLES.index),
        acronym=one.acronym or other.acronym,
        evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
    )


def _contacts(earlier: tuple[Contact, ...], later: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """The contacts of both; one of last resort gives way to any that was offered."""
    merged = _merged([*earlier, *later], _channel, lambda one, other: other if one.last_resort else one)
    offered = tuple(contact for contact in merged if not contact.last_resort)
    return offered or merged


def _channel(contact: Contact) -> str:
    return (contact.email or contact.phone or contact.name).casefold()
