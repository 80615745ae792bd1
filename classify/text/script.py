"""A stretch of text in, the language its function words or its script speak for; tables only, nothing is loaded.

The message as a whole has its language from intake. A bilingual release needs one for each paragraph, and a cheap one.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = """the of and to in is are was were will with for by on that this which has have been from their its at be as an
or our we it not all more than"""
_FRENCH = """le la les des du de et est sont sera seront dans pour par sur avec qui que une un au aux ce cette ces leur leurs
nous vous ont été être plus en à son ses"""
_SPANISH = """el la los las del de y es son será serán en para por con que una un al este esta estos su sus nosotros se ha han
sido ser más como lo o entre sobre"""
_FUNCTION_WORDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {"en": frozenset(_ENGLISH.split()), "fr": frozenset(_FRENCH.split()), "es": frozenset(_SPANISH.split())}
)
_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_SAMPLE = 4000
"""Characters that are looked at: a language does not change its mind after that."""


def guess(text: str, otherwise: str) -> str:
    """Return the ISO 639-1 code of the text's language, or `otherwise` when the text is too short to tell."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    for language, pattern in _SCRIPTS:
        if letters and len(pattern.findall(sample)) * 3 > letters:
            return _same_script(language, otherwise)
    words = [w.casefold() for w in _WORD.findall(sample)]
    votes = {language: sum(w in known for w in words) for language, known in _FUNCTION_WORDS.items()}
    best, second = sorted(votes.values(), reverse=True)[:2]
    if best < 3 or best * 4 < second * 5 or best * 12 < len(words):
        return otherwise
    return max(votes, key=lambda language: votes[language])


def _same_script(language: str, otherwise: str) -> str:
    """Return the message's own language where it shares the script: Ukrainian is not Russian, Farsi is not Arabic."""
    shared = {
        "ar": {"fa", "ur", "ps", "ckb"},
        "ru": {"uk", "bg", "sr", "mk", "be", "kk", "mn"},
        "zh": {"ja"},
        "hi": {"mr", "ne"},
    }
    return otherwise if otherwise in shared.get(language, set()) else language
