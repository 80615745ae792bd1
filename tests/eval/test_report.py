"""The report is complete and always the same."""

import re

import pytest

from classify.rubric import load_rules
from tests.eval.made import assessment, finding, truth
from tests.eval.metrics import Judged, Measures
from tests.eval.report import page


@pytest.fixture(scope="module")
def measures():
    """Two texts, one of them in French."""
    return Measures(
        (
            Judged(truth("1a", "7a"), assessment(finding("1a", "We train."))),
            Judged(truth("6c", language="fr", standings={"P4": "unmet"}), assessment(finding("6a", "Nous formons."))),
        )
    )


@pytest.fixture(scope="module")
def sections(measures):
    """Heading → what stands under it."""
    parts = re.split(r"^##+ (.+)$", page("About.", measures), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def rows(section):
    """First cell → number of cells, of every table of a section."""
    found = {}
    for line in section.splitlines():
        if line.startswith("| ") and not line.startswith("| ---"):
            cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            found[cells[0].removesuffix(" *").replace("\\|", "|")] = len(cells)
    return found


def test_every_principle_is_in_every_table_of_principles(sections):
    """Flags, "not fully met" and standings: each has all principles of the rubric."""
    for name in ("Principles: appears unmet", "Principles: not fully met", "Principles: standings"):
        for principle in load_rules().rubric.principles:
            assert principle.id in rows(sections[name]), name


def test_every_criterion_is_in_the_table_of_criteria(sections):
    """All of the rubric, alone or with those that count as one with it; every row has all counts."""
    found = rows(sections["Criteria"])
    named = {name for key in found for name in key.split("|")}
    assert {c.id for principle in load_rules().rubric.principles for c in principle.criteria} <= named
    assert set(found.values()) == {9}


def test_every_language_and_every_confidence_is_there(sections):
    """Languages have a row each; findings, standings and gate are compared with their confidence."""
    assert {"en", "fr"} <= set(rows(sections["By language"]))
    for name in ("Findings", "Standings", "Gate"):
        assert "Expected calibration error" in sections[name]


def test_the_same_figures_give_the_same_page(measures):
    """Nothing of the day or the machine is in it."""
    assert page("About.", measures) == page("About.", measures)
