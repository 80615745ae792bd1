"""Who pays and who gives (7a, 7c, 7d): a cost that somebody bears, money that somebody voted, things lent without payment."""

import pytest

from classify.assess import Assessor
from classify.assessment import Kind, Organisation, Role, Sector
from classify.cues import by_language
from classify.facts.funding import find_funding
from classify.facts.sums import is_currency
from classify.gate import Verdict
from classify.rubric import load_rules
from classify.signals import read
from classify.text.passages import passages

RULES = load_rules()
JUDGE = Assessor(by_rules_alone=True)
SIGNALS = by_language(RULES.signal_cues)
FIRM = Organisation("Sanni Telecom", Sector.PRIVATE, Role.PARTNER)
MAP_MAKER = Organisation("Zorbamap", Sector.UNKNOWN, Role.MENTION)


def _present(submission):
    heard = JUDGE.reader.read(submission)
    judged = JUDGE.judged(submission, heard, Verdict(Kind.SUBMISSION, "", 1.0))
    return {f.criterion for j in judged.judgements for f in j.findings if f.present} & {"7a", "7b", "7c", "7d"}


def _given(submission, organisations):
    found = [read(p, SIGNALS, JUDGE.reader.quantities["en"]) for p in passages(submission, 10_000)]
    return [(f.source, f.amount, f.status) for f in find_funding(found, organisations) if f.amount]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The running costs of the masts are borne by the Tern Cooperative."),
        ("en", "The Tern Cooperative pays for the radios out of its own reserves."),
        ("en", "For the first winter the money comes from the Tern Cooperative."),
        ("en", "In May the council voted the means for the second reading room."),
        ("en", "The portal is a Tern Foundation-funded project of two schools."),
        ("fr", "Les frais de transport sont pris en charge par la Coopérative du Courlis."),
        ("fr", "La Région du Courlis a débloqué les fonds de la première année."),
        ("es", "Los gastos de viaje corren por cuenta de la Cooperativa Chorlito."),
        ("es", "La Cooperativa Chorlito cubre los sueldos de los técnicos con fondos propios."),
    ],
)
def test_whoever_bears_a_cost_is_an_assured_source(write, language, text):
    """Funding needs no word of funding: a cost that is paid, carried or met has a payer, and is met."""
    assert {"7a", "7c"} <= _present(write(text, language=language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nobody said who pays for the radios."),
        ("en", "The portal lists tenders of all projects funded by the Tern Bank."),
        ("en", "The tool is used in the national budget process of the islands."),
        ("en", "It gives its readers information on funding and on donors."),
        ("fr", "Le portail met en place une messagerie pour les communes."),
        ("es", "La red atiende a los clientes de la cooperativa."),
    ],
)
def test_money_of_others_is_no_source(write, language, text):
    """What others are funded with, what a tool shows of money and what nobody pays yet name no payer of the undertaking."""
    assert not _present(write(text, language=language)) & {"7a", "7c"}


def test_a_doubt_elsewhere_in_the_sentence_leaves_what_is_granted(write):
    """A long sentence has parts: what one seeks does not undo what another grants; in the same part it does."""
    granted = "The archive, funded by the Tern Foundation, helps villages; its readers seek maps and letters."
    hoped = "The archive hopes to be funded by the Tern Foundation."
    assert "7c" in _present(write(granted))
    assert "7c" not in _present(write(hoped))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Plover Shipping has lent the clubs two vans and a generator."),
        ("en", "The library provides its reading hall free of rent to the project."),
        ("en", "Sixty tablets were donated by Plover Shipping."),
        ("en", "Plover Shipping will not charge the clubs for the masts."),
        ("fr", "La société Vanneau prête deux salles et un technicien."),
        ("fr", "Vanneau héberge la plateforme à titre gracieux."),
        ("es", "La naviera Chorlito cede cuatro torres y un local."),
        ("es", "Chorlito aloja el portal sin cobrar."),
    ],
)
def test_things_lent_without_payment_are_in_kind(write, language, text):
    """Giving has many verbs and "free" many forms; the giver and the thing stand in one part of the sentence."""
    assert "7d" in _present(write(text, language=language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The service is free of charge to all citizens."),
        ("en", "The school offers a course without charge for participants."),
        ("en", "The partners brought together twelve town halls."),
        ("fr", "Le portail donne gratuitement aux habitants les horaires des cars."),
        ("es", "El banco pone a disposición de sus clientes nuevos terminales."),
    ],
)
def test_a_free_service_to_the_public_is_no_gift(write, language, text):
    """What users, citizens or customers need not pay is the service itself, not a contribution to it."""
    assert "7d" not in _present(write(text, language=language))


def test_an_item_of_a_resource_line_names_its_own_giver(write):
    """The giver of one item pays no other, a thing's name is no giver, "0" and "none" give nothing, fees are money."""
    line = "Resources: Financing (in USD) : {}; In-kind contribution : {}"
    assert _given(write(line.format("9,000", "Sanni Telecom radios")), (FIRM,)) == [
        ("", "9,000", "unknown"),
        ("Sanni Telecom", "Sanni Telecom radios", "unknown"),
    ]
    assert _given(write(line.format("0", "none")), (FIRM,)) == []
    assert _given(write(line.format("0", "Sanni Telecom lives on course fees")), (FIRM,)) == []
    assert _given(write(line.format("0", "Zorbamap sheets")), (FIRM, MAP_MAKER)) == [("", "Zorbamap sheets", "unknown")]


def test_an_assured_sum_is_assured_funding(write):
    """A sum that somebody has granted is 7a, 7b and 7c at once; a sum in a resource line alone is not assured."""
    assert {"7a", "7b", "7c"} <= _present(write("Tern Foundation has approved EUR 40,000 for the reading rooms."))
    assert "7c" not in _present(write("Resources: Financing (in USD) : 40,000 USD; In-kind contribution : radios"))
    assert not _present(write("In 2009 the islands attracted US$490 million of investment in wind."))


@pytest.mark.parametrize("name", ["Swiss Francs", "US Dollar", "Francs suisses", "Pesos"])
def test_a_currency_is_no_organisation(name):
    """Currencies are written with capitals like names."""
    assert is_currency(name)


@pytest.mark.parametrize("name", ["Euro Foundation", "Dollar Savings Bank", "Rand Institute"])
def test_a_body_named_after_a_currency_is_one(name):
    """Only the bare currency is none."""
    assert not is_currency(name)
