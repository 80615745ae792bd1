"""Readings and organisations in, sources and sums of this undertaking out (7a to 7d).

Not funding: the size of a market, an aid total, a portfolio, a value created. A resource line of a form counts as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from classify.assessment import Funding, Organisation, Role
from classify.cues import Reading
from classify.facts.quantities import Quantities

_MONEY_WORDS = re.compile(
    r"fund|financ|grant|budget|donat|contribut|award|invest|commit|pledg|provid|allocat|cost|support|sponsor|receiv|worth|"
    r"will|seek|prize|loan|project|program|plan|subvention|octroy|accord|vers|apport|soutien|montant|coût|don\b|"
    r"aport|otorg|don[óa]|subvenc|presupuesto|inver|recursos|apoyo|costo|valor",
    re.IGNORECASE,
)
_MONEY_HEADING = re.compile(
    r"fund|financ|budget|resource|cost|ressource|recurso|presupuesto|sponsor|donor|bailleur", re.IGNORECASE
)
_NOT_OURS = re.compile(
    r"\b(?:market|portfolio|under management|revenues?|turnover|economic value|indirect value|GDP|worldwide|globally|"
    r"since (?:19|20)\d\d|a day|per day|per capita|marché|chiffre d'affaires|mercado|facturación|"
    r"aid (?:flows|total)|in aid|(?:notices|tenders|contracts) (?:\w+ ){0,4}valu\w+|expenditures?)\b",
    re.IGNORECASE,
)
_SOUGHT = re.compile(
    r"\b(?:seek(?:s|ing)?|sought|look(?:s|ing)? for|to be (?:raised|confirmed|secured)|not (?:yet )?secured|need(?:s|ed)?|"
    r"cherch\w+|recherch\w+|à trouver|busca\w*|por conseguir)\b",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:expect\w*|hope\w*|plan(?:s|ned)?|propos\w+|would|estimated|attendu\w*|prévu\w*|previst\w+)\b", re.IGNORECASE
)
_ASSURED = re.compile(
    r"\b(?:grant(?:ed|s)?|award\w*|commit\w*|contribut\w+|donat\w+|allocat\w+|secured|provid\w+|funded|financed|invest\w+|"
    r"received|will (?:contribute|provide|fund|invest)|supported|pledg\w+|financée?s?|accord\w+|octroy\w+|versé\w*|"
    r"otorg\w+|aport\w+|don[óa]\w*|financiad\w+|concedi\w+)\b",
    re.IGNORECASE,
)
_RESOURCE_ITEM = re.compile(
    r"(?:in-kind contribution|staff / technical expertise|other, please specify|financing \(in usd\))[ :]+(?P<given>[^;]+)",
    re.IGNORECASE,
)


_CURRENCY = re.compile(
    r"[$€£¥₹₦]|\b(?:USD|EUR|GBP|CHF|CAD|AUD|JPY|INR|ZAR|FCFA|CFA|XOF|dollars?|euros?|pounds?|francs?|yen|rupees?|"
    r"dólares|libras|pesos|francos)\b",
    re.IGNORECASE,
)


def is_sum(funding: Funding) -> bool:
    """Whether it states a sum of money, and not what is given in kind."""
    return bool(_CURRENCY.search(funding.amount)) and any(map(str.isdigit, funding.amount))


def find_funding(
    readings: Sequence[Reading], organisations: Sequence[Organisation], known: Mapping[str, Quantities]
) -> tuple[Funding, ...]:
    """Return every sum for the undertaking, every contribution in kind of a form, and every funder without a sum."""
    sums = [item for reading in readings for item in _of_passage(reading, organisations, known)]
    named = {item.source for item in sums}
    funders = [o for o in organisations if o.role is Role.FUNDER and o.name not in named]
    return tuple(sums + [Funding(o.name, "", "unknown", o.evidence[:1]) for o in funders])


def _of_passage(
    reading: Reading, organisations: Sequence[Organisation], known: Mapping[str, Quantities]
) -> Iterator[Funding]:
    passage, text = reading.passage, reading.passage.flat
    own = known.get(passage.language) or known["en"]
    if not passage.section.judged or "question" in reading.signals:
        return
    covered: list[tuple[int, int]] = []
    for match in own.money.finditer(text):
        if concerns_undertaking(reading, text, match.start()):
            source = _source(text, match.start(), organisations)
            covered.append(match.span())
            yield Funding(source, match[0].strip(" ,."), _status(text), (passage.evidence(),))
    for item in _RESOURCE_ITEM.finditer(text) if "resource_line" in reading.signals else ():
        if not any(start < item.end() and item.start() < end for start, end in covered):
            given = item["given"].strip()
            yield Funding(_source(given, 0, organisations), given, "unknown", (passage.evidence(*item.span()),))


def concerns_undertaking(reading: Reading, text: str, start: int) -> bool:
    """Whether the sum at `start` is one for the undertaking, by its heading or the words around it."""
    if _MONEY_HEADING.search(reading.passage.label):
        return True
    around = text[max(0, start - 120) : start + 120]
    if "market" in reading.signals or _NOT_OURS.search(around):
        return False
    return bool(_MONEY_WORDS.search(around))


def _status(text: str) -> str:
    for status, pattern in (("sought", _SOUGHT), ("assured", _ASSURED), ("expected", _EXPECTED)):
        if pattern.search(text):
            return status
    return "unknown"


def _source(text: str, start: int, organisations: Sequence[Organisation]) -> str:
    """The organisation named nearest to the sum in its sentence, funders before others."""
    found = [
        (organisation.role is not Role.FUNDER, abs(place - start), organisation.name)
        for organisation in organisations
        for name in (organisation.name, organisation.acronym)
        if len(name) > 1 and (place := text.find(name)) >= 0
    ]
    return min(found)[2] if found else ""
