"""Targets, time frames and sums: which figures of a text are promises of this undertaking."""

import time

import pytest

from classify.assessment import Evidence, Organisation, Role, Sector
from classify.cues import by_language
from classify.facts.dates import find_dates
from classify.facts.funding import find_funding, is_sum
from classify.facts.quantities import quantities
from classify.facts.targets import find_targets
from classify.rubric import load_rules
from classify.signals import read
from classify.text.passages import passages

RULES = load_rules()
KNOWN = quantities(RULES.lexicons)
SIGNALS = by_language(RULES.signal_cues)
FUND = Organisation("Lake Foundation", Sector.CIVIL, Role.FUNDER, "LF", (Evidence("body", None, 0, 4, "Lake"),))
FIRM = Organisation("Sanni Telecom", Sector.PRIVATE, Role.PARTNER)


def _readings(submission):
    found = passages(submission, 10_000)
    return [read(p, SIGNALS, KNOWN.get(p.language) or KNOWN["en"]) for p in found]


def _targets(submission):
    return [target.text.strip() for target in find_targets(_readings(submission), KNOWN)]


def _dates(submission):
    return [frame.text for frame in find_dates(_readings(submission), KNOWN)]


def _funding(submission, organisations=()):
    return [(f.source, f.amount, f.status) for f in find_funding(_readings(submission), organisations)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The partners will equip 35 schools and train 1,200 teachers.", ["35 schools", "1,200 teachers"]),
        ("Expected results:\n- 740 adults\n- 12 workshops", ["740 adults", "12 workshops"]),
        ("We aim to reach at least 5 million young people.", ["at least 5 million young people"]),
        ("In 2004 the centre is running 6 workshops.", ["6 workshops"]),
        ("Our goal is to reach 20% of the villages.", ["20% of the villages"]),
        ("The network has already trained 740 adults.", []),
        ("We have helped to train 740 adults.", []),
        ("They will improve the health of the country's 53,000 people.", []),
        ("This will be the 20th centre of the network.", []),
        ("Growth will fall by most (20 %), as in other regions.", []),
        ("The union has members in 150 countries.", []),
        ("In the district 40,000 people lack clean water.", []),
        ("We will spend 200,000 dollars.", []),
        ("The plan will have 2016 sites.", []),
        ("We will train 100-120 teachers.", ["100-120 teachers"]),
        ("Will 40 schools take part?", []),
        ("In 2004 the partners will equip 40 schools.", ["40 schools"]),
        ("By the rains of 2006, 3,600 beehives are to hang in the valley.", ["3,600 beehives"]),
        ("The club trains forty-five masons before the harvest of 2005.", ["forty-five masons"]),
        ("Deliverables:\n- 212 lamps by June 2006\n- at least 80 wells", ["212 lamps", "at least 80 wells"]),
        ("We plan to equip most of the 300 schools of the province.", ["300 schools"]),
        ("In three years 2,150 calls have been taken by the desk.", []),
        ("The board had the honour to award five scholarships.", []),
        ("They will tell the 9,000 followers of the page about it.", []),
        ("The system will move to Amber 2.0 which brings maps.", []),
        ("The project will work on two levels.", []),
        ("According to Amberstat 86% of waste comes from farms.", []),
    ],
)
def test_only_promised_numbers_are_targets(write, text, expected):
    """Results reached, sizes, needs, sums, ordinals and years are no targets."""
    assert _targets(write(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The schools will be connected by the end of 2005.", ["by the end of 2005"]),
        ("The partners will work over the next three years.", ["over the next three years"]),
        ("A two-year project will train them.", ["two-year project"]),
        ("Time-frame: January 2004 - December 2006", ["January 2004 - December 2006"]),
        ("Time-frame: - 2015", ["2015"]),
        ("Time-frame: 2014-02-01 - on-going", []),
        ("Time-frame: 2014 -", []),
        ("It started in January 2003.", []),
        ("The conference will be held from 3 June 2004 to 5 June 2004.", []),
        ("You will have to send entries by 1 May 2004, the deadline.", []),
        ("The office grew from 1999 to 2003.", []),
        ("Will it end by 2005?", []),
        ("In 2005 the partners will open ten centres.", ["In 2005"]),
        ("The agreement runs for thirty-six months.", ["agreement runs for thirty-six months"]),
        ("The last mast shall stand by Easter 2005.", ["by Easter 2005"]),
        ("Completion: third quarter of 2005", []),
        ("- 40 wells dug before the rains of 2005", ["before the rains of 2005"]),
        ("She led a 12-month project that kicked off in April 2003.", []),
        ("In one year since the commitment the club has trained many.", []),
        ("Iris sold bread for 26 years at the same bus stop.", []),
        ("After six months, we are pleased to report that it works.", []),
    ],
)
def test_only_ends_and_durations_of_results_are_time_frames(write, text, expected):
    """A start alone, "ongoing", events and deadlines are no time frames."""
    assert _dates(write(text)) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Nous avons pour but d’installer une trentaine d’ordinateurs.", ["une trentaine d’ordinateurs"]),
        ("es", "La empresa contempla la entrega a 90 escuelas.", ["90 escuelas"]),
        ("fr", "Le lycée, qui compte plus de deux mille élèves, recevra les machines.", []),
    ],
)
def test_french_and_spanish_targets(write, language, text, expected):
    """Rounded numbers and verbs of planning promise; the size of a school does not."""
    assert _targets(write(text, language=language)) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Le contrat est conclu pour cinq ans.", ["pour cinq ans"]),
        ("fr", "Au terme de trois ans, les écoles seront reliées.", ["Au terme de trois ans"]),
        ("es", "Las salas deben estar listas antes del 3 de mayo de 2005.", ["antes del 3 de mayo de 2005"]),
        ("es", "De aquí a octubre de 2005 habrá diez foros.", ["De aquí a octubre de 2005"]),
        ("es", "Entre 2014 y 2023 la región tendrá el menor crecimiento.", []),
        ("fr", "Entre 2001 et 2003, les prix ont baissé pour atteindre le plancher.", []),
        ("fr", "Le rapport à paraître sera un bilan couvrant les années de 1990 à 2000.", []),
    ],
)
def test_french_and_spanish_time_frames(write, language, text, expected):
    """Ends and lengths count; what a report covers, what was looked at and what is forecast does not."""
    assert _dates(write(text, language=language)) == expected


