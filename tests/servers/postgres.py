"""A private PostgreSQL cluster on 127.0.0.1: its own folder and port, an empty database for every test."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.servers.process import ServerDidNotStart, await_listening, free_port, stop

USER = "house"
PASSWORD = "secret"


def binaries() -> Path | None:
    """Return the folder of the newest server binaries that the distribution installed, or None."""
    versions = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()]
    if versions:
        return max(versions, key=lambda folder: int(folder.parent.name))
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


class Postgres:
    """A running cluster; a context manager that leaves neither process nor file behind."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="postgres-"))
        self._log = self._folder / "server.log"
        self._server: subprocess.Popen[bytes] | None = None
        self._identity: dict[str, Any] = {}
        self.port = 0

    def __enter__(self) -> Self:
        # PostgreSQL refuses to run as root, so root hands the folder to the account the distribution made for it.
        if os.geteuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(self._folder, account.pw_uid, account.pw_gid)
            self._identity = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        self._initialise()
        for attempt in (1, 2, 3):
            try:
                self._start()
            except ServerDidNotStart:
                # Somebody else may have taken the port between our probe and the server's bind.
                if attempt == 3:
                    raise
            else:
                break
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._server is not None:
            stop(self._server, signal.SIGINT)  # "fast": sessions are ended, not waited for
        shutil.rmtree(self._folder)

    def create_database(self) -> str:
        """Create an empty database and return its SQLAlchemy URL."""
        name = f"test_{uuid.uuid4().hex}"
        self._sql(f'CREATE DATABASE "{name}"')
        return f"postgresql+psycopg://{USER}:{PASSWORD}@127.0.0.1:{self.port}/{name}"

    def drop_database(self, url: str) -> None:
        """Drop a database of this cluster, ending the sessions that are still in it."""
        self._sql(f'DROP DATABASE IF EXISTS "{url.rpartition("/")[2]}" WITH (FORCE)')

    def _initialise(self) -> None:
        secret = self._folder / "password"
        secret.write_text(PASSWORD + "\n")
        secret.chmod(0o644)
        self._run(
            "initdb",
            "-D",
            "data",
            "-U",
            USER,
            "-A",
            "scram-sha-256",
            "--pwfile",
            "password",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )

    def _start(self) -> None:
        self.port = free_port()
        # Nothing here has to survive a power cut, so the server need not wait for the disk.
        options = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            "unix_socket_directories": self._folder,
            "fsync": "off",
            "max_connections": 200,
        }
        command = [str(self._programs / "postgres"), "-D", "data"]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        with self._log.open("ab") as log:
            self._server = subprocess.Popen(
                command,
                cwd=self._folder,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **self._identity,
            )
        await_listening(self._server, self.port, self._log)
        self._await_ready()

    def _await_ready(self, seconds: float = 30.0) -> None:
        """Return once it takes statements: it listens a little earlier than that."""
        until = time.monotonic() + seconds
        while True:
            try:
                self._run("pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port))
            except ServerDidNotStart:
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)
            else:
                return

    def _sql(self, statement: str) -> None:
        self._run(
            "psql",
            "-X",
            "-q",
            "-h",
            "127.0.0.1",
            "-p",
            str(self.port),
            "-U",
            USER,
            "-d",
            "postgres",
            "-v",
            "ON_ERROR_STOP=1",
            "-c",
            statement,
        )

    def _run(self, program: str, *arguments: str) -> None:
        with self._log.open("ab") as log:
            ended = subprocess.run(
                [str(self._programs / program), *arguments],
                cwd=self._folder,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                check=False,
                **self._identity,
            )
        if ended.returncode != 0:
            raise ServerDidNotStart(f"{program}: {self._log.read_text(errors='replace')[-2000:]}")

    @staticmethod
    def _environment() -> dict[str, str]:
        # A bare environment: the caller's PGHOST, PGDATA and the like must not reach another server.
        return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PGPASSWORD": PASSWORD}
