"""`inspect`: one JSON object a path, every quote where it says it is, whatever the file."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from secretariat.cli import main
from secretariat.exits import Exit
from tests.corpus.build import pdf
from tests.secretariat.bureau import OPEN, letter


def evidence(value: Any) -> Iterator[dict[str, Any]]:
    """Every piece of evidence in a JSON value."""
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        for item in value.values():
            yield from evidence(item)
    elif isinstance(value, list):
        for item in value:
            yield from evidence(item)


def test_every_readable_path_gives_one_object_in_order(
    tmp_path: Path, mail: Callable[[str], bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """Mail, documents, an empty file, nonsense and strange names; what cannot be read is told, and ends with 66."""
    (tmp_path / "new").mkdir()
    contents = {
        "letter.eml": letter(),
        "release.pdf": pdf(OPEN),
        "note.txt": OPEN.encode(),
        "empty.eml": b"",
        "empty.txt": b"",
        "noise.eml": bytes(range(256)) * 20,
        "noise.pdf": b"%PDF-1.4\n" + bytes(range(256)) * 20,
        "new/1112144400.M1.host.example": letter(),
        "no-ending": letter(),
        "attached.eml": mail("03-health-line-pdf"),
    }
    paths = []
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
        paths.append(str(tmp_path / name))
    strange = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.eml")
    Path(strange).write_bytes(letter())
    paths.append(strange)
    wrong = [str(tmp_path / "missing.eml"), str(tmp_path / "new")]

    assert main(["inspect", "--json", "--text", *paths[:3], *wrong, *paths[3:]]) == Exit.NO_INPUT
    printed = capsys.readouterr()
    found = [json.loads(line) for line in printed.out.splitlines()]
    assert [one["path"] for one in found] == paths
    assert "missing.eml: No such file or directory" in printed.err
    assert "new: Is a directory" in printed.err

    by_name = dict(zip([*contents, "strange"], found, strict=True))
    for name in ("letter.eml", "release.pdf", "note.txt", "new/1112144400.M1.host.example", "no-ending", "strange"):
        assert by_name[name]["kind"] == "submission", name
    assert by_name["new/1112144400.M1.host.example"]["message"]["from"]["email"] == "paula@riverradio.example"
    assert by_name["release.pdf"]["documents"][1]["format"] == "pdf"
    quotes = 0
    for one in found:
        texts = {document["id"]: document["text"] for document in one["documents"]}
        for piece in evidence(one):
            assert texts[piece["document"]][piece["start"] : piece["end"]] == piece["quote"]
            quotes += 1
    assert quotes > 20


def test_the_answer_depends_on_whom_is_believed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody is believed without a configuration; --assume-authenticated asks what would be if."""
    file = tmp_path / "letter.eml"
    file.write_bytes(letter())
    actions = {}
    for option in ([], ["--assume-authenticated"]):
        assert main(["inspect", "--json", *option, str(file)]) == Exit.OK
        (line,) = capsys.readouterr().out.splitlines()
        reply = json.loads(line)["reply"]
        actions[bool(option)] = (reply["action"], reply["letter"], reply["to"])
        assert reply["text"]
    assert actions == {
        False: ("hold", "incomplete", "paula@riverradio.example"),
        True: ("send", "incomplete", "paula@riverradio.example"),
    }


def test_a_person_reads_standings_evidence_and_the_letter(
    tmp_path: Path, mail: Callable[[str], bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --json: kind, principles with a quote, what could not be read, and what would be answered."""
    for name, content in (
        ("a.eml", letter()),
        ("b.eml", mail("23-encrypted-pdf")),
        ("c.eml", mail("20-out-of-office")),
    ):
        (tmp_path / name).write_bytes(content)
    assert main(["inspect", *(str(tmp_path / name) for name in ("a.eml", "b.eml", "c.eml"))]) == Exit.OK
    printed = capsys.readouterr().out
    for words in (
        "submission: ",
        "Funding arrangements",
        "unmet",
        "Answer: hold.",
        "encrypted",
        "automatic: ",
        "Answer: none.",
    ):
        assert words in printed


def test_the_configuration_says_whose_mail_it_is(bureau, capsys: pytest.CaptureFixture[str]) -> None:
    """Mail from an address of ours is never answered."""
    file = bureau.folder / "own.eml"
    file.write_bytes(letter(sender="wsis.partnerships@itu.int"))
    assert main(["inspect", "--json", "--config", str(bureau.config), str(file)]) == Exit.OK
    assert json.loads(capsys.readouterr().out)["reply"]["action"] == "none"
