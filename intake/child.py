"""Our side of one reading child: start it, send and receive frames against a deadline, end it with all that it started."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from collections.abc import Callable, Sequence

from intake.frames import Frame, FrameError, FrameTooLarge, read_frame
from intake.message import Verdict

Clock = Callable[[], float]
"""Seconds of a clock that never goes back."""

_CHUNK = 1024 * 1024
_GRACE = 1.0
"""Seconds that a child which closed its line may take to die, so that the cause of death is known."""
_LIMITED = {
    signal.SIGXCPU: "Reading it takes more computing time than is allowed.",
    signal.SIGXFSZ: "Reading it would write a file.",
    signal.SIGKILL: "The system ended the reading, most likely for want of memory.",
}


class ChildFailed(Exception):
    """The child did not answer as it should; what that means for the document is `verdict` and `reason`."""

    def __init__(self, verdict: Verdict, reason: str) -> None:
        super().__init__(reason)
        self.verdict = verdict
        self.reason = reason


class Child:
    """One process in a session of its own, with an empty environment."""

    def __init__(self, command: Sequence[str], clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            bufsize=0,
            start_new_session=True,
        )
        assert self._process.stdin and self._process.stdout  # noqa: S101, PT018 - for the type checker: PIPE was asked for
        self._to, self._from = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._to, False)
        os.set_blocking(self._from, False)

    @property
    def pid(self) -> int:
        """The process, which is also the group."""
        return self._process.pid

    def send(self, frame: bytes, seconds: float) -> None:
        """Send one frame. Raises ChildFailed when the child is dead or does not listen in time."""
        deadline = self._clock() + seconds
        rest = memoryview(frame)
        while rest:
            self._await(self._to, select.POLLOUT, deadline)
            try:
                rest = rest[os.write(self._to, rest[:_CHUNK]) :]
            except BrokenPipeError as error:
                raise self._death() from error

    def receive(self, limit: int, seconds: float) -> Frame:
        """Return the next frame, of at most `limit` bytes. Raises ChildFailed for anything else."""
        deadline = self._clock() + seconds
        try:
            return read_frame(lambda size: self._read(size, deadline), limit)
        except FrameTooLarge as error:
            raise ChildFailed(Verdict.LIMIT, "Reading it gives more than may be kept.") from error
        except FrameError as error:
            raise ChildFailed(Verdict.CRASH, f"Its reader answered nonsense: {error}.") from error

    def close(self) -> None:
        """End the process and everything else in its group; never raises."""
        self._kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()

    def _read(self, size: int, deadline: float) -> bytes:
        pieces: list[bytes] = []
        while size:
            self._await(self._from, select.POLLIN, deadline)
            piece = os.read(self._from, min(size, _CHUNK))
            if not piece:
                raise self._death()
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def _await(self, pipe: int, event: int, deadline: float) -> None:
        poll = select.poll()
        poll.register(pipe, event)
        left = deadline - self._clock()
        if left <= 0 or not poll.poll(left * 1000):
            raise ChildFailed(Verdict.TIMEOUT, "Reading it takes longer than is allowed.")

    def _death(self) -> ChildFailed:
        """Return what the child died of; it is not reaped yet, so that its group's number stays taken."""
        deadline = self._clock() + _GRACE
        while (end := os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT | os.WNOHANG)) is None:
            if self._clock() >= deadline:
                return ChildFailed(Verdict.CRASH, "Its reader hung up.")
            time.sleep(0.005)
        if end.si_code == os.CLD_EXITED:
            return ChildFailed(Verdict.CRASH, "Reading it brought its reader down.")
        cause = signal.Signals(end.si_status)
        if cause in _LIMITED:
            return ChildFailed(Verdict.LIMIT, _LIMITED[cause])
        return ChildFailed(Verdict.CRASH, f"Reading it brought its reader down ({cause.name}).")

    def _kill(self) -> None:
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # dead already; some systems answer EPERM for zombies
            return
