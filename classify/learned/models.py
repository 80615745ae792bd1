"""Everything that was learned, loaded together: what an assessor judges with beside its rules."""

from __future__ import annotations

from dataclasses import dataclass, field

from classify.learned.sentences import SentenceModel
from classify.learned.texts import TextModel
from classify.learned.weighing import Weighing


@dataclass(frozen=True, slots=True)
class Models:
    """The model of sentences and that of whole texts; their weights load at once, the encoder with the first text."""

    sentences: SentenceModel = field(default_factory=SentenceModel)
    texts: TextModel = field(default_factory=TextModel)

    @property
    def weighing(self) -> Weighing:
        """What decides between rules and sentences."""
        return Weighing(self.sentences.decisions, self.sentences.calibration, self.sentences.of_new)

    @property
    def names(self) -> tuple[str, ...]:
        """What takes part in a verdict, with version or hash."""
        return (*self.sentences.models, *self.texts.models)
