"""Open points and their questions: exactly what is missing, in the rubric's order, at most seven."""

from __future__ import annotations

from dataclasses import replace

import pytest

from classify.assessment import Contact, Standing
from notify.asks import CONTACT, MOST, chosen, open_points, questions
from notify.errors import LetterError

UNMET = Standing.UNMET
CANNOT_TELL = Standing.CANNOT_TELL


@pytest.mark.parametrize(
    ("missing", "standings", "expected"),
    [
        ("", {}, ""),
        ("6e 6d", {}, "6d 6e"),
        ("6d 6e 6f 6a 6b", {"P6": UNMET}, "6d 6e 6f 6a 6b"),
        ("7c", {}, "7c"),
        ("7a 7c", {"P7": UNMET}, "7a 7c"),
        ("3a", {"P3": UNMET}, "3a"),
        ("4b", {}, "4b"),
        ("1a 1c", {"P1": UNMET}, "1a 1c"),
        ("5b", {"P5": UNMET}, "5c"),
        ("2b", {}, "2b"),
        ("3a 7c 6d", {}, "6d 7c 3a"),
        ("7c", {"P7": Standing.MET}, ""),
        # silence on principles 2 and 5 is normal: asked last, and only along with something else
        ("2a 2b", {"P2": CANNOT_TELL}, ""),
        ("5b 2a 2b 7c", {"P2": CANNOT_TELL, "P5": CANNOT_TELL}, "7c 5c 2a 2b"),
        # elsewhere it only comes from a file that could not be read
        ("7c", {"P7": CANNOT_TELL}, "7c"),
    ],
)
def test_open_points_follow_the_rubric_s_order(make_assessment, rubric, missing, standings, expected):
    """Only missing criteria of principles that are not met are open, most decisive first."""
    assert " ".join(open_points(make_assessment(missing, standings), rubric)) == expected


@pytest.mark.parametrize(
    ("missing", "there", "expected"),
    [
        ("7a 7c", "7d", "7c"),
        ("6a 6d", "6c", "6d"),
        ("2a 2b", "2c", "2a"),
        ("5b", "5w", "5c"),
        ("7a 7c", "7b", "7a 7c"),
        ("6f", "6g", "6f"),
    ],
)
def test_one_of_several_ways_is_enough(make_assessment, rubric, missing, there, expected):
    """A gift in kind is a source, an objective is an aim; a sum or one partner's role is not enough."""
    assessment = make_assessment(missing)
    judgements = tuple(
        replace(j, findings=tuple(replace(f, present=f.present or f.criterion == there) for f in j.findings))
        for j in assessment.judgements
    )
    assert " ".join(open_points(replace(assessment, judgements=judgements), rubric)) == expected


@pytest.mark.parametrize(
    ("contacts", "asked"),
    [
        ((), True),
        ((Contact("Amina", "", "a@x.example"),), False),
        ((Contact("Amina", "", "", "+221 33"),), False),
        ((Contact("Amina"),), True),
        ((Contact("", "Desk", "a@x.example"),), True),
        ((Contact("Amina", "", "a@x.example", last_resort=True),), True),
    ],
)
def test_contact_is_asked_for_when_none_is_complete(make_assessment, rubric, contacts, asked):
    """A name with a channel, offered in the text, is enough; the From header is not."""
    assert open_points(make_assessment(contacts=contacts), rubric) == ((CONTACT,) if asked else ())


def test_a_rubric_may_name_contact_itself(make_assessment, rubric):
    """Whether or not the rubric's order lists the contact, it is asked for once."""
    listed = replace(rubric, ask_order=(*rubric.ask_order, CONTACT))
    assert open_points(make_assessment("7c", contacts=()), listed) == ("7c", CONTACT)


def test_nobody_is_asked_for_contrary_words(make_assessment, rubric):
    """Even where the rubric's order names one, a criterion that speaks against a principle is not asked for."""
    odd = replace(rubric, ask_order=("2x", "2b", "4c"))
    assert open_points(make_assessment("2b 4b"), odd) == ("2b",)


def test_both_ways_open_are_asked_once(make_assessment, rubric):
    """Where the rubric lists both an outcome and objectives, one question is asked, for the first."""
    both = replace(rubric, ask_order=("6c", "6a"))
    assert open_points(make_assessment("6a"), both) == ("6c",)


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("6d 6e 7c", "6d 6e 7c"),
        ("6d 6e 6f 7a 7c 4a 4b 3a 1a", "6d 6e 6f 7a 4a 3a 1a"),
        ("6d 6e 6f 7a 7c 4a 4b 3a", "6d 6e 6f 7a 7c 4a 3a"),
        ("6d 6e 6f 6a 6b 7a 4a 3a 1a 5c contact", "6d 6f 6a 6b 7a 4a 3a"),
    ],
)
def test_at_most_seven_points_one_for_each_question_first(rubric, points, expected):
    """Every question that is put names its most decisive point; what room is left tells the rest."""
    asks = chosen(tuple(points.split()), rubric)
    assert " ".join(asks) == expected
    assert len(asks) <= MOST


