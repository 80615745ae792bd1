"""`python -m tests.bench`: what a pass costs, as a ratio to a limit measured in the same run, never as bare seconds.

The limit of an empty pass is a Python process that imports the same IMAP client, signs in, selects and signs out. That of
judging is the full English pipeline of spaCy on the same texts, on one thread.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.judging import measure_judging
from tests.corpus.build import specimens
from tests.e2e.office import Installation
from tests.servers.dovecot import Dovecot, DovecotUser
from tests.servers.smtp_sink import SmtpSink

ROUNDS = 5
BARE = """
import sys
from imapclient import IMAPClient
client = IMAPClient("127.0.0.1", port=int(sys.argv[1]), ssl=False)
client.login(sys.argv[2], sys.argv[3])
client.select_folder("INBOX")
client.logout()
"""


def seconds(work: Callable[[], object]) -> float:
    """How long it took, on the wall."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def bare(user: DovecotUser) -> None:
    """Sign in, select, sign out, and nothing else."""
    subprocess.run([sys.executable, "-c", BARE, str(user.plain_port), user.name, user.password], check=True)


def measure(user: DovecotUser, office: Installation) -> dict[str, float]:
    """The empty pass against the bare one in turn, then one pass over the sample mailbox."""
    office.run("run")
    pairs = [(seconds(lambda: office.run("run")), seconds(lambda: bare(user))) for _ in range(ROUNDS)]
    mail = [one.content for one in specimens() if not one.later]
    for content in mail:
        user.deliver(content)
    full = seconds(lambda: office.run("run"))
    limit = statistics.median(limit for _, limit in pairs)
    empty = statistics.median(got for got, _ in pairs)
    return {
        "bare sign-in (s)": limit,
        "empty pass (s)": empty,
        "empty pass / bare sign-in": statistics.median(got / limit for got, limit in pairs),
        "pass over the sample mailbox (s)": full,
        "per message beyond the empty pass (ms)": 1000 * (full - empty) / len(mail),
    }


def main() -> int:
    """Print the figures as a table, and as JSON with --json."""
    with tempfile.TemporaryDirectory() as folder, Dovecot() as server, SmtpSink() as sink:
        user = server.new_user()
        figures = measure(user, Installation.make(Path(folder), user, sink.port)) | measure_judging()
    if "--json" in sys.argv:
        print(json.dumps(figures))
    else:
        for name, figure in figures.items():
            print(f"{figure:10.3f}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
