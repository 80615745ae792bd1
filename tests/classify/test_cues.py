"""Cues: language, signals, headings, denial and contradiction decide whether a pattern counts."""

import re

import pytest

from classify.cues import Cue, Reading, by_language, denied, hits
from classify.text.passages import Passage, Section


def _reading(text, *, language="en", heading="", signals=()):
    passage = Passage("m", "body", None, 0, len(text), text, language, heading, Section.BODY)
    return Reading(passage, frozenset(signals))


def _found(cue, reading):
    return [reading.passage.text[h.start : h.end] for h in hits(by_language([cue]), reading)]


MONEY = re.compile("funds")


def test_a_cue_meets_passages_of_its_language_and_any_meets_all():
    """An English cue is not tried on French; a cue of any language is."""
    assert _found(Cue("7a", "en", MONEY), _reading("the funds")) == ["funds"]
    assert not _found(Cue("7a", "en", MONEY), _reading("the funds", language="fr"))
    assert _found(Cue("7a", "any", MONEY), _reading("the funds", language="fr")) == ["funds"]


def test_signals_are_needed_or_must_be_lacking():
    """A cue counts only in the company that it asks for."""
    needing = Cue("7a", "en", MONEY, needs=frozenset({"future"}))
    lacking = Cue("7a", "en", MONEY, lacks=frozenset({"question"}))

    assert _found(needing, _reading("funds", signals=["future"]))
    assert not _found(needing, _reading("funds"))
    assert _found(lacking, _reading("funds"))
    assert not _found(lacking, _reading("funds", signals=["question"]))


def test_a_heading_is_needed_and_a_headline_is_none():
    """A cue bound to a heading counts under a short label, not under a long headline with the same word."""
    cue = Cue("7a", "en", MONEY, heading=re.compile("budget"))

    assert _found(cue, _reading("funds", heading="budget"))
    assert not _found(cue, _reading("funds", heading="partners"))
    assert not _found(cue, _reading("funds", heading="the ministry will present its budget in the spring"))


def test_what_speaks_against_a_hit_stands_in_its_part_of_the_sentence():
    """In a long sentence another part may speak of other money: the hit counts, and the next one is tried."""
    cue = Cue("7a", "en", MONEY, aside=re.compile("sought"))

    assert _found(cue, _reading("the funds came in May; volunteers are sought")) == ["funds"]
    assert not _found(cue, _reading("the funds of May are sought"))
    assert _found(cue, _reading("funds are sought for 2005, but the funds of 2004 came")) == ["funds"]


def test_a_contradiction_silences_the_passage():
    """A pattern that speaks against the cue wins."""
    cue = Cue("7a", "en", MONEY, unless=re.compile("seek"))

    assert _found(cue, _reading("we have funds"))
    assert not _found(cue, _reading("we seek funds"))


def test_a_denied_place_is_skipped_for_a_later_one():
    """The first place is denied, the second is not: the second is the hit."""
    cue = Cue("7a", "en", MONEY, lacks=frozenset({"negated"}))
    reading = _reading("There are no funds; the bank gives funds.")

    (hit,) = hits(by_language([cue]), reading)

    assert hit.start == reading.passage.text.rindex("funds")
    assert not _found(cue, _reading("There are no funds."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("there are no funds", True),
        ("it has not yet any funds", True),
        ("il n'y a pas de funds", True),
        ("sin funds", True),
        ("not in May, but funds", False),
        ("It did not rain. The funds", False),
        ("the funds", False),
    ],
)
def test_a_denial_governs_its_clause(text, expected):
    """A denial reaches a few words in its clause and not beyond it."""
    assert denied(text, text.index("funds")) is expected
