"""The sandbox: whatever a file does to its reader, the answer is a verdict, and the next file is read."""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from intake.errors import MessageRefused, TransientError
from intake.frames import encode
from intake.jail import Jail, process_jail
from intake.limits import MIB, Limits
from intake.message import Attachment, Verdict
from intake.sandbox import Sandbox

ROOT = Path(__file__).parents[2]
FAULTY = Path(__file__).with_name("faulty_worker.py")
TIGHT = Limits(cpu_seconds=1, wall_seconds=60.0, memory_bytes=512 * MIB, output_bytes=4 * MIB)
HASTY = replace(TIGHT, wall_seconds=0.5)


def python(code: str) -> Jail:
    """Return a jail around a script."""
    return Jail("test", (sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"))


def gone(pid: int) -> bool:
    """Say whether a process has ended, be it reaped or not."""
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z"


def file(content: bytes) -> Attachment:
    """Return a file with this content."""
    return Attachment("1", "file.txt", "text/plain", content)


FAULTY_JAIL = python(f"exec(compile(open({str(FAULTY)!r}).read(), 'faulty', 'exec'))")


@pytest.fixture
def faulty() -> Iterator[Sandbox]:
    """A sandbox whose reader does what the file says."""
    with Sandbox(TIGHT, FAULTY_JAIL) as sandbox:
        yield sandbox


@pytest.mark.parametrize(
    ("fault", "verdict", "says"),
    [
        (b"spin", Verdict.LIMIT, "computing time"),
        (b"grow", Verdict.LIMIT, "memory"),
        (b"segfault", Verdict.CRASH, "SIGSEGV"),
        (b"killed", Verdict.LIMIT, "memory"),
        (b"raise", Verdict.CRASH, "down"),
        (b"exit", Verdict.CRASH, "down"),
        (b"hang up", Verdict.CRASH, "hung up"),
        (b"long", Verdict.LIMIT, "more than may be kept"),
        (b"unclean", Verdict.CRASH, "nonsense"),
        (b"too long", Verdict.CRASH, "nonsense"),
        (b"odd pages", Verdict.CRASH, "nonsense"),
        (b"beyond", Verdict.CRASH, "nonsense"),
        (b"many", Verdict.CRASH, "nonsense"),
    ],
)
def test_every_fault_is_a_verdict_and_the_next_file_is_read(fault, verdict, says, faulty):
    """A file that ends its reader loses nothing but itself, and what happened has a name and a reason."""
    format_, extract = faulty.extract(file(fault))
    assert (format_, extract.verdict, extract.text) == ("plain", verdict, "")
    assert says in extract.reason
    assert faulty.extract(file(b"pid"))[1].verdict is Verdict.OK


def test_what_a_reader_prints_goes_nowhere(faulty):
    """Megabytes on standard output and error, and even a forged frame, do not touch the answer."""
    first = faulty.extract(file(b"pid"))[1].text
    assert faulty.extract(file(b"chatter"))[1].text == "printed"
    assert faulty.extract(file(b"pid"))[1].text == first


def test_a_reader_sees_nothing_of_us(faulty):
    """No environment, no folder of ours, a session of its own, and nothing to read on standard input."""
    environment = faulty.extract(file(b"tell"))[1].text
    assert environment.endswith("/ True ''")
    assert not {"HOME", "PATH", "USER"} & set(environment.split("'"))


def test_a_reader_writes_no_file(faulty):
    """The first byte of a file is one too many."""
    said = faulty.extract(file(b"write"))[1].text
    assert said == "OSError"


def test_a_reader_opens_few_files(faulty):
    """Descriptors run out before they do harm."""
    assert faulty.extract(file(b"hoard files"))[1].text == "OSError"


def test_what_a_reader_leaves_behind_is_ended(faulty):
    """A process that a reader started dies with the sandbox's child."""
    left = int(faulty.extract(file(b"breed"))[1].text)
    assert not gone(left)
    faulty.close()
    while not gone(left):
        time.sleep(0.01)


def test_a_second_library_may_try_what_killed_the_first(faulty):
    """Where the first reader died and a second one reads, that is the answer."""
    assert faulty.extract(file(b"segfault; good at second"))[1].text == "second reader"
    assert faulty.extract(file(b"spin; good at second"))[1].verdict is Verdict.LIMIT


def test_a_reader_that_only_waits_is_ended():
    """Time on the wall counts too, and a second library is not given the same again."""
    with Sandbox(HASTY, FAULTY_JAIL) as sandbox:
        extract = sandbox.extract(file(b"sleep; good at second"))[1]
    assert extract.verdict is Verdict.TIMEOUT
    assert "longer" in extract.reason


def test_members_come_through_whole(faulty):
    """Names, types and bytes of files in files are what the reader gave."""
    (member,) = faulty.extract(file(b"members"))[1].members
    assert (member.name, member.content_type, member.content, member.inline) == ("ä", "a/b", b"\0\1", True)


def test_one_child_reads_many_files_and_is_replaced_in_time():
    """Starting costs, so a child is kept; leaks cost, so it is not kept for ever."""
    with Sandbox(TIGHT, FAULTY_JAIL, jobs=2) as sandbox:
        pids = [sandbox.extract(file(b"pid"))[1].text for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


def test_no_child_before_the_first_job():
    """A pass that finds no mail starts nothing."""
    with Sandbox(TIGHT, Jail("test", ("/nonexistent/program",))) as sandbox:
        assert sandbox.kind == "test"


@pytest.mark.parametrize(
    "jail", [Jail("test", ("/nonexistent/program",)), python("sys.exit(3)"), python("print('hello', flush=True)")]
)
def test_a_sandbox_that_does_not_start_is_no_fault_of_the_message(jail):
    """Without a child there is no verdict on any document; the same call may succeed later."""
    with Sandbox(TIGHT, jail) as sandbox:
        with pytest.raises(TransientError, match="does not start"):
            sandbox.parse(b"x")
        with pytest.raises(TransientError, match="does not start"):
            sandbox.extract(file(b"x"))


@pytest.mark.parametrize(
    "answer",
    [
        b"\xff\xff\xff\xff",
        b"\0\0\0\x05nojso",
        encode({"format": 7}),
        encode({"format": "plain"}) + encode({"verdict": "splendid", "members": []}, [b""]),
        encode({"format": "plain"}) + encode({"verdict": "ok", "members": []}, []),
        encode({"format": "plain"})
        + encode({"verdict": "ok", "members": [], "page_starts": [], "reason": ""}, [b"\xff"]),
        encode({"format": "plain"}) + encode({"refused": ["no", "reason"]}),
        encode({"message": "none", "attachments": []}),
        b"",
    ],
)
def test_a_hostile_child_is_not_believed(answer):
    """Whatever a taken-over child says, we get a verdict, and no answer of its is used."""
    script = f"import sys, time; sys.stdin.buffer.read(9); sys.stdout.buffer.write({encode({}) + answer!r}); sys.stdout.flush(); time.sleep(9)"
    with Sandbox(HASTY, python(script)) as sandbox:
        assert sandbox.extract(file(b"x"))[1].verdict in (Verdict.CRASH, Verdict.LIMIT, Verdict.TIMEOUT)
        with pytest.raises(MessageRefused, match="could not be taken apart"):
            sandbox.parse(b"x")


def test_a_child_that_does_not_listen_is_given_up():
    """A large file cannot be pushed into a process that never reads."""
    with Sandbox(
        HASTY,
        python(f"import time; print(end={encode({}).decode()!r}, flush=True); time.sleep(60)"),
    ) as sandbox:
        assert sandbox.extract(file(b"x" * MIB))[1].verdict is Verdict.TIMEOUT


def test_a_message_is_taken_apart():
    """What the parser finds comes back as the message it is."""
    with Sandbox(Limits()) as sandbox:
        message = sandbox.parse(b"From: Ann <ann@example.org>\r\nSubject: Wells\r\n\r\nTwo wells.\r\n")
    assert (message.subject, message.senders[0].email, message.body.strip()) == (
        "Wells",
        "ann@example.org",
        "Two wells.",
    )


def test_a_message_beyond_the_limits_is_refused_with_its_reason():
    """The parser's own words reach the officer."""
    with Sandbox(Limits(message_bytes=10)) as sandbox, pytest.raises(MessageRefused, match="larger than 10 bytes"):
        sandbox.parse(b"From: ann@example.org\r\n\r\nx")


def test_this_side_imports_no_parser():
    """Reading mail and files through the sandbox loads no parser into this process."""
    probe = (
        "import sys; from intake.sandbox import Sandbox; from intake.limits import Limits; from intake.message import Attachment\n"
        "with Sandbox(Limits()) as s:\n"
        "    s.parse(b'From: a@b.example\\n\\nx'); assert s.extract(Attachment('1', None, 'text/html', b'<p>x'))[1].text == 'x'\n"
        "heavy = {'lxml', 'pypdfium2', 'pypdf', 'docx2python', 'odfdo', 'striprtf', 'inscriptis', 'mailparser', 'charset_normalizer'}\n"
        "sys.exit(' '.join(heavy & {name.partition('.')[0] for name in sys.modules}) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_child_ends_with_its_parent():
    """When our process is killed in mid-work, its child does not stay behind."""
    probe = (
        "import os, signal; from intake.sandbox import Sandbox; from intake.limits import Limits\n"
        "s = Sandbox(Limits()); s.parse(b'x'); print(s._child.pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False)
    while not gone(int(done.stdout)):
        time.sleep(0.01)


def test_the_ordinary_jail_says_what_it_is():
    """The status shows what isolates; the interpreter runs without environment, user site and byte code."""
    jail = process_jail()
    assert jail.kind == "process+rlimits"
    assert "-I" in jail.command
