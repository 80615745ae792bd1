"""Specimens of each format, made when a test asks: nothing binary lies in the repository."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document as WordDocument
from docx.document import Document as Word
from fpdf import FPDF

from intake.limits import Limits

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def limits() -> Limits:
    """The limits that hold unless somebody configures others."""
    return Limits()


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """A PDF with one page for each text; a password locks it."""

    def make(*pages: str, user_password: str = "", owner_password: str = "") -> bytes:
        pdf = FPDF()
        if owner_password:
            pdf.set_encryption(owner_password=owner_password, user_password=user_password)
        pdf.set_font("Helvetica", size=12)
        for page in pages:
            pdf.add_page()
            pdf.multi_cell(0, 6, page)
        return bytes(pdf.output())

    return make


@pytest.fixture
def make_docx() -> Callable[..., bytes]:
    """A Word document to which a function has added what the test is about."""

    def make(fill: Callable[[Word], object]) -> bytes:
        document = WordDocument()
        fill(document)
        stream = BytesIO()
        document.save(stream)
        return stream.getvalue()

    return make


@pytest.fixture
def word_xml() -> Callable[..., bytes]:
    """The smallest Word document there is, with this XML as its body."""

    def make(body: str, prolog: str = '<?xml version="1.0" encoding="UTF-8"?>', **parts: str) -> bytes:
        return zipped(
            {
                "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
                "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
                'officeDocument" Target="word/document.xml"/></Relationships>',
                "word/document.xml": f'{prolog}<w:document xmlns:w="{W}" '
                'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
                'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
                f"<w:body>{body}</w:body></w:document>",
                **parts,
            }
        )

    return make


@pytest.fixture
def make_odt() -> Callable[..., bytes]:
    """An OpenDocument file with this XML inside its `office:text`, and this in its master page."""

    def make(body: str, *, kind: str = "text", margin: str = "") -> bytes:
        names = " ".join(
            f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
            for prefix, name in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"))
        )
        names += ' xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
        names += ' xmlns:xlink="http://www.w3.org/1999/xlink"'
        mimetype = f"application/vnd.oasis.opendocument.{kind}"
        return zipped(
            {
                "mimetype": mimetype,
                "content.xml": f'<office:document-content {names} office:version="1.2"><office:body>'
                f"<office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
                "styles.xml": f'<office:document-styles {names} office:version="1.2"><office:master-styles>'
                f'<style:master-page style:name="S">{margin}</style:master-page>'
                "</office:master-styles></office:document-styles>",
                "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
                '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
                "</manifest:manifest>",
            }
        )

    return make


@pytest.fixture
def make_zip() -> Callable[..., bytes]:
    """A zip file with these members."""
    return zipped


def zipped(members: dict[str, str | bytes]) -> bytes:
    """Return a zip file with these members, deflated."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()
