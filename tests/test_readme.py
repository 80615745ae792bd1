"""README.md tells the truth: its commands exist, and its table names all of them."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from secretariat.cli import COMMANDS, main
from secretariat.demo.office import Demo

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINES = [
    line.partition(" #")[0].strip()
    for block in re.findall(r"^```sh\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]
TYPED = [shlex.split(line)[1:] for line in LINES if re.match(r"(?:\.venv/bin/)?secretariat ", line)]
CHEAP = ("list", "outbox", "migrate", "inspect")
"""Commands that a test can run as they stand: they need no server."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small demo office in it, and a configuration as the README would have it."""
    home = tmp_path_factory.mktemp("readme")
    demo = Demo(home / "demo-office")
    demo.receive("today")
    for file in (home / "demo-office" / "mailbox" / "new").iterdir():
        if "20-out-of-office" not in file.name:
            file.unlink()
    demo.work()
    shutil.copy(ROOT / "config.example.toml", home / "config.toml")
    return home


def test_the_readme_shows_commands() -> None:
    """The tests below look at something."""
    assert len(TYPED) >= 6
    assert any(line.startswith("make ") for line in LINES)


@pytest.mark.parametrize("words", TYPED, ids=" ".join)
def test_every_command_exists_with_its_options(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Each option that the README types is one that the command's help explains."""
    assert words[0] in COMMANDS
    assert main([words[0], "--help"]) == 0
    explained = capsys.readouterr().out
    for option in (word for word in words if word.startswith("--")):
        assert option in explained


@pytest.mark.parametrize("words", [words for words in TYPED if words[0] in CHEAP], ids=" ".join)
def test_cheap_commands_do_what_they_say(
    words: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Typed in the folder that the README speaks of, they end well and say something."""
    monkeypatch.chdir(folder)
    given = [str(path) for word in words for path in (sorted(Path().glob(word)) if "*" in word else [Path(word)])]
    assert len(given) >= len(words), "the pattern names nothing"
    assert main(given) == 0
    assert capsys.readouterr().out.strip()


@pytest.mark.parametrize("line", [line for line in LINES if line.startswith("make ")])
def test_every_make_target_exists(line: str) -> None:
    """The Makefile has it, and lists it in its own help."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    target = line.split()[1]
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert re.search(rf"^# make {target} ", makefile, re.MULTILINE)


def test_files_that_the_readme_copies_or_links_exist() -> None:
    """Every link to a file or picture, and every file of `cp`."""
    linked = re.findall(r"\[[^\]]*\]\((?!https?:)([^)#]+)\)", README)
    copied = [shlex.split(line)[1] for line in LINES if line.startswith("cp ")]
    missing = [name for name in (*linked, *copied) if not (ROOT / name).exists()]
    assert missing == []


def test_the_table_names_exactly_the_commands() -> None:
    """No command is missing from the README's table and none is made up; the demo has its own section."""
    rows = re.findall(r"^\| ((?:`[a-z]+` ?)+)\|", README, re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`([a-z]+)`", row)]
    assert sorted(named) == sorted(set(COMMANDS) - {"demo"})
    assert "make demo" in README
