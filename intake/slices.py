"""A message's bytes with its MIME tree in, the exact bytes of each entity out: an attached e-mail is kept as sent."""

from __future__ import annotations

import re
from email.message import Message as Tree

_LINE_END = rb"(?:\r\n|\n|\r(?!\n))"
_BLANK_LINE = re.compile(rb"(?:^|" + _LINE_END + rb")" + _LINE_END)


def entities(content: bytes, tree: Tree) -> dict[int, bytes]:
    """Return the bytes of each entity, keyed by `id()` of its node in the tree; nodes that cannot be found are absent.

    The tree must stay alive as long as the keys are used.
    """
    found: dict[int, bytes] = {}
    open_ = [(content, tree)]
    while open_:
        entity, node = open_.pop()
        found[id(node)] = entity
        is_container = node.is_multipart() and node.get_content_maintype() == "multipart"
        payload = node.get_payload() if is_container else None
        children = [child for child in payload if isinstance(child, Tree)] if isinstance(payload, list) else []
        boundary = node.get_boundary()
        pieces = _between(body_of(entity), boundary.encode("utf-8", "surrogateescape")) if boundary else []
        if len(pieces) == len(children):
            open_.extend(zip(pieces, children, strict=True))
    return found


def body_of(entity: bytes) -> bytes:
    """Return what follows an entity's header."""
    found = _BLANK_LINE.search(entity)
    return entity[found.end() :] if found else b""


def _between(body: bytes, boundary: bytes) -> list[bytes]:
    """Return the pieces between the delimiter lines, each without the line end that belongs to its delimiter."""
    delimiter = re.compile(rb"(?:^|\r\n|\n|\r)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r\n|\n|\r|$(?![\r\n]))")
    pieces, start = [], None
    for found in delimiter.finditer(body):
        if start is not None and found.start() > start:
            pieces.append(_without_line_end(body[start : found.start()]))
        if found[1]:
            return pieces
        start = found.end()
    if start is not None and start < len(body):
        pieces.append(_without_line_end(body[start:]))
    return pieces


def _without_line_end(piece: bytes) -> bytes:
    """Drop the line end that closes the delimiter line before the piece."""
    return piece[2:] if piece.startswith(b"\r\n") else piece[1:]
