"""`import`: old mail from whatever holds it, recorded once, never answered."""

from __future__ import annotations

import mailbox
from pathlib import Path

import pytest

from secretariat.cli import main
from secretariat.exits import Exit
from tests.secretariat.bureau import Bureau, letter, note


def archives(folder: Path) -> dict[str, Path]:
    """The same two messages in every shape."""
    contents = [letter().replace(b"\r\n", b"\n"), note().replace(b"\r\n", b"\n")]
    (folder / "loose").mkdir(parents=True)
    for number, content in enumerate(contents):
        (folder / "loose" / f"{number}.eml").write_bytes(content)
    (folder / "loose" / "x.eml").mkdir()
    box, maildir = mailbox.mbox(folder / "old.mbox"), mailbox.Maildir(folder / "Maildir")
    for content in contents:
        box.add(content)
        maildir.add(content)
    box.close()
    return {"folder": folder / "loose", "mbox": folder / "old.mbox", "maildir": folder / "Maildir",
            "file": folder / "loose" / "0.eml"}  # fmt: skip


@pytest.mark.parametrize(("kind", "count"), [("folder", 2), ("mbox", 2), ("maildir", 2), ("file", 1)])
def test_every_kind_of_archive_is_taken_in_once(
    bureau: Bureau, kind: str, count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """Everything is stored and judged, no letter follows, and a second import finds nothing new."""
    path = archives(bureau.folder / "old")[kind]
    for new in (count, 0):
        assert main(["import", str(path), "--config", str(bureau.config)]) == Exit.OK
        assert capsys.readouterr().out.endswith(f"{new} new, {new} judged, no letter written.\n")
    assert len(bureau.messages()) == count
    assert all(one.backfill for one in bureau.messages())
    assert (len(bureau.cases()), bureau.letters()) == (1, [])
    assert path.exists()


def test_what_is_no_mail_is_told(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    """A path that is not there, an empty folder, a picture: a sentence, an exit code, and nothing stored."""
    (bureau.folder / "empty").mkdir()
    (bureau.folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    for name, words in (("none.mbox", "does not exist"), ("empty", "no .eml file"), ("picture.png", "picture.png")):
        assert main(["import", str(bureau.folder / name), "--config", str(bureau.config)]) == Exit.FAILED
        assert words in capsys.readouterr().err
    assert bureau.messages() == ()
