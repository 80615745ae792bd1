"""How far a name goes on behind its capitals: portfolios of a ministry, and the small words of French and Spanish names.

"Ministry of Education, Youth and Sport" is one body; so is the "Régie régionale de la santé du Nunavik".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from classify.actors.capitals import Group, acronym_behind
from classify.actors.known import known
from classify.wording import table, words

_PUBLIC_HEAD = re.compile(
    r"(?:[\w’'-]+\s){0,2}(?:minist|department|secretar|secr[ée]tar|bureau|office|d[ée]part|direc|council|conseil|consejo)",
    re.IGNORECASE,
)
_ADJECTIVE = (
    r"(?!(?:indique|applique|explique|communique|signale|arrive|publique que|formant|dont|avant|pendant|durant|devant|"
    r"cependant|suivant|afin|enfin)\b)"
    r"[a-zà-ÿ-]{2,}(?:ale?s?|aux|iques?|enn?e?s?|aires?|aine?s?|aise?s?|ifs?|ives?|iles?|iers?|ières?|abes?|ixtes?|eure?s?|[ée]e?s|ée|ante?s?|oise?s?|els?|elles?|"
    r"igh?es?|libres?|verte?s?|rura[lu]e?x?s?)(?![\w’'])"
)
_LINK = r"(?:de la |de l[’']|des |du |de |d[’'])"
_PURPOSE = r"(?:pour (?:la |le |les |l[’'])?)"
_BOUND = r"(?!(?:ce|cet|cette|ces|son|sa|ses|leur|leurs|notre|nos|plus|plusieurs|tous|toutes|nombreu\w+|quelque\w*|[A-Z\d])\b)"
_SMALL = re.compile(
    rf"(?: {_ADJECTIVE}){{0,2}}(?: (?:{_LINK}|{_PURPOSE}){_BOUND}[a-zà-ÿ][\w’'-]{{2,30}}(?: {_ADJECTIVE}){{0,2}}"
    rf"(?: et (?:{_LINK})[a-zà-ÿ][\w’'-]{{2,30}}(?: {_ADJECTIVE})?)?){{0,3}}"
)
_PROPER = re.compile(
    r" (?:de la |de l[’']|des |du |de |d[’'])(?P<name>[A-ZÀ-Þ][\w’'-]{1,30}(?:[ -][A-ZÀ-Þ][\w’'-]{1,30}){0,3})"
)
_DIRECT = re.compile(
    r"(?: [a-zà-ÿ-]{4,20}){0,2} (?:de la |de l[’']|du |de |d[’'])(?P<name>[A-ZÀ-Þ][\w’'-]{1,30}(?:[ -][A-ZÀ-Þ][\w’'-]{1,30}){0,3})"
)
_BARE_PROPER = re.compile(r" (?P<name>[A-ZÀ-Þ][\w’'-]{1,30}(?: [A-ZÀ-Þ][\w’'-]{1,30}){0,2})")
_ONE_ADJECTIVE = re.compile(rf"(?: {_ADJECTIVE})?")
_FRENCH_HEAD = re.compile(
    r"(?P<head>(?:Régie|Centre|Centrale|Institut|Faculté|Coopérative|Direction|Groupement|École|Ecole|Haute école|Ordre|Organisation|Agence|Conférence|Association|"
    r"Chambre|Autorité|Lycée|Fondation|Union|Réseau|Société|Fédération|Confédération|Ligue|Comité|Conseil|Collectif|Observatoire|Banque|Fonds|Mairie|Syndicat|"
    r"Métropole|Communauté|Office|Laboratoire|Bibliothèque|Maison|Caisse|Mutuelle|Compagnie|Mouvement|Hôpital|Musée|Commission|Secrétariat|Chaire|Académie|Amicale|Radio|Commune|Mission|Prison|Croissant|[Mm]inistère))(?![\w-])"
)


def continued(text: str, group: Group) -> Group:
    """Return the group with all that belongs to its name behind it."""
    if known(group.name):
        return group
    end = max(_behind_portfolios(text, group), _behind_small_words(text, group))
    if end <= group.end:
        return group
    name = " ".join(text[group.start : end].split())
    acronym, after = acronym_behind(text, end, name)
    return Group(group.start, end, name, acronym, after, group.opens)


def _behind_portfolios(text: str, group: Group) -> int:
    """The end of "…, Youth and Sport" behind a ministry or department; the group's own end where there is none."""
    if not _PUBLIC_HEAD.match(group.name) or not _is_portfolio(group.name.split()[-2:]):
        return group.end
    match = _portfolios().match(text, group.end)
    return match.end() if match else group.end


def _is_portfolio(tokens: Sequence[str]) -> bool:
    return any(token.casefold().split("’")[-1].split("'")[-1] in words("common", "portfolios") for token in tokens)


def _behind_small_words(text: str, group: Group) -> int:
    """The end of "… royal de la culture amazighe" behind the head of a French name."""
    head = _FRENCH_HEAD.match(text, group.start)
    if head is None:
        return group.end
    ends = [group.end, *(match.end() for pattern in (_DIRECT,) if (match := pattern.match(text, head.end())))]
    small = _SMALL.match(text, head.end())
    if small and small.end() > head.end():
        proper = _PROPER.match(text, small.end()) or _BARE_PROPER.match(text, small.end())
        ends.append(proper.end() if proper else small.end())
    end = max(ends)
    proper = _PROPER.match(text, end)
    adjective = _ONE_ADJECTIVE.match(text, proper.end() if proper else end)
    return adjective.end() if adjective else end


@cache
def _portfolios() -> re.Pattern[str]:
    stems = sorted(table("common")["portfolios"], key=len, reverse=True)
    one = "(?:" + "|".join(re.escape(word[0].upper() + word[1:]) for word in stems) + ")"
    small = "(?:" + "|".join(re.escape(word) for word in stems) + ")"
    part = rf"(?:[A-ZÀ-Þ][\w-]{{2,20}} )?{one}(?: {one})?"
    last = rf"(?:(?:(?:the|la|le|les|el|los|las|of) )?{part}|(?:de la |de l[’']|du |des ){small}|(?:de la |de l[’']|du |des ){part})"
    return re.compile(rf"(?:, {part}){{0,4}},? (?:and|&|y|et|e) {last}(?![\w-])")
