"""A private Dovecot on 127.0.0.1: its own configuration, certificate and folders, a fresh user for every test.

Any user name signs in with the password `secret` and owns an empty mailbox. Mail is put there as Maildir files, which
is fast and needs no delivery agent, and read back the same way, past the server.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.servers.certificates import Authority
from tests.servers.process import ServerDidNotStart, await_listening, free_port, stop

PASSWORD = "secret"

_CONFIGURATION = """\
base_dir = {folder}/base
state_dir = {folder}/state
log_path = {folder}/dovecot.log
instance_name = test-{plain}
listen = 127.0.0.1
protocols = imap
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
first_valid_uid = 1
mail_location = maildir:~/Maildir
mail_plugins = acl
mail_fsync = never
mail_max_userip_connections = 100
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
plugin {{
  acl = vfile
}}
protocol imap {{
  mail_plugins = $mail_plugins imap_acl
}}
service imap-login {{
  chroot =
  service_count = 0
  inet_listener imap {{
    address = 127.0.0.1
    port = {plain}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  # One test's wrong password must not make the next test wait.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


def unavailable() -> str:
    """Return why no Dovecot can be started here, or nothing when one can."""
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if program is None:
        return "the Dovecot IMAP server is not installed"
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    # Dovecot 2.4 speaks another configuration language.
    return "" if version.startswith("2.3.") else f"the rig is written for Dovecot 2.3, this is {version}"


@dataclass(frozen=True)
class DovecotUser:
    """One user of the running server, with an empty mailbox."""

    host: str
    plain_port: int
    """Speaks plain text and offers STARTTLS."""
    tls_port: int
    ca_file: Path
    name: str
    password: str
    home: Path
    configuration: Path
    owner: tuple[int, int]

    def deliver(self, content: bytes, *, folder: str = "INBOX", received: float | None = None, flags: str = "") -> Path:
        """Put one message into a folder, as if it had arrived then (seconds since 1970); return its file."""
        maildir = self._maildir(folder)
        directory = maildir / ("cur" if flags else "new")
        for wanted in (self.home, self.home / "Maildir", maildir, *(maildir / name for name in ("cur", "new", "tmp"))):
            if not wanted.exists():
                wanted.mkdir(mode=0o700)
                os.chown(wanted, *self.owner)
        seconds, microseconds = divmod(time.time_ns() // 1000, 1_000_000)
        name = f"{seconds}.M{microseconds:06}P{uuid.uuid4().hex}.test"
        file = directory / (f"{name}:2,{flags}" if flags else name)
        file.write_bytes(content)
        os.chown(file, *self.owner)
        if received is not None:
            os.utime(file, (received, received))
        return file

    def files(self, folder: str = "INBOX") -> list[Path]:
        """Return the files of a folder's messages, oldest first."""
        maildir = self._maildir(folder)
        found = [file for name in ("cur", "new") if (maildir / name).is_dir() for file in (maildir / name).iterdir()]
        return sorted(found, key=lambda file: file.name)

    def contents(self, folder: str = "INBOX") -> list[bytes]:
        """Return the bytes of a folder's messages, oldest first."""
        return [file.read_bytes() for file in self.files(folder)]

    def flags(self, folder: str = "INBOX") -> list[str]:
        """Return the Maildir flags of a folder's messages (S: seen, T: deleted), oldest first."""
        return [file.name.partition(":2,")[2] for file in self.files(folder)]

    def folders(self) -> set[str]:
        """Return the names of the folders other than INBOX."""
        root = self.home / "Maildir"
        return {entry.name[1:].replace(".", "/") for entry in root.glob(".*") if (entry / "cur").is_dir()}

    def administer(self, *arguments: str) -> str:
        """Run one doveadm command against this server and return what it printed."""
        ended = subprocess.run(
            ["doveadm", "-c", str(self.configuration), *arguments], capture_output=True, text=True, check=True
        )
        return ended.stdout

    def _maildir(self, folder: str) -> Path:
        root = self.home / "Maildir"
        return root if folder == "INBOX" else root / f".{folder.replace('/', '.')}"


class Dovecot:
    """A running server; a context manager that leaves neither process nor file behind."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="dovecot-"))
        self._server: subprocess.Popen[bytes] | None = None
        self._plain = self._tls = 0
        self._owner = (os.getuid(), os.getgid())

    def __enter__(self) -> Self:
        authority = Authority(self._folder)
        self._ca_file = authority.ca_file
        self._certificate, self._key = authority.issue("localhost", "127.0.0.1")
        if os.geteuid() == 0:
            mail = pwd.getpwnam("mail")
            self._owner = (mail.pw_uid, mail.pw_gid)
        # The mail user has to reach its folders below.
        self._folder.chmod(0o755)
        (self._folder / "mail").mkdir()
        os.chown(self._folder / "mail", *self._owner)
        for attempt in (1, 2, 3):
            try:
                self._start()
            except ServerDidNotStart:
                if attempt == 3:
                    raise
            else:
                break
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._server is not None:
            stop(self._server)
        with contextlib.suppress(FileNotFoundError):  # its last children may still be unlinking their sockets
            shutil.rmtree(self._folder)

    def new_user(self) -> DovecotUser:
        """Return a user nobody has used before."""
        name = f"user-{uuid.uuid4().hex}"
        return DovecotUser(
            "127.0.0.1", self._plain, self._tls, self._ca_file, name, PASSWORD, self._folder / "mail" / name,
            self._folder / "dovecot.conf", self._owner,
        )  # fmt: skip

    def _start(self) -> None:
        self._plain, self._tls = free_port(), free_port()
        root = os.geteuid() == 0
        me = getpass.getuser()
        text = _CONFIGURATION.format(
            folder=self._folder, plain=self._plain, tls=self._tls, certificate=self._certificate, key=self._key,
            password=PASSWORD, uid=self._owner[0], gid=self._owner[1], internal="dovecot" if root else me,
            internal_group="dovecot" if root else me, login="dovenull" if root else me,
        )  # fmt: skip
        configuration = self._folder / "dovecot.conf"
        configuration.write_text(text)
        log = self._folder / "dovecot.log"
        with (self._folder / "start.log").open("ab") as started:
            self._server = subprocess.Popen(
                ["dovecot", "-F", "-c", str(configuration)],
                stdin=subprocess.DEVNULL, stdout=started, stderr=started, start_new_session=True,
            )  # fmt: skip
        await_listening(self._server, self._plain, log if log.exists() else self._folder / "start.log")
