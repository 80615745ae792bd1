"""A reading and the organisations of its text in, whether it says who acts out: by name, as "we", or by a kind of party."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classify.actors.forms import forms_of
from classify.assessment import Organisation, Role
from classify.cues import Reading
from classify.text.layout import Form
from classify.wording import table

_WORDS = table("tasks")
_PARTY = re.compile(
    rf"\b(?:{'|'.join(_WORDS['speakers'])}|{'|'.join(_WORDS['people'])}"
    rf"|(?:(?:{'|'.join(_WORDS['determiners'])})\s|l['’]\s?)(?:[a-zà-ÿ-]{{3,14}}\s){{0,2}}(?:{'|'.join(_WORDS['kinds'])}))\b",
    re.IGNORECASE,
)
_ARTICLE = r"(?:[Tt]he |[Ll]es? |[Ll]a |[Ll]['’]|[Ee]l |[Ll]os |[Ll]as )"
_CAPITAL = r"[A-ZÀ-Ý][\w'’-]{0,40}"
_NAME_ACTS = re.compile(
    r"(?:^|[.;:,]\s|\b(?:and|et|y|while|tandis que|mientras)\s)"
    rf"(?:{_ARTICLE}{_CAPITAL}|{_CAPITAL}\s{_CAPITAL}|[A-ZÀ-Ý]{{3,12}}|{_CAPITAL}[^\Ws](?=:?\s[a-zà-ÿ]{{2,14}}[^\Wsui]s\s))"
    r"(?:\s[A-ZÀ-Ý(][\w'’()-]{0,40}){0,5}:?\s(?:s['’]|se\s)?(?!(?:is|are|was|were|like|as|has|es|est|son|sont)\b)"
    r"[a-zà-ÿ]{1,14}(?:[^\Wui]s|ent|e|an|a|ra|rá|ont|t)\s"
)
"""A name that nobody knows at the head of a clause, and a verb."""


def says_who(reading: Reading, organisations: Sequence[Organisation]) -> bool:
    """Return whether the passage is more than a heading and names a party: an organisation, "we", or "the university"."""
    if reading.passage.form is Form.HEADING:
        return False
    text = reading.passage.flat
    if _PARTY.search(text) or _NAME_ACTS.search(text):
        return True
    taking_part = [organisation for organisation in organisations if organisation.role is not Role.MENTION]
    return any(next(form.places(text), None) for organisation in taking_part for form in forms_of(organisation))
