"""What an empty run costs: nothing that is not needed is imported."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.office import Installation
from tests.servers.dovecot import DovecotUser
from tests.servers.smtp_sink import SmtpSink

HEAVY = ("spacy", "thinc", "numpy", "lingua", "pypdfium2", "pypdf", "docx2python", "odfdo", "striprtf", "inscriptis",
         "lxml", "alembic")  # fmt: skip
PROBE = """
import sys
from secretariat.cli import main
code = main(sys.argv[1:])
print(",".join(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
sys.exit(code)
"""


def test_an_empty_run_imports_neither_models_nor_parsers(
    tmp_path: Path, dovecot: DovecotUser, smtp_sink: SmtpSink
) -> None:
    """With nothing new in the mailbox no statistical model and no document parser is loaded."""
    office = Installation.make(tmp_path, dovecot, smtp_sink.port)

    ended = office.run("run", python=("-c", PROBE))

    assert ended.returncode == 0, ended.stderr
    loaded = set(ended.stderr.splitlines()[-1].split(","))
    assert "imapclient" in loaded
    assert loaded & set(HEAVY) == set()
