"""Sectors: known bodies, remarks, names, descriptions and domains, surest first."""

import pytest

from classify.actors.known import known, longest_known, tokens_of
from classify.actors.sectors import is_country, is_place, sector_of
from classify.assessment import Sector


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("ITU", "igo"), ("Unión Internacional de Telecomunicaciones", "igo"), ("World Bank", "igo"), ("Banque africaine de développement", "igo"),
        ("European Commission", "igo"), ("USAID", "gov"), ("Ministry of Finance", "gov"), ("Ministère de la Santé", "gov"), ("Embassy of Denmark", "gov"),
        ("Republic of Kenya", "gov"), ("Kenya", "gov"), ("Federal Communications Authority", "gov"), ("City of Lyon", "local"), ("Municipalidad de Lima", "local"),
        ("Conseil régional de Dakar", "local"), ("University of Nairobi", "academia"), ("École normale", "academia"), ("Instituto de Investigaciones Lagos", "academia"),
        ("Lake Ltd.", "private"), ("Rivers S.A.", "private"), ("Hill GmbH", "private"), ("Chamber of Commerce", "private"), ("Hill Telecom", "private"), ("Microsoft", "private"),
        ("Microsoft Foundation", "private"), ("Fundación Telefónica", "private"), ("Rivers Foundation", "civil"), ("Asociación Lagos", "civil"), ("Ford Foundation", "civil"),
        ("Hill Software Foundation", "civil"), ("Valley Youth Network", "civil"), ("Zubo", "private"), ("Big Blue Sky", "civil"), ("ZBX", "civil"),
        ("Supreme Court of Kenya", "gov"), ("Forest Service", "gov"), ("Hospital General de Lagos", "gov"), ("Direction régionale de la santé", "gov"), ("Hill District Library", "local"),
        ("Commission du lac Tchad", "igo"), ("Andean Weather Service", "igo"), ("Hill Institute of Hydrology", "academia"), ("Lake Farmers' Cooperative", "private"), ("Hill Publishing", "private"), ("Lake d.o.o.", "private"), ("Women's Media Collective", "civil"),
    ],
)  # fmt: skip
def test_a_name_tells_the_sector(name, sector):
    """Known bodies first, then forms of name, at last a guess by its shape."""
    assert sector_of(name) == Sector(sector)


@pytest.mark.parametrize(
    ("signs", "sector"),
    [
        ({"remarks": "ONG"}, Sector.CIVIL),
        ({"remarks": "Sector privado"}, Sector.PRIVATE),
        ({"remarks": "Government"}, Sector.GOVERNMENT),
        ({"remarks": "local government"}, Sector.LOCAL),
        ({"described": ", an independent non-profit based in Accra,"}, Sector.CIVIL),
        ({"described": " is a mobile operator"}, Sector.PRIVATE),
        ({"domain": "zubo.edu"}, Sector.ACADEMIA),
        ({"domain": "zubo.gov.gh"}, Sector.GOVERNMENT),
        ({"domain": "zubo.org"}, Sector.CIVIL),
        ({"domain": "zubo.int"}, Sector.INTERNATIONAL),
        ({"remarks": "NGO", "domain": "zubo.com"}, Sector.CIVIL),
        ({"remarks": "in Kenya", "domain": "zubo.com"}, Sector.PRIVATE),
    ],
)
def test_signs_beside_a_name_tell_the_sector(signs, sector):
    """A remark decides before a description, and that before a domain."""
    assert sector_of("Zubo", **signs) is sector


def test_countries_and_regions_are_places():
    """In English, French and Spanish; a region is no country."""
    assert is_country("Côte d'Ivoire")
    assert is_country("the Gambia")
    assert not is_country("Latin America")
    assert is_place("América Latina")
    assert not is_place("Lake Trust")


def test_names_of_one_body_share_a_key():
    """Acronyms are matched as written, names without regard to case and accents."""
    assert known("UIT") == known("international telecommunication union")
    assert known("uit") is None
    assert known("Oxfam") != known("Save the Children")
    assert tokens_of("The Ministry of Health & Hope") == ("ministry", "of", "health", "and", "hope")


def test_the_longest_known_name_is_told_by_its_words():
    """Words behind the name do not count."""
    assert longest_known(["World", "Bank", "Institute", "of"]) == 3
    assert longest_known(["UNDP"]) == 1
    assert longest_known(["Lake", "Trust"]) == 0
    assert longest_known([]) == 0
