"""What speaks for something new and for something running in, which of the two a text describes out (principle 5).

Announcing words decide where there are any. Else the verbs do: a text that mostly says what will be done describes
something new, one that says what is and was describes something running.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from classify.assessment import Finding, Phase, Timing
from classify.cues import Reading
from classify.signs import Sign, Signs
from classify.text.layout import Form

_NEW = ("5a", "5b", "5c")
_BY_VERBS = 0.55
"""Weight of a finding that rests on the tense of the verbs alone."""
_IN_TITLE = 2
"""What an announcement in the very first passage counts for."""
_SENTENCE = 40
"""Characters from which a passage is taken for a sentence with a verb."""


def novelty(signs: Mapping[str, Sequence[Sign]], judged: Sequence[Reading]) -> Signs:
    """Return the signs of principle 5 as they stand after weighing new against running."""
    new = {quote for criterion in _NEW for sign in signs.get(criterion, ()) for quote in sign.evidence}
    running = {quote for sign in signs.get("5d", ()) for quote in sign.evidence}
    ahead = _with("ahead", judged)
    first = judged[0].passage.evidence() if judged else None
    weight = len(new) + _IN_TITLE * (first in new)
    if new and (ahead or weight > len(running)):
        return {"5d": [], "5e": []}
    if new:
        return {criterion: [] for criterion in _NEW}
    if len(ahead) > len(running) and not signs.get("5w"):
        return {"5b": [Sign(_BY_VERBS, tuple(r.passage.evidence() for r in ahead))], "5d": []}
    if not running and (told := _with("told", judged)):
        return {"5d": [Sign(_BY_VERBS, tuple(r.passage.evidence() for r in told))]}
    return {}


def announced_at_a_phase(
    found: Mapping[str, Finding], timing: Timing | None, phases: Iterable[Phase]
) -> dict[str, Finding]:
    """The findings with an origin in the process (5a) where a sentence that announces (5b) dates it to the days of a phase.

    A day of the months before is recent, and nothing more: most of what is announced then has no tie with the summit.
    """
    result = dict(found)
    new, origin = found.get("5b"), found.get("5a")
    if new and origin and timing and new.present and not origin.present and _on_days_of(timing, phases):
        quotes = tuple(quote for quote in timing.evidence if quote in new.evidence)
        if quotes:
            result["5a"] = replace(new, criterion="5a", evidence=quotes)
    return result


def _on_days_of(timing: Timing, phases: Iterable[Phase]) -> bool:
    first, last = timing.earliest, timing.latest
    return first is not None and last is not None and any(p.start <= first and last <= p.end for p in phases)


def _with(signal: str, judged: Sequence[Reading]) -> list[Reading]:
    return [
        reading
        for reading in judged
        if signal in reading.signals
        and reading.passage.form is not Form.HEADING
        and len(reading.passage.text) >= _SENTENCE
    ]