def test_a_figure_that_was_asked_for_needs_no_verb(write):
    """After our question, the bare number or date is the answer."""
    readings = _readings(write("40 schools\nJune 2004 to May 2005"))

    assert [t.text for t in find_targets(readings, KNOWN, answered=True)] == ["40 schools"]
    assert [f.text for f in find_dates(readings, KNOWN, answered=True)] == ["June 2004 to May 2005"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Lake Foundation granted USD 200,000.", ("Lake Foundation", "USD 200,000", "assured")),
        ("The LF will contribute $1.5 million to it.", ("Lake Foundation", "$1.5 million", "assured")),
        ("We are seeking $150,000 for the second year.", ("", "$150,000", "sought")),
        ("We expect EUR 40 000 for this project.", ("", "EUR 40 000", "expected")),
        ("Budget: 40,000 euros", ("", "40,000 euros", "unknown")),
    ],
)
def test_a_sum_has_its_source_and_status(write, text, expected):
    """Who pays, how much as written, and how sure it is."""
    assert _funding(write(text), (FUND, FIRM))[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The market is worth $30 billion worldwide.",
        "The bank has a portfolio of $100 billion.",
        "The plan creates USD 88 million in economic value.",
        "Does it cost 200 dollars?",
        "The hat was 20 dollars.",
        "Since 1998 the foundation has given away 40 million euros.",
        "The laptops cost 300 dollars apiece.",
        "Aid to the islands came to $2 billion, according to the OECD.",
        "Le marché régional pèse 300 millions d'euros.",
        "Les exportations ont atteint 40 millions d'euros.",
        "Las exportaciones llegaron a 800 millones de soles.",
        "El precio de la suscripción es de 45 balboas.",
    ],
)
def test_sums_of_the_world_are_no_funding(write, text):
    """Markets, portfolios and values created are not the undertaking's money."""
    assert _funding(write(text)) == []


def test_resource_lines_of_a_form_are_kept_as_written(write):
    """What is given in kind is listed with its giver; a sum in the same line stays a sum, of whoever its own item names."""
    text = "Resources: Financing (in USD) : 25,000 USD; Staff / Technical expertise : Sanni Telecom engineers"

    found = find_funding(_readings(write(text)), (FIRM,))

    assert [(f.source, f.amount) for f in found] == [
        ("", "25,000 USD"),
        ("Sanni Telecom", "Sanni Telecom engineers"),
    ]
    assert [is_sum(f) for f in found] == [True, False]


def test_a_funder_without_a_sum_is_listed(write):
    """A source is worth keeping when nobody says how much; a mere partner is none."""
    assert _funding(write("The Lake Foundation pays."), (FUND, FIRM)) == [("Lake Foundation", "", "unknown")]


@pytest.mark.parametrize("piece", ["1,", "000 000 ", "twenty-", "until the ", "by the end of the ", "3 May 2004 "])
def test_figures_of_a_hostile_text_are_read_in_time(write, piece):
    """Numbers and dates without end are read in about a second, not in minutes."""
    started = time.perf_counter()
    _readings(write(piece * (3_000 // len(piece))))

    assert time.perf_counter() - started < 5
