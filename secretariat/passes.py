"""One pass: collect, judge, send, file, and the digest when it is due; no desk's trouble stops the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from classify.errors import ClassifyError
from intake.errors import IntakeError, TransientError
from notify.errors import NotifyError, TransientDelivery
from secretariat import events
from secretariat.config import ConfigError
from secretariat.desks import collect, file, schedule, send
from secretariat.exits import Exit
from secretariat.office import Office, Post
from store import heartbeats, lock, messages, migrate
from store.engine import transaction
from store.errors import Busy, Unavailable, WrongSchema, WrongUrl

_GRAVITY = (Exit.OK, Exit.TRY_LATER, Exit.FAILED, Exit.CONFIG)
"""Exit codes, the gravest last."""


def exit_of(error: Exception) -> Exit:
    """Return the exit code that tells of one trouble."""
    if isinstance(error, (ConfigError, ClassifyError, WrongSchema, WrongUrl)):
        return Exit.CONFIG
    transient = (TransientError, TransientDelivery, Busy, Unavailable)
    return Exit.TRY_LATER if isinstance(error, transient) else Exit.FAILED


@dataclass(slots=True)
class Outcome:
    """What a pass did, and how it ended."""

    stored: int = 0
    judged: int = 0
    sent: int = 0
    filed: int = 0
    digests: int = 0
    troubles: list[str] = field(default_factory=list)
    """One sentence each."""
    exit: Exit = Exit.OK

    def trouble(self, where: str, error: Exception) -> None:
        """Note what went wrong; the exit code is that of the worst trouble."""
        events.trouble(where, str(error))
        self.troubles.append(f"{where}: {error}")
        self.exit = max(self.exit, exit_of(error), key=_GRAVITY.index)


@contextmanager
def opened(office: Office) -> Iterator[None]:
    """Hold the lock and have the right schema; Busy or WrongSchema otherwise."""
    with lock.hold(office.lock_file, office.clock()):
        migrate.check(office.engine)
        with lock.hold_database(office.engine):
            yield


def one_pass(office: Office) -> Outcome:
    """Run every desk once. The caller has `opened` the office."""
    outcome = Outcome()
    _recover(office)
    epochs = [(post, *seen) for post in office.posts if (seen := _collect(office, post, outcome))]
    _judge(office, outcome)
    _digest(office, outcome)
    _send(office, outcome)
    for post, name, epoch in epochs:
        _file(office, post, name, epoch, outcome)
    with transaction(office.engine) as conn:
        heartbeats.end_pass(conn, office.run, office.clock(), "; ".join(outcome.troubles) or "fine")
    return outcome


def _recover(office: Office) -> None:
    now = office.clock()
    with transaction(office.engine) as conn:
        heartbeats.begin_pass(conn, office.run, now)
        put_back = messages.recover(conn, office.run, now, office.config.judging.quarantine_after)
    if put_back:
        events.recovered("messages", len(put_back))


def _beat(office: Office, desk: str) -> None:
    with transaction(office.engine) as conn:
        heartbeats.beat(conn, desk, office.run, office.clock())


def _collect(office: Office, post: Post, outcome: Outcome) -> tuple[str, int] | None:
    """Look through one mailbox; return its name and epoch, or None when it could not be read."""
    try:
        with post.open() as mailbox:
            outcome.stored += collect.collect(office, mailbox).stored
            _beat(office, f"collect {post.name}")
            return mailbox.name, mailbox.uidvalidity
    except (IntakeError, ConfigError) as error:
        outcome.trouble(f"{post.name}, collecting", error)
        return None


def _judge(office: Office, outcome: Outcome) -> None:
    if _waits(office):
        from secretariat.desks.judge import judge  # noqa: PLC0415 - an empty pass need not pay for what it imports

        try:
            with office.judges.sandbox() as sandbox:
                outcome.judged = judge(office, sandbox)
        except (IntakeError, ClassifyError) as error:
            outcome.trouble("judging", error)
            return
    _beat(office, "judge")


def _waits(office: Office) -> bool:
    """Whether there is a message to judge."""
    with transaction(office.engine) as conn:
        return bool(messages.waiting(conn, office.clock(), 1))


def _digest(office: Office, outcome: Outcome) -> None:
    if day := schedule.due_day(office):
        from secretariat.desks.daily import put_digest  # noqa: PLC0415 - as above

        try:
            outcome.digests = put_digest(office, day)
        except (NotifyError, ClassifyError) as error:
            outcome.trouble("digest", error)
            return
    _beat(office, "digest")


def _send(office: Office, outcome: Outcome) -> None:
    try:
        outcome.sent = send.send(office)
    except (NotifyError, ConfigError) as error:
        outcome.trouble("sending", error)
        return
    _beat(office, "send")


def _file(office: Office, post: Post, name: str, epoch: int, outcome: Outcome) -> None:
    try:
        outcome.filed += file.file(office, post, name, epoch)
        _beat(office, f"file {post.name}")
    except (IntakeError, ConfigError) as error:
        outcome.trouble(f"{post.name}, filing", error)
