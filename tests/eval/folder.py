"""A folder with `labels.jsonl` and `<id>.txt` in, every text judged with its truth out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from classify.assess import Assessor
from intake.limits import Limits
from intake.read import Reading, read
from intake.sandbox import Sandbox
from tests.corpus.build import DESK, GATEWAY
from tests.eval.metrics import Judged
from tests.eval.truth import Truth, of_record
from tests.training.material import as_mail

_WHOLE = "raw_email"
"""What a record calls a text that is a whole message."""
_NOW = datetime(2030, 1, 1, tzinfo=UTC)
"""When everything is read: later than any text, so that none comes from the future."""


def judged_folder(folder: Path, assessor: Assessor) -> Iterator[Judged]:
    """Every text that has a record, in the records' order, as the assessor judges it."""
    with Sandbox(Limits()) as sandbox:
        for truth, content in mails(folder):
            yield Judged(truth, assessor.assess(read(content, _NOW, sandbox, Reading((DESK,), GATEWAY))))


def mails(folder: Path) -> Iterator[tuple[Truth, bytes]]:
    """Every text that has a record, with the mail that holds it."""
    for line in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        path = folder / f"{record['id']}.txt"
        if path.exists():
            text = path.read_text(encoding="utf-8", errors="surrogateescape")
            whole = (record.get("source") or {}).get("render") == _WHOLE
            content = text.encode("utf-8", "surrogateescape") if whole else as_mail(text)
            yield of_record(record, text), content
