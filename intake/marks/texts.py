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
from intake.marks.phrases import fold, phrases
from intake.message import Mark, Message

SHORT = 1500
"""Characters: automatic answers are hardly longer."""

_SENTENCE = re.compile(r"[^\n.!?。！？…؟।]+")
_DATE = re.compile(r"\d{1,4}")
_LATIN_WORDS = 7  # a sentence shorter than this is a greeting, a name, an address
_DENSE_CHARACTERS = 22  # the same in scripts that do not part words
_DENSE = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u1100-\u11ff]")
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
    """What the words of a message are about."""

    away: bool
    instead: bool
    received: int
    machine: bool
    rest: int
    """Sentences of some length that are about none of this."""


def text_marks(message: Message) -> Iterator[Mark]:
    """Yield at most one mark of an automatic answer, and `machine-text` where answers are said not to be read."""
    words = own_words(message)
    if len(words) > SHORT:
        return
    subject = fold(message.subject)
    answer = is_answer(message)
    opened = _opening(subject)
    reading = _read(words)
    if opened and (answer or reading.away or reading.received or reading.machine or len(words) < 20):
        yield mark("automatic-subject", "The subject opens like that of an automatic answer.")
    elif (
        reading.away and (answer or _is_all(subject)) and _says_little(reading) and (reading.instead or reading.machine)
    ):
        yield mark("absence-notice", "The text says that somebody is away, and nothing else.")
    elif _acknowledges(reading, answer, subject):
        yield mark("receipt-notice", "The text says that something has arrived, and nothing else.")
    elif _CHALLENGE.search(fold(words)) and reading.rest <= 3:
        yield mark("challenge", "The text asks the sender to prove something.")
    elif reading.machine:
        yield mark("machine-text", "The text says that it is automatic or that answers are not read.")


def _opening(subject: str) -> bool:
    """Whether the subject is an answerer's words, a colon, and what they answer; or those words alone."""
    for phrase in phrases().subject:
        if subject.startswith(phrase):
            behind = subject[len(phrase) :].lstrip()
            if not behind or behind.startswith((":", "- re:", "re:", "(re:", "[re:", "aw:")):
                return True
    return False


def _is_all(subject: str) -> bool:
    """Whether the subject says hardly more than that somebody is away."""
    return len(subject) < 60 and any(phrase in subject for phrase in phrases().away) and "-" not in subject


def _says_little(reading: _Reading) -> bool:
    return reading.rest <= 1


def _acknowledges(reading: _Reading, answer: bool, subject: str) -> bool:
    """Two signs of an acknowledgement in a short answer, or one and the admission that a machine wrote it."""
    if not _says_little(reading) or not reading.received:
        return False
    if reading.machine:
        return True
    told = any(phrase in subject for phrase in phrases().received) or re.search(
        r"\breceived\b|\bticket\b|#\d{3,}", subject
    )
    return answer and (reading.received >= 2 or bool(told))


def _read(words: str) -> _Reading:
    """Sort the sentences by what they are about."""
    known = phrases()
    folded = fold(words)
    rest = 0
    about = (*known.away, *known.instead, *known.received, *known.machine)
    for sentence in _SENTENCE.findall(words):
        if _is_long(sentence) and not any(phrase in f"{fold(sentence)} " for phrase in about):
            rest += 1
    padded = f"{folded} "
    return _Reading(
        away=any(phrase in padded for phrase in known.away),
        instead=any(phrase in padded for phrase in known.instead) or _DATE.search(folded) is not None,
        received=sum(phrase in padded for phrase in known.received),
        machine=any(phrase in padded for phrase in known.machine),
        rest=rest,
    )


def _is_long(sentence: str) -> bool:
    """Whether a sentence is more than a greeting, a name or an address line."""
    if len(_DENSE.findall(sentence)) > len(sentence) // 3:
        return len(sentence.strip()) > _DENSE_CHARACTERS
    return len(sentence.split()) >= _LATIN_WORDS
