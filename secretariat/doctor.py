"""Whether the office could work: each thing it needs is tried once, without changing anything."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from classify.errors import ClassifyError
from classify.text.names import Names
from intake.errors import IntakeError
from notify.errors import NotifyError
from secretariat.config import ConfigError
from secretariat.office import Office, Post
from store import migrate
from store.errors import StoreError
from store.schema import VERSION

LEAST_FREE = 1024**3
"""Bytes; below it a person should make room before a backlog fills the disk."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was tried."""

    what: str
    fine: bool
    detail: str
    """What was seen; when it is not fine, what to do."""


def examine(office: Office) -> Iterator[Check]:
    """Try everything, one after the other, whatever the others gave."""
    yield _disk(office)
    yield _register(office)
    for post in office.posts:
        yield _mailbox(post)
    yield _channel(office)
    yield _sender_trust(office)
    rubric = _rubric(office)
    yield rubric
    if rubric.fine:
        yield _reading(office)
    yield _models(office)


def _disk(office: Office) -> Check:
    free = shutil.disk_usage(office.config.office.data).free
    detail = f"{free // 1024**2} MiB free in {office.config.office.data}"
    return Check("disk", free >= LEAST_FREE, detail if free >= LEAST_FREE else f"only {detail}; make room")


def _register(office: Office) -> Check:
    try:
        migrate.check(office.engine)
    except StoreError as error:
        return Check("register", fine=False, detail=str(error))
    return Check("register", fine=True, detail=f"schema {VERSION}, {office.engine.dialect.name}")


def _mailbox(post: Post) -> Check:
    try:
        with post.open() as mailbox:
            count = len(mailbox.present())
            fine = mailbox.writable or not (post.processed or post.quarantine)
            note = "" if fine else '; it is read-only, so mail cannot be filed: set processed = "" and quarantine = ""'
            return Check(f"mailbox {post.name}", fine, f"{count} messages in {mailbox.name}{note}")
    except (IntakeError, ConfigError) as error:
        return Check(f"mailbox {post.name}", fine=False, detail=str(error))


def _channel(office: Office) -> Check:
    try:
        with office.channel() as channel:
            return Check("letters", fine=True, detail=channel.greet())
    except (NotifyError, ConfigError) as error:
        return Check("letters", fine=False, detail=str(error))


def _sender_trust(office: Office) -> Check:
    if vouching := office.config.trust.authserv_id:
        return Check("trust", fine=True, detail=f"{vouching} vouches for senders")
    detail = "set trust.authserv_id to the first word of Authentication-Results in mail you received; until then every letter waits"
    return Check("trust", office.config.letters.mode != "auto", detail)


def _rubric(office: Office) -> Check:
    try:
        assessor = office.judges.assessor
    except ClassifyError as error:
        return Check("rubric", fine=False, detail=str(error))
    phases = ", ".join(phase.name["en"] for phase in assessor.rubric.phases) or "no phases"
    detail = f"{assessor.profile.name} ({assessor.profile.acronym}; {phases}), hash {assessor.rubric.sha256[:12]}"
    return Check("rubric", fine=True, detail=detail)


def _reading(office: Office) -> Check:
    try:
        with office.judges.sandbox() as sandbox:
            sandbox.parse(b"Subject: a letter to ourselves\r\n\r\nHello.\r\n")
            return Check("reading", fine=True, detail=f"confined by {sandbox.kind}")
    except IntakeError as error:
        return Check("reading", fine=False, detail=str(error))


def _models(_office: Office) -> Check:
    names = Names()
    try:
        names.read(["The Lakeside Association trains teachers."], "en")
        names.read(["L'association forme des enseignants."], "fr")
    except OSError as error:
        return Check("models", fine=False, detail=f"{error}; install requirements.lock again")
    return Check("models", fine=True, detail=", ".join(names.models))
