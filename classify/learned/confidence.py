"""A decision and its distance from the border in, how often such a decision was right out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

SUREST = 0.98
"""No method here is surer than this."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Log-odds of being right: `slope` times the distance, and a bias for each label on either side of its border."""

    slope: float
    present: Mapping[str, float]
    absent: Mapping[str, float]

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Calibration:
        """Return what training wrote down."""
        return cls(settings["slope"], settings["present"], settings["absent"])

    def settings(self) -> dict[str, Any]:
        """Return what training writes down."""
        return {"slope": self.slope, "present": dict(self.present), "absent": dict(self.absent)}

    def confidence(self, label: str, margin: float) -> float:
        """Return how often a decision on this label, this far from its border, was right on texts held out in training."""
        bias = (self.present if margin >= 0 else self.absent)[label]
        return likely(bias + self.slope * abs(margin))


def likely(log_odds: float) -> float:
    """Return the likelihood that log-odds stand for, in hundredths, never beyond what any method here can know."""
    return min(SUREST, round(1 / (1 + math.exp(-log_odds)), 2))
