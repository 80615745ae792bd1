"""The one place that builds everything from the configuration, in reading order; nobody else does."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from classify.assess import Assessor
from intake.limits import MIB, Limits
from intake.mailboxes.registry import Account, ImapAccount, MaildirAccount, MboxAccount, Security, SignIn
from intake.read import Reading
from notify.channels import registry as ways_out
from notify.channels.registry import MaildirSettings, SmtpSettings
from notify.policy import Mode, Policy
from notify.render import Renderer
from notify.seal import Letterhead
from secretariat import settings
from secretariat.config import Config, ConfigError
from secretariat.credentials import password, signing_key
from secretariat.office import Office, Post
from store.archive import Archive
from store.engine import open_engine

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
_SECURITY = {"implicit": "tls", "starttls": "starttls", "none": "plain-loopback"}


def utc_now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


def open_office(
    config: Config, environment: Mapping[str, str] = os.environ, clock: Callable[[], datetime] = utc_now
) -> Office:
    """Build the office: files and folders that it needs are made, no server is asked anything yet.

    Raises ConfigError for a secret that is missing or can be read by others.
    """
    data = config.office.data
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    limits = _limits(config.reading)
    return Office(
        config=config,
        posts=tuple(_post(mailbox, config.reading, limits, environment) for mailbox in config.mailboxes),
        engine=open_engine(database_url(config, environment)),
        archive=Archive(data / "archive"),
        reading=reading_of(config),
        assessor=Assessor(config.judging.rubric, limits=limits),
        renderer=Renderer(TEMPLATES),
        letterhead=_letterhead(config, signing_key(data / "signing-key")),
        policy=policy_of(config.letters),
        outgoing=_outgoing(config.channel, environment),
        clock=clock,
        run=uuid.uuid4().hex,
        ends=time.monotonic() + 60 * config.office.deadline_minutes,
    )


def database_url(config: Config, environment: Mapping[str, str]) -> str:
    """The register's address, with its password where there is one."""
    if not config.store.url:
        return f"sqlite:///{config.office.data / 'register.sqlite'}"
    try:
        url = make_url(config.store.url)
    except ArgumentError as error:
        raise ConfigError("store.url: is not of the form postgresql://user@host/name") from error
    secret = password(config.store.password_file, "SECRETARIAT_STORE_PASSWORD", environment)
    return (url.set(password=secret) if secret else url).render_as_string(hide_password=False)


def reading_of(config: Config) -> Reading:
    """How mail is read: what is ours, whom to believe, how much to take on."""
    return Reading(tuple(config.office.addresses), config.trust.authserv_id or None, _limits(config.reading))


def _limits(reading: settings.Reading) -> Limits:
    return Limits(
        message_bytes=reading.message_mib * MIB,
        attachment_bytes=reading.attachment_mib * MIB,
        attachments=reading.attachments,
        memory_bytes=reading.memory_mib * MIB,
        wall_seconds=reading.wall_seconds,
    )


def _post(mailbox: settings.Mailbox, reading: settings.Reading, limits: Limits, environment: Mapping[str, str]) -> Post:
    return Post(mailbox.name, _account(mailbox, reading, limits, environment), mailbox.processed, mailbox.quarantine)


def _account(
    mailbox: settings.Mailbox, reading: settings.Reading, limits: Limits, environment: Mapping[str, str]
) -> Account:
    if mailbox.kind == "imap":
        return ImapAccount(
            host=mailbox.host,
            user=mailbox.username,
            secret=partial(_secret, mailbox.password_file, f"SECRETARIAT_{mailbox.name.upper()}_PASSWORD", environment),
            folder=mailbox.folder,
            port=mailbox.port,
            security=Security(_SECURITY[mailbox.tls]),
            sign_in=SignIn(mailbox.auth),
            ca_file=mailbox.ca_file,
            connect_seconds=min(30, mailbox.timeout_seconds),
            read_seconds=mailbox.timeout_seconds,
            batch_messages=reading.batch,
            message_bytes=limits.message_bytes,
        )
    assert mailbox.path is not None  # noqa: S101 - the schema has seen to it
    if mailbox.kind == "maildir":
        return MaildirAccount(mailbox.path, message_bytes=limits.message_bytes)
    return MboxAccount(mailbox.path, message_bytes=limits.message_bytes)


def _secret(file: Path | None, variable: str, environment: Mapping[str, str]) -> str:
    secret = password(file, variable, environment)
    if secret is None:
        raise ConfigError(f"no password: name a password_file, or set the environment variable {variable}")
    return secret


def _letterhead(config: Config, key: bytes) -> Letterhead:
    address = config.office.addresses[0]
    return Letterhead(
        name=config.office.name,
        address=address,
        secret=key,
        domain=address.rpartition("@")[2],
        bounces=config.letters.mail_from or "",
    )


def policy_of(letters: settings.Letters) -> Policy:
    """How freely letters may leave."""
    return Policy(
        mode=Mode(letters.mode),
        max_age_days=letters.max_age_days,
        per_sender_day=letters.sender_per_day,
        per_sender_week=letters.sender_per_week,
        per_domain_hour=letters.domain_per_hour,
        per_hour=letters.total_per_hour,
        per_day=letters.total_per_day,
        rounds=letters.rounds,
        min_confidence=letters.min_confidence,
    )


def _outgoing(channel: settings.Channel, environment: Mapping[str, str]) -> SmtpSettings | MaildirSettings:
    if channel.kind == "maildir":
        assert channel.path is not None  # noqa: S101 - the schema has seen to it
        return MaildirSettings(channel.path)
    return SmtpSettings(
        host=channel.host,
        port=channel.port,
        security=ways_out.Security(_SECURITY[channel.tls]),
        user=channel.username,
        secret=partial(_secret, channel.password_file, "SECRETARIAT_SMTP_PASSWORD", environment),
        ca_file=channel.ca_file,
        connect_seconds=channel.timeout_seconds,
        command_seconds=channel.timeout_seconds,
        data_seconds=channel.timeout_seconds,
        block_seconds=channel.timeout_seconds,
        dot_seconds=channel.final_timeout_seconds,
    )
