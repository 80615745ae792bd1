"""The initiative's title, and two or three of the sender's own sentences that say what, who, where and for whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classify.layout import Form
from classify.passages import Passage, Section
from intake.message import Submission

_PREFIX = re.compile(
    r"^(?:(?:re|fw|fwd|aw|wg|tr|rv|res|enc|vs|sv|antw|rif|ref|objet|asunto|subject)\s*(?:\[\d+\])?\s*[:：]\s*|\[[^\]]{1,40}\]\s*)",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"^(?:(?:for )?(?:immediate )?(?:press|media|news) (?:release|statement|note|announcement)|(?:for )?immediate release|communiqu[ée] de presse|nota de prensa|comunicado(?: de prensa)?|pressemitteilung|"
    r"title|titre|t[íi]tulo|project (?:title|name)|name of (?:the )?(?:project|initiative|partnership)|nom du projet|nombre del proyecto|submission|partnership submission|call for partnerships?)"
    r"(?:\s*[:：–—-]+\s*|\s*$)",
    re.IGNORECASE,
)
_TITLE_LABEL = re.compile(
    r"^(?:project |initiative |partnership |programme |program )?(?:title|name)(?: of (?:the )?(?:project|initiative|partnership|programme|program))?$|^titre(?: du projet| de l.initiative)?$|^nom (?:du projet|de l.initiative)$|"
    r"^t[íi]tulo(?: del proyecto)?$|^nombre (?:del proyecto|de la iniciativa)$",
    re.IGNORECASE,
)
_LIMIT = 300


def find_title(submission: Submission, passages: Sequence[Passage]) -> str:
    """Return the initiative's own name where a field gives it, else the headline, else the subject."""
    for passage in passages:
        if passage.form is Form.FIELD and _TITLE_LABEL.match(passage.heading):
            value = _clean(passage.flat.partition(":")[2])
            if value:
                return value
    headline = _headline(passages)
    return headline or _clean(submission.message.subject)


def _headline(passages: Sequence[Passage]) -> str:
    for passage in passages[:6]:
        if passage.section is Section.HEADING:
            title = _clean(passage.flat)
            if len(title.split()) > 1:
                return title
    return ""


def _clean(text: str) -> str:
    """Without reply prefixes, "Press release" and marks of a heading."""
    text = " ".join(text.split())
    while True:
        shorter = _RELEASE.sub("", _PREFIX.sub("", text)).strip(" #*_=\t")
        if shorter == text:
            return text[:_LIMIT].strip(" .:-–—") if not text.endswith("...") else text[:_LIMIT]
        text = shorter


def find_description(passages: Sequence[Passage]) -> str:
    """Return two or three of the sender's own sentences, verbatim, in the order of the text."""
    sentences = [
        p
        for p in passages
        if p.section in (Section.BODY, Section.FORWARDED) and p.form is Form.PROSE and len(p.flat.split()) >= 8
    ]
    return " ".join(p.flat for p in sentences[:3])
