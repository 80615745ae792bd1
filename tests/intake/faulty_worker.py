"""A reading child whose reader misbehaves as the file tells it to: confined like the real one, for the tests of the sandbox."""

import os
import signal
import sys
import time

from intake.confinement import confine, renew_cpu, take_pipes
from intake.formats.base import Extract, Member
from intake.limits import Limits
from intake.message import Verdict
from intake.worker import serve


def ok(text: str) -> Extract:
    """Return a successful reading."""
    return Extract(Verdict.OK, text)


def spin() -> None:
    """Compute for ever."""
    while True:
        pass


def grow() -> list[bytes]:
    """Take all memory there is."""
    hoard: list[bytes] = []
    while True:
        hoard.append(bytes(16 * 1024 * 1024))


def chatter() -> Extract:
    """Print a hundred megabytes, to every stream there is."""
    for _ in range(100):
        print("x" * 1024 * 1024)  # noqa: T201 - the fault
        print("x" * 1024 * 1024, file=sys.stderr)  # noqa: T201 - the fault
    os.write(1, b"\0\0\0\1x")
    return ok("printed")


def breed() -> Extract:
    """Leave a child behind that outlives everything, and name it."""
    pid = os.fork()
    if pid == 0:
        time.sleep(1000)
    return ok(str(pid))


def write() -> Extract:
    """Try to leave a file behind."""
    path = f"/tmp/{os.getpid()}.left"  # noqa: S108 - the point is that nothing gets there
    try:
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(b"x" * 1000)
    except OSError as error:
        return ok(type(error).__name__)
    return ok(path)


def hoard_files() -> Extract:
    """Open more files than anybody needs."""
    try:
        return ok(str([os.open("/dev/null", os.O_RDONLY) for _ in range(1000)]))
    except OSError as error:
        return ok(type(error).__name__)


def tell() -> Extract:
    """Say what of the parent's world is to be seen from here."""
    return ok(f"{sorted(os.environ)} {os.getcwd()} {os.getsid(0) == os.getpid()} {sys.stdin.read()!r}")  # noqa: PTH109


def die(by: signal.Signals) -> None:
    """End by a signal."""
    signal.signal(by, signal.SIG_DFL) if by is not signal.SIGKILL else None
    os.kill(os.getpid(), by)
    time.sleep(10)


FAULTS = {
    b"spin": spin,
    b"sleep": lambda: time.sleep(1000),
    b"segfault": lambda: die(signal.SIGSEGV),
    b"killed": lambda: die(signal.SIGKILL),
    b"raise": lambda: 1 / 0,
    b"exit": lambda: os._exit(0),
    b"hang up": lambda: (os.closerange(0, 64), time.sleep(1000)),
    b"grow": grow,
    b"chatter": chatter,
    b"breed": breed,
    b"write": write,
    b"hoard files": hoard_files,
    b"tell": tell,
    b"pid": lambda: ok(str(os.getpid())),
    b"long": lambda: ok("x" * 100_000_000),
    b"unclean": lambda: ok("a\0b"),
    b"too long": lambda: ok("x" * (Limits().text_characters + 1)),
    b"odd pages": lambda: Extract(Verdict.OK, "abc", (0, 2, 1)),
    b"beyond": lambda: Extract(Verdict.OK, "abc", (4,)),
    b"many": lambda: Extract(Verdict.OK, "abc", members=(Member(None, "a/b", b""),) * 5000),
    b"members": lambda: Extract(Verdict.OK, "abc", members=(Member("ä", "a/b", b"\0\1", inline=True),)),
}


def read(format_: str, content: bytes, limits: Limits, *, again: bool) -> Extract:  # noqa: ARG001 - the shape of a reader
    """Do what the file says; the second time, be good where it says so."""
    fault, _, mood = content.partition(b"; ")
    if again:
        return ok("second reader") if mood == b"good at second" else Extract(Verdict.CRASH, reason="No second reader.")
    return FAULTS[fault]() or ok(format_)


source, sink = take_pipes()
with os.fdopen(source, "rb") as frames, os.fdopen(sink, "wb") as answers:
    serve(frames, answers, confine=confine, renew_cpu=renew_cpu, read=read)
