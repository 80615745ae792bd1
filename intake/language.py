"""A text in, the language it is written in out; "und" where it is too short, too mixed or in none of our languages."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

UNDETERMINED = "und"
"""ISO 639-2's code for a text whose language is not known."""
CHARACTERS_CAP = 6000
"""Characters that are looked at; the first page tells."""

_PIECE = 120
"""Characters that are recognised at once: a text in two languages then shows both."""
_LETTERS = 15
_IDEOGRAPHS = 4
_SURE = 0.8
_LIKELY = 0.6
_CANDIDATES = 3
_SHARE = 0.66

# Languages of the United Nations, and those near enough to be taken for one of them.
_ALPHABETS = {
    "latin": (
        "ENGLISH", "FRENCH", "SPANISH", "PORTUGUESE", "ITALIAN", "CATALAN", "ROMANIAN", "GERMAN", "DUTCH", "SWEDISH", "POLISH",
        "TURKISH", "INDONESIAN", "SWAHILI", "VIETNAMESE",
    ),
    "cyrillic": ("RUSSIAN", "UKRAINIAN", "BULGARIAN"),
    "arabic": ("ARABIC", "PERSIAN", "URDU"),
}  # fmt: skip
_SCRIPTS = {
    "latin": "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "cyrillic": "\u0400-\u052f",
    "arabic": "\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\u08a0-\u08b4\ufb50-\ufdfb\ufe70-\ufefc",
    "han": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
    "kana": "\u3041-\u3096\u30a1-\u30fa\u30fc",
    "hangul": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
}
_WORDS = {
    script: re.compile(f"[{letters}][{letters}'’\u0300-\u036f\u064b-\u0652\u200c]*")
    for script, letters in _SCRIPTS.items()
}
_EAST_ASIAN = 3
"""Letters of an alphabet that say as much as one ideograph or syllable."""
_NOT_WORDS = re.compile(
    r"(?:https?|ftp)://[^\s<>\"]{1,2000}|www\.[^\s<>\"]{1,2000}|[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
    re.IGNORECASE,
)


def recognise(text: str) -> str:
    """Return the ISO 639-1 code of the language in which most of a text is written, or "und".

    Web and mail addresses do not count. Offline and the same on every run; lingua's trigrams (25 MB) are loaded with the
    first text in an alphabet, more of them only where a short text leaves a doubt.
    """
    words = _NOT_WORDS.sub(" ", text[:CHARACTERS_CAP])
    weights = _weigh(words)
    script, weight = weights.most_common(1)[0]
    if weight < _SHARE * weights.total():
        return UNDETERMINED
    if script == "east_asian":
        return _east_asian(words)
    return _alphabetic(words, script) if script in _ALPHABETS else UNDETERMINED


def _count(words: str, script: str) -> int:
    return sum(map(len, _WORDS[script].findall(words)))


def _weigh(words: str) -> Counter[str]:
    """Return how much of a text stands in which script; the East Asian ones are mixed in writing and count together."""
    letters = {script: _count(words, script) for script in _SCRIPTS}
    unknown = sum(map(str.isalpha, words)) - sum(letters.values())
    weights = Counter({script: letters[script] for script in _ALPHABETS})
    weights["east_asian"] = _EAST_ASIAN * (letters["han"] + letters["kana"] + letters["hangul"])
    weights["other"] = max(0, unknown)
    return weights


def _east_asian(words: str) -> str:
    han, kana, hangul = (_count(words, script) for script in ("han", "kana", "hangul"))
    if han + kana + hangul < _IDEOGRAPHS:
        return UNDETERMINED
    if hangul > han + kana:
        return "ko"
    return "ja" if kana > 0.1 * (han + kana) else "zh"


def _alphabetic(words: str, script: str) -> str:
    """Recognise piece by piece and let the letters vote; unclear pieces count half, a short text gets a closer look."""
    only = " ".join(_WORDS[script].findall(words))
    pieces = [only[start : start + _PIECE] for start in range(0, len(only), _PIECE)]
    votes: Counter[str] = Counter()
    for piece in pieces:
        if len(piece) >= _LETTERS:
            votes[_recognise_piece(piece, _ALPHABETS[script], close=len(pieces) == 1)] += len(piece)
    unclear = votes.pop(UNDETERMINED, 0)
    if not votes:
        return UNDETERMINED
    code, weight = votes.most_common(1)[0]
    return code if weight >= _SHARE * (votes.total() + unclear / 2) else UNDETERMINED


def _recognise_piece(piece: str, languages: tuple[str, ...], *, close: bool) -> str:
    """Return the language of a piece, or "und"; `close` compares the best candidates with the full statistics."""
    values = _detector(languages, accurate=False).compute_language_confidence_values(piece)
    if values[0].value >= _SURE:
        return _code(values[0])
    if not close:
        return UNDETERMINED
    candidates = tuple(sorted(value.language.name for value in values[:_CANDIDATES]))
    first, second, *_ = _detector(candidates, accurate=True).compute_language_confidence_values(piece)
    return _code(first) if first.value >= max(_LIKELY, 2 * second.value) else UNDETERMINED


def _code(value: Any) -> str:
    return str(value.language.iso_code_639_1.name).lower()


@cache
def _detector(languages: tuple[str, ...], *, accurate: bool) -> Any:
    """Return lingua's detector for some languages, built once; the accurate one loads 20 MB for each of them."""
    from lingua import Language, LanguageDetectorBuilder  # noqa: PLC0415 - most runs see no text to recognise

    builder = LanguageDetectorBuilder.from_languages(*(getattr(Language, name) for name in languages))
    return builder.build() if accurate else builder.with_low_accuracy_mode().build()
