"""When a partnership is announced, and for which phase of the summit: 2003 to 2005, and the Forum of today."""

from dataclasses import replace
from datetime import date

import pytest

from classify.assessment import Phase
from classify.cues import by_language
from classify.facts.quantities import quantities
from classify.facts.timing import find_timing, phase_of
from classify.rubric import load_rules
from classify.signals import read
from classify.text.passages import passages

RULES = load_rules()
SIGNALS = by_language(RULES.signal_cues)
KNOWN = quantities(RULES.lexicons)["en"]
GENEVA, TUNIS = "first phase, Geneva", "second phase, Tunis"
WRITTEN = date(2005, 3, 14)


def _timing(submission, written=WRITTEN, profile=RULES.profile, language="en"):
    readings = [read(passage, SIGNALS, KNOWN) for passage in passages(submission, 10_000)]
    return find_timing(readings, written, profile, language)


@pytest.mark.parametrize(
    ("text", "announced", "earliest", "latest"),
    [
        ("The union launched the alliance on 2 March 2005.", "2 March 2005", (2005, 3, 2), (2005, 3, 2)),
        ("The union and the bank launched it last month.", "last month", (2005, 2, 1), (2005, 2, 28)),
        ("Lima, 9 March 2005 – Today the union launched it.", "Today", (2005, 3, 9), (2005, 3, 9)),
        ("The alliance will be launched in June 2005.", "June 2005", (2005, 6, 1), (2005, 6, 30)),
        ("It was announced two months ago by both.", "two months ago", (2005, 1, 1), (2005, 1, 31)),
        ("L'alliance a été lancée le mois dernier.", "le mois dernier", (2005, 2, 1), (2005, 2, 28)),
        ("L'accord a été signé le 2 mars 2005 à Dakar.", "2 mars 2005", (2005, 3, 2), (2005, 3, 2)),
        ("La unión anunció hoy la alianza.", "hoy", (2005, 3, 14), (2005, 3, 14)),
        ("La red se lanzará en mayo de 2005.", "mayo de 2005", (2005, 5, 1), (2005, 5, 31)),
        ("Start date: 1 April 2005", "1 April 2005", (2005, 4, 1), (2005, 4, 1)),
    ],
)
def test_a_date_beside_an_announcing_verb_is_found(write, text, announced, earliest, latest):
    """A day, a month or a relative date, read against the text's own dateline or the day of the mail."""
    found = _timing(write(text, language="en"))

    assert (found.announced, found.earliest, found.latest) == (announced, date(*earliest), date(*latest))
    assert found.evidence[0].quote in text
    assert announced in found.evidence[0].quote


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("The alliance will be launched at the Tunis Summit.", TUNIS),
        ("The alliance will be announced during the second phase of the Summit.", TUNIS),
        ("The alliance was announced at the Summit in Geneva.", GENEVA),
        ("It will be launched at the World Summit on the Information Society.", TUNIS),
        ("L'alliance sera annoncée lors du Sommet de Tunis.", TUNIS),
        ("La alianza se anunciará durante la Cumbre de Túnez.", TUNIS),
    ],
)
def test_a_phase_that_is_named_as_the_occasion_is_the_date(write, text, phase):
    """The phase's own days are those of the announcement; without a place it is the phase to come."""
    found = _timing(write(text))

    assert (found.phase, found.during) == (phase, True)


@pytest.mark.parametrize(
    ("earliest", "latest", "phase"),
    [
        ((2003, 12, 11), (2003, 12, 11), GENEVA),
        ((2003, 2, 1), (2003, 2, 28), GENEVA),
        ((2004, 3, 1), (2004, 3, 31), ""),
        ((2004, 12, 1), (2004, 12, 1), TUNIS),
        ((2005, 1, 1), (2005, 12, 31), TUNIS),
        ((2006, 1, 1), (2006, 1, 31), ""),
    ],
)
def test_recent_is_as_long_as_the_profile_says(earliest, latest, phase):
    """Twelve months before a phase, unless the profile has another number."""
    found = phase_of(date(*earliest), date(*latest), RULES.profile)

    assert (found.name["en"] if found else "") == phase


def test_a_profile_with_a_longer_memory_finds_an_earlier_announcement():
    """The span before a phase is data."""
    patient = replace(RULES.profile, recent_months=24)

    assert phase_of(date(2004, 3, 1), date(2004, 3, 1), patient) is RULES.profile.phases[1]


def test_the_forum_of_today_is_one_more_phase(write):
    """Another profile, other days and names."""
    forum = Phase({"en": "WSIS Forum 2025"}, date(2025, 7, 7), date(2025, 7, 11), ("WSIS Forum(?: 2025)?",))
    today = replace(RULES.profile, phases=(*RULES.profile.phases, forum))
    found = _timing(write("We will launch the alliance at the WSIS Forum 2025."), date(2025, 4, 2), today)

    assert (found.phase, found.during, found.earliest) == ("WSIS Forum 2025", True, date(2025, 7, 7))
    assert _timing(write("It was launched last week."), date(2025, 4, 2), today).phase == "WSIS Forum 2025"


def test_the_phase_is_named_in_the_language_of_the_text(write):
    """A French text's phase has its French name."""
    found = _timing(write("L'alliance sera lancée le 16 novembre 2005.", language="fr"), language="fr")

    assert found.phase == "deuxième phase, Tunis"


@pytest.mark.parametrize(
    "text",
    [
        "The alliance will connect forty schools of the shore.",
        "The foundation was founded in 1989 and has been training teachers since 1998.",
        "The deadline for entries is 4 May 2005.",
        "Each village shall have opened its centre by the end of 2006.",
        "The firm was established in 2001 in Lima and serves forty schools.",
        "Le centre sera ouvert jusqu'en 2007.",
        "Will it be launched in May 2005?",
    ],
)
def test_silence_has_its_reason(write, text):
    """Foundings, deadlines and questions are no announcements; the value says that nothing was found."""
    found = _timing(write(text))

    assert (found.announced, found.earliest, found.phase, found.evidence) == ("", None, "", ())
    assert found.reason


def test_a_release_without_a_date_beside_its_verb_has_its_dateline(write):
    """The day that the text opens with, when it makes something known."""
    found = _timing(write("Lima, 9 March 2005 – The union launches the alliance of the shore."))

    assert (found.announced, found.phase) == ("9 March 2005", TUNIS)
