"""One labelled text in, the mails in which a sender could have sent it out: all of them are to be judged alike."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from email.policy import SMTP

from tests.corpus.build import DESK, TYPES, WRITERS
from tests.corpus.texts import LabelledText

COLUMN = 72
SIGNATURE = "Best regards,\nAna Example\n\n-- \nAna Example\nProgramme Officer\nTel. +41 22 730 51 11\n"
DISCLAIMER = (
    "This e-mail and any attachments are confidential and intended solely for the use of the individual or entity to whom "
    "they are addressed. If you have received this message in error, please notify the sender and delete it."
)
LETTER = """Dear Ana Example,

Thank you for your submission. We could not find in it which sources of funding are assured, what results
you aim for, and by when.

1. Who pays for the partnership, and how much?
2. Which measurable targets will it reach, and by which date?
3. Which organisations take part, and what will each of them do?

Please answer this message.

WSIS Executive Secretariat
"""
ATTRIBUTION = "On Mon, 14 Mar 2005 at 10:22, WSIS Executive Secretariat <wsis.partnerships@itu.int> wrote:"
BROKEN = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog"

_TYPOGRAPHY = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "€": "EUR", "•": "-"}
)

File = tuple[str, bytes, str]
"""Name, content and content type."""


def mail(
    body: str = "", *, rich: str = "", files: Sequence[File] = (), subject: str = "Partnership", answers: str = ""
) -> bytes:
    """One message to the desk, byte for byte the same on every run."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Ana Example <ana@example.org>"
    message["To"] = DESK
    message["Date"] = "Tue, 15 Mar 2005 09:00:00 +0000"
    message["Message-ID"] = "<variant@example.org>"
    message["Subject"] = f"Re: {subject}" if answers else subject
    if answers:
        message["In-Reply-To"] = message["References"] = answers
    message.set_content(rich or body, subtype="html" if rich else "plain", cte="quoted-printable")
    for name, content, kind in files:
        maintype, _, subtype = kind.partition("/")
        message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_variant-{number}")
    return message.as_bytes()


def file(kind: str, text: str, name: str = "text") -> File:
    """A text as a file of one kind."""
    return f"{name}.{kind}", WRITERS[kind](text, None), TYPES[kind]


def plain(text: str) -> bytes:
    """The text typed into the mail."""
    return mail(text)


def rich(text: str) -> bytes:
    """The text as HTML mail: a paragraph an element, a line end where a line ends."""
    blocks = (html.escape(block).replace("\n", "<br>\n") for block in text.split("\n\n"))
    return mail(rich=f"<html><body>{''.join(f'<p>{block}</p>' for block in blocks)}</body></html>")


def wrapped(text: str) -> str:
    """The text as a scanner gives it: lines of a book's width, and a page ending in the middle of it."""
    lines = [
        line for whole in text.split("\n") for line in textwrap.wrap(whole, COLUMN, break_on_hyphens=False) or [""]
    ]
    ends = [number for number, line in enumerate(lines) if not line] or [len(lines) // 2]
    middle = min(ends, key=lambda number: abs(number - len(lines) // 2))
    return "\n".join([*lines[:middle], "\f", *lines[middle:]])


def answering(text: str) -> bytes:
    """The text typed into an answer to our letter."""
    return mail(text, answers="<letter@itu.int>")


def quoting(text: str) -> bytes:
    """The text above our own letter, which a mail program quotes."""
    quoted = "\n".join(f"> {line}" for line in LETTER.splitlines())
    return mail(f"{text}\n\n{ATTRIBUTION}\n{quoted}\n", answers="<letter@itu.int>")


def halves(text: str) -> tuple[str, str]:
    """The text parted at the end of the paragraph that is nearest to its middle."""
    blocks = text.split("\n\n")
    sizes = [len("\n\n".join(blocks[:number])) for number in range(len(blocks))]
    middle = min(range(len(blocks)), key=lambda number: abs(sizes[number] - len(text) / 2))
    return "\n\n".join(blocks[:middle]), "\n\n".join(blocks[middle:])


def in_two_files(text: str, *, turned: bool) -> bytes:
    """The text in two files, the second half first when they are turned."""
    files = [file("docx", half, name) for half, name in zip(halves(text), ("first", "second"), strict=True) if half]
    return mail(files=files[::-1] if turned else files)


VARIANTS: dict[str, Callable[[str], bytes]] = {
    "html": rich,
    "pdf": lambda text: mail(files=[file("pdf", text)]),
    "docx": lambda text: mail(files=[file("docx", text)]),
    "scanned": lambda text: mail(wrapped(text)),
    "signed": lambda text: mail(f"{text}\n\n{SIGNATURE}"),
    "quoting": quoting,
    "disclaimed": lambda text: mail(f"{text}\n\n{DISCLAIMER}\n"),
}


def unreadable(text: str, how: str) -> bytes:
    """The text typed into the mail, and beside it a PDF that is locked or broken."""
    content = WRITERS["pdf"]("Annex", "secret") if how == "encrypted" else BROKEN
    return mail(text, files=[("annex.pdf", content, TYPES["pdf"])])


def spread(texts: Sequence[LabelledText], languages: Sequence[str], count: int) -> list[LabelledText]:
    """Some texts of each language, from every kind and genre in turn."""
    chosen: list[LabelledText] = []
    for language in languages:
        groups: dict[tuple[str, str], list[LabelledText]] = {}
        for text in texts:
            if text.language == language:
                groups.setdefault((text.kind, text.genre), []).append(text)
        rounds = [text for number in range(count) for group in groups.values() for text in group[number : number + 1]]
        chosen += [rounds[number * len(groups) // count] for number in range(count)]
    return chosen


def printable(text: str) -> str:
    """The text in the letters of the font that every PDF reader has, so that all ways of sending hold the same characters."""
    return text.translate(_TYPOGRAPHY).encode("latin-1", "replace").decode("latin-1")
