"""The sentence that an officer reads: what was found, what speaks against it, what was not found."""

from classify.assessment import Finding, Standing
from classify.rubric import load_rules
from classify.verdicts import judgement

RULES = load_rules()
RUBRIC = RULES.rubric


def _judged(principle_id, *present):
    principle = next(p for p in RUBRIC.principles if p.id == principle_id)
    found = {c.id: Finding(c.id, c.id in present, 0.8, (), RULES.searched[c.id]["en"]) for c in principle.criteria}
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
