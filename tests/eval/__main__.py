"""`python -m tests.eval`: how well the specimens and our own labelled texts are judged; writes docs/quality.md.

`python -m tests.eval FOLDER [--report FILE]` measures the texts of another folder instead: `labels.jsonl`, `<id>.txt`.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from classify.assess import Assessor
from intake.limits import Limits
from intake.sandbox import Sandbox
from tests.corpus.texts import labelled_texts
from tests.eval.folder import judged_folder
from tests.eval.metrics import Measures
from tests.eval.own import ABOUT, judged_own
from tests.eval.report import headlines, page
from tests.eval.specimens import outcome, today

QUALITY = Path(__file__).parents[2] / "docs" / "quality.md"


def main() -> int:
    """Measure, print, and write the report; 1 when a specimen is not judged as its author expects."""
    parser = argparse.ArgumentParser(prog="python -m tests.eval", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="labels.jsonl and <id>.txt; our own texts without it")
    parser.add_argument("--report", type=Path, help="where the report is written; docs/quality.md for our own texts")
    asked = parser.parse_args()
    if asked.folder:
        measured(
            Measures(tuple(judged_folder(asked.folder, Assessor()))), asked.report, f"Texts of `{asked.folder.name}`."
        )
        return 0
    wrong = specimens()
    print("Training and judging by folds: some minutes …", flush=True)
    measured(Measures(tuple(judged_own(labelled_texts()))), asked.report or QUALITY, ABOUT.read_text("utf-8"))
    return int(wrong > 0)


def specimens() -> int:
    """Print every specimen with what differs from its author's expectation; return how many do."""
    assessor = Assessor()
    wrong = 0
    with Sandbox(Limits()) as sandbox:
        found = [outcome(specimen, assessor, sandbox) for specimen in today()]
    for one in found:
        print(f"{'as expected' if not one.differences else 'DIFFERS':12} {one.specimen.name}")
        for difference in one.differences:
            print(f"{'':12}   {difference}")
        wrong += bool(one.differences)
    print(f"{len(found) - wrong} of {len(found)} specimens are judged as their author expects")
    return wrong


def measured(measures: Measures, report: Path | None, about: str) -> None:
    """Print the figures that say most; write all of them where that is asked for."""
    for name, figure in headlines(measures):
        print(f"{name}: {figure}")
    if report:
        report.write_text(page(about, measures), encoding="utf-8")
        print(f"written: {report}")


if __name__ == "__main__":
    sys.exit(main())
