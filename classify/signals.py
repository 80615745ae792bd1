"""A passage in, its signals out: what the words say of time, certainty and denial, and what its form says."""

import re
from collections.abc import Mapping

from classify.cues import Cue, Reading, for_passage
from classify.facts.dates import may_be_timed
from classify.facts.quantities import Quantities
from classify.facts.targets import may_be_counted
from classify.text.layout import Form
from classify.text.passages import Passage

_RESOURCES = re.compile(r"resource|ressource|recurso", re.IGNORECASE)


def read(passage: Passage, cues: Mapping[str, tuple[Cue, ...]], known: Quantities) -> Reading:
    """Return the passage with its signals; an item of a list also has those of the words that introduce the list."""
    text = passage.flat
    told = {cue.target for cue in for_passage(cues, passage) if cue.pattern.search(text)}
    if passage.lead:
        told |= {
            cue.target
            for cue in for_passage(cues, passage)
            if cue.target in ("future", "committed", "past") and cue.pattern.search(passage.lead)
        }
    return Reading(passage, frozenset(told | set(_form(passage, text, known))))


def _form(passage: Passage, text: str, known: Quantities) -> list[str]:
    words = len(text.split())
    found = {
        "question": text.rstrip("\"'”’») ").endswith(("?", "？", "؟")),
        "heading_only": words <= 2 or (passage.form is Form.HEADING and words <= 5),
        "resource_line": _RESOURCES.search(passage.label) is not None,
        "money": known.money.search(text) is not None,
        "counted": may_be_counted(text, known),
        "timed": may_be_timed(text, known),
    }
    return [name for name, holds in found.items() if holds]
