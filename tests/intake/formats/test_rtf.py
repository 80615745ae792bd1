"""Rich Text Format."""

import pytest

from intake.formats import rtf
from intake.message import Verdict


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (rb"Hello \b bold\b0 .\par Next", "Hello bold.\nNext"),
        (rb"W\'e9lt", "Wélt"),
        (rb"\u1055?\u1088?", "Пр"),
        (rb"{\fonttbl{\f0\fcharset204 Arial;}}\f0 \'cf\'f0", "Пр"),
        (rb"{\info{\title Secret}{\author Nobody}}shown", "shown"),
        (rb"{\*\generator Word;}shown", "shown"),
        (rb"{\header\pard Letterhead\par}Body{\footerr Foot}", "Letterhead\nBody\nFoot"),
        (rb"Claim{\footnote\pard Proof}", "Claim Proof"),
        (rb"a{\v hidden {\b deeper \u1055?\'e9}}b", "ab"),
        (rb"a\v hidden\v0 b", "ab"),
        (rb"a\v hidden\plain b", "ab"),
        (rb"a{\deleted struck}b", "ab"),
        (rb"a\viewkind4\vertalc b", "ab"),
        (rb"{\pict\bin5 }}}}}\wmetafile}after", "after"),
        (rb"one\tab two\line three\'93x\'94", "one\ttwo\nthree“x”"),
        (rb"}}}}}", ""),
    ],
)
def test_what_is_read(source, text, limits):
    """Body, page margins and notes are text; properties, hidden words, deletions and pictures are none."""
    content = rb"{\rtf1\ansi\ansicpg1252 " + source + b"}"
    assert rtf.read(content, limits).text.strip() == text


@pytest.mark.parametrize("content", [b"", b"no rtf", b"{\\rtf1 \\u99999999999 }", b"{\\rtf1 \\u-99999999 }"])
def test_a_wreck_is_corrupt(content, limits):
    """What is no RTF, or names letters that do not exist, is damaged."""
    assert rtf.read(content, limits).verdict is Verdict.CORRUPT


def test_deep_groups_are_no_trouble(limits):
    """A hundred thousand groups in each other are read like one."""
    content = b"{\\rtf1 " + b"{" * 100_000 + b"deep" + b"}" * 100_000 + b"}"
    assert rtf.read(content, limits).text == "deep"
