"""Who does what: tasks of partners, mere presence, and what the writer says of "us"."""

import numpy as np
import pytest

from classify.assessment import Finding, Organisation, Role, Sector
from classify.criteria import Criteria, Facts
from classify.learned.sentences import Scores
from classify.novelty import novelty
from classify.reading import Reader
from classify.rubric import load_rules
from classify.signs import Sign
from classify.tasks import Tasks

RULES = load_rules()
READER = Reader(RULES, 10_000)
TASKS = Tasks(RULES.lexicons)
CRITERIA = Criteria(RULES.rubric, RULES.searched, TASKS)
LAKE = Organisation("Lake Telecom, Inc.", Sector.PRIVATE, Role.PARTNER, "LTI")
UNION = Organisation("Union of Libraries (UoL)", Sector.CIVIL, Role.PARTNER)


def _readings(submission):
    return READER.read(submission).readings


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Lake Telecom will install the links.", "en"),
        ("LTI provides the servers.", "en"),
        ("Lake Telecom (LTI), a firm of the region, trains the nurses.", "en"),
        ("Lake Telecom and the Union of Libraries train the nurses.", "en"),
        ("The courses are managed by Lake Telecom in the south.", "en"),
        ("Lake Telecom announced that it will install the links.", "en"),
        ("Lake Telecom formera les infirmières.", "fr"),
        ("Le portail est géré par Lake Telecom dans le sud.", "fr"),
        ("Lake Telecom capacitará a las enfermeras.", "es"),
        ("Resources: In-kind contribution : two engineers of Lake Telecom", "en"),
    ],
)
def test_a_task_is_a_verb_or_a_gift_of_the_organisation(write, text, language):
    """What it will do, does, runs or gives states its role."""
    assert TASKS.of(LAKE, _readings(write(text, language=language)))


@pytest.mark.parametrize(
    "text",
    [
        "Lake Telecom has joined the alliance.",
        "Partners: Lake Telecom; Union of Libraries",
        "Will Lake Telecom train the nurses?",
        "Lake Telecom",
        "Lake Telecom hopes to explore possible projects.",
        "Lake Telecom, Train Union and the Boat Guild belong to it.",
        "A partnership of Lake Telecom, supported by the state, exists.",
        "The Boat Guild and Lake Telecom agreed to implement joint activities.",
        "Lake Telecom signed the agreement.",
        "Resources: Other, please specify : Online services Zoom, Lake Telecom",
    ],
)
def test_presence_is_no_task(write, text):
    """Joining, being listed, being asked about and exploring state no role."""
    assert TASKS.of(LAKE, _readings(write(text))) is None


def test_taking_part_is_told_from_being_idle(write):
    """Who joins takes part; who is only listed does not."""
    assert TASKS.part_of(LAKE, _readings(write("Lake Telecom has joined the alliance.")))
    assert TASKS.part_of(LAKE, _readings(write("Partners: Lake Telecom"))) is None


def test_a_language_without_verbs_states_nothing(write):
    """No role is read into a text that cannot be read."""
    readings = _readings(write("Lake Telecom 将培训四十名教师。", language="zh"))

    assert TASKS.of(LAKE, readings) is None
    assert TASKS.of_the_writer(readings) is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Lake Telecom will install the links. The Union of Libraries trains the nurses.", "6f"),
        ("Lake Telecom will install the links. Partners also: Union of Libraries", "6g"),
        ("Lake Telecom hires drivers. The Union of Libraries weighs books.", "6f"),
        ("The Union of Libraries trains nurses. We will install the links.", "6f"),
        ("Lake Telecom has joined the alliance. The Union of Libraries has joined too.", None),
    ],
)
def test_all_or_some_or_no_roles(write, text, role):
    """6f when everybody has a part and somebody a task, 6g when some have, neither when nobody has."""
    found = CRITERIA.find(READER.read(write(text)).judged, Facts(organisations=(LAKE, UNION)))

    assert [c for c in ("6f", "6g") if found[c].present] == ([role] if role else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A new programme was announced. It has worked since 1994.", "5b"),
        ("The partners will open a centre in the north of the country next to the harbour.", "5b"),
        ("The centre has been active since 1994 and offers courses to people of the region.", "5d"),
        ("The centre was a place of learning for people of the whole region and beyond it.", "5d"),
        ("A place of learning for people of the whole region and of the harbour beyond it.", None),
        ("The renewed support helps us do more, and the partners will go on with the work of the year.", "5w"),
    ],
)
def test_new_is_weighed_against_running(write, text, expected):
    """Announcing words come first, then the tense of the verbs; without either nothing is said."""
    found = CRITERIA.find(READER.read(write(text)).judged, Facts())

    assert [c for c in ("5a", "5b", "5c", "5w", "5d", "5e") if found[c].present] == ([expected] if expected else [])


def test_one_new_word_in_an_old_story_is_not_enough(write):
    """Where the present is told at length, one announcing word far down does not make it new."""
    readings = _readings(write("It runs since 1994. It is active since 1995. A new project was there."))
    old = [Sign(0.6, (r.passage.evidence(),)) for r in readings[:2]]
    new = [Sign(0.6, (readings[2].passage.evidence(),))]

    assert novelty({"5b": new, "5d": old}, readings) == {"5a": [], "5b": [], "5c": []}
    assert novelty({"5b": new, "5d": []}, readings) == {"5d": [], "5e": []}


