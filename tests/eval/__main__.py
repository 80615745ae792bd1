"""`python -m tests.eval`: how well the specimens are judged, one line each, and the share that is as expected."""

from __future__ import annotations

import sys

from classify.assess import Assessor
from intake.limits import Limits
from intake.sandbox import Sandbox
from tests.eval.specimens import outcome, today


def main() -> int:
    """Print every specimen with what differs from its author's expectation; 1 when anything does."""
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
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
