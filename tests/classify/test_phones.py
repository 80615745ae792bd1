"""Telephone numbers: found as written, with their country's rules; other numbers are left alone."""

import pytest

from classify.people.phones import find_phones, regions_of


@pytest.mark.parametrize(
    ("line", "regions", "written"),
    [
        ("Tel. +41 22 730 5111", (), "+41 22 730 5111"),
        ("call (202) 555-0143 today", (), "(202) 555-0143"),
        ("Ama Mensah, 202/224-3121.", (), "202/224-3121"),
        ("Tél. : 01 45 68 10 00", ("FR",), "01 45 68 10 00"),
        ("Phone: 730 5000", (), "730 5000"),
        ("+33 (0)1 45 68 10 00", (), "+33 (0)1 45 68 10 00"),
        ("713.345.3960 work", (), "713.345.3960"),
        ("Telephone No.: (630) 778-4810", (), "(630) 778-4810"),
    ],
)
def test_numbers_are_found_as_written(line, regions, written):
    """The digits and marks stay as the sender wrote them."""
    (phone,) = find_phones(line, regions)

    assert phone.written == written
    assert line[phone.start : phone.end] == written
    assert not phone.fax


@pytest.mark.parametrize(
    "line",
    [
        "ISBN 92-61-10691-9",
        "a budget of 1 200 000 for 2003-2005",
        "10/12/2003 14:30",
        "IBAN CH93 0076 2011 6238 5295 7",
        "Ref. No. 2023456789",
        "USD 2 025 550 143",
        "2003-12-10",
        "version 1.2.3",
    ],
)
def test_other_numbers_are_no_telephones(line):
    """Book numbers, sums, dates and accounts are not offered as telephones."""
    assert find_phones(line, ("CH", "US")) == ()


def test_the_extension_is_told_apart():
    """What to dial behind the number is not part of it."""
    (phone,) = find_phones("(202) 224-3121 ext. 701", ())

    assert (phone.written, phone.extension) == ("(202) 224-3121", "701")


@pytest.mark.parametrize("line", ["Fax: +41 22 730 5137", "(415) 733-4190 fax", "Télécopie +33 1 45 68 10 00"])
def test_a_telefax_is_recognised(line):
    """The label decides, before or behind the number."""
    (phone,) = find_phones(line, ())

    assert phone.fax


def test_two_numbers_keep_their_own_labels():
    """A line may hold a telephone and a telefax."""
    voice, fax = find_phones("T +41 22 730 5111 | F +41 22 730 5137", ())

    assert (voice.fax, fax.fax) == (False, True)


def test_a_second_number_is_read_by_the_country_of_the_first():
    """Countries are learnt from mail domains, from numbers with a code, and from names of countries, in that order."""
    line = "+221 33 823 12 34 / 77 123 45 67"
    regions = regions_of(["radio.example", "unige.ch"], [f"Write from Kenya or {line}"])

    assert regions == ("CH", "SN", "KE")
    assert [phone.written for phone in find_phones(line, regions)] == ["+221 33 823 12 34", "77 123 45 67"]


def test_domains_that_are_used_for_other_reasons_tell_no_country():
    """`.tv` says little of Tuvalu, and `.uk` is Great Britain's."""
    assert regions_of(["station.tv", "charity.org.uk"], []) == ("GB",)


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("f.ruiz@lake.example, +44 1632 960 412", "+44 1632 960 412"),
        ("a@lake.example, +255 27 555 208", "+255 27 555 208"),
        ("a@lake.example, 099 555 1298", "099 555 1298"),
        ("Service : 04 76 00 18 33", "04 76 00 18 33"),
    ],
)
def test_numbers_of_old_or_unknown_plans_are_read(line, written):
    """A country's code, a mail address beside it or the French shape shows a number that today's plans do not know."""
    (phone,) = find_phones(line, ())

    assert (phone.written, phone.fax) == (written, False)


def test_a_date_is_no_number():
    """Dates of forms look like numbers."""
    assert find_phones("Tel 2014-02-01 - 2016-02-01", ("US",)) == ()
