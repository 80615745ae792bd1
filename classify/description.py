"""The initiative's title, and two or three of the sender's own sentences that say what, who, where and for whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from classify.initiative import LIKELY, find_name
from classify.text.layout import Form
from classify.text.passages import Passage, Section
from classify.wording import pattern
from intake.message import Document, Submission, ZoneKind

_LIMIT = 300
_SENTENCES = 3
_OPENING = 12
"""How many sentences from the top the description is chosen from; what comes later tells details."""
_LEAST_WORDS = 8
_FULL = 40
"""Words of a sentence that tells as much as one can."""
_WORTH_A_THIRD = 1.0
_WEIGHTS = {
    "actions": 1.0,
    "purposes": 0.4,
    "joint": 0.3,
    "ahead": 0.3,
    "speech": -0.5,
    "narrator": -0.6,
    "asides": -2.0,
}
"""What a sentence says, and how much that is worth; measured with labelled texts."""
_PART_NAMES = frozenset(
    {
        "description/achievement of initiative",
        "description",
        "summary",
        "overview",
        "background",
        "introduction",
        "home",
        "news",
    }
)
"""Headings that say what kind of part follows, never what it is about."""
_TERMINAL = re.compile(r"[.!?:;,]$")
_QUOTED = re.compile(r"[\"“«]\s?(?P<said>[^\"“”«»]{2,280}?)\s?[\"”»]")
_FRONT = re.compile(r"title\s{0,3}[=:]\s{0,3}[\"']?(?P<title>[^\"\n]{2,280}?)[\"']?\s*$")
"""A title among the fields that open a web page's source."""


def find_title(submission: Submission, passages: Sequence[Passage]) -> str:
    """Return the initiative's own name where a field gives it, else the headline, else the subject.

    Reply prefixes and labels such as "Press release" are left out; empty when nothing but those was written.
    """
    return next((title for title in _titles(submission, passages) if title), "")


def _titles(submission: Submission, passages: Sequence[Passage]) -> Iterator[str]:
    for passage in passages:
        label, colon, value = passage.flat[:_LIMIT].partition(":")
        if colon and pattern("titles", "labels").fullmatch(label.strip()):
            yield clean_title(_QUOTED.sub(r"\g<said>", value.strip()))
    headlines = [headline for headline in _headlines(submission) if headline]
    subject = clean_title(submission.message.subject)
    yield from (headline for headline in headlines if not _is_weak(headline))
    name = find_name(passages, subject)
    yield name if name in subject else ""
    yield "" if _is_weak(subject) else subject
    yield name or find_name(passages, subject, LIKELY)
    yield from headlines
    told = next((p for p in passages if p.section.judged and _tells(p)), None)
    yield clean_title(told.flat) if told is not None else ""


def _is_weak(headline: str) -> bool:
    """The opening of a letter, a date, the name of a form or part: what stands on top, but names nothing."""
    said = any(pattern("titles", key).match(headline) for key in ("weak", "letters"))
    return said or (headline[: headline.find(" ")].islower() and len(headline.split()) > 4)


def _headlines(submission: Submission) -> Iterator[str]:
    attached = [d for d in submission.documents[1:] if d.verdict.readable and d.text.strip()]
    for document in (submission.body, *attached):
        yield _headline(submission, document)


def _headline(submission: Submission, document: Document) -> str:
    """The first line of a document, when it stands alone and reads like a headline rather than a greeting."""
    start, end = _own_span(submission, document)
    lines = document.text[start : min(end, start + 4_000)].splitlines()
    filled = [n for n, line in enumerate(lines) if line.strip()]
    if filled and lines[filled[0]].strip() in {"---", "+++"}:
        front = (_FRONT.match(lines[n]) for n in filled[:20])
        return next((clean_title(match["title"]) for match in front if match), "")
    for number in filled[:4]:
        line = lines[number].strip(" #*_=\t")
        title = clean_title(line)
        if not title or title.casefold() in _PART_NAMES or (number != filled[-1] and _is_label(title)):
            continue
        wrapped = number + 1 < len(lines) and bool(lines[number + 1].strip())
        if pattern("titles", "letters").match(title) or pattern("titles", "greetings").match(title):
            return ""
        if len(title) > _LIMIT or (len(title.split()) < 2 and wrapped):
            return ""
        if _TERMINAL.search(line) and not line.endswith(("Inc.", "Ltd.", ".;", ";")) and len(title.split()) > 12:
            return ""
        runs_on = wrapped and len(line) > 60 and not _is_short(lines[number + 1])
        return "" if runs_on and (not line[0].isupper() or _is_wrapped(line, lines[number + 1])) else title
    return ""


def _is_label(title: str) -> bool:
    return len(title.split()) <= 12 and pattern("titles", "weak").match(title) is not None


def _is_wrapped(line: str, following: str) -> bool:
    """A sentence that goes on upon the next line."""
    return line[-1].islower() and following[:1].islower()


def _own_span(submission: Submission, document: Document) -> tuple[int, int]:
    """The writer's first words in the body, a forwarded mail when there are none; all of an attached file."""
    if document is not submission.body or not submission.zones:
        return 0, len(document.text)
    for kind in (ZoneKind.OWN, ZoneKind.FORWARDED):
        for zone in submission.zones:
            if zone.kind is kind and document.text[zone.start : zone.end].strip():
                return zone.start, zone.end
    return 0, 0


def _is_short(line: str) -> bool:
    return len(line.split()) < 8


def clean_title(text: str) -> str:
    """Return a subject or headline without reply prefixes, list tags and "Press release"."""
    text = " ".join(text.split())
    while True:
        shorter = pattern("titles", "dross").sub("", text, count=1).strip(" #*_=\t")
        if shorter == text:
            break
        text = shorter
    text = pattern("titles", "openings").sub("", text, count=1)
    text = pattern("titles", "tails").sub("", text).rstrip(" -–—:;,")
    text = text[:-1] if text.endswith(".") and not re.search(r"\b[A-Z]\w{0,3}\.$", text) else text
    return text if len(text) <= _LIMIT else text[: _LIMIT - 1].rstrip() + "…"


def find_description(passages: Sequence[Passage]) -> str:
    """Return two or three of the sender's own sentences, verbatim but for line breaks, in the order of the text.

    Sentences that say what is done, by whom and for whom count most, early ones more than late ones; quotations, greetings
    and lists do not count.
    """
    candidates = [p for p in passages if p.section in (Section.BODY, Section.FORWARDED) and _tells(p)][:_OPENING]
    worth = [_worth(passage, number) for number, passage in enumerate(candidates)]
    ranked = sorted(range(len(candidates)), key=lambda n: (-worth[n], n))
    chosen = [n for place, n in enumerate(ranked[:_SENTENCES]) if place < _SENTENCES - 1 or worth[n] > _WORTH_A_THIRD]
    return " ".join(_told(candidates[n]) for n in sorted(chosen))


def _tells(passage: Passage) -> bool:
    text = passage.flat
    if len(text.split()) < _LEAST_WORDS or passage.form is Form.ROW:
        return False
    return not pattern("titles", "greetings").match(text)


def _worth(passage: Passage, number: int) -> float:
    """Early, full sentences, and what they say: an action, an aim, a beneficiary, who acts together."""
    text = passage.flat
    worth = -0.25 * number + 2.0 * min(len(text.split()), _FULL) / _FULL
    worth += sum(weight for key, weight in _WEIGHTS.items() if pattern("titles", key).search(text))
    return worth - 1.0 * (passage.form is Form.BULLET)


def _told(passage: Passage) -> str:
    return " ".join(passage.text.split())
