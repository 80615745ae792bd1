"""Telephone numbers in a line of text: the only home of phonenumbers.

A number without a country code is read by the rules of the countries that the text gives reason to think of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import phonenumbers
from babel import Locale

_LINE_LIMIT = 1_000
_ENOUGH = re.compile(r"(?:\d\D{0,4}){6}")
_LABEL = re.compile(
    r"(?<!\w)(?P<fax>(?:tele)?fax|facsimile|fascimile|f(?=[.:)]{0,2}[ \t]{0,3}(?:[+(\d]|$))|télécopie(?:ur)?|telecopie(?:ur)?)(?!\w)"
    r"|(?<!\w)(?P<voice>tel[eé]?(?:f|fono|phone)?|téléphone|phone|ph|mobile|mob|móvil|movil|cell(?:ular|phone)?|cel(?:ular)?|gsm|portable|"
    r"direct(?: line)?|switchboard|whatsapp|office|work|home|[tmpodc](?=[.:)]{0,2}[ \t]{0,3}(?:[+(\d]|$))|电话|тел|هاتف)(?!\w)",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(
    r"(?:isbn|issn|iban|bic|swift|vat|tva|iva|siret|siren|nif|ruc|rut|cnpj|ein|duns|reg(?:istration)?|registered|account|acct|"
    r"invoice|order|case|ticket|passport|licen[cs]e|doi|grant|contract|project|code|nit|id|us|usd|eur|chf|gbp|cad|aud|jpy|cny|inr|kes|ngn|zar|xof|xaf|f?cfa|euros?|dollars?|n°|no\.|nº|#|[$€£¥])[\s.:#°ºnumer]{0,12}$",
    re.IGNORECASE,
)
_TELEPHONE_NUMBER = re.compile(
    r"(?:phone|tel|mobile|cell|fax|téléphone|teléfono)[\w.]{0,6}\s{0,2}(?:no|nr|number|n°|nº|#)[\s.:]{0,4}$",
    re.IGNORECASE,
)
_NORTH_AMERICAN = re.compile(r"(?<![\d+])(?:1[\s.-])?\(?[2-9]\d{2}\)?[\s./-]{1,2}[2-9]\d{2}[\s.-]\d{4}(?![\d-])")
_DATE = re.compile(r"(?:19|20)\d{2}-\d{2}-\d{2}(?!\d)|\d{2}[./]\d{2}[./](?:19|20)\d{2}(?!\d)")
_FRENCH = re.compile(r"(?<![\d+./-])0[1-9](?:[\s.]\d{2}){4}(?![\d/-])")
_BESIDE_AN_ADDRESS = re.compile(r"(?<![\d+.-])\d{2,4}[\s-]\d{3}[\s-]\d{3,4}(?![\d.-])")
"""Without a country or a label a number is only one where a mail address stands beside it."""
_INTERNATIONAL = re.compile(
    r"(?<![\w+])\+[1-9]\d{0,2}[\s.-]?(?:\(0\)[\s.-]?)?(?:\(?\d{1,5}\)?[\s./-]?){1,6}\d(?![\d-])"
)
"""A number that gives its country, by a numbering plan of its day: plans change, old letters do not."""
_EXTENSION = re.compile(
    r"[\s,;(]{0,3}(?:ext(?:ension|n)?|x|poste|anexo|interno|int|durchwahl)[\s.:]{0,3}(?P<digits>\d{1,6})(?!\d)",
    re.IGNORECASE,
)
_REGIONS_LIMIT = 6
_SHARED_DOMAINS = frozenset({"TV", "ME", "IO", "CO", "AI", "FM", "AM", "CC", "WS", "LY", "TO", "NU", "EU", "SU"})
"""Country domains that are mostly used for other reasons than the country."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number with its place in the line: `written == line[start:end]`, the extension not included."""

    start: int
    end: int
    written: str
    extension: str
    fax: bool
    region: str
    """ISO 3166 alpha-2, or empty for numbers of no country."""


def find_phones(line: str, regions: Sequence[str]) -> tuple[Phone, ...]:
    """Return the telephone numbers of a line in order; `regions` are tried in their order, then North America's shape."""
    line = line[:_LINE_LIMIT]
    if not _ENOUGH.search(line):
        return ()
    found: list[Phone] = []
    for match in _matches(line, regions):
        taken = any(match.start < phone.end and phone.start < match.end for phone in found)
        if not taken and not _DATE.match(line, match.start) and not _is_other(line[: match.start]):
            found.append(_phone(line, match, found))
    return tuple(sorted(found, key=lambda phone: phone.start))


