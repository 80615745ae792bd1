"""PDF by PDFium, and by pypdf where PDFium fails."""

import logging
import zlib
from dataclasses import replace

import pytest
from fpdf import FPDF
from PIL import Image

from intake.formats import pdf
from intake.message import Verdict


def stream_pdf(data: bytes, filters: str, extra: str = "", catalog: str = "") -> bytes:
    """Return a PDF whose only page has this content stream."""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R {extra} "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>".encode(),
        f"<< /Length {len(data)} /Filter {filters} >>\nstream\n".encode() + data + b"\nendstream",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 5\n0000000000 65535 f \n" + table + trailer


BOTH = pytest.mark.parametrize("read", [pdf.read, pdf.read_again])


@BOTH
def test_pages_and_where_they_begin(read, make_pdf, limits):
    """Every page's text is there, and each start points at its first character."""
    extract = read(make_pdf("First page", "Second page", "Third"), limits)
    assert extract.verdict is Verdict.OK
    assert [extract.text[start:].split("\n")[0] for start in extract.page_starts] == [
        "First page",
        "Second page",
        "Third",
    ]


@BOTH
def test_a_user_password_locks(read, make_pdf, limits):
    """Nobody but its readers opens a PDF with a user password."""
    content = make_pdf("secret", owner_password="o", user_password="u")
    assert read(content, limits).verdict is Verdict.ENCRYPTED


@BOTH
def test_an_owner_password_only_forbids_changes(read, make_pdf, limits):
    """A PDF that opens without a password is read."""
    assert read(make_pdf("open words", owner_password="o"), limits).text.strip() == "open words"


@BOTH
def test_a_scan_has_no_text(read, make_pdf, limits):
    """Pages without letters are told apart from an empty document."""
    extract = read(make_pdf("", ""), limits)
    assert (extract.verdict, extract.text) == (Verdict.NO_TEXT, "")


@BOTH
@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x00\xff" * 200, b"%PDF-1.4\ntrailer << /Root 1 0 R >>"]
)
def test_a_wreck_is_corrupt(read, content, limits):
    """What only begins like a PDF is damaged, not empty."""
    assert read(content, limits).verdict is Verdict.CORRUPT


@BOTH
def test_more_pages_than_allowed_are_not_read(read, make_pdf, limits):
    """Beyond the limit nothing is read, and the verdict says so."""
    extract = read(make_pdf("one", "two", "three"), replace(limits, pages=2))
    assert (extract.verdict, extract.text.split()) == (Verdict.PARTIAL, ["one", "two"])
    assert "2 pages" in extract.reason


def test_the_text_limit_cuts_pages_too(make_pdf, limits):
    """Where the text is cut, no page begins behind its end."""
    extract = pdf.read(make_pdf("word " * 30, "second"), replace(limits, text_characters=40))
    assert (extract.verdict, len(extract.text), extract.page_starts) == (Verdict.PARTIAL, 40, (0,))


def test_a_word_divided_at_a_line_end_is_whole(limits):
    """A hyphen at the end of a line is the typesetter's; the reader's word has none."""
    page = b"BT /F1 12 Tf 50 700 Td (They seek fund-) Tj 0 -14 Td (ing for schools.) Tj ET"
    assert "funding for schools" in pdf.read(stream_pdf(zlib.compress(page), "/FlateDecode"), limits).text


def test_a_word_that_is_written_with_a_hyphen_keeps_it(limits):
    """Where the page writes the same word with its hyphen elsewhere, the hyphen at the line end belongs to it."""
    page = b"BT /F1 12 Tf 50 700 Td (A multi-partner plan, a multi-) Tj 0 -14 Td (partner fund.) Tj ET"
    assert pdf.read(stream_pdf(zlib.compress(page), "/FlateDecode"), limits).text.count("multi-partner") == 2


def test_stacked_compression_is_a_limit(limits):
    """A few kilobytes that unpack to gigabytes are refused; they are never an empty page."""
    data = zlib.compress(zlib.compress(b"\0" * 400_000_000, 9), 9)
    extract = pdf.read_again(stream_pdf(data, "[/FlateDecode /FlateDecode]"), limits)
    assert extract.verdict is Verdict.LIMIT


def test_filled_in_form_fields_are_read(limits):
    """What somebody typed, chose or ticked in a form is text, behind its label; empty fields say nothing."""
    field = "/Type /Annot /Subtype /Widget /Rect [10 10 90 30]"
    fields = (
        f"<< {field} /FT /Tx /T (f1) /TU (Contact person) /V (Ann Example) >>",
        f"<< {field} /FT /Ch /Ff 131072 /T (Sector) /V (civil) /Opt [(civil) (private)] >>",
        f"<< {field} /FT /Tx /T (Empty) >>",
        f"<< {field} /FT /Btn /T (Unticked) /V /Off /AS /Off >>",
    )
    joined = " ".join(fields)
    content = stream_pdf(
        zlib.compress(b"BT /F1 12 Tf 50 700 Td (Form) Tj ET"),
        "/FlateDecode",
        f"/Annots [{joined}]",
        f"/AcroForm << /Fields [{joined}] >>",
    )
    assert pdf.read(content, limits).text.split("\n") == ["Form", "Contact person: Ann Example", "Sector: civil", ""]


def test_a_complaint_of_pypdf_about_a_limit_is_heard():
    """The second library only logs that it gave up; what it logs decides the verdict, and other complaints do not."""
    complaints = pdf._Complaints()
    complaints.emit(logging.makeLogRecord({"msg": "Odd object"}))
    assert not complaints.limit
    complaints.emit(logging.makeLogRecord({"msg": "Limit reached while decompressing"}))
    assert complaints.limit


def test_pages_that_are_pictures_are_told(limits):
    """A scan between typed pages is not read, and the verdict says which page; an empty page is no loss."""
    document = FPDF()
    document.set_font("Helvetica", size=12)
    for page in ("typed", None, " ", "typed too"):
        document.add_page()
        if page is None:
            document.image(Image.new("RGB", (40, 40), "grey"))
        else:
            document.cell(text=page)
    extract = pdf.read(bytes(document.output()), limits)
    assert (extract.verdict, extract.text.split()) == (Verdict.PARTIAL, ["typed", "typed", "too"])
    assert extract.reason == "These pages are pictures without text: 2."
