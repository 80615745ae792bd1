"""OpenDocument texts, presentations and sheets."""

import pytest

from intake.formats import odt
from intake.message import Verdict


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<text:h>Title</text:h><text:p>Words.</text:p>", "Title\n\nWords."),
        ("<text:p>a<text:s text:c='3'/>b<text:line-break/>c<text:tab/>d</text:p>", "a   b\nc\td"),
        ("<text:list><text:list-item><text:p>one</text:p></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>", "one\ntwo"),
        ("<text:p>see <text:a xlink:href='https://example.org'>our <text:span>site</text:span></text:a> now</text:p>", "see our site now"),
        ("<text:p>said<office:annotation><text:p>really?</text:p></office:annotation> so</text:p>", "said so"),
        ("<text:tracked-changes><text:changed-region><text:deletion><text:p>struck</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>stands</text:p>", "stands"),
        ("<text:p>outer<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame></text:p>", "outer\n\nboxed"),
        ("<text:p>x<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>noted</text:p></text:note-body></text:note></text:p>", "x1.\n\nnoted"),
        ("<text:p>a</text:p><draw:frame><draw:image xlink:href='p.png'/></draw:frame>", "a"),
    ],
)  # fmt: skip
def test_what_is_read_of_a_text(body, text, make_odt, limits):
    """Headings, lists, boxes and notes are text; comments, deletions and pictures are none."""
    assert odt.read(make_odt(body), limits).text == text


def test_the_cells_of_a_row_stand_on_one_line(make_odt, limits):
    """A table row is one line, empty cells leave no gap, and a cell's paragraphs stay together."""
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell>{''.join(f'<text:p>{p}</text:p>' for p in cell)}</table:table-cell>" for cell in row
        )
        + "</table:table-row>"
        for row in ([["Partner"], [""], ["Role"]], [["Delta", "Foundation"], ["funder"]])
    )
    content = make_odt(f"<text:p>Before</text:p><table:table>{rows}</table:table><text:p>After</text:p>")
    assert odt.read(content, limits).text == "Before\n\nPartner | Role\nDelta Foundation | funder\n\nAfter"


def test_page_header_and_footer(make_odt, limits):
    """The letterhead comes first, the foot last."""
    margin = "<style:header><text:p>Delta</text:p></style:header><style:footer><text:p>Charity</text:p></style:footer>"
    assert odt.read(make_odt("<text:p>Body</text:p>", margin=margin), limits).text == "Delta\n\nBody\n\nCharity"


def test_entities_are_refused(make_odt, make_zip, limits):
    """An entity declaration in a part ends the reading; the harmless DOCTYPE of old OpenOffice files does not."""
    good = make_odt("<text:p>x</text:p>")
    assert odt.read(good, limits).verdict is Verdict.OK
    bad = make_zip(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}
    )
    assert odt.read(bad, limits).verdict is Verdict.CORRUPT


@pytest.mark.parametrize(
    "members",
    [
        {"mimetype": "application/vnd.oasis.opendocument.text"},
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<office:"},
        {"content.xml": "<a/>"},
    ],
)
def test_a_wreck_is_corrupt(members, make_zip, limits):
    """A container without its parts is damaged, not empty."""
    assert odt.read(make_zip(members), limits).verdict is Verdict.CORRUPT


def test_an_empty_text_has_none(make_odt, limits):
    """A text without words is `no_text`."""
    assert odt.read(make_odt("<text:p/>"), limits).verdict is Verdict.NO_TEXT
