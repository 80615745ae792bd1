"""A sum in its sentence in, how surely it is the undertaking's own out: by learnt weights of words and marks, and by rules.

The weights are in `words/sums.toml`, made by `tests/training/sums.py` from labelled texts; the rules are the lists of
`words/money.toml`. Together they say more than either: rules know what is rare, weights know what is usual.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from classify.cues import Reading
from classify.facts.calendars import CALENDARS
from classify.facts.sums import expression
from classify.text.layout import Form
from classify.wording import table

_AROUND = 120
"""Characters on both sides of a sum that say whose money it is."""
_STEM = 6
_ROW_WORDS = 25
"""A row or an item of a list that is no longer than this tells of its sum without a verb."""
_WORD = re.compile(r"[^\W\d_]+")
_HUGE = re.compile(r"billion|milliard|mil millones|trillion|crore", re.IGNORECASE)
_LARGE = re.compile(r"mill|mn\b|\dm\b|thousand|\bmil\b|lakh", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_RULE = 0.6
"""What the rules weigh beside the learnt weights."""
_LEAST = 0.4


def belongs(reading: Reading, start: int, end: int, role: str) -> bool:
    """Whether the sum at a place of a passage is one for the undertaking; `role` is that of whoever pays it.

    In a language without word lists nothing tells one sum from another: a person is shown all of them.
    """
    if reading.passage.language in CALENDARS:
        return True
    learnt = table("sums")
    weight = learnt["bias"] + sum(learnt["weights"].get(mark, 0.0) for mark in marks(reading, start, end, role))
    surely: float = weight + (_RULE if follows_rules(reading, start, end, role) else -_RULE)
    return round(surely, 2) >= _LEAST


def marks(reading: Reading, start: int, end: int, role: str) -> frozenset[str]:
    """What is learnt from: the beginnings of the words around, the size of the sum, its payer, its setting."""
    return frozenset(_marks(reading, start, end, role))


def _marks(reading: Reading, start: int, end: int, role: str) -> Iterator[str]:
    text, amount = reading.passage.flat, reading.passage.flat[start:end]
    around = text[max(0, start - _AROUND) : start] + " " + text[end : end + _AROUND]
    yield from (word[:_STEM] for word in _WORD.findall(around) if len(word) > 2 and word[0].islower())
    yield f"payer {role or 'none'}"
    yield f"form {reading.passage.form.value}"
    length = len(text.split())
    yield "sentence short" if length < 12 else "sentence long" if length > 30 else "sentence middling"
    if is_money_heading(reading):
        yield "heading money"
    if _YEAR.search(around):
        yield "year beside"
    if amount[:1].islower():
        yield "sum roughly"
    if _HUGE.search(amount):
        yield "sum huge"
    elif _LARGE.search(amount):
        yield "sum large"
    elif sum(map(str.isdigit, amount)) <= 3:
        yield "sum tiny"


def follows_rules(reading: Reading, start: int, end: int, role: str) -> bool:
    """Whether the lists take the sum for the undertaking's, by its heading, its form and the words around it."""
    text = reading.passage.flat
    around = text[max(0, start - _AROUND) : end + _AROUND]
    in_kind = expression("in_kind").search(text, start, end)
    if expression("prices").search(around) or (not in_kind and expression("worlds").search(around)):
        return False
    if role or is_money_heading(reading) or expression("ours").search(around):
        return True
    if expression("span").search(text, start, end):
        return True
    return reading.passage.form in (Form.ROW, Form.BULLET, Form.FIELD) and len(text.split()) <= _ROW_WORDS


def is_money_heading(reading: Reading) -> bool:
    """Whether the heading or field that a passage stands in speaks of money."""
    return expression("heading_line").fullmatch(reading.passage.label.strip()) is not None
