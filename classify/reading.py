"""A Submission in, its passages read one by one out: the signals that their words give and the cues that hold in each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from classify.assessment import Organisation
from classify.cues import Hit, Reading, by_language, hits
from classify.facts.quantities import Quantities, quantities
from classify.naming import Naming
from classify.rubric import Rules
from classify.signals import read
from classify.text.passages import passages
from intake.message import Submission


@dataclass(frozen=True, slots=True)
class Heard:
    """The passages of a submission in order, and for each the cues of criteria that hold in it."""

    readings: tuple[Reading, ...]
    hits: tuple[tuple[Hit, ...], ...]
    organisations: tuple[Organisation, ...] = ()
    """Those that the texts name, once somebody has looked for them."""

    @property
    def judged(self) -> Heard:
        """Those passages alone whose words may show a criterion."""
        kept = [n for n, reading in enumerate(self.readings) if reading.passage.section.judged]
        return Heard(tuple(self.readings[n] for n in kept), tuple(self.hits[n] for n in kept), self.organisations)


class Reader:
    """Reads submissions by the cues of one rubric; built once."""

    def __init__(self, rules: Rules, limit: int) -> None:
        """`limit` characters of a submission are read at most."""
        self.quantities: dict[str, Quantities] = quantities(rules.lexicons)
        self._signals = by_language(rules.signal_cues)
        self._cues = by_language(rules.criteria_cues)
        self._naming = Naming(rules.profile)
        self._limit = limit

    def read(self, submission: Submission) -> Heard:
        """Return every passage with its signals; cues are looked for where words may show a criterion."""
        readings = []
        for passage in passages(submission, self._limit):
            known = self.quantities.get(passage.language) or self.quantities["en"]
            readings.append(read(passage, self._signals, known))
        named = self._naming.signals([reading.passage.flat for reading in readings])
        readings = [replace(r, signals=r.signals | more) for r, more in zip(readings, named, strict=True)]
        held = (tuple(hits(self._cues, r)) if r.passage.section.judged else () for r in readings)
        return Heard(tuple(readings), tuple(held))
