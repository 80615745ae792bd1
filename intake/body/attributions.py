"""Attribution lines: "On … Ada wrote:" in the words and orders of many mail programs and languages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.body.lines import Line, has_address, has_clock, has_date, has_time

WRAP_CAP = 5
"""Lines over which one attribution may be wrapped."""
LENGTH_CAP = 500

_VERBS = re.compile(
    r"\b(?:wrote|writes|sent|said|a écrit|ha escrito|escribió|escribio|schrieb|escreveu|ha scritto|scrisse|schreef|"
    r"geschreven|skrev|kirjoitti|napisał(?:\(a\)|a)?|napsal(?:\(a\)|a)?|napísal(?:\(a\)|a)?|yazdı|şunu yazdı|đã viết|"
    r"написала?(?:\(а\))?|пишет|писала?(?:\(а\))?|пише|va escriure|escrigué|menulis|a scris|έγραψε|írta|"
    r"je napisa[ol]a?|напис(?:ав|ала)(?:\(-ла\))?)(?!\w)|"
    r"写道|寫道|来信|のメール|書きました|のメッセージ|작성|님이|كتب|تمت كتابة|نوشت|כתב",
    re.IGNORECASE,
)
_OURSELVES = re.compile(
    r"\b(?:i|we|you|they|je|nous|vous|ils|yo|nosotros|ich|wir|sie|eu|nós|io|noi|wij|ik|я|мы|они|我们|我們|نحن)\s+"
    r"(?:have |had |also |just |then |haben |avons |ai )?"
    r"(?:wrote|sent|said|writes|écrit|écrivions|escribimos|schrieben|schrieb|написали|писали)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"[\"'*_\s]{0,4}(?:(?:on|le|el|am|em|il|op|den|dnia|w dniu|dne|dňa|vào|pe|på|στις|la|a|pada|ngày|u|dana|v|ons|ven|"
    r"mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|sam|dim|пн|вт|ср|чт|пт|сб|вс|di|mi|do|fr|sa|so|at)\b|"
    r"(?:20\d\d|\d{1,2})[-/.年 ]\s?\d?\w|في|بتاريخ|在|于|於)",
    re.IGNORECASE,
)
_STAMPED = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b[^<>]{1,120}<[^<>@\s]{1,64}@[^<>\s]{1,120}>$")
_TAIL = re.compile(
    r"(?:wrote|writes|a écrit|escribió|schrieb|escreveu|ha scritto|schreef|skrev|написал)\s?:", re.IGNORECASE
)
_RULED = re.compile(r"-{2,20}[^-].{0,200}[^-]-{2,20}")
_SENTENCE_END = re.compile(r"[.!?。！？؟]$")
_ENDS = (":", "：")


def find_attribution(lines: Sequence[Line], at: int, *, careful: bool) -> int | None:
    """Return the line after an attribution that begins at this line, or None.

    `careful` asks for an address and a time, or for quoted lines right below: enough to be sure in a mail that answers
    nothing.
    """
    first = lines[at]
    if _is_ruled(first.text):
        return at + 1
    if not _may_begin(first.text):
        return None
    joined = ""
    for position in range(at, min(len(lines), at + WRAP_CAP)):
        line = lines[position]
        tail = _TAIL.fullmatch(line.text) is not None
        if (line.depth != first.depth and not tail) or (position > at and _interrupts(joined, line)):
            break
        joined = f"{joined} {line.text}".strip()
        if len(joined) > LENGTH_CAP:
            break
        if joined.rstrip("*_ ").endswith(_ENDS):
            whole = _accept(joined, lines, position, careful=careful)
            return position + 1 if whole and not _begins_later(lines, at, position, careful=careful) else None
        if _STAMPED.match(joined) and joined.endswith(">") and is_quoted_below(lines, position + 1, first.depth):
            return position + 1
    return None


def _begins_later(lines: Sequence[Line], at: int, last: int, *, careful: bool) -> bool:
    """Whether an attribution begins below its supposed first line, which then is the end of the sender's words."""
    for start in range(at + 1, last + 1):
        joined = " ".join(line.text for line in lines[start : last + 1])
        if _LEAD.match(joined) and _accept(joined, lines, last, careful=careful):
            return True
    return False


def is_stamp(line: Line) -> bool:
    """Whether a line names sender and time between angle brackets, as GroupWise writes above an unmarked quote."""
    return line.depth > 1 and line.text.endswith(">>") and has_clock(line.text) and has_date(line.text)


def _is_ruled(text: str) -> bool:
    """Whether an attribution stands between dashes, as on some telephones."""
    return len(text) <= LENGTH_CAP and _RULED.fullmatch(text) is not None and _VERBS.search(text) is not None


def _may_begin(text: str) -> bool:
    if not text or len(text) > LENGTH_CAP:
        return False
    return bool(_LEAD.match(text) or has_address(text) or _VERBS.search(text) or ("<" in text and ">" not in text))


def is_quoted_below(lines: Sequence[Line], at: int, depth: int) -> bool:
    """Whether the next line that says something, from this one on, is quoted deeper than `depth`."""
    for line in lines[at : at + 4]:
        if line.depth > depth:
            return True
        if not line.blank:
            return False
    return False


def _interrupts(joined: str, line: Line) -> bool:
    """Whether a line cannot go on with what was joined: a header, a new sentence, or an empty line unless a name is due."""
    if line.blank:
        return not (has_clock(joined) and not _SENTENCE_END.search(joined))
    return joined.endswith(("?", "!", "。")) or line.label is not None


def _accept(joined: str, lines: Sequence[Line], last: int, *, careful: bool) -> bool:
    """Decide whether joined lines that end in a colon name a writer and a time."""
    verb = next(reversed(tuple(_VERBS.finditer(joined))), None)
    address, date, clock, lead = (
        has_address(joined),
        has_date(joined),
        has_clock(joined),
        _LEAD.match(joined) is not None,
    )
    depth = lines[last].depth if _TAIL.fullmatch(lines[last].text) is None else 0
    if verb is not None and is_quoted_below(lines, last + 1, depth):
        known = address or date or clock
        if (lead and known) or _wrote(joined, verb, known=known):
            return True
    if _OURSELVES.search(joined):
        return False
    if address and date and (clock or (has_time(joined) and (verb is not None or lead))):
        return True
    if careful or verb is None:
        return False
    if _named(joined, verb) or _dated_after(joined, verb):
        return True
    return (address and (lead or date or has_time(joined))) or (lead and date and clock)


def _wrote(joined: str, verb: re.Match[str], *, known: bool) -> bool:
    """Whether a verb of writing says who wrote the marked lines below; `known`: an address or a time stands with it."""
    if _named(joined, verb) or _dated_after(joined, verb):
        return True
    closes = not joined[verb.end() :].strip(" :：*_")
    return closes and (known or (len(joined.split()) <= 8 and _OURSELVES.search(joined) is None))


def _named(joined: str, verb: re.Match[str]) -> bool:
    """Whether an address stands right before the verb: `Ada <ada@example.org> wrote`."""
    return has_address(joined) and joined[: verb.start()].rstrip(" )").endswith(">")


def _dated_after(joined: str, verb: re.Match[str]) -> bool:
    """Whether date and time follow the verb: `wrote on 3/3/2025 14:05`."""
    after = joined[verb.end() :]
    return has_date(after) and has_clock(after)
