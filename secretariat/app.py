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

from intake.limits import MIB
from intake.mailboxes.registry import Account, ImapAccount, MaildirAccount, MboxAccount, Security, SignIn
from notify.channels import registry as ways_out
from notify.channels.registry import MaildirSettings, SmtpSettings
from notify.policy import Mode, Policy
from notify.seal import Letterhead
from secretariat import settings
from secretariat.config import Config, ConfigError
from secretariat.credentials import password, signing_key
from secretariat.office import Office, Post
from store.archive import Archive
from store.engine import open_engine

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
    message_bytes = config.reading.message_mib * MIB
    return Office(
        config=config,
        posts=tuple(_post(mailbox, config.reading.batch, message_bytes, environment) for mailbox in config.mailboxes),
        engine=open_engine(database_url(config, environment)),
        archive=Archive(data / "archive"),
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


def _post(mailbox: settings.Mailbox, batch: int, message_bytes: int, environment: Mapping[str, str]) -> Post:
    account = _account(mailbox, batch, message_bytes, environment)
    return Post(mailbox.name, account, mailbox.processed, mailbox.quarantine)


def _account(mailbox: settings.Mailbox, batch: int, message_bytes: int, environment: Mapping[str, str]) -> Account:
    if mailbox.kind == "maildir":
        return MaildirAccount(_path(mailbox.path), message_bytes=message_bytes)
    if mailbox.kind == "mbox":
        return MboxAccount(_path(mailbox.path), message_bytes=message_bytes)
    return ImapAccount(
        host=mailbox.host,
        user=mailbox.username,
        secret=partial(
            _secret,
            mailbox.password_file,
            f"SECRETARIAT_{mailbox.name.upper().replace('-', '_')}_PASSWORD",
            environment,
        ),
        folder=mailbox.folder,
        port=mailbox.port,
        security=Security(_SECURITY[mailbox.tls]),
        sign_in=SignIn(mailbox.auth),
        ca_file=mailbox.ca_file,
        connect_seconds=min(30, mailbox.timeout_seconds),
        read_seconds=mailbox.timeout_seconds,
        batch_messages=batch,
        message_bytes=message_bytes,
    )


def _path(path: Path | None) -> Path:
    if path is None:
        raise ConfigError("path: is missing; name the folder or file")
    return path


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
        min_certainty=letters.min_certainty,
    )


def _outgoing(channel: settings.Channel, environment: Mapping[str, str]) -> SmtpSettings | MaildirSettings:
    if channel.kind == "maildir":
        return MaildirSettings(_path(channel.path))
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
