"""The sector of an organisation: from the list of known ones, a remark beside its name, its name, its web address."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from classify.actors.known import known, longest_known, plain, tokens_of
from classify.assessment import Sector
from classify.wording import any_of, table

_DOMAINS = (
    (re.compile(r"\.(?:gov|gob|gouv|govt|go|gv|mil|admin)(?:\.[a-z]{2})?$"), Sector.GOVERNMENT),
    (re.compile(r"\.(?:edu|ac)(?:\.[a-z]{2})?$"), Sector.ACADEMIA),
    (re.compile(r"\.int$"), Sector.INTERNATIONAL),
    (re.compile(r"\.(?:org|ngo|ong)(?:\.[a-z]{2})?$"), Sector.CIVIL),
    (re.compile(r"\.(?:com|co|biz|ltd|inc)(?:\.[a-z]{2})?$"), Sector.PRIVATE),
)
_DESCRIBED = (
    (re.compile(r"\b(?:non-?profit|not-for-profit|charit(?:y|able)|ngo|non-?governmental|civil society|volunteer-driven|sin fines de lucro|ong|à but non lucratif|sans but lucratif|membership organi[sz]ation|advocacy group|grassroots)\b", re.IGNORECASE), Sector.CIVIL),
    (re.compile(r"\b(?:universit(?:y|é)|universidad|research (?:lab|cent(?:er|re)|institute|partner)|think[- ]tank|college)\b", re.IGNORECASE), Sector.ACADEMIA),
    (re.compile(r"\b(?:inter-?governmental|un agency|united nations agency|international organi[sz]ation|multilateral|organismo internacional|organisation internationale)\b", re.IGNORECASE), Sector.INTERNATIONAL),
    (re.compile(r"\b(?:government agency|federal agency|state agency|regulator|government-led|public agency|ente regulador|autoridad reguladora)\b", re.IGNORECASE), Sector.GOVERNMENT),
    (re.compile(r"\b(?:compan(?:y|ies)|firm|corporation|start-?up|operator|provider|vendor|manufacturer|multinational|business|enterprise|subsidiary|empresa|compañía|operadora|proveedor|entreprise|société|opérateur|fournisseur|nyse|nasdaq|leader in|líder en)\b", re.IGNORECASE), Sector.PRIVATE),
)  # fmt: skip


def sector_of(name: str, *, remarks: str = "", described: str = "", domain: str = "") -> Sector:
    """Return the sector, surest sign first.

    `remarks` is what stands in brackets behind the name, `described` what a text says in apposition to it, `domain` a web
    or mail domain that goes by its name.
    """
    listed = known(name)
    if listed is not None:
        return listed.sector
    named = _named(name)
    if named is Sector.LOCAL:
        return named  # a registry's remark knows one kind of government alone
    return _remarked(remarks) or named or _described(described) or _of_domain(domain) or _guessed(name)


def is_country(name: str) -> bool:
    """Whether the name is a country's, in English, French or Spanish."""
    return tokens_of(name) in _countries()


def _remarked(remarks: str) -> Sector | None:
    text = plain(remarks).strip()
    for sector, patterns in table("sectors")["remarks"].items():
        if text and _compiled(tuple(plain(p) for p in patterns)).search(text):
            return Sector(sector)
    return None


def _named(name: str) -> Sector | None:
    if is_country(name):
        return Sector.GOVERNMENT
    if _is_corporate_foundation(name):
        return Sector.PRIVATE
    parent = _of_parent(name)
    if parent is not None:
        return parent
    for rule in table("sectors")["rules"]:
        if _compiled(tuple(rule["patterns"])).search(name):
            return Sector(rule["sector"])
    return None


def _is_corporate_foundation(name: str) -> bool:
    """A company's own foundation counts as private sector: "Fundación Acme", "Acme Foundation"."""
    bare = re.sub(r"(?i)\b(?:the|foundation|fundaci[oó]n|fondation|stiftung)\b", " ", name)
    parts = bare.split() if bare != name else []
    listed = known(" ".join(parts[: longest_known(parts)])) if parts else None
    return listed is not None and listed.sector is Sector.PRIVATE


def _of_parent(name: str) -> Sector | None:
    """A known body's office or foundation is of its sector: "UNDP Kenya", "Acme Foundation for Health"."""
    parts = name.split()
    count = longest_known(parts)
    parent = known(" ".join(parts[:count])) if 0 < count < len(parts) else None
    if parent is None:
        return None
    rest = " ".join(parts[count:])
    public = parent.sector in (Sector.INTERNATIONAL, Sector.GOVERNMENT) and parts[0].isupper()
    return parent.sector if public or is_place(rest) or re.match(r"(?i)foundation|fundaci|fondation", rest) else None


def _described(text: str) -> Sector | None:
    return next((sector for pattern, sector in _DESCRIBED if text and pattern.search(text)), None)


def _of_domain(domain: str) -> Sector | None:
    return next((sector for pattern, sector in _DOMAINS if domain and pattern.search(domain.casefold())), None)


def _guessed(name: str) -> Sector:
    """Without any sign: part of a known body is of its sector, one word mostly a brand, anything else mostly a civil body."""
    parts = re.split(r"[\s/]+", name)
    count = longest_known(parts)
    whole = known(" ".join(parts[:count])) if count else None
    if whole is not None and ("/" in name or whole.sector is Sector.PRIVATE):
        return whole.sector
    if name.partition("-")[0].isupper():
        return Sector.CIVIL
    return Sector.PRIVATE if len(name.split()) == 1 and not name.isupper() else Sector.CIVIL


@cache
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return any_of(patterns)


def is_place(name: str) -> bool:
    """Whether the name is a country's or a larger region's: "Latin America", "le Caribe"."""
    return tokens_of(name) in _places()


@cache
def _places() -> frozenset[tuple[str, ...]]:
    names = {name for language in ("en", "fr", "es") for name in Locale(language).territories.values()}
    names |= {
        "América Latina",
        "Amérique latine",
        "Hispanoamérica",
        "Iberoamérica",
        "Latinoamérica",
        "Asia-Pacific",
        "Asia Pacific",
        "Middle East",
        "Sub-Saharan Africa",
        "Caribe",
        "Caraïbes",
    }
    parts = {part for name in names for part in re.split(r"\s(?:and|et|y)\s", name)}
    return frozenset(tokens_of(name) for name in names | parts) | _countries()


@cache
def _countries() -> frozenset[tuple[str, ...]]:
    names = {
        name for language in ("en", "fr", "es") for code, name in Locale(language).territories.items() if len(code) == 2
    }
    return frozenset(tokens_of(name) for name in names) | {
        ("swaziland",),
        ("usa",),
        ("united", "states", "of", "america"),
        ("ivory", "coast"),
    }
