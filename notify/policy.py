"""How freely letters may leave: a mode, an age, caps, and whom to trust."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """What happens to a letter that nothing speaks against."""

    AUTO = "auto"
    """It leaves by itself."""
    REVIEW = "review"
    """It waits until a person approves it."""
    OFF = "off"
    """None is written."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The secretariat's rules for answering; the defaults are the careful ones of RFC 3834 and its neighbours.

    A cap says how many letters may leave in that time; the next one waits for a person.
    """

    mode: Mode = Mode.AUTO
    max_age_days: int = 3
    """Mail that is older when it is first judged waits for a person: nobody expects a machine's answer to it."""
    per_sender_day: int = 1
    per_sender_week: int = 3
    per_domain_hour: int = 20
    per_hour: int = 60
    per_day: int = 500
    rounds: int = 2
    """Times that one case is asked before a person takes over."""
    min_confidence: float = 0.5
    """Below this confidence that the mail is a submission, the letter waits."""
    min_certainty: float = 0.3
    """The letter waits when any of its claims, that a point is missing or a principle unmet, is less sure than this."""
    require_authentication: bool = True
    languages: tuple[str, ...] = ("en", "fr", "es")
    """Those that letters exist in; others are answered in the first one."""