def _texts(points, rubric, language="en", asks=None):
    points = tuple(points.split())
    return [(q.criterion, q.label, q.text) for q in questions(asks or chosen(points, rubric), points, rubric, language)]


def test_target_and_date_are_one_question(rubric):
    """What one sentence answers is asked in one paragraph."""
    assert _texts("6d 6e", rubric) == [("6d", "Label 6d, label 6e", "Question 6d? Question 6e?")]
    assert _texts("6e", rubric) == [("6e", "Label 6e", "Question 6e?")]


def test_question_for_a_whole_principle(rubric):
    """A principle of which nothing is there yet is asked by its own question, under its own name."""
    assert _texts("7a 7c", rubric) == [("7a", "Funding arrangements", "Question P7?")]
    assert _texts("5c", rubric) == [("5c", "Value added", "Question P5?")]


def test_question_for_a_part(rubric):
    """Where a part is there already, only the other parts are asked for, in their own words if they have any."""
    worded = replace(rubric, principles=tuple(
        replace(p, criteria=tuple(replace(c, question={"en": f"Own {c.id}?"}) for c in p.criteria)) for p in rubric.principles
    ))  # fmt: skip
    assert _texts("7c", worded) == [("7c", "Funding arrangements", "Own 7c?")]
    assert _texts("1a 1c", worded) == [("1a", "Objective", "Own 1a? Own 1c?")]
    assert _texts("2b", worded) == [("2b", "Voluntary nature", "Own 2b?")]
    assert _texts("4a 4b", worded) == [("4a", "Multi-stakeholder approach", "Question P4?")]
    assert _texts("3a", worded) == [("3a", "Link with agreed outcomes", "Question P3?")]
    assert _texts("7a 7c", worded) == [("7a", "Funding arrangements", "Question P7?")]
    assert _texts("7c", rubric) == [("7c", "Funding arrangements", "Question P7?")]


def test_a_question_asks_for_points_that_had_no_room(rubric):
    """Seven questions with eight points: the eighth is asked in its question although its id is not among the seven."""
    points = "6d 6e 6f 6a 6b 7a 4a 3a"
    assert "6e" not in chosen(tuple(points.split()), rubric)
    assert _texts(points, rubric)[0][2] == "Question 6d? Question 6e?"


def test_points_chosen_by_a_person_are_worded_too(rubric):
    """Asking for something that the program does not hold open works all the same."""
    assert [q[0] for q in _texts("7c", rubric, asks=("3a", "6b"))] == ["3a", "6b"]


def test_contact_leaves_its_words_to_the_letter(rubric):
    """The rubric has no words for the contact; the letter's template has."""
    assert _texts("contact", rubric) == [(CONTACT, "", "")]


def test_questions_speak_the_letter_s_language(rubric):
    """Labels and questions come in the language asked for, else in English."""
    assert _texts("6f", rubric, "fr") == [("6f", "FR label 6f", "FR Question 6f?")]
    assert _texts("6f", rubric, "ru") == [("6f", "Label 6f", "Question 6f?")]


def test_signs_are_set_as_printers_do(rubric):
    """Straight apostrophes turn; French signs keep to their word by a narrow no-break space."""
    p6 = rubric.principle("P6")
    plain = replace(
        p6,
        criteria=tuple(
            replace(c, question={"fr": "Qu'attendez-vous : quoi ?", "en": "What's next : who ?"}) for c in p6.criteria
        ),
    )
    typed = replace(rubric, principles=tuple(plain if p.id == "P6" else p for p in rubric.principles))
    assert _texts("6f", typed, "fr")[0][2] == "Qu’attendez-vous\u202f: quoi\u202f?"
    assert _texts("6f", typed, "en")[0][2] == "What’s next : who ?"


def test_unknown_criteria_are_refused(rubric):
    """An id that the rubric does not know is a mistake, not a blank question."""
    with pytest.raises(LetterError, match="9z"):
        questions(("9z",), (), rubric, "en")


def test_a_rubric_without_words_is_refused(rubric):
    """A criterion without words in the language or English makes no letter."""
    p6 = rubric.principle("P6")
    mute = replace(
        rubric, principles=(replace(p6, question={}, criteria=tuple(replace(c, question={}) for c in p6.criteria)),)
    )
    with pytest.raises(LetterError, match="6f"):
        questions(("6f",), (), mute, "en")
