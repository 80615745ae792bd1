"""The nouns between cues and findings: what speaks for a criterion, how much, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from classify.assessment import Evidence


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that speaks for a criterion, with its weight and where it stands."""

    weight: float
    evidence: tuple[Evidence, ...]
    adds_up: bool = False
    """Several weak signs together are worth more than the best of them."""


Signs = dict[str, list[Sign]]
"""Criterion id → its signs."""
