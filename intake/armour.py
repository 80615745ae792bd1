"""A plain body in, the same without the machinery people put into it out: uuencoded files and PGP armour."""

from __future__ import annotations

import re
from dataclasses import dataclass

from intake import transfer

_BEGIN = re.compile(r"begin [0-7]{3,4} (\S.{0,200})")
_UU_LINE = re.compile(r"[\x20-\x60]{1,90}")
_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
_SIGNATURE = "-----BEGIN PGP SIGNATURE-----"
_ENCRYPTED = "-----BEGIN PGP MESSAGE-----"


@dataclass(frozen=True, slots=True)
class Bared:
    """The text that is left, the files that were in it, and what an officer should know."""

    text: str
    files: tuple[tuple[str, bytes], ...] = ()
    defects: tuple[str, ...] = ()


def bare(text: str) -> Bared:
    """Take uuencoded files and PGP armour out of a body."""
    rest, files = _without_uuencoded(text) if "\nend" in text and "begin " in text else (text, ())
    defects = []
    if _ENCRYPTED in rest:
        defects.append("The text is encrypted with PGP.")
    return Bared(_without_clear_signature(rest), files, tuple(defects))


def _without_uuencoded(text: str) -> tuple[str, tuple[tuple[str, bytes], ...]]:
    """Cut out each block between `begin 644 name` and `end`."""
    lines = text.split("\n")
    kept: list[str] = []
    files = []
    at = 0
    while at < len(lines):
        begin = _BEGIN.fullmatch(lines[at].rstrip())
        end = _end_of_block(lines, at + 1) if begin else None
        if begin is None or end is None:
            kept.append(lines[at])
            at += 1
            continue
        content, _ = transfer.uudecode([line.encode("ascii") for line in lines[at + 1 : end + 1]])
        files.append((begin[1].strip(), content))
        at = end + 1
    return "\n".join(kept), tuple(files)


def _end_of_block(lines: list[str], start: int) -> int | None:
    """Return the line of `end`, or None when something that is not uuencoded comes first."""
    for at in range(start, len(lines)):
        if lines[at].strip() == "end":
            return at
        if lines[at] and not _UU_LINE.fullmatch(lines[at]):
            return None
    return None


def _without_clear_signature(text: str) -> str:
    """Return the words of a cleartext signature without its armour (RFC 9580 7)."""
    before, opened, rest = text.partition(_SIGNED)
    if not opened or _SIGNATURE not in rest:
        return text
    words, _, signature = rest.partition(_SIGNATURE)
    _, _, words = words.partition("\n\n")  # the Hash: lines end with a blank one
    _, _, after = signature.partition("-----END PGP SIGNATURE-----")
    plain = "\n".join(line.removeprefix("- ") for line in words.split("\n"))
    return before + plain + after.lstrip("\n")