MINISTRY = Organisation("Ministry of Fisheries", Sector.GOVERNMENT, Role.MENTION)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Partners at work.\n\n| Partner | Task |\n| Ministry of Fisheries | inspects the boats |\n", "en"),
        ("Qui :\n\n| Partenaire | Rôle |\n| Ministry of Fisheries | les bateaux |\n", "fr"),
        ("Quién:\n\n| Socio | Compromiso |\n| Ministry of Fisheries | elabora los partes |\n", "es"),
        ("Roles of the partners:\n\n- Ministry of Fisheries: inspects the boats\n- Others: help\n", "en"),
        ("Who does what: the Ministry of Fisheries weighs the boats; others help.", "en"),
    ],
)
def test_a_list_of_tasks_makes_a_partner(write, text, language):
    """A row, a bullet or a field of tasks states the task of whoever stands at its head."""
    readings = _readings(write(text, language=language))

    assert TASKS.of(MINISTRY, readings)


def test_a_table_without_tasks_gives_none(write):
    """A table of partners and countries says nothing of what they do."""
    text = "Partners at work.\n\n| Partner | Country |\n| Ministry of Fisheries | Norway |\n"

    readings = _readings(write(text))

    assert TASKS.of(MINISTRY, readings) is None
    assert not TASKS.lists(MINISTRY, readings)


def test_rows_end_where_the_table_ends(write):
    """A sentence below the table is prose again."""
    text = "We are many.\n\n| Partner | Task |\n| Others | pay |\n\nThe day was long.\n\n| Ministry of Fisheries | Oslo |\n"

    assert not TASKS.lists(MINISTRY, _readings(write(text)))


def test_a_name_deep_in_a_row_is_no_partner_by_it(write):
    """Only who stands at the head of a row is listed with a task; whoever is named in it is told of."""
    text = "We share.\n\n| Partner | Task |\n| Lake Telecom | writes every week to the Ministry of Fisheries of the land |\n"
    readings = _readings(write(text))

    assert TASKS.lists(LAKE, readings)
    assert not TASKS.lists(MINISTRY, readings)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Ministry provides the forecasts.", True),
        ("The Ministry of Health provides the forecasts.", False),
        ("A Ministry provides the forecasts.", False),
    ],
)
def test_a_name_is_taken_up_again_by_its_head_word(write, text, told):
    """A ministry that is taken up as "the Ministry" is the one that was named; another ministry with its own name is not."""
    assert bool(TASKS.of(MINISTRY, _readings(write(text)))) is told


def test_what_several_do_in_one_sentence_is_not_yet_shared_responsibility(write):
    """Who decides, owns or brings in what makes a responsibility shared, not that two are named with one verb."""
    facts = Facts(organisations=(LAKE, UNION))
    together = CRITERIA.find(READER.read(write("Lake Telecom and the Union of Libraries train nurses.")).judged, facts)
    by_board = CRITERIA.find(READER.read(write("A board with two seats for each partner decides.")).judged, facts)

    assert not together["2b"].present
    assert by_board["2b"].present


class _Scored:
    """A weighing that meaning alone decides: it sees a role in every passage, and no shared responsibility."""

    def weighed(self, found, _scores, judged, _searched):
        quotes = tuple(reading.passage.evidence() for reading in judged)
        role = Finding("6g", present=not found["6f"].present, confidence=0.8, evidence=quotes)
        return {**found, "6g": role, "2b": Finding("2b", present=False, confidence=0.8)}


MEANT = Criteria(RULES.rubric, RULES.searched, TASKS, _Scored())
NOTHING = Scores((), np.zeros((0, 0), np.float32), np.zeros((0, 0), np.float32))


@pytest.mark.parametrize(
    ("text", "organisations", "role"),
    [
        ("Online library, newsletter, radio drama.", (LAKE, UNION), None),
        ("For the winter the university keeps a room.", (LAKE, UNION), "6g"),
        ("For the winter the university keeps a room.", (LAKE,), "6f"),
        ("Lake Telecom hires drivers. Partners also: Union of Libraries", (LAKE, UNION), "6g"),
    ],
)
def test_a_role_that_meaning_finds_is_somebodys(write, text, organisations, role):
    """Where no party is named nobody has a role; of a single organisation one task is enough."""
    found = MEANT.find(READER.read(write(text)).judged, Facts(organisations=organisations), NOTHING)

    assert [c for c in ("6f", "6g") if found[c].present] == ([role] if role else [])


@pytest.mark.parametrize(("text", "shared"), [("The chair rotates every year.", True), ("A chair is red.", False)])
def test_shared_responsibility_that_rules_found_stands(write, text, shared):
    """Meaning does not take back what the words say of who decides."""
    found = MEANT.find(READER.read(write(text)).judged, Facts(organisations=(LAKE, UNION)), NOTHING)

    assert found["2b"].present is shared
