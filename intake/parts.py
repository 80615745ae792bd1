"""A MIME tree in, pieces of body text and files out (RFC 2046, RFC 2183)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email.message import Message as Tree

from intake import charsets, filenames, mime, slices, transfer
from intake.errors import MessageRefused
from intake.limits import Limits
from intake.rendering import Piece, choose, render_html, render_plain

BODY_TYPES = frozenset({"text/plain", "text/html", "text/enriched", "text/richtext", "text/markdown"})
"""Types that a mail program shows as the message's text."""

RENDERINGS = frozenset({"text/x-amp-html", "text/watch-html"})
"""Further renderings of a body that is there in another type as well: neither text nor file."""

_WEAK_BOUNDARY = re.compile(rb"^--([^\s\"]{1,200})[ \t]*\r?\n(?=Content-)", re.MULTILINE | re.IGNORECASE)
_SHOWN = ("image/", "audio/", "video/")


@dataclass(frozen=True, slots=True)
class File:
    """One part that is a file, in the order of the message."""

    name: str | None
    content_type: str
    content: bytes
    inline: bool = False
    fallback_text: Piece | None = None
    """What it reads as, where a message has no other body text than this named part."""


@dataclass(slots=True)
class Findings:
    """What a walk through the tree has gathered so far."""

    pieces: list[Piece] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Role:
    """What a part may be where it stands."""

    body: bool = True
    """Whether its text may belong to the body."""
    related: bool = False
    """Whether it is shown inside the body of a multipart/related."""
    rendering: bool = False
    """Whether it is one of several renderings of the same text."""
    top: bool = False
    """Whether it is the whole message."""
    depth: int = 0


def gather(content: bytes, tree: Tree, limits: Limits) -> Findings:
    """Take a message apart.

    Raises MessageRefused when it has more parts than `limits.parts`.
    """
    walk = _Walk(content, tree, limits)
    walk.visit(tree, Role(top=True), walk.found)
    return walk.found


