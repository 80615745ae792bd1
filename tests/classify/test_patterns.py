"""Patterns: word lists are written out, white space is wide, and runaways are refused."""

import pytest

from classify.patterns import PatternError, compiled, expanded

WORDS = {"fruit": ("apples?", "pears?"), "basket": ("{fruit} and {fruit}",), "loop": ("{loop}",)}


def test_word_lists_are_written_out_even_within_word_lists():
    """A list may name another list."""
    assert compiled(["{basket}"], WORDS).search("two pears  and\napples")


def test_a_space_matches_a_line_break_but_not_in_a_class():
    """A pattern written on one line meets text wrapped over two."""
    assert compiled(["green ?house"], WORDS).search("greenhouse")
    assert compiled(["green ?house"], WORDS).search("green\nhouse")
    assert compiled(["a[ -]b"], WORDS).search("a-b")
    assert not compiled(["a[ -]b"], WORDS).search("a\nb")


def test_only_whole_words_match_unless_told():
    """`art` is not found in `party`."""
    assert not compiled(["art"], WORDS).search("party")
    assert compiled(["art"], WORDS, whole_words=False).search("party")


def test_an_escaped_space_and_braces_stay_as_they_are():
    """A count in braces is no word list."""
    assert expanded(r"\d{2,3} x", WORDS) == r"\d{2,3}\s+x"


@pytest.mark.parametrize("pattern", [r"(?:a+)+b", r"(?:\w+ )*x", r"(?:[ab]*c)*", r"(?:a{2,})+"])
def test_repetition_within_repetition_is_refused(pattern):
    """A pattern that could take for ever never gets as far as a stranger's text."""
    with pytest.raises(PatternError, match="repetition"):
        compiled([pattern], WORDS)


@pytest.mark.parametrize("pattern", [r"(?:\w+ ){0,4}x", r"(?:ab)+", r"[(*]+\)"])
def test_bounded_repetition_is_fine(pattern):
    """A bound, or nothing unbounded inside, keeps a pattern linear."""
    assert compiled([pattern], WORDS)


@pytest.mark.parametrize("pattern", ["{missing}", "{loop}", "(", "[z-a]"])
def test_a_broken_pattern_is_named(pattern):
    """An unknown list, a list of itself and a syntax error are all complaints about the data."""
    with pytest.raises(PatternError):
        compiled([pattern], WORDS)
