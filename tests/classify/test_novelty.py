"""What tells something new from something running, by its words; and which announcement has its origin at the summit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from classify.assess import Assessor
from classify.assessment import Evidence, Finding, Timing
from classify.criteria import signs_of
from classify.novelty import announced_at_a_phase, novelty
from classify.rubric import load

PHASES = load().phases
READER = Assessor(by_rules_alone=True).reader
SAID = Evidence("body", None, 0, 20, "It was launched then.")
OTHER = Evidence("body", None, 30, 50, "They signed it later.")
NEW = {
    "5a": Finding("5a", present=False, confidence=0.8),
    "5b": Finding("5b", present=True, confidence=0.9, evidence=(SAID,)),
}
AT_TUNIS = Timing(
    "17 November", date(2005, 11, 17), date(2005, 11, 17), "second phase, Tunis", during=True, evidence=(SAID,)
)


def test_an_announcement_on_the_days_of_a_phase_has_its_origin_there():
    """The sentence that announces and dates it is the evidence, as sure as the announcement."""
    found = announced_at_a_phase(NEW, AT_TUNIS, PHASES)
    assert found["5a"] == Finding("5a", present=True, confidence=0.9, evidence=(SAID,))
    assert found["5b"] == NEW["5b"]


@pytest.mark.parametrize(
    "timing",
    [
        None,
        Timing("", reason="Nobody says when."),
        replace(AT_TUNIS, earliest=date(2005, 3, 1), latest=date(2005, 3, 1), during=False),
        replace(AT_TUNIS, earliest=date(2005, 11, 1), latest=date(2005, 11, 30)),
        replace(AT_TUNIS, evidence=(OTHER,)),
    ],
    ids=["nothing judged", "no date", "months before", "that month", "another sentence"],
)
def test_less_than_that_is_no_origin(timing):
    """Neither a recent date, nor a span that only touches the phase, nor a date in a sentence that announces nothing."""
    assert announced_at_a_phase(NEW, timing, PHASES) == NEW


def test_what_is_not_new_has_no_origin():
    """Without an announcement found, the day decides nothing; an origin that was found keeps its own evidence."""
    old = NEW | {"5b": replace(NEW["5b"], present=False)}
    assert announced_at_a_phase(old, AT_TUNIS, PHASES) == old
    origin = NEW | {"5a": Finding("5a", present=True, confidence=0.7, evidence=(OTHER,))}
    assert announced_at_a_phase(origin, AT_TUNIS, PHASES) == origin


def _told(submission):
    """The kinds of principle 5 that the words of a text show."""
    judged = READER.read(submission).judged
    signs = signs_of(judged)
    signs.update(novelty(signs, judged.readings))
    return {criterion for criterion in ("5b", "5c", "5w", "5d") if signs.get(criterion)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Amber Trust and Lake Radio have entered into a compact on village studios.", "5b"),
        ("Lake Radio undertakes to give every village of the shore a free half hour.", "5b"),
        ("Lake Radio commits to continue its free half hour for every village.", "5d"),
        ("The Amber Trust is proud to be part of a circle of rural stations.", ""),
        ("The circle seeks to create a shared archive of songs.", "5b"),
        ("We are currently setting up a shared archive of songs.", "5b"),
        ("The archive is managed by the Amber Trust and is open to all listeners.", "5d"),
        ("The circle of rural stations now adds a school of sound in Lower Valley.", "5c"),
        ("Two more villages joined this year, Upper Ford and Salt Hill.", "5c"),
        ("We are looking for partners to extend the archive of songs.", "5w"),
        ("Time-frame: May 1999 - open-ended", "5d"),
        ("L'Amicale des ondes et la mairie de Belval ont conclu un pacte pour les studios.", "5b"),
        ("La Radio du Lac s'engage à offrir une demi-heure à chaque village du rivage.", "5b"),
        ("La Radio du Lac s'engage à poursuivre son aide aux villages du rivage.", "5d"),
        ("Le projet ouvre un second volet pour les écoles des îles.", "5c"),
        ("Radio Laguna y la alcaldía de Belvalle han suscrito un pacto para los estudios.", "5b"),
        ("Nos comprometemos a ofrecer media hora gratuita a todas las aldeas de la orilla del lago.", "5b"),
        ("El archivo de canciones está abierto para todos, sin cambios, y sigue igual.", "5d"),
        ("Se abre una segunda sede en Puerto Viejo para las escuelas.", "5c"),
    ],
)
def test_words_tell_new_from_running(write, text, told):
    """A compact, a pledge or something added is new; what goes on, is run by somebody or is open-ended is running."""
    assert told in _told(write(text)) if told else not _told(write(text)) & {"5b", "5c"}