def _is_other(before: str) -> bool:
    """Whether what stands before a number makes it a sum or a reference; "Telephone No." does not."""
    return _OTHER_NUMBER.search(before) is not None and _TELEPHONE_NUMBER.search(before) is None


_NUMBER_LIKE = re.compile(r"\d[\d ().\-/]{4,20}\d")
"""Without anything like a number there is no country to ask for."""


def regions_of(domains: Iterable[str], texts: Iterable[str]) -> tuple[str, ...]:
    """Return the countries that numbers may belong to, most telling first.

    Domains of mail addresses tell by their last label; texts by numbers with a country code and by countries they name.
    """
    named = [label for domain in domains if (label := _country_of_domain(domain))]
    texts = [text[:20_000] for text in texts]
    dialled = [region for text in texts for region in _dialled(text)]
    asked = any(_NUMBER_LIKE.search(text) for text in texts)
    told = [region for text in texts for region in _countries(text)] if asked else []
    return tuple(dict.fromkeys([*named, *dialled, *told]))[:_REGIONS_LIMIT]


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    region: str


def _matches(line: str, regions: Sequence[str]) -> Iterator[_Match]:
    """Candidates, the surest first: with a country code, valid by a region's rules, of North America's shape, labelled."""
    for region in (None, *regions):
        for match in phonenumbers.PhoneNumberMatcher(line, region, leniency=phonenumbers.Leniency.VALID):
            yield _Match(match.start, match.end, phonenumbers.region_code_for_number(match.number) or "")
    for match in phonenumbers.PhoneNumberMatcher(line, None, leniency=phonenumbers.Leniency.POSSIBLE):
        yield _Match(match.start, match.end, "")
    yield from _shaped(line)
    for label in _LABEL.finditer(line):
        labelled = re.compile(r"[\s.:)\-–/]{0,8}(?P<number>\+?[(\d][\d\s().\-/]{4,22}\d)").match(line, label.end())
        if labelled and 6 <= sum(map(str.isdigit, labelled["number"])) <= 15:
            yield _Match(labelled.start("number"), labelled.end("number"), "")


def _shaped(line: str) -> Iterator[_Match]:
    """Numbers that only their shape shows."""
    shapes = [(_INTERNATIONAL, ""), (_FRENCH, "FR"), (_NORTH_AMERICAN, "US")]
    for shape, region in [*shapes, (_BESIDE_AN_ADDRESS, "")] if "@" in line else shapes:
        for match in shape.finditer(line):
            if 7 <= sum(map(str.isdigit, match[0])) <= 15:
                yield _Match(match.start(), match.end(), region)


def _phone(line: str, match: _Match, before: Sequence[Phone]) -> Phone:
    written = line[match.start : match.end]
    inside = _EXTENSION.search(written)
    end = match.start + inside.start() if inside else match.end
    extension = inside or _EXTENSION.match(line, match.end)
    left = max((phone.end for phone in before if phone.end <= match.start), default=0)
    fax = _is_fax(line, left, match.start, match.end)
    return Phone(match.start, end, line[match.start : end], extension["digits"] if extension else "", fax, match.region)


def _is_fax(line: str, left: int, start: int, end: int) -> bool:
    """The nearest label on the left decides; without one, a label right behind the number: `(415) 555-0100 fax`."""
    labels = list(_LABEL.finditer(line, left, start))
    if labels:
        return labels[-1]["fax"] is not None
    behind = _LABEL.match(line, end + len(line[end:]) - len(line[end:].lstrip(" \t(-–,")))
    return behind is not None and behind["fax"] is not None


def _dialled(text: str) -> Iterator[str]:
    for match in phonenumbers.PhoneNumberMatcher(text, None):
        region = phonenumbers.region_code_for_number(match.number)
        if region and region != "001":
            yield region


def _country_of_domain(domain: str) -> str:
    label = domain.rpartition(".")[2].upper()
    label = "GB" if label == "UK" else label
    known = label in phonenumbers.SUPPORTED_REGIONS and label not in _SHARED_DOMAINS
    return label if known else ""


def _countries(text: str) -> Iterator[str]:
    for match in _country_names()[0].finditer(text):
        yield _country_names()[1][match.group().casefold()]


@cache
def _country_names() -> tuple[re.Pattern[str], dict[str, str]]:
    """Every country's name in English, French and Spanish, from the CLDR."""
    codes: dict[str, str] = {
        "usa": "US",
        "u.s.a": "US",
        "united states": "US",
        "uk": "GB",
        "england": "GB",
        "scotland": "GB",
    }
    for language in ("en", "fr", "es"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code in phonenumbers.SUPPORTED_REGIONS:
                codes.setdefault(name.casefold(), code)
    names = "|".join(re.escape(name) for name in sorted(codes, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE), codes
