"""The program killed, or cut off, in the middle of a pass: the next pass completes the work, and nobody is mailed twice."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.e2e.office import Installation
from tests.e2e.test_main_job import fresh
from tests.secretariat.bureau import OPEN, letter
from tests.servers.dovecot import DovecotUser
from tests.servers.fault_proxy import Break, FaultProxy
from tests.servers.smtp_sink import SmtpSink

PATIENCE = 60
"""Seconds that a test waits for the program to come to the point in question."""


def mail(count: int) -> list[bytes]:
    """Submissions from different people, each of whom is asked for more, written an hour ago."""
    return [
        fresh(letter(OPEN.replace("River", f"River {number}"), sender=f"paula@riverradio{number}.example"))
        for number in range(count)
    ]


def delivered(dovecot: DovecotUser, contents: list[bytes]) -> list[bytes]:
    """Let them arrive."""
    for content in contents:
        dovecot.deliver(content)
    return contents


def killed(office: Installation, when: Callable[[], bool]) -> None:
    """Start a pass and kill it, as the kernel would, as soon as something can be seen."""
    command = [sys.executable, "-m", "secretariat", "run", "--config", str(office.folder / "config.toml")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
        deadline = time.monotonic() + PATIENCE
        while not when():
            assert program.poll() is None, "it ended before it came to the point"
            assert time.monotonic() < deadline, "it never came to the point"
            time.sleep(0.02)
        program.kill()


def check(office: Installation, dovecot: DovecotUser, sink: SmtpSink, contents: list[bytes]) -> dict[str, int]:
    """After another pass everything is recorded and filed, and nobody got two letters; how the letters stand."""
    office.run("run")
    assert office.run("run").returncode == 0
    assert office.archived == set(contents)
    assert dovecot.files("INBOX") == []
    assert sorted(dovecot.contents("Processed")) == sorted(contents)
    assert len(office.rows("list")) == len(contents)
    letters = Counter(accepted.recipients[0] for accepted in sink.accepted)
    assert max(letters.values(), default=0) <= 1
    return dict(Counter(row["state"] for row in office.rows("outbox", "--all")))


def test_killed_while_it_collects(tmp_path: Path, dovecot: DovecotUser, smtp_sink: SmtpSink) -> None:
    """Mail comes in drop by drop; what was not stored yet is fetched again, once."""
    contents = delivered(dovecot, mail(3))
    with FaultProxy(dovecot.plain_port, bytes_per_second=3000) as proxy:
        office = Installation.make(tmp_path, replace(dovecot, plain_port=proxy.port), smtp_sink.port)
        killed(office, lambda: proxy.traffic.down > 2000)
    config = tmp_path / "config.toml"
    config.write_text(config.read_text().replace(f"port = {proxy.port}", f"port = {dovecot.plain_port}"))
    assert check(office, dovecot, smtp_sink, contents) == {"SENT": 3}


def test_killed_while_it_judges(tmp_path: Path, dovecot: DovecotUser, smtp_sink: SmtpSink) -> None:
    """All mail is stored and none is answered yet; the next pass judges what is left."""
    contents = delivered(dovecot, mail(6))
    office = Installation.make(tmp_path, dovecot, smtp_sink.port)
    killed(office, lambda: len(office.archived) == len(contents))
    assert smtp_sink.accepted == []
    assert check(office, dovecot, smtp_sink, contents) == {"SENT": 6}


def test_killed_before_the_server_took_a_letter(tmp_path: Path, dovecot: DovecotUser, smtp_sink: SmtpSink) -> None:
    """In the middle of a conversation: that one letter is in doubt and held, the others leave once."""
    contents = delivered(dovecot, mail(3))
    office = Installation.make(tmp_path, dovecot, smtp_sink.port)
    smtp_sink.fail("rcpt", stall=PATIENCE)
    killed(office, lambda: any(command.startswith("RCPT") for command in smtp_sink.commands))
    assert check(office, dovecot, smtp_sink, contents) == {"HELD": 1, "SENT": 2}
    assert len(smtp_sink.accepted) == 2


def test_killed_after_the_server_took_a_letter(tmp_path: Path, dovecot: DovecotUser, smtp_sink: SmtpSink) -> None:
    """Between the final dot and the answer: the letter arrived, is held as doubtful, and never goes out again."""
    contents = delivered(dovecot, mail(3))
    office = Installation.make(tmp_path, dovecot, smtp_sink.port)
    smtp_sink.fail("dot", stall=PATIENCE, keep=True)
    killed(office, lambda: bool(smtp_sink.accepted))
    assert check(office, dovecot, smtp_sink, contents) == {"HELD": 1, "SENT": 2}
    assert len(smtp_sink.accepted) == 3
    (held,) = office.rows("outbox")
    assert "it may have arrived" in held["reason"]


def test_a_server_that_vanishes_after_the_final_dot(tmp_path: Path, dovecot: DovecotUser, smtp_sink: SmtpSink) -> None:
    """The outbox shows the letter with its reason, until a person says what is to become of it."""
    contents = delivered(dovecot, mail(1))
    office = Installation.make(tmp_path, dovecot, smtp_sink.port)
    smtp_sink.fail("dot", drop=True, keep=True)
    assert office.run("run").returncode == 0
    (held,) = office.rows("outbox")
    assert (held["state"], held["reason"].startswith("the server did not answer")) == ("HELD", True)
    assert "HELD" in office.run("outbox").stdout
    assert check(office, dovecot, smtp_sink, contents) == {"HELD": 1}
    assert len(smtp_sink.accepted) == 1


def test_a_line_that_is_cut_in_the_middle_of_a_message(
    tmp_path: Path, dovecot: DovecotUser, smtp_sink: SmtpSink
) -> None:
    """The connection breaks within a literal, again and again; what is whole is kept, and the next pass has the rest."""
    contents = delivered(dovecot, mail(3))
    fault = Break("reset", after=600, on=rb"BODY\.PEEK", times=1)
    with FaultProxy(dovecot.plain_port, fault) as proxy:
        office = Installation.make(tmp_path, replace(dovecot, plain_port=proxy.port), smtp_sink.port)
        office.run("run")
        assert proxy.traffic.breaks == 1
        assert check(office, dovecot, smtp_sink, contents) == {"SENT": 3}
