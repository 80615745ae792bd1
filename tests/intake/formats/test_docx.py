"""Word documents: everything that was written and stands, nothing that was struck or hidden."""

import pytest
from docx.enum.text import WD_BREAK

from intake.formats import docx
from intake.message import Verdict


def run(text: str, properties: str = "") -> str:
    """Return one run of WordprocessingML."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


BOX = f"<w:txbxContent><w:p>{run('boxed')}</w:p></w:txbxContent>"


@pytest.mark.parametrize(
    ("paragraph", "text"),
    [
        (run("plain"), "plain"),
        (run("a") + run("b"), "ab"),
        (f"<w:ins>{run('inserted')}</w:ins>", "inserted"),
        (f"kept<w:del><w:r><w:delText>struck</w:delText></w:r></w:del>{run('stands')}", "stands"),
        (f"<w:moveFrom>{run('old place')}</w:moveFrom><w:moveTo>{run('new place')}</w:moveTo>", "new place"),
        (run("seen ") + run("hidden", "<w:vanish/>"), "seen"),
        (run("seen", '<w:vanish w:val="0"/>'), "seen"),
        (f"<w:sdt><w:sdtContent>{run('a form field')}</w:sdtContent></w:sdt>", "a form field"),
        (
            f'<w:hyperlink w:anchor="x">{run("linked ")}{run("words")}</w:hyperlink>{run(" after")}',
            "linked words after",
        ),
        (f"<w:smartTag>{run('tagged')}</w:smartTag>", "tagged"),
        (run("ticked ") + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "ticked ☒"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>' + run(" item"), "• item"),
        ("<w:r><w:t>twenty</w:t><w:noBreakHyphen/><w:t>one</w:t></w:r>", "twenty-one"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
        ('<w:r><w:t>noted</w:t><w:footnoteReference w:id="2"/></w:r>', "noted[2]"),
        ("<w:r><w:instrText> HYPERLINK x </w:instrText></w:r>" + run("shown"), "shown"),
        (
            f"<w:r><mc:AlternateContent><mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>",
            "boxed",
        ),
    ],
)
def test_what_stands_in_a_paragraph(paragraph, text, word_xml, limits):
    """Insertions, fields, links and boxes are text; deletions, hidden runs and codes are none."""
    assert docx.read(word_xml(f"<w:p>{paragraph}</w:p>"), limits).text == text


def test_paragraphs_lists_and_tables(make_docx, limits):
    """Paragraphs stand a line apart, items of a list close together, the cells of a row on one line."""

    def fill(document):
        document.add_heading("Wells for schools", 1)
        document.add_paragraph("Two partners.")
        document.add_paragraph("first", style="List Bullet")
        document.add_paragraph("second", style="List Bullet")
        document.add_paragraph("one", style="List Number")
        table = document.add_table(2, 2)
        for cell, text in zip(table._cells, ("Partner", "Role", "Delta Foundation", "funder"), strict=True):
            cell.text = text
        document.add_paragraph("The end.")

    assert docx.read(make_docx(fill), limits).text == (
        "Wells for schools\n\nTwo partners.\n\n• first\n• second\n• one\nPartner | Role\nDelta Foundation | funder\n\nThe end."
    )


def test_numbered_lists_show_their_numbers(word_xml, limits):
    """Numbers and letters that the word processor counts are in the text, deeper levels indented."""
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="1">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )

    def item(text, level):
        return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr></w:pPr>{run(text)}</w:p>'

    body = item("one", 0) + item("detail", 1) + item("two", 0)
    text = docx.read(word_xml(body, **{"word/numbering.xml": numbering}), limits).text
    assert text == "1) one\n  • detail\n2) two"


def test_a_document_with_other_prefixes_is_read(make_zip, limits):
    """The names of namespace prefixes mean nothing; a program may choose its own."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<x:document xmlns:x="{w}"><x:body><x:p><x:r><x:t>words</x:t></x:r></x:p></x:body></x:document>'
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
        "</Relationships>"
    )
    content = make_zip({"[Content_Types].xml": "<Types/>", "_rels/.rels": relation, "word/document.xml": xml})
    assert docx.read(content, limits).text == "words"


def test_letterhead_and_foot_are_read_once(make_docx, limits):
    """Headers come first, footers last, and what several kinds of pages repeat is there once."""

    def fill(document):
        section = document.sections[0]
        section.different_first_page_header_footer = True
        for header in (section.header, section.first_page_header):
            header.paragraphs[0].text = "Delta Foundation"
        section.footer.paragraphs[0].text = "Registered charity"
        document.add_paragraph("Body").add_run().add_break(WD_BREAK.PAGE)

    assert docx.read(make_docx(fill), limits).text.split() == ["Delta", "Foundation", "Body", "Registered", "charity"]


def test_comments_and_pictures_leave_no_trace(make_docx, limits, tmp_path):
    """Neither the words of a comment nor the file name of a picture is text of the document."""
    (tmp_path / "logo.gif").write_bytes(
        b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x00\x00\x00\x00\x00,"
        b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
    )

    def fill(document):
        noted = document.add_paragraph("Our offer").runs[0]
        document.add_comment([noted], text="is this true?", author="A", initials="A")
        document.add_picture(str(tmp_path / "logo.gif"))

    assert docx.read(make_docx(fill), limits).text == "Our offer"


def test_notes_are_read_behind_the_text(word_xml, limits):
    """A footnote's text carries the number that its mark in the text shows."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>'
    )
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2"><w:p>{run("Audited in 2024.")}</w:p></w:footnote></w:footnotes>'
    )
    body = f'<w:p>{run("Funds")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    parts = {"word/_rels/document.xml.rels": relations, "word/footnotes.xml": notes}
    assert docx.read(word_xml(body, **parts), limits).text == "Funds[2]\n\n[2] Audited in 2024."


def test_a_document_of_pictures_has_no_text(word_xml, limits):
    """An empty body is `no_text`."""
    assert docx.read(word_xml("<w:p/>"), limits).verdict is Verdict.NO_TEXT


def test_entities_are_refused(word_xml, limits):
    """A document type declaration is where expansion bombs and file theft begin; no Word writes one."""
    laughs = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    extract = docx.read(word_xml(f"<w:p>{run('&b;')}</w:p>", prolog=laughs), limits)
    assert (extract.verdict, extract.text) == (Verdict.CORRUPT, "")
    assert "entities" in extract.reason


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": "<w:document"},
        {"word/document.xml": ""},
        {"_rels/.rels": "<Relationships/>"},
        {"_rels/.rels": '<Relationships><Relationship Id="r"/></Relationships>'},
    ],
)
def test_a_document_with_broken_parts_is_no_success(parts, word_xml, limits):
    """Missing, empty and ill-formed parts end in a verdict that says nothing was read."""
    assert docx.read(word_xml("<w:p/>", **parts), limits).verdict in (Verdict.CORRUPT, Verdict.NO_TEXT)
