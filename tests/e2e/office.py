"""An office on real servers: a configuration file, the program as a user starts it, and what can be seen afterwards."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.servers.dovecot import DovecotUser

GATEWAY = "mx.itu.example"
DESK = "wsis.partnerships@itu.int"
CONFIG = """
[office]
addresses = ["{desk}"]
data = "data"
timezone = "UTC"

[[mailboxes]]
kind = "imap"
host = "127.0.0.1"
port = {imap}
tls = "none"
username = "{user}"
password_file = "imap-password"

[store]
url = "{database}"

[channel]
kind = "smtp"
host = "127.0.0.1"
port = {smtp}
tls = "none"

[letters]
mode = "{mode}"
total_per_hour = 1000
total_per_day = 1000
domain_per_hour = 1000

[trust]
authserv_id = "{gateway}"
"""


@dataclass(frozen=True)
class Installation:
    """One configured program in a folder of its own."""

    folder: Path

    @classmethod
    def make(
        cls, folder: Path, mailbox: DovecotUser, smtp: int, *, database: str = "", mode: str = "auto"
    ) -> Installation:
        """Write the configuration and create the register."""
        (folder / "imap-password").write_text(mailbox.password)
        (folder / "imap-password").chmod(0o600)
        (folder / "config.toml").write_text(
            CONFIG.format(
                desk=DESK,
                imap=mailbox.plain_port,
                user=mailbox.name,
                database=database,
                smtp=smtp,
                mode=mode,
                gateway=GATEWAY,
            )
        )
        installation = cls(folder)
        assert installation.run("migrate").returncode == 0
        return installation

    def run(self, *arguments: str, python: tuple[str, ...] = ("-m", "secretariat")) -> subprocess.CompletedProcess[str]:
        """Start the program with this configuration, as cron would."""
        command = [sys.executable, *python, *arguments, "--config", str(self.folder / "config.toml")]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def rows(self, *arguments: str) -> list[dict[str, Any]]:
        """What a command with --json printed."""
        ended = self.run(*arguments, "--json")
        assert ended.returncode == 0, ended.stderr
        return [json.loads(line) for line in ended.stdout.splitlines()]

    @property
    def archived(self) -> set[bytes]:
        """Every raw message in the archive."""
        return {file.read_bytes() for file in (self.folder / "data" / "archive").rglob("*.eml")}
