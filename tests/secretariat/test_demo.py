"""`demo`: the main job for somebody who has nothing yet, in a folder of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from secretariat.app import database_url
from secretariat.cli import main
from secretariat.config import ConfigError, check
from secretariat.exits import Exit

MINIMAL = {
    "office": {"addresses": ["desk@example.org"], "data": "var"},
    "mailboxes": [{"kind": "maildir", "path": "in"}],
    "channel": {"kind": "maildir", "path": "out"},
}


def test_the_demo_shows_the_whole_job(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Thirty messages, a table of what became of each, letters and a digest as files, commands that go on from there."""
    folder = tmp_path / "office"
    for _ in range(2):  # an earlier demo is replaced
        assert main(["demo", "--folder", str(folder)]) == Exit.OK
        said = capsys.readouterr().out
        assert "30 messages recorded" in said
    assert said.count("bounce") >= 1
    assert (folder / "digest.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert len(list((folder / "letters").glob("*.txt"))) == len(list((folder / "letters").glob("*.html"))) > 5
    assert main(["list", "--json", "--config", str(folder / "config.toml")]) == Exit.OK
    assert len(capsys.readouterr().out.splitlines()) > 15


def test_the_demo_leaves_other_files_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder with something else in it, or a file, is refused and stays as it is."""
    (tmp_path / "thesis.txt").write_text("years of work")
    for place in (tmp_path, tmp_path / "thesis.txt"):
        assert main(["demo", "--folder", str(place)]) == Exit.CONFIG
        assert "--folder" in capsys.readouterr().err
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_a_reader_that_has_seen_enough_hears_no_complaint(tmp_path: Path) -> None:
    """`secretariat … | head -1`: no traceback, nothing said at all."""
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text("A word.")
    command = [sys.executable, "-m", "secretariat", "inspect", "--json", "--text", *map(str, tmp_path.iterdir())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout
        assert program.stderr
        program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() == b""


def test_the_register_s_address_gets_its_password(tmp_path: Path) -> None:
    """From the environment or its file, never from the configuration; without an address it is a file."""
    assert database_url(check(MINIMAL, "c", tmp_path), {}) == f"sqlite:///{tmp_path / 'var' / 'register.sqlite'}"
    config = check({**MINIMAL, "store": {"url": "postgresql://desk@db.example/office"}}, "c", tmp_path)
    assert database_url(config, {}) == "postgresql://desk@db.example/office"
    environment = {"SECRETARIAT_STORE_PASSWORD": "s3cret"}
    assert database_url(config, environment) == "postgresql://desk:s3cret@db.example/office"
    with pytest.raises(ConfigError, match=r"store\.url"):
        database_url(check({**MINIMAL, "store": {"url": "no address"}}, "c", tmp_path), {})
