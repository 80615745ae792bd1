"""format=flowed text in, paragraphs on one line each out (RFC 3676 4)."""

from __future__ import annotations


def unflow(text: str, *, delete_space: bool) -> str:
    """Join soft-broken lines of the same quote depth; `delete_space` is the parameter DelSp=yes."""
    lines: list[str] = []
    open_depth: int | None = None  # of the line before, when it ended softly
    for line in text.split("\n"):
        depth, words = _unquoted(line)
        soft = words.endswith(" ") and words != "-- "
        if soft and delete_space:
            words = words[:-1]
        if open_depth == depth and words != "-- ":
            lines[-1] += words
        else:
            lines.append(f"{'>' * depth} {words}" if depth else words)
        open_depth = depth if soft else None
    return "\n".join(lines)


def _unquoted(line: str) -> tuple[int, str]:
    """Return the quote depth and the words behind the quote marks and the stuffed space."""
    words = line.lstrip(">")
    return len(line) - len(words), words.removeprefix(" ")
