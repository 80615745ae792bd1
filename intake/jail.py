"""How a reading child is started, and what keeps it in."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

_BOOT = "import sys; sys.path.insert(0, sys.argv.pop()); from intake.worker import main; main()"
"""`-I` keeps the environment, the user's site and the working folder out; so the child is told where `intake` lies."""


@dataclass(frozen=True, slots=True)
class Jail:
    """A command that starts a worker which speaks frames on standard input and output."""

    kind: str
    """What isolates, for people: `process+rlimits`."""
    command: tuple[str, ...]


def process_jail() -> Jail:
    """Return the jail that needs nothing but the operating system: an own process with limits of its own."""
    here = str(Path(__file__).resolve().parents[1])
    python = (sys.executable, "-I", "-B", "-W", "ignore", "-X", "utf8")
    return Jail("process+rlimits", (*python, "-c", _BOOT, here))
