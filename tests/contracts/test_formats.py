"""What every format promises: whatever the bytes, a typed verdict, in time, with our own memory flat and nothing left behind."""

import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument
from fpdf import FPDF

from intake.formats.registry import READERS
from intake.limits import MIB, Limits
from intake.message import Attachment, Verdict
from intake.sandbox import Sandbox

WORDS = "Our partners drill two wells for the school."
ODF = "urn:oasis:names:tc:opendocument:xmlns"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LIMITS = Limits(memory_bytes=512 * MIB, cpu_seconds=5, wall_seconds=120.0)
FLAT = 64 * MIB
"""What our own side may grow by while it feeds a child: the frame that is sent, and one answer."""


def zipped(members: dict[str, bytes]) -> bytes:
    """Return a zip file."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def a_pdf(user_password: str = "") -> bytes:
    """Return a PDF of one page."""
    pdf = FPDF()
    if user_password:
        pdf.set_encryption(owner_password="o", user_password=user_password)
    pdf.set_font("Helvetica")
    pdf.add_page()
    pdf.multi_cell(0, 6, WORDS)
    return bytes(pdf.output())


def a_docx() -> bytes:
    """Return a Word document of one paragraph."""
    document = WordDocument()
    document.add_paragraph(WORDS)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def word(body: bytes, prolog: bytes = b"") -> bytes:
    """Return a Word document with this body."""
    relation = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        b"</Relationships>"
    )
    document = prolog + f'<w:document xmlns:w="{WORD}"><w:body>'.encode() + body + b"</w:body></w:document>"
    return zipped({"[Content_Types].xml": b"<Types/>", "_rels/.rels": relation, "word/document.xml": document})


def an_odf(kind: str, body: bytes = b"<text:p>" + WORDS.encode() + b"</text:p>") -> bytes:
    """Return an OpenDocument file."""
    names = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table", "style")).encode()
    tag = b"office:" + kind.encode()
    content = (
        b"<office:document-content "
        + names
        + b"><office:body><"
        + tag
        + b">"
        + body
        + b"</"
        + tag
        + b"></office:body></office:document-content>"
    )
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    manifest = (
        f'<m:manifest xmlns:m="{ODF}:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="'.encode()
        + mimetype
        + b'"/></m:manifest>'
    )
    styles = b"<office:document-styles " + names + b"/>"
    return zipped(
        {"mimetype": mimetype, "content.xml": content, "styles.xml": styles, "META-INF/manifest.xml": manifest}
    )


def an_eml(*files: bytes) -> bytes:
    """Return a mail with these mails attached."""
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "ann@example.org", "Wells", "<1@example.org>"
    mail.set_content(WORDS)
    for file in files:
        mail.add_attachment(file, maintype="application", subtype="octet-stream")
    return mail.as_bytes()


GOOD: dict[str, Callable[[], bytes]] = {
    "plain": WORDS.encode,
    "html": f"<html><body><p>{WORDS}</p></body></html>".encode,
    "pdf": a_pdf,
    "docx": a_docx,
    "odt": lambda: an_odf("text"),
    "odp": lambda: an_odf("presentation"),
    "ods": lambda: an_odf("spreadsheet"),
    "rtf": lambda: b"{\\rtf1\\ansi " + WORDS.encode() + b"}",
    "eml": an_eml,
}


def deflated(chunks: Iterable[bytes]) -> bytes:
    """Return the chunks compressed, without holding what they unpack to."""
    packer = zlib.compressobj(9)
    return b"".join([*map(packer.compress, chunks), packer.flush()])


def stacked_flate() -> bytes:
    """Return a PDF whose page unpacks from kilobytes to a gigabyte."""
    data = deflated([deflated(b"\0" * MIB for _ in range(1024))])
    head = (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n"
    )
    stream = b"4 0 obj\n<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(data) + data
    return head + stream + b"\nendstream\nendobj\ntrailer << /Size 5 /Root 1 0 R >>\n%%EOF"


def looping_pages() -> bytes:
    """Return a PDF that says it has a thousand million pages, each the tree itself."""
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000000 >>\nendobj\ntrailer << /Size 3 /Root 1 0 R >>\n%%EOF"
    )


def laughs() -> bytes:
    """Return a Word document that would laugh a thousand million times."""
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return word(b"<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", b'<!DOCTYPE w [<!ENTITY l0 "ha">' + entities + b"]>")


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "docx that unpacks to much more": ("docx", lambda: word(b"<w:p/>" * 20_000_000)),
    "docx whose parts are mostly numbers": (
        "docx",
        lambda: word(b"".join(b"<w:p><w:r><w:t>%d</w:t></w:r></w:p>" % (n * 7919) for n in range(600_000))),
    ),
    "docx of entities": ("docx", laughs),
    "docx nested deeply": ("docx", lambda: word(b"<w:tbl><w:tr><w:tc>" * 5000 + b"</w:tc></w:tr></w:tbl>" * 5000)),
    "odt that unpacks to much more": ("odt", lambda: an_odf("text", b"<text:p/>" * 15_000_000)),
    "pdf of stacked compression": ("pdf", stacked_flate),
    "pdf of endless pages": ("pdf", looping_pages),
    "rtf of deep groups": ("rtf", lambda: b"{\\rtf1 " + b"{\\b " * 500_000),
    "rtf that makes its reader search": ("rtf", lambda: b"{\\rtf1 " + b'{\\field{\\*\\fldinst{HYPERLINK "' * 60_000 + b"}"),
    "html nested deeply": ("html", lambda: b"<div>" * 1_000_000),
    "html of one wide row": ("html", lambda: b"<table><tr>" + b"<td>x</td>" * 100_000 + b"</tr></table>"),
    "html of style rules": ("html", lambda: b"<style>" + b".a{color:red}" * 400_000 + b"</style><p>x"),
    "eml of many parts": ("eml", lambda: an_eml(*[b"x"] * 3000)),
    "eml nested deeply": ("eml", lambda: b"MIME-Version: 1.0\n" + b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000))),
    "plain of one line": ("plain", lambda: b"word " * 4_000_000),
    "zip of zips": ("application/zip", lambda: zipped({"a.zip": zipped({"b": b"\0" * 9_000_000})})),
}  # fmt: skip


def resident(line: str) -> int:
    """Return what /proc says of our own memory, in bytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition(f"{line}:")[2].split()[0]) * 1024


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One sandbox for all of them, as for the mails of one pass: none may spoil it for the next."""
    with Sandbox(LIMITS) as shared:
        yield shared


def read(sandbox: Sandbox, content: bytes, name: str = "file") -> tuple[str, Verdict, str]:
    """Return format, verdict and text, after what holds for every answer was checked."""
    format_, extract = sandbox.extract(Attachment("1", name, "application/octet-stream", content))
    assert extract.verdict.readable == bool(extract.text), "text and verdict contradict each other"
    assert (extract.verdict is Verdict.OK) == (not extract.reason), "only `ok` needs no reason"
    assert all(0 <= start < len(extract.text) for start in extract.page_starts)
    return format_, extract.verdict, extract.text


def test_the_specimens_cover_the_table():
    """A new format joins this contract, or this test says so."""
    assert GOOD.keys() == READERS.keys()


@pytest.mark.parametrize("format_", GOOD)
def test_a_good_file_is_read(format_, sandbox):
    """Known by its bytes, whatever its name, and its words are there."""
    found, verdict, text = read(sandbox, GOOD[format_]())
    assert (found, verdict) == (format_, Verdict.OK)
    assert WORDS in text


@pytest.mark.parametrize("format_", GOOD)
def test_an_empty_file_is_damaged(format_, sandbox):
    """Nothing at all is not an empty text."""
    assert read(sandbox, b"", f"file.{format_}")[1] is Verdict.CORRUPT


@pytest.mark.parametrize("share", [0.02, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("format_", GOOD)
def test_a_truncated_file_is_never_a_silent_success(format_, share, sandbox):
    """What was cut off on its way gives what is left of it, or says that it is damaged."""
    content = GOOD[format_]()
    _, verdict, text = read(sandbox, content[: int(len(content) * share)], f"file.{format_}")
    if format_ in ("plain", "html", "rtf", "eml"):
        assert verdict in (Verdict.OK, Verdict.NO_TEXT, Verdict.CORRUPT)
    else:
        assert verdict in (Verdict.CORRUPT, Verdict.NO_TEXT, Verdict.UNSUPPORTED) or WORDS in text


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("format_", GOOD)
def test_a_file_with_wrong_bytes_in_it_has_a_verdict(format_, seed, sandbox):
    """A few bytes turned over anywhere are survived."""
    content = bytearray(GOOD[format_]())
    for n in range(8):
        content[(seed * 7919 + n * 104_729) % len(content)] ^= 0xFF >> (n % 4)
    assert read(sandbox, bytes(content), f"file.{format_}")[1] in Verdict


@pytest.mark.parametrize("inside", GOOD)
@pytest.mark.parametrize("claimed", GOOD)
def test_a_foreign_file_is_read_as_what_it_is(claimed, inside, sandbox):
    """A name that lies changes nothing: the bytes decide."""
    if inside == "plain" and claimed in ("html", "eml"):
        return  # words are valid in both
    assert read(sandbox, GOOD[inside](), f"file.{claimed}")[0] == inside


@pytest.mark.parametrize("format_", GOOD)
def test_an_oversized_file_is_not_begun(format_):
    """Size is a limit before anything is opened."""
    with Sandbox(Limits(attachment_bytes=10)) as small:
        assert read(small, GOOD[format_]())[1] is Verdict.LIMIT


def test_locked_files_are_told_apart(sandbox):
    """A password is a reason to ask the sender for an open copy, not a damage."""
    assert read(sandbox, a_pdf(user_password="u"))[:2] == ("pdf", Verdict.ENCRYPTED)
    locked = a_docx().replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
    assert read(sandbox, locked)[:2] == ("docx", Verdict.ENCRYPTED)
    office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le")
    assert read(sandbox, office)[1] is Verdict.ENCRYPTED


@pytest.mark.slow
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_does_no_harm(bomb, sandbox):
    """It ends in a verdict, our own memory stays flat, and the next file is read."""
    format_, build = BOMBS[bomb]
    content = build()
    before = resident("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the high-water mark starts again from here
    found, verdict, _ = read(sandbox, content)
    assert found == format_
    assert verdict in Verdict
    assert resident("VmHWM") - before < FLAT
    assert read(sandbox, WORDS.encode())[1] is Verdict.OK


@pytest.mark.parametrize(
    "bomb",
    [
        "docx that unpacks to much more",
        "docx of entities",
        "pdf of stacked compression",
        "odt that unpacks to much more",
    ],
)
def test_an_expansion_is_never_an_empty_text(bomb, sandbox):
    """What was refused or could not be finished never looks like a document that says nothing."""
    assert read(sandbox, BOMBS[bomb][1]())[1] in (Verdict.LIMIT, Verdict.CORRUPT)
