"""E-mail addresses in a line of text, plain or written so that harvesters miss them: the only home of email-validator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

_LINE_LIMIT = 2_000
_LOCAL = r"(?<![\w.+-])(?P<local>[\w.+%'’&-]{1,64})"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_BRACKETED_AT = r"[ \t]?(?:\(at\)|\[at\]|\{at\}|<at>|\([ ]?@[ ]?\)|\[[ ]?@[ ]?\]|\(arobase\)|\[arobase\]|\(arroba\)|\[arroba\]|_at_|\(a\)|\[a\])[ \t]?"
_BRACKETED_DOT = r"[ \t]?(?:\(dot\)|\[dot\]|\{dot\}|\(\.\)|\[\.\]|\(point\)|\[point\]|\(punto\)|\[punto\]|_dot_)[ \t]?"
_SPOKEN_DOT = r"[ \t]+(?:dot|point|punto)[ \t]+"
_PLAIN = re.compile(rf"{_LOCAL}[ \t]?[@＠][ \t]?(?P<domain>{_LABEL}(?:\.{_LABEL}){{1,8}})")
_BRACKETED = re.compile(
    rf"{_LOCAL}(?:{_BRACKETED_AT})(?P<domain>{_LABEL}(?:(?:\.|{_BRACKETED_DOT}|{_SPOKEN_DOT}){_LABEL}){{1,8}})",
    re.IGNORECASE,
)
_HIDDEN_DOT = re.compile(rf"{_LOCAL}[@＠](?P<domain>{_LABEL}(?:(?:\.|{_BRACKETED_DOT}){_LABEL}){{1,8}})", re.IGNORECASE)
_SPOKEN = re.compile(
    rf"(?<![\w.+-])(?P<local>[\w.+%-]{{1,64}}(?:{_SPOKEN_DOT}[\w+%-]{{1,30}}){{0,3}})[ \t]+(?:at|arobase|arroba|chez)[ \t]+"
    rf"(?P<domain>{_LABEL}(?:(?:\.{_LABEL}){{0,4}}{_SPOKEN_DOT}{_LABEL}){{1,4}})",
    re.IGNORECASE,
)
_PRONOUNS = frozenset({"me", "us", "him", "her", "them", "it", "you", "moi", "nous"})
_DOTS = re.compile(rf"{_BRACKETED_DOT}|{_SPOKEN_DOT}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundEmail:
    """An address with its place in the line, which may hold it in another spelling."""

    start: int
    end: int
    email: str
    """Valid by RFC 5321's syntax, the domain in lower case; nobody was asked whether it exists."""

    @property
    def local(self) -> str:
        """What stands before the @, lower case."""
        return self.email.partition("@")[0].casefold()

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.email.rpartition("@")[2]


def find_emails(line: str) -> tuple[FoundEmail, ...]:
    """Return the addresses of a line in order."""
    found: list[FoundEmail] = []
    for candidate in _candidates(line[:_LINE_LIMIT]):
        if not any(candidate.start < other.end and other.start < candidate.end for other in found):
            found.append(candidate)
    return tuple(sorted(found, key=lambda email: email.start))


def _candidates(line: str) -> Iterator[FoundEmail]:
    shapes = [_PLAIN, _HIDDEN_DOT] if "@" in line or "＠" in line else []
    shapes += [_BRACKETED] if any(c in line for c in "([{<_") else []
    shapes += (
        [_SPOKEN] if " at " in line.casefold() or " arroba " in line or " arobase " in line or " chez " in line else []
    )
    for shape in shapes:
        for match in shape.finditer(line):
            if shape is _SPOKEN and match["local"].casefold() in _PRONOUNS:
                continue
            email = _valid(_DOTS.sub(".", match["local"]).lstrip("'’."), _DOTS.sub(".", match["domain"]))
            if email:
                yield FoundEmail(match.start(), match.end(), email)


def _valid(local: str, domain: str) -> str:
    try:
        return validate_email(f"{local}@{domain}", check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError:
        return ""
