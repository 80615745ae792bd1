"""The sentences that show funding in, the phases of the summit for which they call it assured out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from classify.assessment import Phase
from classify.facts.surety import status_of
from classify.patterns import compiled
from classify.wording import table


def funded_phases(sentences: Collection[str], phases: Sequence[Phase]) -> tuple[Phase, ...]:
    """Return the phases, in order, that an assuring sentence about funds names as what they are for."""
    assuring = [s for s in sentences if _funds().search(s) and status_of(s, 0, len(s)) == "assured"]
    return tuple(phase for phase in phases if phase.named and any(_for(phase.named).search(s) for s in assuring))


@cache
def _funds() -> re.Pattern[str]:
    return compiled(table("timing")["funds"], {})


@lru_cache(maxsize=64)
def _for(named: tuple[str, ...]) -> re.Pattern[str]:
    """A word of purpose before one of the names."""
    return compiled(["{for}(?:{named})"], {"for": tuple(table("timing")["for_phase"]), "named": named})
