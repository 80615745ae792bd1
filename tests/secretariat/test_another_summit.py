"""Another summit's call is served by one file: its names, outcomes and phases in place of those of WSIS."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from secretariat.cli import main
from secretariat.exits import Exit
from tests.secretariat.bureau import letter

PROFILE = """
name = "World Assembly on Lakes"
acronym = "WALK"
of = { en = "of the World Assembly on Lakes", fr = "de l'Assemblée mondiale des lacs", es = "de la Asamblea Mundial de los Lagos" }
office = { en = "The Lakes Desk", fr = "Le bureau des lacs", es = "La oficina de los lagos" }
call = ["call for lake partners"]
process = ["WALK", "World Assembly on Lakes", "Lakes Assembly"]
process_part = ["Clear Water Accord", "Bled Programme", "WALK Commitments?"]
outcome = ["Shore Goals?"]
recent_months = 6

[[phases]]
name = { en = "opening session, Bled", fr = "session d'ouverture, Bled", es = "sesión de apertura, Bled" }
start = 2005-06-01
end = 2005-06-03
named = ["Bled (?:session|Assembly)", "opening session"]

[[phases]]
name = { en = "closing session, Ohrid", fr = "session de clôture, Ohrid", es = "sesión de clausura, Ohrid" }
start = 2007-06-01
end = 2007-06-03
named = ["Ohrid (?:session|Assembly)", "closing session"]
"""
TEXT = """\
Dear Sir or Madam,

River Gauges is a partnership of the Delta Farmers' Association, the Ministry of Agriculture of Examplia and the company
Longwave Ltd. It was launched on 28 March 2005. The three partners connect gauges in 40 villages to the Internet, so that
farmers hear of floods in time. {link}

Funding of 200,000 euros has been granted by the Ministry of Agriculture of Examplia for the Ohrid session.

Best regards
Paula Quist, Delta Farmers' Association
paula@riverradio.example
"""
OWN = "The partnership helps to carry out the Clear Water Accord."
WSIS = "The partnership helps to carry out the WSIS Plan of Action and was prepared for the Tunis phase of the Summit."
OTHER = "The partnership contributes to the Shore Goals."


@pytest.fixture
def inspected(bureau, capsys: pytest.CaptureFixture[str]):
    """Inspect the text with this link in it, by the lakes' profile or by what is shipped."""

    def inspect(link: str, *, lakes: bool = True) -> dict[str, Any]:
        (bureau.folder / "lakes.toml").write_text(PROFILE, encoding="utf-8")
        bureau.configure(more='[judging]\nprofile = "lakes.toml"' if lakes else "")
        file: Path = bureau.folder / "letter.eml"
        file.write_bytes(letter(TEXT.format(link=link)))
        assert main(["inspect", "--json", "--config", str(bureau.config), str(file)]) == Exit.OK
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    return inspect


def _principle(found: dict[str, Any], wanted: str) -> dict[str, Any]:
    return next(principle for principle in found["principles"] if principle["id"] == wanted)


@pytest.mark.parametrize(
    ("link", "lakes", "wsis", "any_process"),
    [
        (OWN, "met", "unmet", ("met", "unmet")),
        (WSIS, "unmet", "met", ("unmet", "met")),
        (OTHER, "partial", "unmet", ("met", "unmet")),
        ("", "unmet", "unmet", ("unmet", "unmet")),
    ],
    ids=["own", "wsis", "outcome", "nothing"],
)
def test_principle_3_is_met_by_the_summit_s_own_name(inspected, link, lakes, wsis, any_process) -> None:
    """By its own process and not by WSIS, which the shipped profile takes instead; another outcome counts for any process."""
    here, there = inspected(link), inspected(link, lakes=False)
    assert (_principle(here, "P3")["standing"], _principle(there, "P3")["standing"]) == (lakes, wsis)
    assert (here["p3_any_process"], there["p3_any_process"]) == any_process


def test_phases_and_letters_are_the_summit_s_own(inspected) -> None:
    """The announcement goes with its own session, funding is assured for one, and the letter names no other summit."""
    found = inspected(OWN)
    assert found["timing"]["phase"] == "opening session, Bled"
    assert _principle(found, "P7")["reason"].endswith("Funding is assured for the closing session, Ohrid.")
    assert "the call for partnerships of the World Assembly on Lakes." in " ".join(found["reply"]["text"].split())
    assert "The Lakes Desk" in found["reply"]["text"]
    assert "WSIS" not in found["reply"]["text"]
    assert "Ohrid" not in _principle(inspected(OWN, lakes=False), "P7")["reason"]


def test_the_profile_is_part_of_the_rubric_s_hash(inspected) -> None:
    """Verdicts by another profile, or by one with a word changed, are told apart."""
    before, shipped = inspected(OWN)["rubric_sha256"], inspected(OWN, lakes=False)["rubric_sha256"]
    assert before == inspected(OWN)["rubric_sha256"] != shipped


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("process = [", "processes = [", "lakes.toml: nobody knows the key processes"),
        ('process = ["WALK"', 'process = ["(WALK"', "lakes.toml: process: "),
        ('outcome = ["Shore Goals?"]', "outcome = []", "lakes.toml: outcome is empty"),
        ('"Shore Goals?"', '"(?:Goals)?"', "lakes.toml: outcome holds a pattern that is found everywhere"),
        ('"opening session"]', '"(?:a+)+"]', "lakes.toml: phases 1: named: repetition within repetition"),
        ("end = 2005-06-03", "end = 2005-05-03", "lakes.toml: phases 1: end is before start"),
        ("end = 2005-06-03", "ends = 2005-06-03", "lakes.toml: phases 1: nobody knows the key ends"),
        ('name = "World', "name = World", "lakes.toml: is not TOML"),
    ],
)
def test_a_profile_that_is_wrong_is_named_by_file_and_key(bureau, capsys, old, new, complaint) -> None:
    """Whoever writes a profile is told where the mistake is, before any mail is judged."""
    assert old in PROFILE
    (bureau.folder / "lakes.toml").write_text(PROFILE.replace(old, new, 1), encoding="utf-8")
    bureau.configure(more='[judging]\nprofile = "lakes.toml"')
    (bureau.folder / "letter.eml").write_bytes(letter())
    code = main(["inspect", "--json", "--config", str(bureau.config), str(bureau.folder / "letter.eml")])
    assert code == Exit.CONFIG
    assert complaint in capsys.readouterr().err


def test_a_profile_that_is_not_there_is_told(bureau, capsys) -> None:
    """With the path that was looked for, relative to the configuration."""
    bureau.configure(more='[judging]\nprofile = "lakes.toml"')
    assert main(["inspect", "--config", str(bureau.config), str(bureau.config)]) == Exit.CONFIG
    assert f"{bureau.folder / 'lakes.toml'}: cannot be read" in capsys.readouterr().err
