"""The sentence that an officer reads: what was found, what speaks against it, what was not found."""

import pytest

from classify.assessment import Evidence, Finding, Standing
from classify.rubric import load_rules
from classify.verdicts import judgement

RULES = load_rules()
RUBRIC = RULES.rubric


def _judged(principle_id, *present, sure=None):
    principle = next(p for p in RUBRIC.principles if p.id == principle_id)
    found = {
        c.id: Finding(c.id, c.id in present, (sure or {}).get(c.id, 0.8), (), RULES.searched[c.id]["en"])
        for c in principle.criteria
    }
    return judgement(principle, found, 2)


def test_what_speaks_against_is_told_once():
    """A contrary criterion is no find: it is told with the flag, and only there."""
    label = next(c.label["en"] for p in RUBRIC.principles for c in p.criteria if c.id == "5d")

    told = _judged("P5", "5d")

    assert told.standing is Standing.UNMET
    assert told.reason.startswith(f"Principle 5 appears unmet: the text shows {label}; no statement of ")
    assert told.reason.count(label) == 1


def test_what_speaks_against_a_met_principle_is_noted():
    """Funds that are assured in part keep the remark on those that are not."""
    told = _judged("P7", "7a", "7c", "7x")

    assert told.standing is Standing.MET
    assert told.reason.startswith("Found: ")
    assert "Also noted: " in told.reason
    assert "No statement" not in told.reason


def test_a_gap_that_is_not_decisive_is_a_sentence_of_its_own():
    """A principle that is met in part says what was found first, then what was not."""
    told = _judged("P7", "7a")

    assert told.standing is Standing.PARTIAL
    assert ". No statement of " in told.reason


def test_searches_that_hold_commas_are_parted_by_semicolons():
    """A reader can tell where one thing that was looked for ends and the next begins."""
    told = _judged("P6")

    assert "; or " in told.reason


CERTAIN = dict.fromkeys((c.id for p in RUBRIC.principles for c in p.criteria), 1.0)


@pytest.mark.parametrize(
    ("principle", "present", "doubts", "confidence"),
    [
        ("P7", "", {"7a": 0.8, "7b": 0.9, "7d": 0.7}, 0.50),  # unmet: all three absences that decide are right
        ("P7", "", {"7c": 0.5}, 1.0),  # an assurance of nothing would change nothing
        ("P3", "", {"3a": 0.9, "3b": 0.8}, 0.72),
        ("P1", "1a 1c", {"1b": 0.6}, 0.6),  # one absence decides
        ("P1", "", {"1b": 0.6}, 1.0),  # the others are missing too
        ("P7", "7a 7c 7d", {"7a": 0.6, "7d": 0.5}, 0.8),  # met: one of two sources is enough
        ("P5", "5d", {"5a": 0.7, "5b": 0.7, "5c": 0.7}, 0.7),  # one question, asked once
        ("P5", "5b", {"5b": 0.9, "5a": 0.6}, 0.9),
        ("P2", "", {"2a": 0.9}, 0.5),  # what cannot be told is not sure
    ],
)
def test_a_standing_is_as_sure_as_what_it_rests_on(principle, present, doubts, confidence):
    """Doubts multiply where each of them decides, and do not count where they would change nothing."""
    assert _judged(principle, *present.split(), sure=CERTAIN | doubts).confidence == pytest.approx(
        confidence, abs=0.005
    )


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The bank has granted 40,000 euros for the Tunis phase.", "for the second phase, Tunis."),
        ("Funding is secured until the Geneva phase and has been granted for the Tunis phase.",
         "for the first phase, Geneva; and the second phase, Tunis."),
        ("Le financement est accordé pour la phase de Tunis.", "for the second phase, Tunis."),
        ("La financiación está asegurada para la fase de Ginebra.", "for the first phase, Geneva."),
        ("Funding for the Tunis phase is to be raised.", ""),
        ("The bank granted the funds at the Tunis Summit.", ""),
        ("The bank provides a room for the Tunis phase.", ""),
    ],
)  # fmt: skip
def test_the_reason_says_for_which_phase_funding_is_assured(sentence, words):
    """Where the sentence that shows the assurance names a phase as its purpose, and not merely as a place or date."""
    principle = RUBRIC.principle("P7")
    quote = Evidence("body", None, 0, len(sentence), sentence)
    found = {
        c.id: Finding(c.id, c.id in ("7a", "7c"), 0.8, (quote,) if c.id in ("7a", "7c") else ())
        for c in principle.criteria
    }
    told = judgement(principle, found, 2, phases=RUBRIC.phases)
    assert told.standing is Standing.MET
    assert told.reason.partition("Funding is assured ")[2] == words
