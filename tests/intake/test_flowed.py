"""format=flowed: paragraphs come back as they were typed."""

import pytest

from intake.flowed import unflow


@pytest.mark.parametrize(
    ("wire", "text"),
    [
        ("one \ntwo \nthree\nfour", "one two three\nfour"),
        ("> quoted \n> words\nmine", "> quoted words\nmine"),
        ("> quoted \nmine", "> quoted \nmine"),
        (">> deep \n> less", ">> deep \n> less"),
        (" From here\n  indented", "From here\n indented"),
        ("words \n-- \nAmina", "words \n-- \nAmina"),
        ("", ""),
    ],
)
def test_soft_breaks(wire, text):
    """Lines that end in a space join the next of the same depth; stuffing is undone; a signature line never joins."""
    assert unflow(wire, delete_space=False) == text


def test_delsp():
    """DelSp=yes drops the space that marks the break, as scripts without spaces need it."""
    assert unflow("日本 \n語", delete_space=True) == "日本語"
