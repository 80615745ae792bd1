"""The findings of a principle in, its judgement out: the standing, how sure it is, and one plain sentence why.

The wording is that of the call's officers: "appears unmet: no statement of … was found", never "fails".
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from itertools import product

from classify.assessment import Finding, Judgement, Phase, Principle, Standing
from classify.facts.funded_phases import funded_phases
from classify.standings import standing

_MORE_OF_THE_SAME = frozenset({"2c", "3c", "4c", "4d", "5w", "6g"})
"""Criteria that make a good case better; nobody is told that they were not found."""
_ONE_QUESTION = ({"5a", "5b", "5c"},)
"""Criteria that are decided as one: whether any of them holds. Their doubts are not counted again."""
_NUMBER = re.compile(r"\d+")


def judgement(
    principle: Principle,
    found: Mapping[str, Finding],
    organisations: int,
    *,
    phases: Sequence[Phase] = (),
    unread: int = 0,
    foreign: str = "",
    wholly: bool = False,
) -> Judgement:
    """Return the judgement of one principle.

    `organisations` counts the named partners and funders; `unread` counts documents that could not be read: then an
    absence decides nothing. `foreign` names a language for which there are no cues, with the same effect; where
    the text is `wholly` in it, nothing is decided. `phases` are those of the summit: the reason says for which of them
    funding is assured.
    """
    findings = tuple(found[criterion.id] for criterion in principle.criteria)
    present = {finding.criterion for finding in findings if finding.present}
    contrary = [c.id for c in principle.criteria if c.contrary and c.id in present]
    stands = standing(principle.id, present, organisations)
    if stands is Standing.UNMET and (unread or foreign) and not _shown_by(principle.id, contrary):
        stands = Standing.CANNOT_TELL
    if wholly:
        stands, unread = Standing.CANNOT_TELL, 0
    reason = _reason(principle, findings, stands, unread=unread, foreign=foreign)
    if stands in (Standing.MET, Standing.PARTIAL):
        reason += _assured_for(findings, phases)
    confidence = _confidence(principle.id, findings, stands, organisations)
    return Judgement(principle.id, stands, confidence, findings, reason)


def _shown_by(principle_id: str, contrary: Sequence[str]) -> bool:
    """Only evidence that it is not voluntary speaks for itself; every other unmet rests on something not found."""
    return principle_id == "P2" and bool(contrary)


def _confidence(principle_id: str, findings: Sequence[Finding], stands: Standing, organisations: int) -> float:
    """How likely the standing is when each finding is as sure as it says: all ways to be wrong that change nothing count.

    Unmet for want of several things is as sure as all those absences together.
    """
    if stands is Standing.CANNOT_TELL:
        return 0.5
    likely = 0.0
    apart = _apart(findings)
    for right in product((True, False), repeat=len(apart)):
        present = {f.criterion for f, so in zip(apart, right, strict=True) if f.present is so}
        if standing(principle_id, present, organisations) is stands:
            likely += math.prod(f.confidence if so else 1 - f.confidence for f, so in zip(apart, right, strict=True))
    return round(likely, 2)


def _apart(findings: Sequence[Finding]) -> list[Finding]:
    """The findings with one for each question: of those decided as one, the surest presence, else the least sure absence."""
    apart = [finding for finding in findings if not any(finding.criterion in group for group in _ONE_QUESTION)]
    for group in _ONE_QUESTION:
        together = [finding for finding in findings if finding.criterion in group]
        present = [finding for finding in together if finding.present]
        if present:
            apart.append(max(present, key=lambda finding: finding.confidence))
        elif together:
            apart.append(min(together, key=lambda finding: finding.confidence))
    return apart


def _reason(principle: Principle, findings: Sequence[Finding], stands: Standing, *, unread: int, foreign: str) -> str:
    label = {criterion.id: criterion.label["en"] for criterion in principle.criteria}
    contrary = {criterion.id for criterion in principle.criteria if criterion.contrary}
    shown = _listed([label[f.criterion] for f in findings if f.present and f.criterion not in contrary])
    against = _listed([label[f.criterion] for f in findings if f.present and f.criterion in contrary])
    missing = _listed(
        [
            f.searched or label[f.criterion]
            for f in findings
            if f.criterion not in contrary and _worth_naming(f, findings)
        ],
        "or",
    )
    found = f"Found: {shown}. " if shown else ""
    silence = f"no statement of {missing} was found" if missing else ""
    number = _NUMBER.findall(principle.id)[0]
    if stands is Standing.CANNOT_TELL:
        return f"{found}Principle {number} cannot be told: {_undecided(unread, foreign)}."
    if stands is Standing.UNMET:
        grounds = "; ".join(part for part in (f"the text shows {against}" if against else "", silence) if part)
        return f"{found}Principle {number} appears unmet: {grounds}."
    told = f"Also noted: {against}. " if against else ""
    rest = f"{silence[0].upper()}{silence[1:]}." if silence and stands is Standing.PARTIAL else ""
    return f"{found}{told}{rest}".rstrip()


def _assured_for(findings: Sequence[Finding], phases: Sequence[Phase]) -> str:
    """For which phases funding is assured, where the sentences that show the assurance (7c) say so."""
    quotes = [" ".join(e.quote.split()) for f in findings if f.criterion == "7c" and f.present for e in f.evidence]
    named = [f"the {phase.name['en']}" for phase in funded_phases(quotes, phases)]
    return f" Funding is assured for {_listed(named)}." if named else ""


def _undecided(unread: int, foreign: str) -> str:
    if unread:
        return f"{unread} document{'s' if unread > 1 else ''} could not be read"
    return f"texts in this language ({foreign}) are not judged" if foreign else "the text gives nothing to judge by"


def _worth_naming(finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether an absence is named: not one that a neighbour covers or that asks for more of the same."""
    present = {f.criterion for f in findings if f.present}
    covered = {"4b": "4a" not in present, "6a": True, "6c": "6a" in present}
    return not finding.present and finding.criterion not in _MORE_OF_THE_SAME and not covered.get(finding.criterion)


def _listed(words: Sequence[str], last: str = "and") -> str:
    """Words in a row; semicolons part those that hold commas themselves."""
    if len(words) < 2:
        return "".join(words)
    comma, before_last = ("; ", "; ") if any("," in word for word in words) else (", ", " ")
    return f"{comma.join(words[:-1])}{before_last}{last} {words[-1]}"
