"""The rubric: shipped data load, wrong data are named by file and key, and another summit is only data."""

import re
import shutil
from datetime import date

import pytest

from classify.errors import RubricError
from classify.rubric import FOLDER, Profile, load, load_rules
from classify.tables import LANGUAGES

CRITERIA = (
    "1a 1b 1c 2a 2b 2c 2x 3a 3b 3c 3x 4a 4b 4c 4d 5a 5b 5c 5w 5d 5e 6a 6b 6c 6d 6e 6f 6g 7a 7b 7c 7d 7x".split()  # noqa: SIM905 - ids read best as words
)


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped data that a test may spoil."""
    return shutil.copytree(FOLDER, tmp_path / "principles")


def _spoil(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_rubric_has_seven_principles_and_all_criteria():
    """Every criterion of the rubric is there, once, in order."""
    rubric = load()

    assert [p.id for p in rubric.principles] == ["P1", "P2", "P3", "P4", "P5", "P6", "P7"]
    assert [c.id for p in rubric.principles for c in p.criteria] == CRITERIA
    assert {c.id for p in rubric.principles for c in p.criteria if c.contrary} == {"2x", "3x", "5d", "5e", "7x"}


def test_every_label_and_principle_question_is_in_three_languages():
    """No letter finds a hole: labels, names and questions exist in English, French and Spanish."""
    for principle in load().principles:
        for words in (principle.name, principle.question, *(c.label for c in principle.criteria)):
            assert all(words[language].strip() for language in LANGUAGES)
        for criterion in principle.criteria:
            assert len({bool(criterion.question[language]) for language in LANGUAGES}) == 1


def test_targets_dates_and_roles_are_asked_first():
    """The order of questions is that of the rubric: principle 6, then 7, 4, 3, 1, 5, 2."""
    order = load().ask_order

    assert order[:3] == ("6d", "6e", "6f")
    assert list(dict.fromkeys(i[0] for i in order)) == ["6", "7", "4", "3", "1", "5", "2"]


def test_every_criterion_that_words_can_show_has_examples():
    """Examples and counter-examples stand in all three languages beside the cues that they test."""
    counted = {"4a", "4b", "4c", "6f", "6g"}
    for example in load_rules().examples:
        assert bool(example.shown) is (example.criterion not in counted), example
        assert bool(example.not_shown) is (example.criterion not in counted), example


def test_the_hash_follows_every_byte(folder):
    """The same data give the same hash; one changed byte gives another."""
    before = load(folder).sha256

    assert re.fullmatch("[0-9a-f]{64}", before)
    assert load(folder).sha256 == before == load().sha256

    (folder / "gate.toml").write_bytes((folder / "gate.toml").read_bytes() + b"\n")

    assert load(folder).sha256 != before


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint"),
    [
        ("p7.toml", 'id = "P7"', 'id = "P7', "p7.toml"),
        ("p7.toml", 'id = "P7"', "", "p7.toml: id"),
        ("p7.toml", 'id = "7b"', 'id = "7a"', "defined twice: 7a"),
        ("p7.toml", 'fr = "un montant"', 'pt = "um montante"', "p7.toml: criteria 7b: label is missing in fr"),
        ("p7.toml", "weight = 0.75", "weight = 7", "weight is not between 0 and 1"),
        ("p7.toml", "weight = 0.75", "weight = true", "weight is not a number"),
        ("p7.toml", "weight = 0.75", "wieght = 0.75", "nobody knows the key wieght"),
        ("p7.toml", "ask_rank = 20", "ask_ranks = 20", "p7.toml: nobody knows the key ask_ranks"),
        ("p7.toml", 'language = "en"', 'language = "de"', "language de"),
        ("p7.toml", "{pay}", "{pays}", "there is no word list {pays}"),
        ("p7.toml", 'lacks = ["negated"', 'lacks = ["denied"', "denied, which is no signal"),
        ("p7.toml", 'any = ["', 'any = ["(?:a+)+", "', "repetition within repetition"),
        ("p7.toml", 'any = ["', 'any = [7, "', "any holds something that is not a text"),
        ("gate.toml", 'speaks_for = "submission"', "", "speaks_for is missing"),
        ("lexicon.toml", "[en]", "[xx]", "lexicon.toml"),
        ("profile.toml", 'acronym = "WSIS"', "acronym = 7", "profile.toml: acronym"),
        ("profile.toml", "start = 2003-12-10", 'start = "soon"', "start is missing or not of the right kind"),
        ("profile.toml", "[[phases]]", "[[phase]]", "nobody knows the key phase"),
        ("signals.toml", 'name = "future"', "", "name is missing"),
    ],
)
def test_wrong_data_are_named_by_file_and_key(folder, name, old, new, complaint):
    """Whoever edits the data is told where the mistake is."""
    _spoil(folder, name, old, new)

    with pytest.raises(RubricError, match=re.escape(complaint)):
        load(folder)


def test_bytes_that_are_no_text_are_named(folder):
    """A file in another encoding is a complaint with its name."""
    (folder / "p2.toml").write_bytes(b"id = '\xff'")

    with pytest.raises(RubricError, match=r"p2\.toml"):
        load(folder)


def test_a_folder_without_principles_is_refused(tmp_path):
    """An empty folder is no rubric."""
    with pytest.raises(RubricError, match="no principle"):
        load(tmp_path)


def test_the_profile_knows_the_phases_of_the_summit():
    """Geneva in December 2003, Tunis in November 2005."""
    phases = load_rules().profile.phases

    assert [(p.start, p.end) for p in phases] == [
        (date(2003, 12, 10), date(2003, 12, 12)),
        (date(2005, 11, 16), date(2005, 11, 18)),
    ]


def test_another_summit_is_another_profile():
    """A profile changes what 3a looks for, and the hash with it."""
    profile = Profile("Ocean Summit", "OS", ("Ocean Summit",), ("Lisbon Plan",), ("Blue Goals",), ("call for oceans",))
    rules = load_rules(profile=profile)
    cue = next(c for c in rules.criteria_cues if c.target == "3a" and c.language == "any")

    assert cue.pattern.search("It implements the Lisbon Plan")
    assert not cue.pattern.search("It implements the Geneva Plan of Action")
    assert rules.rubric.sha256 != load().sha256
