"""Passwords and the signing key: from files that only their owner can read, or from the environment."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path

from secretariat.config import ConfigError

KEY_BYTES = 32


def password(file: Path | None, variable: str, environment: Mapping[str, str]) -> str | None:
    """Return the password from the file, else from the environment variable, else None.

    Raises ConfigError when a named file is missing, empty or readable by others.
    """
    if file is None:
        return environment.get(variable) or None
    try:
        if file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise ConfigError(f"{file}: others can read this password; run: chmod 600 {file}")
        value = file.read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as error:
        raise ConfigError(f"{file}: the password cannot be read: {error.strerror}") from error
    if not value:
        raise ConfigError(f"{file}: is empty; write the password into it")
    return value


def signing_key(file: Path) -> bytes:
    """Return the key that signs our Message-IDs, made at the first call; losing it only loses threading by it."""
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(secrets.token_bytes(KEY_BYTES))
            stream.flush()
            os.fsync(stream.fileno())
    key = file.read_bytes()
    if len(key) != KEY_BYTES:
        raise ConfigError(f"{file}: is damaged; restore it from a backup, or remove it to start with a new key")
    return key
