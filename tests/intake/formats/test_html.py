"""HTML as a person would see it."""

import pytest

from intake.formats import html
from intake.formats.html import render
from intake.message import Verdict


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two <b>words</b></p>", "One\n\nTwo words"),
        ("a line<br>another", "a line\nanother"),
        ("<ul><li>first<li>second</ul>", "  * first\n  * second"),
        ("just words", "just words"),
        ("<pre>two  blanks\n kept</pre>", "two  blanks\n kept"),
        ("<p>a&nbsp;b &amp; c</p>", "a b & c"),
        ("W<span>SI</span>S", "WSIS"),
        ("<html><head><title>no</title></head><body><script>no</script><style>p{}</style>yes</body></html>", "yes"),
        ("<!-- no --><p>yes<!-- no --></p>", "yes"),
        ('<?xml version="1.0" encoding="utf-8"?><html><body><p>yes</p></body></html>', "yes"),
        ("", ""),
        ("<p style='margin-top:1e999px'>yes</p>", "yes"),
    ],
)
def test_what_is_shown_is_the_text(markup, text):
    """Blocks are lines, inline elements do not divide words, and what a browser never shows is no text."""
    assert render(markup) == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display:none'>no</div>",
        "<div style='DISPLAY : none !important'>no</div>",
        "<p hidden>no</p>",
        "<span style='visibility:hidden'>no</span>",
        "<span style='font-size:0'>no</span>",
        "<span style='font-size:1px'>no</span>",
        "<span style='font-size:0.01em'>no</span>",
        "<span style='opacity:0'>no</span>",
        "<div style='max-height:0;overflow:hidden'>no</div>",
        "<div style='position:absolute;left:-9999px'>no</div>",
        "<div style='text-indent:-5000px'>no</div>",
        "<font color='#FFFFFF'>no</font>",
        "<span style='color:white'>no</span>",
        "<span style='color:#fefefe'>no</span>",
        "<span style='color:rgb(255, 255, 255)'>no</span>",
        "<span style='color:rgba(0,0,0,0)'>no</span>",
        "<span style='color:transparent'>no</span>",
        "<td bgcolor='#003366'><span style='color:#036'>no</span></td>",
        "<div style='background:#000;color:#010101'>no</div>",
        "<div style='display:none'><p>no<b>no</b></p>no</div>",
        "<style>.preview{display:none}</style><div class='x preview'>no</div>",
        "<style>/* c */ #top, i { visibility: hidden }</style><p id=top>no</p><i>no</i>",
        "<style>p.a.b{font-size:0}</style><p class='b a'>no</p>",
        "<template>no</template><object>no</object><iframe>no</iframe>",
    ],
)
def test_hidden_text_is_no_evidence(hidden):
    """What a reader cannot see is dropped, and what stands around it stays."""
    assert render(f"<div><p>before</p>{hidden}<p>after</p></div>").split() == ["before", "after"]


@pytest.mark.parametrize(
    "shown",
    [
        "<div style='font-size:0'><span style='font-size:14px'>yes</span></div>",
        "<div style='visibility:hidden'><b style='visibility:visible'>yes</b></div>",
        "<div style='background-color:#036;color:#fff'>yes</div>",
        "<td background='sea.png'><font color=white>yes</font></td>",
        "<div style='background:url(sea.png)'><font color=white>yes</font></div>",
        "<div style='background-image:linear-gradient(red,blue);color:white'>yes</div>",
        "<table bgcolor=navy><tr><td style='color:white'>yes</td></tr></table>",
        "<font color=white><a href='https://example.org'>yes</a></font>",
        "<style>@media (max-width:600px){.wide{display:none}}</style><p class=wide>yes</p>",
        "<style>td.head span{background:#000}</style><span style='color:#fff'>yes</span>",
        "<style>.a{display:none}</style><p class=b>yes</p>",
        "<style>p.a.b{display:none}</style><p class=a>yes</p>",
        "<div style='max-height:0'>yes</div>",
        "<div style='position:absolute;left:10px'>yes</div>",
        "<div style='color:nosuchcolour'>yes</div>",
        "<div style='opacity:.9;font-size:larger'>yes</div>",
    ],
)
def test_what_might_be_seen_is_kept(shown):
    """Where hiding is undone further in, or holds only on other screens, or is uncertain, the text counts."""
    assert render(f"<body>{shown}</body>") == "yes"


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ("<a href='mailto:desk@example.org?subject=Hi'>Write to us</a>.", "Write to us (desk@example.org)."),
        ("<a href='mailto:Desk@example.org'>desk@example.org</a>", "desk@example.org"),
        ("<a href='MAILTO:a%40b@example.org'>Ann</a>", "Ann (a@b@example.org)"),
        ("<a href='tel:+41-22-555-0100'>Call</a>", "Call (+41-22-555-0100)"),
        ("<a href='tel:+41225550100'>022 555 01 00</a>", "022 555 01 00"),
        ("<a href='https://example.org'>our site</a>", "our site"),
        ("<a href='mailto:'>Ann</a>", "Ann"),
        ("<a href='mailto:a@b%0d%0aBcc:c@d'>Ann</a>", "Ann"),
        ("<a href='mailto:a@example.org'><img src=x></a>", ""),
        ("<a name=top>Ann</a>", "Ann"),
    ],
)
def test_an_address_behind_a_link_is_shown(link, text):
    """A person who clicks reaches this address; a reader of the text must, too."""
    assert render(f"<p>{link}</p>") == text


