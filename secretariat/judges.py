"""What reading, judging and writing letters needs: half a second of imports and a rubric, built when there is work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from classify.assess import Assessor
from classify.assessment import Rubric
from classify.rubric import load_profile
from intake.limits import MIB, Limits
from intake.read import Reading
from intake.sandbox import Sandbox
from notify.render import Renderer
from secretariat import settings
from secretariat.config import Config

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


@dataclass(frozen=True, slots=True)
class Judges:
    """The readers and judges of an office."""

    reading: Reading
    assessor: Assessor
    renderer: Renderer

    @property
    def rubric(self) -> Rubric:
        """By which they judge."""
        return self.assessor.rubric

    def sandbox(self) -> Sandbox:
        """A reader of strangers' bytes, to be entered; its process starts with the first message."""
        return Sandbox(self.reading.limits)


def appoint(config: Config) -> Judges:
    """Build them from the configuration; RubricError when the rubric's own data are wrong."""
    reading = Reading(
        own_addresses=tuple(filter(None, (*config.office.addresses, config.letters.mail_from))),
        authserv_id=config.trust.authserv_id or None,
        limits=limits_of(config.reading),
        below_border=config.trust.below_border,
    )
    profile = load_profile(config.judging.profile) if config.judging.profile else None
    return Judges(reading, Assessor(config.judging.rubric, profile, limits=reading.limits), Renderer(TEMPLATES))


def appoint_guests() -> Judges:
    """Build them for somebody without a configuration: no address is ours, nobody is believed."""
    return Judges(Reading(()), Assessor(), Renderer(TEMPLATES))


def limits_of(reading: settings.Reading) -> Limits:
    """How much to take on from strangers."""
    return Limits(
        message_bytes=reading.message_mib * MIB,
        attachment_bytes=reading.attachment_mib * MIB,
        attachments=reading.attachments,
        memory_bytes=reading.memory_mib * MIB,
        wall_seconds=reading.wall_seconds,
    )
