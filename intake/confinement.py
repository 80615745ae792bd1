"""What the reading child gives up before it sees a stranger's bytes: memory, time, files, children, its parent's death.

Linux only in parts; each measure is taken where the system knows it.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_FILES = 32
"""Descriptors: a handful of pipes and the libraries that an import opens for a moment."""


def confine(memory_bytes: int) -> None:
    """Limit this process: address space, no file written, few files open, no core dump, no new process, no privilege."""
    _limit(resource.RLIMIT_AS, memory_bytes)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, _FILES)
    _limit(resource.RLIMIT_NPROC, 0)  # the kernel does not hold root to it
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def renew_cpu(seconds: int) -> None:
    """Allow so many seconds of computing from now on; SIGXCPU ends the process after that."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    used = int(spent.ru_utime + spent.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def take_pipes() -> tuple[int, int]:
    """Return private copies of standard input and output, and leave /dev/null in their place for whoever prints."""
    taken = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.close(null)
    return taken


def _limit(what: int, value: int) -> None:
    """Lower soft and hard limit to `value`, never raise a limit that is lower already."""
    hard = resource.getrlimit(what)[1]
    new = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (new, new))
