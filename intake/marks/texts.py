"""Subject and text in, marks out: automatic answers that carry no header to know them by.

A phrase alone never decides: people write about holidays and receipts too. What decides is an answer that is short and
says nothing but that somebody is away, or that something has arrived.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from intake.marks.codes import mark
from intake.marks.conversation import is_answer, own_words
from intake.marks.phrases import Phrases, fold, languages, says
from intake.message import Mark, Message

SHORT = 1500
"""Characters: automatic answers are hardly longer."""

_SENTENCE = re.compile(r"[^\n.!?。！？…؟।]+")
_WRAPPED = re.compile(r"(?<=[^\n]{45})[ \t]*\n[ \t]*(?=\S)")
"""A line break in the middle of a sentence: the line before is a full one."""
_DATE = re.compile(r"\d{1,4}")
_LATIN_WORDS = 7  # a sentence shorter than this is a greeting, a name, an address
_WINDED = 32  # words; no notice of absence is one sentence as long as that
_DENSE_CHARACTERS = 22  # the same in scripts that do not part words
_DENSE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u1100-\u11ff]")
_NUMBERED = re.compile(r"\breceived\b|#\d{3,}|\b(?:case|ticket|request)\W{0,3}\d{3,}")
_CHALLENGE = re.compile(
    r"(?:confirm|verify|prove) (?:that )?you(?: are|'re) (?:an? |not an? |no )?(?:human|real|person|robot|spam)"
    r"|your (?:message|mail|e-?mail) (?:is|has been|was) (?:being )?(?:held|quarantined|on hold|not yet delivered)"
    r"|(?:click|follow|visit|use|reply)[^.]{0,60}(?:to|and)[^.]{0,20} (?:deliver|release) (?:your|the|this) (?:message|mail|e-?mail)"
    r"|reply to this (?:message|e-?mail)[^.]{0,40} to (?:confirm|deliver|release|verify) (?:your|that)"
    r"|sender (?:address )?verification|(?:challenge|response) code"
    r"|(?:not|isn't) (?:yet )?(?:on|in|among) (?:my|our|the|his|her) (?:list of )?(?:approved|allowed|known|white-?listed) senders?"
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the words of a message are about, as one language tells it."""

    automatic: bool
    """The subject opens as only mail systems open it."""
    absent: bool
    """The subject opens with somebody's absence."""
    away: bool
    instead: bool
    received: int
    machine: bool
    unread: bool
    rest: int
    """Sentences of some length that are about none of this."""

    @property
    def tells(self) -> bool:
        """Whether the text itself speaks of an absence, a receipt or a machine."""
        return self.away or self.received > 0 or self.machine or self.unread

    @property
    def says_little(self) -> bool:
        """Whether hardly anything is left beside it."""
        return self.rest <= 1


def text_marks(message: Message) -> Iterator[Mark]:
    """Yield at most one mark: of an automatic answer, a challenge, or a text that says answers are not read."""
    words = own_words(message)
    if len(words) > SHORT:
        return
    subject = fold(message.subject)
    text = f"{fold(words)} "
    answer = is_answer(message)
    readings = [_read(subject, words, text, language) for language in languages()]
    if any(_opens(reading, answer) for reading in readings):
        yield mark("automatic-subject", "The subject opens like that of an automatic answer.")
    elif any(_is_absence(reading, answer or _is_brief(subject, reading)) for reading in readings):
        yield mark("absence-notice", "The text says that somebody is away, and nothing else.")
    elif any(_is_receipt(reading, answer, subject) for reading in readings):
        yield mark("receipt-notice", "The text says that something has arrived, and nothing else.")
    elif _CHALLENGE.search(text):
        yield mark("challenge", "The text asks the sender to prove something.")
    elif any(reading.unread for reading in readings):
        yield mark("machine-text", "The text says that answers to it are not read.")


def _opens(reading: _Reading, answer: bool) -> bool:
    return (reading.automatic and (answer or reading.tells)) or (
        reading.absent and reading.tells and reading.says_little
    )


def _is_brief(subject: str, reading: _Reading) -> bool:
    """Whether the subject is nothing but the absence itself."""
    return reading.absent and len(subject) < 40 and ":" not in subject


def _is_absence(reading: _Reading, expected: bool) -> bool:
    return reading.away and expected and reading.says_little and (reading.instead or reading.machine)


def _is_receipt(reading: _Reading, answer: bool, subject: str) -> bool:
    """Two signs of a receipt in a short answer, or one and the admission that a machine wrote it."""
    if not reading.received or not reading.says_little:
        return False
    if reading.machine or reading.unread:
        return True
    return answer and (reading.received >= 2 or _NUMBERED.search(subject) is not None)


def _read(subject: str, words: str, text: str, language: Phrases) -> _Reading:
    """Look for the phrases of one language, and only where there are some count what is left; `text` is folded."""

    def found(phrases: tuple[str, ...]) -> int:
        return sum(says(text, phrase) for phrase in phrases)

    away, received = found(language.away), found(language.received)
    machine, unread = found(language.machine), found(language.unread)
    return _Reading(
        automatic=_opening(subject, language.automatic),
        absent=_opening(subject, language.absent),
        away=away > 0,
        instead=found(language.instead) + found(language.until) > 0 or _DATE.search(text) is not None,
        received=received,
        machine=machine > 0,
        unread=unread > 0,
        rest=_rest(words, language) if away or received or machine else 0,
    )


def _opening(subject: str, phrases: tuple[str, ...]) -> bool:
    """Whether the subject is one of the phrases, alone or with a colon and the answered subject behind it."""
    for phrase in phrases:
        if subject.startswith(phrase):
            behind = subject[len(phrase) :].lstrip()
            if not behind or behind.startswith((":", "- re:", "re:", "(re:", "[re:", "aw:")):
                return True
    return False


def _rest(words: str, language: Phrases) -> int:
    """Count the sentences that say something else; a very long one counts twice."""
    about = (*language.away, *language.instead, *language.received, *language.machine, *language.unread)
    rest = 0
    for sentence in filter(_is_long, _SENTENCE.findall(_WRAPPED.sub(" ", words))):
        folded = f"{fold(sentence)} "
        if len(sentence.split()) > _WINDED:
            rest += 2
        elif not any(says(folded, phrase) for phrase in about):
            rest += 1
    return rest


def _is_long(sentence: str) -> bool:
    """Whether a sentence is more than a greeting, a name or an address line."""
    if len(_DENSE.findall(sentence)) > len(sentence) // 3:
        return len(sentence.strip()) > _DENSE_CHARACTERS
    return len(sentence.split()) >= _LATIN_WORDS