class _Walk:
    """One walk over one tree, with what all parts of it share."""

    def __init__(self, content: bytes, tree: Tree, limits: Limits) -> None:
        self.found = Findings()
        self._sources = [(content, tree)]
        self._limits = limits
        self._seen = 0
        self._entities: dict[int, bytes] | None = None

    def visit(self, part: Tree, role: Role, found: Findings) -> None:
        """Look at one part and everything inside it."""
        self._seen += 1
        if self._seen > self._limits.parts:
            raise MessageRefused(f"The message has more than {self._limits.parts} parts.")
        headers = filenames.readable(part)
        kind = headers.get_content_type()
        found.types.append(_described(kind, headers))
        children = part.get_payload() if part.is_multipart() else None
        if kind.startswith("message/") and children is not None:
            self._embedded(part, headers, found)
        elif children is not None and role.depth >= self._limits.depth:
            found.defects.append("The message nests deeper than allowed; the rest was kept as one file.")
            found.files.append(File(None, kind, self._bytes(part)))
        elif isinstance(children, list):
            self._container(kind, headers, [c for c in children if isinstance(c, Tree)], role, found)
        elif kind.startswith("multipart/"):
            self._broken_container(part, role, found)
        else:
            self._leaf(part, headers, role, found)

    # --- containers -------------------------------------------------------------------------------------------------

    def _container(self, kind: str, headers: Tree, children: list[Tree], role: Role, found: Findings) -> None:
        """Visit the children, each in the role that this kind of multipart gives it."""
        body = role.body and headers.get_content_disposition() != "attachment"
        inner = Role(body=body, related=role.related, rendering=role.rendering, depth=role.depth + 1)
        subtype = kind.partition("/")[2]
        if subtype == "alternative" and body:
            self._alternative(children, inner, found)
        elif subtype in ("related", "signed", "report"):
            root = _root(children, filenames.parameter(headers, "start")) if subtype == "related" else 0
            other = Role(body=False, related=subtype == "related", depth=inner.depth)
            for number, child in enumerate(children):
                self.visit(child, inner if number == root else other, found)
        else:
            if subtype == "encrypted":
                found.defects.append("The message is encrypted.")
            outside = Role(body=body and subtype not in ("encrypted", "digest"), depth=inner.depth)
            for child in children:
                self.visit(child, outside, found)

    def _alternative(self, children: list[Tree], role: Role, found: Findings) -> None:
        """Visit several renderings of one text and keep the best; files inside any of them are kept."""
        renderings = []
        for child in children:
            one = Findings()
            self.visit(child, Role(rendering=True, related=role.related, depth=role.depth), one)
            renderings.append(one.pieces)
            found.types += one.types
            found.files += one.files
            found.defects += one.defects
        chosen, differing = choose(renderings)
        found.pieces += chosen
        if differing is not None:
            found.defects.append("The plain text and the HTML of the message say different things.")
            found.files.append(File(None, "text/html", differing.source, inline=True))

    def _broken_container(self, part: Tree, role: Role, found: Findings) -> None:
        """Find the boundary that a multipart really uses, or show its text as it stands."""
        found.types.pop()
        stored = transfer.stored(part)
        boundary = _WEAK_BOUNDARY.search(stored)
        if boundary is None or role.depth >= self._limits.depth:
            found.defects.append("The message says it has parts and has none.")
            self.visit(_as_text(transfer.stored(part)), role, found)
            return
        found.defects.append("The boundary between the parts is not the one announced.")
        head = b'Content-Type: multipart/mixed; boundary="' + boundary[1].replace(b"\\", b"\\\\") + b'"\r\n\r\n'
        tree, _ = mime.read_tree(head + stored)
        tree = tree if tree.is_multipart() else _as_text(stored)
        self._sources.append((head + stored, tree))
        self._entities = None
        self.visit(tree, Role(body=role.body, related=role.related, depth=role.depth + 1), found)

    # --- single parts -----------------------------------------------------------------------------------------------

    def _embedded(self, part: Tree, headers: Tree, found: Findings) -> None:
        """Keep an attached message, or a report's machine part, as one file with its own bytes."""
        kind = headers.get_content_type()
        if kind in ("message/partial", "message/external-body"):
            found.defects.append(f"A part of the type {kind} points to text that is elsewhere; it was not fetched.")
        content, defect = transfer.undo(self._bytes(part), transfer.encoding_of(part))
        found.defects += [defect] if defect else []
        found.files.append(File(filenames.name_of(headers), kind, content))

    def _bytes(self, part: Tree) -> bytes:
        """Return a container's bytes below its header, as sent where they can be found again."""
        if self._entities is None:
            self._entities = {k: v for source in self._sources for k, v in slices.entities(*source).items()}
        if (entity := self._entities.get(id(part))) is not None:
            return slices.body_of(entity)
        try:
            return b"\r\n".join(child.as_bytes() for child in part.get_payload() if isinstance(child, Tree))
        except (LookupError, ValueError, TypeError, AttributeError):  # headers that cannot be written again
            return b""

    def _leaf(self, part: Tree, headers: Tree, role: Role, found: Findings) -> None:
        """Sort one part without children: text of the body, or a file."""
        kind = headers.get_content_type()
        name = filenames.name_of(headers)
        content, defect = transfer.content_of(part)
        found.defects += [defect] if defect else []
        if role.rendering and kind in RENDERINGS:
            return
        if kind in BODY_TYPES and role.body and self._is_body(headers, name, role):
            found.pieces.append(self._piece(kind, headers, content, found))
            return
        if not content and name is None and not role.top:
            return
        if kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
            found.defects.append("The message is an S/MIME envelope; its text is inside the file.")
        text = None
        if kind in BODY_TYPES and role.body and headers.get_content_disposition() != "attachment":
            text = self._piece(kind, headers, content, found)
        found.files.append(File(name, kind, content, _is_inline(headers, role, kind), text))

    @staticmethod
    def _is_body(headers: Tree, name: str | None, role: Role) -> bool:
        """Whether a text part is the message's text rather than a text file that came with it."""
        if headers.get_content_disposition() == "attachment":
            return False
        return name is None or role.top or role.rendering

    def _piece(self, kind: str, headers: Tree, content: bytes, found: Findings) -> Piece:
        """Read a text part."""
        label = filenames.parameter(headers, "charset") or None
        if kind == "text/html":
            piece, defect = render_html(content, label)
        else:
            decoded = charsets.decode(content, label)
            flowed = filenames.parameter(headers, "format").lower() == "flowed" and kind == "text/plain"
            delete = filenames.parameter(headers, "delsp").lower() == "yes"
            piece, defect = render_plain(decoded.text, kind, flowed=flowed, delete_space=delete), decoded.defect
        found.defects += [defect] if defect else []
        return piece


def _as_text(stored: bytes) -> Tree:
    """Return a part of plain text with these bytes."""
    part = Tree()
    part["Content-Type"] = "text/plain"
    part.set_payload(stored.decode("ascii", "surrogateescape"))
    return part


def _root(children: list[Tree], start: str) -> int:
    """Return which child of a multipart/related is the text (RFC 2387 3.2)."""
    if start:
        for number, child in enumerate(children):
            if str(child.get("Content-ID", "")).strip() == start:
                return number
    return 0


def _is_inline(headers: Tree, role: Role, kind: str) -> bool:
    """Whether the body shows the part in its place, as it does with logos and pictures."""
    disposition = headers.get_content_disposition()
    if disposition == "attachment":
        return False
    return role.related or (kind.startswith(_SHOWN) and (disposition == "inline" or "content-id" in headers))


def _described(kind: str, headers: Tree) -> str:
    """Return the part's type with the parameter that tells machine mail apart."""
    for of, key in (("text/calendar", "method"), ("multipart/report", "report-type")):
        if kind == of and (value := filenames.parameter(headers, key).lower()):
            return f"{kind}; {key}={value[:40]}"
    return kind
