"""What is made of each specimen, compared with what its author expects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from classify.assess import Assessor
from classify.assessment import Assessment, Standing
from intake.message import Submission
from intake.read import Reading, read
from intake.sandbox import Sandbox
from notify.letter import Reply
from notify.policy import Policy
from notify.reply import decide
from store.record import ReplyHistory
from tests.corpus.build import DEMO, DESK, GATEWAY, Specimen, specimens

FOLDERS = (DEMO, DEMO.parent / "letters")
NOON = datetime(2005, 3, 31, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One specimen and what was made of it."""

    specimen: Specimen
    submission: Submission
    assessment: Assessment
    reply: Reply

    @property
    def unmet(self) -> set[str]:
        """Principles that appear unmet."""
        return {j.principle for j in self.assessment.judgements if j.standing is Standing.UNMET}

    @property
    def differences(self) -> list[str]:
        """What is not as the author expects, one sentence each."""
        expected, found = self.specimen.expected, []
        for key, got in (
            ("kind", self.assessment.kind.value),
            ("action", self.reply.action),
            ("letter", self.reply.letter),
            ("language", self.reply.language),
        ):
            wanted = expected.get(key, got)
            if got not in str(wanted).split("-or-"):
                found.append(f"{key} is {got!r}, not {wanted!r}")
        if "unmet" in expected and self.unmet != set(expected["unmet"]):
            found.append(f"unmet are {sorted(self.unmet)}, not {expected['unmet']}")
        missing = set(expected.get("asks", ())) - set(self.reply.asks)
        if missing:
            found.append(f"{sorted(missing)} are not asked for, only {list(self.reply.asks)}")
        return found


def today() -> list[Specimen]:
    """Every specimen of all folders that stands by itself; those that answer our letters are told in the demo's order."""
    return [specimen for folder in FOLDERS for specimen in specimens(folder) if not specimen.later]


def outcome(specimen: Specimen, assessor: Assessor, sandbox: Sandbox) -> Outcome:
    """Read, judge and answer one specimen as the only mail there is."""
    submission = read(specimen.content, NOON, sandbox, Reading((DESK,), GATEWAY))
    assessment = assessor.assess(submission)
    reply = decide(submission, assessment, ReplyHistory(), Policy(), NOON, rubric=assessor.rubric)
    return Outcome(specimen, submission, assessment, reply)
