"""What the labels of a text say of the text."""

import pytest

from tests.corpus.texts import read_texts
from tests.eval.truth import of_labelled, of_record

TEXT = """=== one
# kind: submission
# genre: letter
# language: en
# title: Radio Meets Web
# organisation: Amber Trust | - | civil | partner | task
# organisation: City of Lund | - | local | partner | {task}
# organisation: Nordic Fund | - | civil | funder | -
# organisation: Sun Daily | - | private | mention | -
# contact: Ann Lee | Amber Trust | Ann@amber.example | +46 8 555 0147
# amount: EUR 240,000 | Nordic Fund | assured
[d 1a 1b 6c] Amber Trust puts village stations on the web.
[1c 6g] Amber Trust trains presenters for farmers.
[7a 7b] Nordic Fund gives EUR 240,000.
[!7b] The market is worth EUR 9 million.
"""


@pytest.fixture
def labelled(tmp_path):
    """The text, with a task of the second partner or without."""

    def read(task):
        path = tmp_path / "one.txt"
        path.write_text(TEXT.format(task=task), encoding="utf-8")
        return of_labelled(next(iter(read_texts(path))))

    return read


def test_organisations_are_counted(labelled):
    """Three partners and funders of two sectors state 4a and 4b, not 4c; a mention counts for nothing."""
    found = labelled("-")
    assert {c for c in found.criteria if c[0] == "4"} == {"4a", "4b"}
    assert [party.name for party in found.actors] == ["Amber Trust", "City of Lund", "Nordic Fund"]


def test_roles_are_all_or_some(labelled):
    """Every partner has a task: 6f. One has none: 6g, as the line says."""
    assert {c for c in labelled("task").criteria if c in ("6f", "6g")} == {"6f"}
    assert {c for c in labelled("-").criteria if c in ("6f", "6g")} == {"6g"}


def test_standings_follow_from_the_criteria(labelled):
    """By the rubric's rules: purpose and theme are there, no outcome of the Summit is, and money is not said to be assured."""
    standings = labelled("-").standings
    assert (standings["P1"], standings["P3"], standings["P5"], standings["P7"]) == (
        "met", "unmet", "cannot_tell", "partial",
    )  # fmt: skip


def test_lines_tell_quotes_description_and_false_sums(labelled):
    """The first line of a principle is its quote; what is described by `d` describes; `!7b` is another's sum."""
    found = labelled("-")
    assert found.quotes == (
        "Amber Trust puts village stations on the web.",
        "Amber Trust puts village stations on the web.",
        "Nordic Fund gives EUR 240,000.",
    )
    assert found.description == "Amber Trust puts village stations on the web."
    assert found.false_sums == ("The market is worth EUR 9 million.",)
    assert (found.emails, found.phones, found.amounts) == ({"ann@amber.example"}, {"85550147"}, ("EUR 240,000",))


def test_a_record_says_the_same_in_other_words():
    """Border cases are judged; a quote may be given by its place in the text."""
    record = {
        "id": "X1", "is_submission": "borderline", "language": "fr", "title": "Ondes",
        "sub_criteria": {"1a": 1, "1b": 0}, "principles": {"P1": "unmet"},
        "organisations": [{"name": "Amber Trust", "sector": "civil", "role": "partner"}],
        "contacts": [{"email": "A@b.example", "phone": ""}], "funding": [{"amount": "", "source": "x"}],
        "evidence": {"P1": [0, 5]}, "spans": [{"criterion": "1a", "quote": "Ondes"}],
        "description_sentences": ["Ondes est né.", "Il vit."],
    }  # fmt: skip
    found = of_record(record, "Ondes est né. Il vit.")
    assert found.judged
    assert found.criteria == {"1a"}
    assert found.quotes == ("Ondes",)
    assert found.description == "Ondes est né. Il vit."
    assert (found.emails, found.phones, found.amounts) == ({"a@b.example"}, frozenset(), ())


def test_a_record_of_something_else_states_nothing():
    """What is no submission has neither criteria nor standings, and may leave out the rest."""
    found = of_record({"id": "X2", "is_submission": "no", "sub_criteria": None, "principles": None}, "Hello")
    assert (found.judged, found.criteria, found.quotes) == (False, frozenset(), ())
