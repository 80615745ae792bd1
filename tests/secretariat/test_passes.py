"""A pass: desks that do not stop each other, filing, and an exit code that tells the worst of it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from intake.errors import PermanentError, TransientError
from intake.mailboxes.registry import MaildirAccount
from secretariat import passes
from secretariat.cli import main
from secretariat.config import ConfigError
from secretariat.desks import file
from secretariat.exits import Exit
from store import heartbeats, lock
from store.engine import transaction
from store.status import status
from tests.secretariat.bureau import Bureau, note

TWO = '\n[[mailboxes]]\nkind = "maildir"\nname = "second"\npath = "second"\n'


def maildir(folder: Path) -> Path:
    """Make an empty Maildir."""
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    return folder


def test_one_mailbox_that_is_down_stops_nobody_else(bureau: Bureau) -> None:
    """The other mailbox is collected, judged and filed; the pass ends with 1 and a sentence, and the register keeps it."""
    bureau.configure(mailboxes=TWO)
    bureau.deliver(note())
    outcome = bureau.work()
    assert (outcome.stored, outcome.judged, outcome.filed) == (1, 1, 1)
    assert outcome.exit is Exit.FAILED
    assert outcome.troubles == [f"second, collecting: {bureau.folder / 'second'}: no Maildir, it has no folder 'cur'"]
    with transaction(bureau.open().engine) as conn:
        last = status(conn, bureau.clock()).last_pass
        assert last
        assert last.outcome == outcome.troubles[0]
        assert heartbeats.last_success(conn, "collect intake")
        assert heartbeats.last_success(conn, "collect second") is None


def test_a_mailbox_without_its_password_stops_nobody_else(bureau: Bureau) -> None:
    """A secret that is missing is told like any trouble of that mailbox, with the code for configuration."""
    bureau.configure(
        mailboxes='\n[[mailboxes]]\nkind = "imap"\nname = "far-away"\nhost = "localhost"\nport = 1\ntls = "none"\nusername = "u"\n'
    )
    bureau.deliver(note())
    outcome = bureau.work()
    assert (outcome.filed, outcome.exit) == (1, Exit.TRY_LATER), (
        "nobody listens there, so nobody is asked for a password"
    )


@pytest.mark.parametrize(
    ("troubles", "code"),
    [
        ([], Exit.OK),
        ([TransientError("a")], Exit.TRY_LATER),
        ([PermanentError("a"), TransientError("b")], Exit.FAILED),
        ([TransientError("a"), PermanentError("b")], Exit.FAILED),
        ([ConfigError("a"), PermanentError("b"), TransientError("c")], Exit.CONFIG),
    ],
)
def test_the_exit_code_is_that_of_the_worst_trouble(troubles: list[Exception], code: Exit) -> None:
    """In whatever order they come."""
    outcome = passes.Outcome()
    for trouble in troubles:
        outcome.trouble("somewhere", trouble)
    assert outcome.exit is code
    assert len(outcome.troubles) == len(troubles)


def test_two_passes_never_work_at_once(bureau: Bureau, capsys: pytest.CaptureFixture[str]) -> None:
    """The second one says since when the first is at work, and ends with "try later"; nothing is touched."""
    bureau.deliver(note())
    with lock.hold(bureau.folder / "data" / "lock", bureau.clock()):
        assert main(["run", "--config", str(bureau.config)]) == Exit.TRY_LATER
    assert "another run is at work since 2005-03-31 18:00 UTC" in capsys.readouterr().err
    assert bureau.messages() == ()


def test_a_register_without_its_schema_is_told_how_to_get_it(
    bureau: Bureau, capsys: pytest.CaptureFixture[str]
) -> None:
    """The code for configuration, and the command that mends it; `migrate` does, and says so."""
    (bureau.folder / "data" / "register.sqlite").unlink()
    for command in ("run", "list", "status"):
        assert main([command, "--config", str(bureau.config)]) == Exit.CONFIG
        assert "secretariat migrate" in capsys.readouterr().err
    assert main(["migrate", "--config", str(bureau.config)]) == Exit.OK
    assert capsys.readouterr().out.startswith("The register has schema ")
    assert main(["run", "--config", str(bureau.config)]) == Exit.OK


def test_work_of_a_dead_run_is_taken_up(bureau: Bureau, caplog: pytest.LogCaptureFixture) -> None:
    """A message that a killed pass was reading is judged by the next one, and the log tells of it."""
    bureau.deliver(note())
    office = bureau.open()
    bureau.work(replace(office, ends=0.0))
    (stored,) = bureau.messages()
    from store import messages  # noqa: PLC0415 - the name is taken by the fixture's method elsewhere

    with transaction(office.engine) as conn:
        assert messages.take(conn, stored.sha256, bureau.clock(), "killed")
    assert bureau.work().judged == 1
    assert "recovered what=messages count=1" in caplog.text


# --- filing ---------------------------------------------------------------------------------------------------------


def test_an_empty_folder_name_leaves_mail_where_it_is(bureau: Bureau) -> None:
    """Recorded mail stays, quarantined mail is moved all the same."""
    bureau.configure(mailboxes='processed = ""\n', more="[judging]\nquarantine_after = 1")
    bureau.deliver(note(1), "good")
    bureau.deliver(note(2), "bad")
    office = bureau.open()
    bureau.work(replace(office, ends=0.0))
    for one in bureau.messages():
        if b"Note 2" in office.archive.get(one.sha256):
            office.archive.path(one.sha256).write_bytes(b"spoilt")
    bureau.work()
    assert (bureau.lying(), bureau.lying("Processed"), bureau.lying("Quarantine")) == (1, 0, 1)


def test_a_mailbox_that_may_only_be_read_is_left_as_it_is(bureau: Bureau) -> None:
    """Everything but filing is done, without any trouble, and a second pass does nothing again."""
    bureau.deliver(note())
    office = bureau.open()
    (post,) = office.posts
    posts = (replace(post, account=MaildirAccount(bureau.inbox, read_only=True)),)
    for stored in (1, 0):
        outcome = bureau.work(bureau.open(posts=posts))
        assert (outcome.stored, outcome.filed, outcome.exit) == (stored, 0, Exit.OK)
    assert bureau.lying() == 1


def test_mail_that_somebody_moved_away_counts_as_filed(bureau: Bureau) -> None:
    """A person tidied the mailbox between collecting and filing: nothing is missing, nothing is tried again."""
    bureau.deliver(note())
    bureau.configure(mailboxes='processed = ""\n')
    bureau.work()
    shutil.rmtree(bureau.inbox / "new")
    (bureau.inbox / "new").mkdir()
    bureau.configure()
    office = bureau.open()
    assert file.file(office, office.posts[0], "INBOX", office.posts[0].open().uidvalidity) == 1
    assert file.unfiled(office, office.posts[0], "INBOX", office.posts[0].open().uidvalidity) == {}


def test_what_cannot_be_moved_is_told_and_tried_again(bureau: Bureau, caplog: pytest.LogCaptureFixture) -> None:
    """A file of the same name lies in the folder already: the mail stays, the log warns, the pass ends."""
    bureau.deliver(note())
    target = maildir(bureau.inbox / ".Processed") / "cur"
    (name,) = [entry.name for entry in (bureau.inbox / "new").iterdir()]
    (target / f"{name}:2,S").write_bytes(b"another")
    assert bureau.work().filed == 0
    assert "not-filed" in caplog.text
    assert bureau.lying() == 1


def test_another_epoch_moves_nothing(bureau: Bureau) -> None:
    """UIDs of an epoch that is over name other messages now."""
    bureau.deliver(note())
    bureau.configure(mailboxes='processed = ""\n')
    bureau.work()
    bureau.configure()
    office = bureau.open()
    assert file.file(office, office.posts[0], "INBOX", 4711) == 0
    assert bureau.lying() == 1
