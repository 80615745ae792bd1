"""The sentences that show funding in, the phases of the summit for which they call it assured out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from classify.assessment import Phase
from classify.facts.sums import find_sums
from classify.facts.surety import status_of
from classify.patterns import compiled
from classify.wording import table


def funded_phases(sentences: Collection[str], phases: Sequence[Phase]) -> tuple[Phase, ...]:
    """Return the phases, in order, that an assuring sentence about funds names as what they are for."""
    assuring = [sentence for sentence in sentences if _is_of_funds(sentence) and _assures(sentence)]
    return tuple(phase for phase in phases if phase.named and any(_for(phase.named).search(s) for s in assuring))


def _is_of_funds(sentence: str) -> bool:
    return bool(_words("funds").search(sentence)) or any(find_sums(sentence))


def _assures(sentence: str) -> bool:
    """Whether it says so in words that hold for sums, or for funds in general; in doubt it does not."""
    status = status_of(sentence, 0, len(sentence))
    return status == "assured" or (status == "unknown" and _words("assuring").search(sentence) is not None)


@cache
def _words(key: str) -> re.Pattern[str]:
    return compiled(table("timing")[key], {})


@lru_cache(maxsize=64)
def _for(named: tuple[str, ...]) -> re.Pattern[str]:
    """A word of purpose before one of the names."""
    return compiled(["{for}(?:{named})"], {"for": tuple(table("timing")["for_phase"]), "named": named})
