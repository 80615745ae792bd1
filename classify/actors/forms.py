"""The ways a text names an organisation, found by plain search: no pattern is compiled for a name that strangers chose.

In full, by its acronym, by its first two words, or taken up again by its head: "the Trust".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from classify.actors.known import plain
from classify.assessment import Organisation
from classify.wording import words as institutional

_TAIL = re.compile(r"\s(?:and|et|y|e)(?:\s(?:the|la|le|les|el|los|las))?$", re.IGNORECASE)
"""What an enumeration left at the end of a name."""
_LEGAL_FORM = re.compile(
    r",? (?:Inc|Ltd|LLC|PLC|Corp|Co|GmbH|AG|SA|S\.A|SAS|SARL|BV|Pty Ltd|Limited|Incorporated)\.?$", re.IGNORECASE
)
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_INITIALS = re.compile(r"\(([A-Z][\w&-]{1,12})\)")
_LINKS = ("of", "for", "de", "du", "the", "and", "des", "del")
_ARTICLE = re.compile(r"(?<!\w)(?:The|the|Le|le|La|la|L['’]|l['’]|El|el)\s?$")
_ARTICLE_REACH = 6
_NO_LONGER_NAME = re.compile(r"(?!\s[A-ZÀ-Ý]|\s(?:of|for|de|du|des|del)\s)")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class NameForm:
    """One way to name an organisation."""

    words: tuple[str, ...]
    """In lower case unless `exact`."""
    exact: bool
    """Capitals count: an acronym, or a head behind its article."""
    taken_up: bool = False
    """Only behind an article, and where no longer name begins."""

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield start and end of every place in the text, whole words only, any white space between words."""
        searched = text if self.exact else lowered(text)
        at = searched.find(self.words[0])
        while at >= 0:
            start, end = self._span(text, searched, at)
            if end:
                yield start, end
            at = searched.find(self.words[0], end or at + 1)

    def _span(self, text: str, searched: str, at: int) -> tuple[int, int]:
        """The place that begins here, or nothing: its end is 0."""
        end = _end(searched, at, self.words)
        if not end or is_word(text[end : end + 1]):
            return at, 0
        if not self.taken_up:
            return at, 0 if at and is_word(text[at - 1]) else end
        article = _ARTICLE.search(text[max(0, at - _ARTICLE_REACH) : at])
        if article is None or not _NO_LONGER_NAME.match(text, end):
            return at, 0
        return at - len(article.group()), end


def forms_of(organisation: Organisation) -> tuple[NameForm, ...]:
    """Return the ways to name an organisation: whole forms in order of their letters, then heads taken up again."""
    name = _LEGAL_FORM.sub("", _TAIL.sub("", _BRACKETS.sub("", organisation.name)).strip())
    forms = {name, organisation.acronym, *_INITIALS.findall(organisation.name)}
    words = name.split()
    if len(words) > 2 and words[1].lower() not in _LINKS:
        forms.add(" ".join(words[:2]))
    whole = tuple(_form(form) for form in sorted(forms) if len(form) > 1 and form.strip())
    return (*whole, *(NameForm((head,), exact=True, taken_up=True) for head in _heads(words)))


def occurrences(searched: str, wanted: str) -> Iterator[int]:
    """Yield every place of a string in another, overlapping ones as well."""
    at = searched.find(wanted) if wanted else -1
    while at >= 0:
        yield at
        at = searched.find(wanted, at + 1)


def lowered(text: str) -> str:
    """The text in lower case, every letter in its place."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def is_word(char: str) -> bool:
    """Whether a character belongs to a word; nothing does not."""
    return char.isalnum() or char == "_"


def _form(form: str) -> NameForm:
    exact = form.isupper()
    return NameForm(tuple((form if exact else lowered(form)).split()), exact)


def _heads(words: Sequence[str]) -> list[str]:
    """The words by which a text takes a name up again: "Trust", "Réseau"."""
    return [word for word in words if word[:1].isupper() and plain(word) in institutional("sectors", "tokens")]


def _end(searched: str, at: int, words: Sequence[str]) -> int:
    """Where the words end that begin here, 0 when others stand there."""
    for number, word in enumerate(words):
        if number:
            gap = _SPACE.match(searched, at)
            if gap is None:
                return 0
            at = gap.end()
        if not searched.startswith(word, at):
            return 0
        at += len(word)
    return at
