"""What a confined process may still do, asked in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def confined(code: str) -> str:
    """Return what this code prints after the process has confined itself to 300 MB."""
    script = f"import resource, os\nfrom intake.confinement import confine, renew_cpu, take_pipes\nconfine(300_000_000)\n{code}"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env={}, capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("limit", "value"),
    [("AS", 300_000_000), ("FSIZE", 0), ("CORE", 0), ("NOFILE", 32), ("NPROC", 0)],
)
def test_limits_are_hard(limit, value):
    """Both limits are lowered, so that not even the process itself can raise them again."""
    assert confined(f"print(resource.getrlimit(resource.RLIMIT_{limit}))") == f"({value}, {value})"


def test_a_lower_limit_is_never_raised():
    """Where the system allows less already, less it stays."""
    script = (
        "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (20, 20))\n"
        "from intake.confinement import confine; confine(300_000_000); print(resource.getrlimit(resource.RLIMIT_NOFILE))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "(20, 20)"


def test_memory_ends_with_an_error_not_with_the_machine():
    """More than the address space allows is a MemoryError."""
    assert confined("bytearray(400_000_000)") == "MemoryError"


def test_computing_time_is_given_anew():
    """Each renewal counts from what was used up to then, and the hard limit stays open for the next."""
    said = confined(
        "renew_cpu(5); first = resource.getrlimit(resource.RLIMIT_CPU)\n"
        "while resource.getrusage(resource.RUSAGE_SELF).ru_utime < 1.5: pass\n"
        "renew_cpu(5); second = resource.getrlimit(resource.RLIMIT_CPU)\n"
        "print(second[0] > first[0] >= 5, first[1] == second[1])"
    )
    assert said == "True True"


def test_no_new_privileges():
    """A program with extra rights would not get them from here."""
    assert confined("print([l for l in open('/proc/self/status') if 'NoNewPrivs' in l][0].split()[1])") == "1"


def test_the_line_is_taken_from_whoever_prints():
    """After the pipes are taken, standard output goes nowhere and the private copy still reaches the parent."""
    said = confined(
        "_, out = take_pipes(); print('noise', flush=True); os.write(2, b'noise'); os.write(out, b'answer')"
    )
    assert said == "answer"
