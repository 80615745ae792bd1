"""The commands as a person types them: tables, JSON, exit codes, and what is said about mistakes."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from secretariat.cli import COMMANDS, main
from secretariat.exits import Exit
from store import messages
from store.engine import transaction
from store.record import LetterState
from tests.secretariat.bureau import OPEN, Bureau, letter, note

Run = Callable[..., tuple[int, str, str]]
HOSTILE = "\x1b[31mred\x1b[0m [bold red]markup[/] \u202egnp.exe\u2066 [link=http://evil.example]x[/link] \x9b2J"


@pytest.fixture
def run(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> Run:
    """Type a command; what it returned, printed, and complained."""

    def typed(*words: str, config: bool = True) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([*words, *(["--config", str(bureau.config)] if config else [])])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return typed


@pytest.fixture
def open_case(bureau: Bureau) -> str:
    """The reference of a case whose letter waits for approval."""
    bureau.deliver(letter(Authentication_Results="mx.elsewhere.example; dmarc=pass"))
    bureau.work()
    (case,) = bureau.cases()
    return case.reference


def rows(printed: str) -> list[dict[str, Any]]:
    """JSON, one object a line."""
    return [json.loads(line) for line in printed.splitlines()]


# --- the program as a whole -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_by_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Its help has a line that can be typed as it stands."""
    assert main([command, "--help"]) == Exit.OK
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    (example,) = [line for line in lines if line.startswith("Example: ")]
    assert f"secretariat {command}" in example


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """And nothing else."""
    assert main(["--help"]) == Exit.OK
    listed = capsys.readouterr().out.partition("Commands:")[2].splitlines()
    assert [line.split()[0] for line in listed if line.startswith("  ") and line[2] != " "] == list(COMMANDS)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ([], "Usage: secretariat"),
        (["nosuch"], "No such command 'nosuch'"),
        (["list", "--state", "strange"], "'strange' is not one of"),
        (["list", "--limit", "0"], "greater than or equal to 1"),
        (["show"], "Missing argument"),
        (["outbox", "burn"], "'burn' is not one of"),
        (["run", "--nosuch"], "No such option"),
    ],
)
def test_a_mistake_in_the_words_has_a_hint(words: list[str], hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 64, what is wrong, and where to read more; nothing on standard output."""
    assert main(words) == Exit.USAGE
    printed = capsys.readouterr()
    assert hint in printed.err
    assert printed.err.endswith("Run: secretariat --help\n")
    assert printed.out == ""


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """One line for bug reports."""
    assert main(["--version"]) == Exit.OK
    assert capsys.readouterr().out.startswith("secretariat 0.")


def test_a_configuration_that_is_missing_or_wrong_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 78, the file, the key, and a remedy."""
    assert main(["run", "--config", str(tmp_path / "none.toml")]) == Exit.CONFIG
    assert "config.example.toml" in capsys.readouterr().err
    (tmp_path / "c.toml").write_text('[judging]\nrubric = "none"\n')
    assert main(["run", "--config", str(tmp_path / "c.toml")]) == Exit.CONFIG
    assert "office: is missing" in capsys.readouterr().err


def test_a_rubric_that_cannot_be_used_is_a_matter_of_configuration(bureau: Bureau, run: Run) -> None:
    """A pass with work to do tells which file is wrong, and the mail waits."""
    bureau.configure(more='[judging]\nrubric = "nowhere"')
    bureau.deliver(note())
    code, _, complaints = run("run")
    assert code == Exit.CONFIG
    assert "nowhere" in complaints
    assert [(one.state.value, one.attempts) for one in bureau.messages()] == [("STORED", 0)]
    assert run("doctor")[0] != Exit.OK


# --- run ------------------------------------------------------------------------------------------------------------


def test_a_run_says_what_it_did_and_is_quiet_when_there_was_nothing(bureau: Bureau, run: Run) -> None:
    """One line for work, none without; --verbose speaks anyway and logs events; --json counts."""
    bureau.deliver(note())
    assert run("run")[:2] == (Exit.OK, "1 new, 1 judged, 0 letters sent, 1 filed.\n")
    assert run("run") == (Exit.OK, "", "")
    code, said, logged = run("run", "--verbose")
    assert (code, said) == (Exit.OK, "0 new, 0 judged, 0 letters sent, 0 filed.\n")
    assert "INFO collected account=" in logged
    (counts,) = rows(run("run", "--json")[1])
    assert counts == {"stored": 0, "judged": 0, "sent": 0, "filed": 0, "digests": 0, "troubles": []}


# --- cases ----------------------------------------------------------------------------------------------------------


def test_cases_are_listed_as_a_table_and_as_json(open_case: str, run: Run) -> None:
    """With their standings at a glance; filters by state and text leave out what does not match."""
    _, table, _ = run("list")
    assert open_case in table
    assert "paula@riverradio.example" in table
    (case,) = rows(run("list", "--json")[1])
    assert (case["reference"], case["state"], case["from"]["email"]) == (
        open_case,
        "review",
        "paula@riverradio.example",
    )
    assert set(case["standings"]) == {f"P{number}" for number in range(1, 8)}
    assert case["standings"]["P7"] == "unmet"
    assert "P7" in case["flagged"]
    assert len(rows(run("list", "--json", "--text", "RIVERRADIO")[1])) == 1
    assert run("list", "--json", "--state", "accepted") == (Exit.OK, "", "")


def test_a_case_is_shown_with_its_evidence(open_case: str, run: Run) -> None:
    """What was found, the sentences, the people, the mail and the letter; by its reference in any form."""
    code, page, _ = run("show", f"Re: [{open_case.lower()}]")
    assert code == Exit.OK
    for words in ("Objective of partnerships", "Funding arrangements", "unmet", "Paula Quist", "incomplete", "HELD"):
        assert words in page
    (found,) = rows(run("show", open_case, "--json")[1])
    assert [principle["id"] for principle in found["principles"]] == [f"P{number}" for number in range(1, 8)]
    assert any(c["evidence"] for principle in found["principles"] for c in principle["criteria"])
    assert found["timing"]["announced"] == ""
    assert found["timing"]["reason"] in page
    assert found["p3_any_process"] == "unmet"


def test_a_case_is_shown_with_its_announcement(bureau: Bureau, run: Run) -> None:
    """The day, the phase of the summit that it goes with and the sentence, as the register kept them."""
    said = "River Radio was launched on 28 March 2005 by all three partners."
    bureau.deliver(letter(OPEN.replace("The three partners", f"{said} The three partners")))
    assert run("run")[0] == Exit.OK
    (case,) = bureau.cases()
    page = run("show", case.reference)[1]
    assert "Announcement: 2005-03-28, before the second phase, Tunis." in page
    assert said in " ".join(page.split())
    (found,) = rows(run("show", case.reference, "--json")[1])
    assert found["timing"]["evidence"][0]["quote"] in said


def test_a_decision_is_written_down(bureau: Bureau, open_case: str, run: Run) -> None:
    """With who and why; the waiting letter is cancelled with it."""
    assert run("decide", open_case, "accept", "--reason", "Good", "--by", "Ana")[1] == f"{open_case}: accept.\n"
    (case,) = bureau.cases()
    assert (case.state.value, case.decisions[0].by, case.decisions[0].reason) == ("accepted", "Ana", "Good")
    assert [one.state for one in bureau.letters()] == [LetterState.CANCELLED]
    assert run("decide", open_case, "note", "--reason", "filed")[0] == Exit.OK


def test_an_unknown_case_or_verb_is_told(open_case: str, run: Run) -> None:
    """66 for a case that is not there, 64 for a decision that there is not; nothing changes."""
    for words in (("show", "00000-00000"), ("decide", "00000-00000", "accept")):
        code, _, complaint = run(*words)
        assert code == Exit.NO_INPUT
        assert "there is no such case" in complaint
    code, _, complaint = run("decide", open_case, "burn")
    assert code == Exit.USAGE
    assert "accept, decline" in complaint


# --- letters --------------------------------------------------------------------------------------------------------


def test_a_held_letter_is_read_approved_and_sent_once(bureau: Bureau, open_case: str, run: Run) -> None:
    """It is listed with its reason, shown as text, leaves after approval, and cannot be approved again."""
    (held,) = rows(run("outbox", "--json")[1])
    assert (held["state"], held["reference"], held["to"]) == ("HELD", open_case, "paula@riverradio.example")
    number = str(held["id"])
    assert "HELD" in run("outbox")[1]
    shown = run("outbox", "show", number)[1]
    assert shown.startswith("To: paula@riverradio.example\nSubject: ")
    assert open_case in shown
    assert (
        run("outbox", "approve", number)[1]
        == f"Letter {number} to paula@riverradio.example: leaves with the next run.\n"
    )
    assert run("run")[1] == "0 new, 0 judged, 1 letters sent, 0 filed.\n"
    code, _, complaint = run("outbox", "approve", number)
    assert (code, "is SENT" in complaint) == (Exit.FAILED, True)
    assert run("outbox", "--json") == (Exit.OK, "", "")
    assert [row["state"] for row in rows(run("outbox", "--all", "--json")[1])] == ["SENT"]
    assert len(bureau.taken()) == 1


def test_a_cancelled_letter_never_leaves(bureau: Bureau, open_case: str, run: Run) -> None:
    """With the reason that was given."""
    assert open_case
    assert run("outbox", "cancel", "1", "--reason", "I wrote myself")[0] == Exit.OK
    assert run("run")[0] == Exit.OK
    assert [(one.state, one.reason) for one in bureau.letters()] == [(LetterState.CANCELLED, "I wrote myself")]
    assert bureau.taken() == []


def test_a_letter_that_is_not_there_is_told(run: Run) -> None:
    """66 for a number that no letter has, 64 for no number at all."""
    assert run("outbox", "show", "99")[0] == Exit.NO_INPUT
    code, _, complaint = run("outbox", "approve")
    assert code == Exit.USAGE
    assert "Say which letter" in complaint


# --- quarantine -----------------------------------------------------------------------------------------------------


@pytest.fixture
def quarantined(bureau: Bureau) -> list[str]:
    """The hashes of two messages in quarantine."""
    office = bureau.open()
    for number in (1, 2):
        bureau.deliver(note(number), str(number))
    bureau.collect()
    hashes = sorted(one.sha256 for one in bureau.messages())
    with transaction(office.engine) as conn:
        for sha256 in hashes:
            assert messages.take(conn, sha256, bureau.clock(), "run")
            assert messages.quarantine(conn, sha256, bureau.clock(), "run", "it [bold]bites[/bold]")
    return hashes


def test_quarantine_is_listed_retried_and_closed(bureau: Bureau, quarantined: list[str], run: Run) -> None:
    """By the first digits of the hash, or all of them; the bytes are kept whatever happens."""
    assert "it [bold]bites[/bold]" in run("quarantine")[1]
    assert [row["sha256"] for row in rows(run("quarantine", "--json")[1])] == quarantined
    assert run("quarantine", "close", quarantined[0][:12].upper(), "--reason", "spam")[1] == "1 put aside.\n"
    assert run("quarantine", "retry", "all")[1] == "1 will be judged by the next run.\n"
    assert [one.state.value for one in bureau.messages()] == ["CLOSED", "STORED"]
    assert bureau.open().archive.has(quarantined[0])


def test_nothing_is_done_to_a_message_that_is_not_named_clearly(quarantined: list[str], run: Run) -> None:
    """No digits, or digits that no quarantined message has."""
    assert len(quarantined) == 2
    for prefix in ([], ["zz"], ["0" * 64]):
        code, _, complaint = run("quarantine", "retry", *prefix)
        assert code == Exit.NO_INPUT
        assert "give more digits, or `all`" in complaint
    assert len(rows(run("quarantine", "--json")[1])) == 2


# --- the digest -----------------------------------------------------------------------------------------------------


def test_a_digest_is_printed_or_written_as_a_page(bureau: Bureau, open_case: str, run: Run, tmp_path: Path) -> None:
    """The day of the digest names the case; the page is whole HTML; a place that cannot be written is told."""
    assert open_case in run("digest", "2005-04-01")[1]
    assert run("digest")[0] == Exit.OK
    page = tmp_path / "digest.html"
    assert run("digest", "2005-04-01", "--html", str(page))[1].startswith("Written to ")
    assert open_case in page.read_text(encoding="utf-8")
    code, _, complaint = run("digest", "--html", str(tmp_path / "none" / "d.html"))
    assert (code, "cannot be written" in complaint) == (Exit.FAILED, True)
    code, _, complaint = run("digest", "yesterday")
    assert (code, "not a date" in complaint) == (Exit.USAGE, True)
    assert bureau.letters()[0].envelope.kind == "incomplete"


# --- status, doctor -------------------------------------------------------------------------------------------------


def test_status_of_an_office_that_never_worked(run: Run) -> None:
    """Nothing needs anybody."""
    code, page, _ = run("status")
    assert code == Exit.OK
    assert "Nothing needs you." in page


def test_status_tells_what_needs_a_person(quarantined: list[str], open_case: str, run: Run) -> None:
    """Quarantine and idle mailboxes are concerns and end with 1; held letters are named; each with its command."""
    assert quarantined
    assert open_case
    code, page, _ = run("status")
    assert code == Exit.FAILED
    assert "2 messages could not be judged: secretariat quarantine" in page
    assert "1 letters wait for you: secretariat outbox" in page
    assert "mailbox intake was not looked into since 2005-03-31 18:00 UTC: is cron running?" in page
    (found,) = rows(run("status", "--json")[1])
    assert len(found["concerns"]) == 2
    assert found["letters"] == [["HELD", 1]]
    assert found["last_pass"]["outcome"] == "fine"


def test_status_tells_of_letters_that_failed_and_work_that_waits(bureau: Bureau, run: Run) -> None:
    """Mail that nobody judges and letters that nobody sends for hours mean that cron is not at work."""
    bureau.configure(more='[digest]\nto = ["ana@example.org"]')
    bureau.deliver(note())
    bureau.collect()
    run("digest", "2005-03-31", "--send")
    assert "a message waits to be judged since 2005-03-31" in run("status")[1]


def test_doctor_finds_everything_fine(bureau: Bureau, run: Run) -> None:
    """Each thing that the office needs is tried and named; --json gives one object a check."""
    code, page, _ = run("doctor")
    assert code == Exit.OK, page
    checks = rows(run("doctor", "--json")[1])
    assert [check["what"] for check in checks] == [
        "disk", "register", "mailbox intake", "letters", "trust", "rubric", "reading", "models",
    ]  # fmt: skip
    assert all(check["fine"] for check in checks)
    assert "World Summit on the Information Society (WSIS; first phase, Geneva, second" in checks[5]["detail"]
    assert bureau.messages() == ()


def test_doctor_tells_of_a_profile_that_is_wrong(bureau: Bureau, run: Run) -> None:
    """The file and the key are named, and everything that does not depend on it is tried all the same."""
    (bureau.folder / "ocean.toml").write_text('name = "Ocean Summit"\nacronym = "OS"\ncall = []\n')
    bureau.configure(more='[judging]\nprofile = "ocean.toml"')
    code, _, _ = run("doctor")
    assert code == Exit.FAILED
    checks = {check["what"]: check for check in rows(run("doctor", "--json")[1])}
    assert [what for what, check in checks.items() if not check["fine"]] == ["rubric"]
    assert "ocean.toml" in checks["rubric"]["detail"]
    assert "models" in checks


def test_doctor_names_each_thing_to_mend(bureau: Bureau, run: Run) -> None:
    """The register without its schema, a mailbox that is not there, a closed way out, an mbox that cannot be filed, no trust."""
    box = bureau.folder / "old.mbox"
    box.write_bytes(b"From x Thu Mar 31 18:00:00 2005\n" + note().replace(b"\r\n", b"\n") + b"\n")
    bureau.configure(
        mailboxes=f'\n[[mailboxes]]\nkind = "mbox"\nname = "old"\npath = "{box}"\n'
        f'\n[[mailboxes]]\nkind = "mbox"\nname = "kept"\npath = "{box}"\nprocessed = ""\nquarantine = ""\n',
        channel='kind = "smtp"\nhost = "127.0.0.1"\nport = 1\ntls = "none"',
    )
    bureau.config.write_text(bureau.config.read_text().replace('authserv_id = "mx.itu.example"', ""))
    (bureau.inbox / "new").rmdir()
    (bureau.folder / "data" / "register.sqlite").unlink()
    assert run("doctor")[0] == Exit.FAILED
    checks = {check["what"]: check for check in rows(run("doctor", "--json")[1])}
    assert {what for what, check in checks.items() if not check["fine"]} == {
        "register", "mailbox intake", "mailbox old", "letters", "trust",
    }  # fmt: skip
    assert "secretariat migrate" in checks["register"]["detail"]
    assert "no Maildir" in checks["mailbox intake"]["detail"]
    assert 'set processed = ""' in checks["mailbox old"]["detail"]
    assert "authserv_id" in checks["trust"]["detail"]


# --- strangers' words on the terminal ---------------------------------------------------------------------------------


def test_hostile_words_never_act_on_the_terminal(bureau: Bureau, run: Run) -> None:
    """Escapes are gone, direction marks are named, and what looks like markup is printed as it was written."""
    encoded = f"=?utf-8?B?{base64.b64encode(HOSTILE.encode()).decode()}?="
    bureau.deliver(
        letter(
            Subject=f"{encoded}",
            From=f"{encoded} <paula@riverradio.example>",
            Authentication_Results="mx.elsewhere.example; dmarc=pass",
        )
    )
    bureau.work()
    (case,) = bureau.cases()
    printed = ""
    for words in (["list"], ["show", case.reference], ["outbox"], ["outbox", "show", "1"], ["digest", "2005-04-01"],
                  ["inspect", str(next((bureau.inbox / ".Processed" / "cur").iterdir()))]):  # fmt: skip
        code, out, err = run(*words)
        assert code == Exit.OK
        printed += out + err
    assert "[bold red]markup[/]" in printed
    for forbidden in ("\x1b", "\x9b", "\u202e", "\u2066"):
        assert forbidden not in printed
