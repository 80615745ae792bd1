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
    ("name", "sector"),
    [
        ("Lagos Youth Parliament", "civil"), ("Parliament of Kenya", "gov"), ("Hill Co-operative Union", "civil"), ("Lagos City Corporation", "local"), ("Comune di Lagos", "local"),
        ("Lagos City Assembly", "local"), ("Provincial Directorate of Waters", "gov"), ("Lagos Regional Hospital", "gov"), ("Hôpital de Lagos", "gov"), ("Hill Education Department", "gov"),
        ("Lagos Water Bureau", "gov"), ("Amber Development Cooperation", "gov"), ("Statistics Amberland", "gov"), ("Bibliothèque nationale", "gov"), ("Supreme Council of Waters", "gov"), ("Fiscalía de Lagos", "gov"),
        ("Bus Owners' Association", "private"), ("Federation of Lake Hauliers", "private"), ("Chamber of Mines", "private"), ("Chamber of Deputies", "civil"), ("Cámara Lagunera del Grano", "private"), ("Lake Farmers' Association", "civil"),
        ("Lake Cellular", "private"), ("Caisse populaire du Lac", "private"), ("Société des eaux du Lac", "private"), ("Société savante du Lac", "civil"), ("Lake Post", "private"), ("Hill Lighting", "private"),
        ("Secretariat of the Lake Cooperation Treaty", "igo"), ("Council of the Lake States", "igo"), ("Institut Teknologi Lagos", "academia"), ("Lagos Field Station", "academia"),
        ("USAID/Kenya", "gov"), ("Microsoft Nordic", "private"), ("Fundación Telefónica Lagos", "private"), ("LKT-Kenya", "civil"),
    ],
)  # fmt: skip
def test_forms_of_public_bodies_and_of_business_tell_apart(name, sector):
    """Departments and hospitals are the state's, associations of firms are business, part of a known body is of its sector."""
    assert sector_of(name) == Sector(sector)


def test_a_remark_knows_no_local_authorities():
    """The word "government" in brackets behind a town's name does not make it the state."""
    assert sector_of("Municipio de Lagos", remarks="government") is Sector.LOCAL
    assert sector_of("Zubo", remarks="government") is Sector.GOVERNMENT


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
