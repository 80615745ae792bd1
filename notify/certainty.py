"""How sure a letter can be of what it says is missing: as sure as the least sure of its claims."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from classify.assessment import Assessment, Standing


def certainty(assessment: Assessment, asks: Collection[str]) -> float:
    """Return 0 to 1 for a letter that asks for these criteria; 1 where it claims nothing."""
    return min(_claims(assessment, asks), default=1.0)


def _claims(assessment: Assessment, asks: Collection[str]) -> Iterator[float]:
    """Yield how sure each claim is: that a point was not found, and that a principle appears unmet."""
    for judgement in assessment.judgements:
        asked = [finding.confidence for finding in judgement.findings if finding.criterion in asks]
        yield from asked
        if asked and judgement.standing is Standing.UNMET:
            yield judgement.confidence
