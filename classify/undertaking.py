"""Organisations in, the partners without the undertaking itself out: what the text calls a partnership is no partner of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classify.assessment import Organisation, Role
from classify.cues import Reading

_UNDERTAKING = (
    r"(?:partnership|alliance|initiative|project|programme|program|campaign|partenariat|projet|campagne|"
    r"alianza|iniciativa|proyecto|programa|campaña)"
)
_IS_ONE = rf"(?:,)?\s(?:is|was|will be|est|sera|es|será)\s(?:an?|the|our|une?|l[ea']|notre|una?|el|la|nuestr[oa])\s(?:[\w-]+\s){{0,3}}?{_UNDERTAKING}\b"
_CALLED_ONE = rf"\b{_UNDERTAKING},?\s(?:(?:called|named|appelée?|nommée?|llamad[oa]|denominad[oa])\s)?[\"“«'‘]?"


def partners_of(organisations: Sequence[Organisation], readings: Sequence[Reading]) -> list[Organisation]:
    """Return the partners of whom a task is expected: all but those that a judged passage calls a partnership or project.

    Where fewer than two others are named all stay: then the body that runs it may bear its name.
    """
    partners = [o for o in organisations if o.role is Role.PARTNER]
    text = "\n".join(reading.passage.flat for reading in readings if reading.passage.section.judged)
    others = [o for o in partners if not _is_undertaking(o, text)]
    return others if len(others) > 1 else partners


def _is_undertaking(organisation: Organisation, text: str) -> bool:
    name = re.escape(re.sub(r"\s*\([^)]*\)$", "", organisation.name))
    return (
        re.search(rf"(?<!\w){name}(?:\s\([^()]{{1,40}}\))?{_IS_ONE}|{_CALLED_ONE}{name}(?!\w)", text, re.IGNORECASE)
        is not None
    )