def test_cells_of_a_data_table_stay_in_their_row():
    """A table of short cells is lines with columns, also when each cell is a paragraph, as Word writes it."""
    rows = "<tr><td><p>Name</p></td><td><p>Budget</p></td></tr><tr><td><p>Wells</p></td><td><p>12 000</p></td></tr>"
    assert render(f"<table>{rows}</table>") == "Name   Budget\nWells  12 000".replace("   ", "  ")


def test_paragraphs_side_by_side_are_not_mixed():
    """A table that only places columns of text is read column after column."""
    table = "<table><tr><td><p>One.</p><p>Two.</p></td><td><p>Three.</p><p>Four.</p></td></tr></table>"
    assert render(table).split() == ["One.", "Two.", "Three.", "Four."]


def test_quoted_mail_is_marked_as_in_plain_text():
    """What a mail program shows as a quotation begins with >, deeper ones with >>."""
    inner = "<blockquote type=cite>older</blockquote>"
    source = f"New words<blockquote class='gmail_quote'>old<br>lines{inner}</blockquote><p>after</p>"
    assert render(source) == "New words\n> old\n> lines\n>> older\n\nafter"


@pytest.mark.parametrize(
    "made", ["type=cite", "cite='mid:1@example.org'", "class='protonmail_quote'", "class='x_gmail_quote'"]
)
def test_the_marks_of_mail_programs_are_known(made):
    """Each program says in its own way that it quotes."""
    assert render(f"<blockquote {made}>old</blockquote>") == "> old"


@pytest.mark.parametrize("own", ["style='margin-left:40px'", "class='pull-quote'", "cite='https://example.org/speech'"])
def test_an_indented_paragraph_is_no_quotation(own):
    """A blockquote without the marks of a mail program is the sender's: an indented paragraph, a minister's words."""
    assert render(f"<blockquote {own}>our own words</blockquote>") == "our own words"


def test_a_document_too_deep_for_a_tree_is_read_all_the_same():
    """A hundred thousand nested elements give their text, without script and hidden parts."""
    deep = "<div>" * 100_000 + "in the middle<br><td>cell</td><script>no</script>" + "</div>" * 100_000
    text = render(f"<html><body><p>before</p><p style='display:none'>no</p>{deep}<p>after</p></body></html>")
    assert text.split() == ["before", "in", "the", "middle", "cell", "after"]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<meta charset='windows-1251'><p>Привет всем</p>".encode("cp1251"), "Привет всем"),
        ("<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'><p>é</p>".encode("latin-1"), "é"),
        ("<p>été</p>".encode(), "été"),
        ("<p>été</p>".encode("utf-16"), "été"),
        ("\ufeff<p>été</p>".encode(), "été"),
    ],
)
def test_the_charset_is_the_declared_one(content, text, limits):
    """A byte order mark or the document's own declaration tells how to read its letters."""
    assert html.read(content, limits).text == text


def test_a_document_that_shows_nothing_has_no_text(limits):
    """An HTML file of pictures only is told apart from one that is empty by mistake."""
    assert html.read(b"<html><body><img src=a.png></body></html>", limits).verdict is Verdict.NO_TEXT


def test_invisible_characters_do_not_divide_words(limits):
    """Soft hyphens and zero-width spaces would hide a word from every search."""
    assert html.read(b"<p>part&shy;ner&#8203;ship</p>", limits).text == "partnership"


def test_a_style_sheet_that_never_ends_costs_nothing():
    """An unclosed comment and ten thousand rules are passed over in linear time."""
    sheet = ".a{color:red}" * 10_000 + "/*" * 100_000
    assert render(f"<style>{sheet}</style><p>yes</p>") == "yes"
