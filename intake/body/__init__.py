"""A body's text in, its zones out: what the sender newly wrote, quoted and forwarded mail, signature and disclaimers."""

from __future__ import annotations

from collections.abc import Sequence

from intake.body.disclaimers import find_disclaimers
from intake.body.lines import Line, read_lines
from intake.body.quotes import mark_lines
from intake.body.signatures import find_signature
from intake.message import Zone, ZoneKind

__all__ = ["split", "split_file"]


def split(text: str, *, is_reply: bool) -> tuple[Zone, ...]:
    """Divide a body into zones that follow each other and cover all of it; an empty text has none.

    `is_reply` says that the message answers or passes on another one; without that only markers that cannot be mistaken
    end the sender's words. In doubt a line stays with the sender. The work is linear in the length of the text.
    """
    lines = read_lines(text)
    kinds = mark_lines(lines, is_reply=is_reply)
    for start, end in _own_runs(lines, kinds):
        _mark_end(lines, kinds, start, end, is_reply=is_reply)
    return _zones(lines, kinds)


def split_file(text: str) -> tuple[Zone, ...]:
    """Divide the text of a file: people send a letter as a file, with the signature that it would have in a mail.

    A file without signature and notices has no zones: it is all one.
    """
    lines = read_lines(text)
    kinds = [ZoneKind.OWN] * len(lines)
    _mark_end(lines, kinds, 0, len(lines), is_reply=False)
    return _zones(lines, kinds) if set(kinds) > {ZoneKind.OWN} else ()


def _mark_end(lines: Sequence[Line], kinds: list[ZoneKind], start: int, end: int, *, is_reply: bool) -> None:
    """Mark the notices that close a stretch of the writer's lines, and the signature above them."""
    notices = find_disclaimers(lines, start, end)
    kinds[notices:end] = [ZoneKind.DISCLAIMER] * (end - notices)
    signature = find_signature(lines, start, notices, is_reply=is_reply)
    kinds[signature:notices] = [ZoneKind.SIGNATURE] * (notices - signature)


def _own_runs(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> list[tuple[int, int]]:
    """Return the spans of the sender's lines that say something, in order."""
    runs = []
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or kinds[at] is not kinds[start]:
            if kinds[start] is ZoneKind.OWN and any(not line.blank for line in lines[start:at]):
                runs.append((start, at))
            start = at
    return runs


def _zones(lines: Sequence[Line], kinds: Sequence[ZoneKind]) -> tuple[Zone, ...]:
    """Join lines of one kind; an empty line belongs to the zone before it."""
    zones: list[Zone] = []
    for line, kind in zip(lines, kinds, strict=True):
        if zones and (zones[-1].kind is kind or line.blank):
            zones[-1] = Zone(zones[-1].kind, zones[-1].start, line.end)
        else:
            zones.append(Zone(kind, line.start, line.end))
    return tuple(zones)
