"""Starting a server as our own child on a free port of 127.0.0.1, and stopping exactly that child."""

from __future__ import annotations

import random
import signal
import socket
import subprocess
import time
from pathlib import Path


class ServerDidNotStart(Exception):
    """The server ended, or nothing listened in time; the message holds the end of its log."""


def free_port() -> int:
    """Return a port nobody listens on, below the kernel's ephemeral range so that no client socket takes it first."""
    for port in random.sample(range(20000, 30000), 200):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise ServerDidNotStart("no free port")


def await_listening(server: subprocess.Popen[bytes], port: int, log: Path, seconds: float = 30.0) -> None:
    """Return once something accepts connections on the port; raise ServerDidNotStart when the server ended before."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    stop(server)
    raise ServerDidNotStart(log.read_text(errors="replace")[-2000:] if log.exists() else "no log")


def stop(server: subprocess.Popen[bytes], with_signal: signal.Signals = signal.SIGTERM) -> None:
    """Ask this one child to end and wait for it; kill it when it does not listen."""
    if server.poll() is None:
        server.send_signal(with_signal)
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
