"""Specimens in TOML into messages byte for byte: what a specimen's author writes down, and nothing else.

`python -m tests.corpus.build` writes the sample mailbox of the demo anew from tests/corpus/demo.
"""

from __future__ import annotations

import hashlib
import io
import shutil
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import docx as word
import odfdo
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from store.reference import reference

HERE = Path(__file__).parent
DEMO = HERE / "demo"
MAILBOX = HERE.parents[1] / "secretariat" / "demo" / "mailbox"
DESK = "wsis.partnerships@itu.int"
GATEWAY = "mx.itu.example"
PRINTED = datetime(2005, 3, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Specimen:
    """One message with what is expected of it."""

    name: str
    about: str
    content: bytes
    expected: dict[str, Any]
    later: bool
    answers: str | None


def specimens(folder: Path = DEMO) -> list[Specimen]:
    """Every specimen of a folder, in the order of their names."""
    return [specimen(path) for path in sorted(folder.glob("*.toml"))]


def specimen(path: Path) -> Specimen:
    """One specimen, its message built."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    content = data["raw"].lstrip("\n").replace("\n", "\r\n").encode() if "raw" in data else _message(path.stem, data)
    return Specimen(path.stem, data["about"], content, data["expected"], data.get("later", False), data.get("answers"))


def _message(name: str, data: dict[str, Any]) -> bytes:
    mail = data["mail"]
    display, address = parseaddr(mail["from"])
    message = EmailMessage(policy=SMTP)
    message["Return-Path"] = f"<{address}>"
    domain = address.rpartition("@")[2]
    message["Authentication-Results"] = mail.get("authentication", f"{GATEWAY}; dmarc=pass header.from={domain}")
    message["From"] = Address(display, addr_spec=address) if display else address
    message["To"] = DESK
    message["Date"] = mail["date"]
    message["Message-ID"] = f"<{name}@{domain}>"
    message["Subject"] = mail["subject"] + (f" [{_reference(data['answers'])}]" if "answers" in data else "")
    for header in mail.get("headers", []):
        key, _, value = header.partition(": ")
        message[key] = value
    subtype = "html" if "html" in mail else "plain"
    message.set_content(mail.get("html", mail.get("body", "")).lstrip("\n"), subtype=subtype, cte="quoted-printable")
    for attachment in data.get("attachments", []):
        _attach(message, attachment)
    for index, part in enumerate(message.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{name}-{index}")
    return message.as_bytes()


def _reference(name: str) -> str:
    """The reference that the letter to another specimen of the demo carries in its subject."""
    return reference(hashlib.sha256(specimen(DEMO / f"{name}.toml").content).hexdigest())


def _attach(message: EmailMessage, attachment: dict[str, Any]) -> None:
    text, name = attachment["text"].strip() + "\n", attachment["name"]
    if attachment["kind"] == "eml":
        message.add_attachment(text.encode(), maintype="application", subtype="octet-stream", filename=name)
        part = list(message.iter_attachments())[-1]
        part.replace_header("Content-Type", "message/rfc822")
        part.replace_header("Content-Transfer-Encoding", "8bit")
        part.set_payload(text.replace("\n", "\r\n"))
        return
    maintype, _, subtype = attachment.get("content_type", TYPES.get(attachment["kind"], "")).partition("/")
    content = WRITERS[attachment["kind"]](text, attachment.get("password"))
    message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)


TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "rtf": "application/rtf",
}


def pdf(text: str, password: str | None = None) -> bytes:
    """Print a text on A4 pages, locked when there is a password."""
    page = FPDF(format="A4")
    page.set_creation_date(PRINTED)
    page.set_margin(25)
    page.add_page()
    page.set_font("Helvetica", size=11)
    for line in text.splitlines():
        page.multi_cell(0, 5.5, line or " ", align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    if password:
        page.set_encryption(owner_password=password, user_password=password)
    return bytes(page.output())


def docx(text: str, _password: str | None = None) -> bytes:
    """Write a Word document: # and ## are headings, lines with | are rows of a table."""
    document = word.Document()
    document.core_properties.created = document.core_properties.modified = PRINTED.replace(tzinfo=None)
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
            for cells, row in zip(table.rows, rows, strict=True):
                for cell, value in zip(cells.cells, row, strict=True):
                    cell.text = value
            rows = []
        if line.startswith("#"):
            document.add_heading(line.lstrip("# "), level=len(line) - len(line.lstrip("#")))
        elif line:
            document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def odt(text: str, _password: str | None = None) -> bytes:
    """Write an OpenDocument text; # is a heading."""
    document = odfdo.Document("text")
    document.body.clear()
    for line in text.splitlines():
        if line.startswith("#"):
            document.body.append(odfdo.Header(1, line.lstrip("# ")))
        elif line:
            document.body.append(odfdo.Paragraph(line))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def rtf(text: str, _password: str | None = None) -> bytes:
    """Write rich text as a word processor of the nineties did."""
    escaped = "".join(
        f"\\{c}" if c in "\\{}" else c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text
    )  # fmt: skip
    return (
        "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times New Roman;}}\\f0\\fs24 " + escaped.replace("\n", "\\par\n") + "}"
    ).encode()


def raw_bytes(text: str, _password: str | None = None) -> bytes:
    """Undo the hexadecimal digits."""
    return bytes.fromhex(text)


WRITERS = {"pdf": pdf, "docx": docx, "odt": odt, "rtf": rtf, "bytes": raw_bytes}


def main() -> None:
    """Write the demo's mailbox: today's mail and, in `later`, what comes the day after."""
    shutil.rmtree(MAILBOX, ignore_errors=True)
    for one in specimens():
        target = MAILBOX / ("later" if one.later else "today") / f"{one.name}.eml"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(one.content)


if __name__ == "__main__":
    main()
