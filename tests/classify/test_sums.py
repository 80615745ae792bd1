"""Sums of money as they are written, who pays them and how sure they are, in three languages."""

import time

import pytest

from classify.assessment import Organisation, Role, Sector
from classify.facts.payers import source_of
from classify.facts.sums import find_sums, is_money
from classify.facts.surety import status_of
from classify.wording import table

FUND = Organisation("Lake Foundation", Sector.CIVIL, Role.FUNDER, "LF")
BANK = Organisation("River Bank", Sector.PRIVATE, Role.FUNDER)


def _sums(text):
    return [text[start:end] for start, end in find_sums(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It gives US$1.5 million over three years to us.", ["US$1.5 million over three years"]),
        ("The firm adds over $3 million in software.", ["over $3 million in software"]),
        ("They need KES 480 million and Rs. 36 lakh.", ["KES 480 million", "Rs. 36 lakh"]),
        ("Cost: 12 500 000 F CFA", ["12 500 000 F CFA"]),
        ("Un don de 640 millions de francs CFA", ["640 millions de francs CFA"]),
        ("Elle verse 2,4 millions d'euros.", ["2,4 millions d'euros"]),
        ("Cuesta US$ 1,2 millones", ["US$ 1,2 millones"]),
        ("aportó 300 mil euros", ["300 mil euros"]),
        ("It gave half a million Kenyan shillings.", ["half a million Kenyan shillings"]),
        ("un millón doscientos mil soles", ["un millón doscientos mil soles"]),
        ("SDG 4 and COP 22, 40 schools, 3Rs", []),
        ("In 2004 we will train 200 teachers.", []),
    ],
)
def test_a_sum_is_taken_whole_as_written(text, expected):
    """Currency, figures, scale, "more than" and what stands with it belong together; other figures are none."""
    assert _sums(text) == expected


def test_a_bare_number_is_a_sum_only_where_money_is_spoken_of():
    """A form's field "Financing (in USD)" gives the currency; a year stays a year."""
    assert is_money("75,000")
    assert not is_money("2004")
    assert not is_money("two engineers")


def test_sums_cost_little_in_hostile_text():
    """A long row of figures and currency signs is read in linear time."""
    started = time.monotonic()
    list(find_sums("about $ 1,000 million " * 5_000 + "1,000," * 20_000))

    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("text", "amount", "expected"),
    [
        ("$2 million from the River Bank and $1 million from the Lake Foundation", "$1 million", "Lake Foundation"),
        ("The LF gives € 500; the River Bank gives € 900", "€ 900", "River Bank"),
        ("A loan of € 900 from the Hill Trust", "€ 900", "Hill Trust"),
        ("Un don de 900 € de la Fondation Colline", "900 €", "Fondation Colline"),
        ("Ayuda Alta aportó 900 euros", "900 euros", "Ayuda Alta"),
        ("Budget: 900 euros", "900 euros", ""),
    ],
)
def test_whoever_is_named_with_a_sum_pays_it(text, amount, expected):
    """Every sum has its own payer in its own part of the sentence, known before or named only here."""
    start = text.find(amount)

    assert source_of(text, start, start + len(amount), (FUND, BANK)) == expected


@pytest.mark.parametrize(
    ("text", "amount", "expected"),
    [
        ("The council voted € 900.", "€ 900", "assured"),
        ("€ 900 are in hand; € 400 are still to be found", "€ 400", "sought"),
        ("€ 900 are in hand; € 400 are still to be found", "€ 900", "assured"),
        ("€ 900 requested, reply pending", "€ 900", "expected"),
        ("Il faut 900 € pour commencer.", "900 €", "sought"),
        ("El banco ha asignado 900 euros.", "900 euros", "assured"),
        ("Budget: € 900", "€ 900", "unknown"),
    ],
)
def test_how_sure_a_sum_is_is_told_by_its_own_part(text, amount, expected):
    """What one sum's verb says does not hold for its neighbour."""
    start = text.find(amount)

    assert status_of(text, start, start + len(amount)) == expected


def test_the_learnt_weights_name_nobody():
    """Words that speak for or against a sum are beginnings of common words, never names or figures."""
    weights = table("sums")["weights"]

    assert weights
    assert all(mark == mark.lower() and not any(map(str.isdigit, mark)) for mark in weights)
    assert all(abs(weight) < 5 for weight in weights.values())
