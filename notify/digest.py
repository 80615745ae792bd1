"""A day's summary into the digest: one headline, sections only where there is something, and the balance of mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

from classify.assessment import Rubric
from intake.text import one_line
from notify.glance import Glance, glance
from notify.letter import Letter
from notify.render import Renderer
from notify.shown import defanged
from store.record import Case, DaySummary, Stuck

HTML_BYTES = 100_000
"""Mail clients cut a message at 102 KB; the headers and the transfer encoding are not counted there."""
SECTIONS = (
    "review", "complete", "held", "new", "answered", "waiting", "unreadable", "quarantined", "undelivered",
)  # fmt: skip
"""What may stand in a digest, in order: what a person must do, what happened, what is stuck."""
MOST_LINES = 140
"""Cases and things that are listed, over all sections, when even one line for each would be too many."""
MOST_REASONS = 12
"""Reasons for refusal that are named."""


class Detail(IntEnum):
    """How much is said of each case; less where the digest would be cut by mail clients."""

    BRIEF = 0
    """One line."""
    NAMES = 1
    """Flagged principles by name alone."""
    SHORT = 2
    """What is missing, without what was found."""
    FULL = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One case in one section; a case that stood in an earlier section is only named again."""

    case: Glance
    repeated: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the digest: cases, or letters, files and messages that are stuck."""

    name: str
    """`review`, `complete`, … as the template names and introduces it."""
    entries: tuple[Entry, ...] = ()
    stuck: tuple[Stuck, ...] = ()
    more: int = 0
    """How many are not listed."""

    @property
    def count(self) -> int:
        """How many cases or things belong to the section."""
        return len(self.entries) + len(self.stuck) + self.more


def compose_digest(summary: DaySummary, renderer: Renderer, rubric: Rubric, language: str = "en") -> Letter:
    """Write the digest of one day; LetterError when there is no digest in this language or a value is missing.

    The HTML stays below what mail clients show (100 full cases fit); beyond that less is said of each case, never
    of fewer cases in the headline.
    """
    sections = _sections(summary, rubric, language)
    template = f"digest/{language}.jinja"
    for detail in reversed(Detail):
        values = _values(summary, rubric, language, _fitting(sections, detail), detail)
        html = renderer.html(template, "shared/digest.html", values)
        if len(html.encode()) <= HTML_BYTES:
            break
    return Letter(
        kind="digest",
        language=language,
        subject=one_line(renderer.text(template, "shared/subject.txt", values), 250),
        text=renderer.text(template, "shared/digest.txt", values).strip() + "\n",
        html=html.strip() + "\n",
    )


def _sections(summary: DaySummary, rubric: Rubric, language: str) -> tuple[Section, ...]:
    """Make the sections in order; empty ones are left out, and a case is told whole only once."""
    told: set[str] = set()
    sections = []
    for name in SECTIONS:
        listed: tuple[Case, ...] | tuple[Stuck, ...] = getattr(summary, name)
        entries = [
            Entry(glance(item, rubric, summary.until, language), item.reference in told)
            for item in listed
            if isinstance(item, Case)
        ]
        told |= {entry.case.reference for entry in entries}
        stuck = tuple(_fit(item) for item in listed if isinstance(item, Stuck))
        if listed:
            sections.append(Section(name, tuple(entries), stuck))
    return tuple(sections)


def _fit(stuck: Stuck) -> Stuck:
    """Make what strangers wrote fit to show."""
    return Stuck(defanged(stuck.what, 60), defanged(stuck.subject, 110), stuck.since, defanged(stuck.reason, 240))


def _fitting(sections: tuple[Section, ...], detail: Detail) -> tuple[Section, ...]:
    if detail is not Detail.BRIEF:
        return sections
    most = MOST_LINES // max(len(sections), 1)
    return tuple(
        replace(s, entries=s.entries[:most], stuck=s.stuck[:most], more=max(s.count - most, 0)) for s in sections
    )


def _values(
    summary: DaySummary, rubric: Rubric, language: str, sections: tuple[Section, ...], detail: Detail
) -> Mapping[str, object]:
    balance = summary.balance
    return {
        "language": language,
        "call": rubric.call,
        "day": summary.day,
        "since": summary.since,
        "until": summary.until,
        "sections": sections,
        "counts": dict.fromkeys(SECTIONS, 0) | {section.name: section.count for section in sections},
        "detail": detail.name.lower(),
        "balance": balance,
        "refused": tuple((defanged(reason, 110), count) for reason, count in balance.refused[:MOST_REASONS]),
        "refused_count": sum(count for _, count in balance.refused),
        "set_aside": tuple((defanged(kind, 40), count) for kind, count in summary.set_aside if count),
        "principles": tuple((p.id.removeprefix("P"), p.name.get(language) or p.name["en"]) for p in rubric.principles),
    }
