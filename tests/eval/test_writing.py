"""What counts as the same name, quote, number or description."""

import pytest

from tests.eval.writing import digits, fold, overlap, squash


def test_a_name_is_the_same_without_article_accents_and_acronym():
    """The ways that one author and another write a name make no difference."""
    assert fold("The Université de Cocody (UC)") == fold("universite de cocody") == "universite de cocody"


def test_a_quote_is_the_same_however_it_is_laid_out():
    """Line ends, strokes and case make no difference; letters do."""
    assert squash("We will\n train – 740 Teachers.") == squash("we will train 740 teachers")
    assert squash("train") != squash("trains")


def test_a_telephone_number_is_its_end():
    """With or without country code and trunk zero it is one number."""
    assert digits("+41 (0)22 730 51 11") == digits("022 7305111")


def test_descriptions_share_words():
    """Two of three words here and of five there: twice two of eight. A repeated word counts as often as both have it."""
    assert overlap("Radio meets web", "radio and web, five words") == pytest.approx(0.5)
    assert overlap("web web", "Web") == pytest.approx(2 / 3)
    assert overlap("", "") == 0
