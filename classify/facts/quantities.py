"""The word lists in, the expressions for sums of money, counted things and spans of time out, by language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from classify.patterns import compiled

_MONTHS = {
    "en": "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre",
}
_MONTH = f"(?:{'|'.join(_MONTHS.values())})\\.?"
YEAR = r"(?:19|20)\d\d"
_DAY = rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:{YEAR}|\d\d)|{YEAR}[/-]\d{{1,2}}(?:[/-]\d{{1,2}})?|\d{{1,2}}[/-]{YEAR}|(?:\d{{1,2}} )?{_MONTH}[ /]?(?:\d{{1,2}},? )?(?:de |del )?{YEAR}|{YEAR}|Q[1-4] {YEAR})"
_COUNT = {
    "en": "(?:\\d{1,3}|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|several)",
    "fr": "(?:\\d{1,3}|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|dix-huit)",
    "es": "(?:\\d{1,3}|un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|dieciocho)",
}
_SPAN = {
    "en": (
        f"(?:over|within|in|for|during|throughout|after) (?:the )?(?:next |coming |following |a period of |course of the next )?(?!a year){_COUNT['en']}[- ](?:years?|months?|weeks?)(?! (?:old|ago))",
        f"(?:next|coming) (?:{_COUNT['en']} (?:years?|months)|year(?!s))",
        f"{_COUNT['en']}[- ](?:year|month|week)(?:[- ]long)? (?:\\w+ ){{0,3}}(?:project|program(?:me)?|initiative|agreement|grant|partnership|plan|strategy|commitment|period|effort|fellowship|pilot|proposal|contract|collaboration|phase|funding)",
        f"(?:project|program(?:me)?|initiative|agreement|partnership|work|it) (?:\\w+ ){{0,3}}(?:lasts?|runs?|will (?:last|run|take))(?: \\w+){{0,2}} {_COUNT['en']} (?:years?|months?)",
        f"(?:by|until|till|before|through|no later than) (?:the )?(?:end of |beginning of |mid-?|early |late |close of )?(?:the year )?{_DAY}",
        f"(?:from|between) {_DAY} (?:to|and|until|through|till|-|–) {_DAY}",
        f"{_DAY} (?:to|through|until|-|–|—) {_DAY}",
        f"(?:complet(?:e|ed|ion)|finish(?:ed)?|end(?:s|ed|ing)?|conclude[sd]?|deliver(?:ed|y)?|operational|ready|live) (?:\\w+ ){{0,3}}(?:in|by) (?:the )?(?:\\w+ ){{0,2}}{_DAY}",
        f"(?:in|during|this|next) (?:the )?(?:spring|summer|autumn|fall|winter|first half|second half|(?:first|second|third|fourth) quarter) (?:of )?{YEAR}",
        f"(?:in|for|during) {YEAR} ?(?:and|to|-|–|/) ?(?:{YEAR}|\\d\\d)",
    ),
    "fr": (
        f"(?:en|pendant|durant|sur|dans les|au cours des|pour|d['’]une durée de|une durée de|dure|durera|d['’]ici) (?:une période de |les )?(?:prochain\\w* )?{_COUNT['fr']} (?:prochain\\w* )?(?:ans|années?|mois|semaines)",
        f"(?:programme|projet|accord|plan|initiative|phase|convention) (?:\\S+ ){{0,3}}(?:de|sur|pour) {_COUNT['fr']} (?:ans|années?|mois)",
        f"(?:d['’]ici(?: à)?|avant|jusqu['’](?:en|à|au)|à l['’]horizon|au plus tard) (?:la )?(?:le )?(?:fin (?:de )?)?(?:l['’]année )?{_DAY}",
        f"(?:de|du|entre|entre le) {_DAY} (?:à|au|et|jusqu['’](?:à|en)) {_DAY}",
        f"{_DAY} ?(?:à|au|-|–) ?{_DAY}",
        f"(?:fin|d['’]ici fin) {YEAR}",
    ),
    "es": (
        f"(?:en|durante|por|dentro de|a lo largo de|en un plazo de|plazo de|durará|dura) (?:los )?(?:próxim\\w+ )?{_COUNT['es']} (?:próxim\\w+ )?(?:años?|meses|semanas)",
        f"(?:programa|proyecto|acuerdo|plan|iniciativa|fase|convenio) (?:\\S+ ){{0,3}}(?:de|por|a) {_COUNT['es']} (?:años|meses)",
        f"(?:antes de|hasta|para) (?:el |la )?(?:fin(?:es|al)? (?:de(?:l)? )?)?(?:año )?{_DAY}",
        f"(?:de|desde|entre|del) {_DAY} (?:a|al|y|hasta) {_DAY}",
        f"{_DAY} ?(?:a|al|-|–) ?{_DAY}",
        f"a (?:fines|finales) de {YEAR}",
    ),
}
_MILESTONE = {
    "en": f"(?:in|during|from|starting|early|late|mid-?) (?:the )?(?:(?:spring|summer|autumn|fall|winter|end|middle|(?:first|second|third|fourth) (?:half|quarter)) (?:of )?)?(?:{_MONTH} )?{YEAR}",
    "fr": f"(?:en|courant|début|à partir de|au cours du mois de|au mois de) (?:{_MONTH} ?)?(?:{YEAR})",
    "es": f"(?:en|a partir de|durante|desde) (?:el (?:primer|segundo) semestre de )?(?:{_MONTH} )?(?:de(?:l)? )?{YEAR}",
}
_END_ALONE = rf"(?:-|–|—) ?{_DAY}"
_COUNTED = {
    "en": "(?:over |more than |some |about |nearly |almost |around |approximately |at least |up to |another |an estimated |close to )?"
    "(?:\\d[\\d.,]*(?!\\d|st\\b|nd\\b|rd\\b|th\\b)|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|one million|a (?:hundred|thousand|million))(?![- ]\\w*year))"
    "(?:[-–]\\d[\\d.,]*| to \\d[\\d.,]*| or more)?(?:,?\\d)*(?: (?:hundred|thousand|million|billion))?\\+?(?: ?%| per ?cent)?",
    "fr": "(?:plus de |environ |quelque |près de |au moins |jusqu['’]à )?(?:\\d{1,3}(?:[. \u00a0\u202f]\\d{3})+|\\d[\\d.,]*|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|quarante|cinquante|cent|mille)(?: ?(?:millions?|milliards?|mille)(?: de| d['’])?)?(?: ?%)?",
    "es": "(?:más de |unos |unas |cerca de |alrededor de |al menos |hasta |casi )?(?:\\d{1,3}(?:[. ]\\d{3})+|\\d[\\d.,]*|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|quince|veinte|treinta|cuarenta|cincuenta|cien|mil)(?: ?(?:millones|millón|mil)(?: de)?)?(?: ?%)?",
}


@dataclass(frozen=True, slots=True)
class Quantities:
    """The expressions of one language."""

    money: re.Pattern[str]
    counted: re.Pattern[str]
    """Group `number` and group `unit`."""
    span: re.Pattern[str]
    milestone: re.Pattern[str]
    """A month or year in which something happens: a time frame only where a verb to come stands before it."""
    end: re.Pattern[str]
    """A date behind a dash, as forms give the end of a period."""


def quantities(lexicons: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, Quantities]:
    """Return the expressions of every language that has word lists; `any` stands for all others."""
    return {
        language: Quantities(
            money=compiled(["{money}"], lexicon, whole_words=False),
            counted=compiled(
                [
                    f"(?P<number>{_COUNTED[language]})(?: ?(?:of the |de |d['’]|des |de los |de las )?(?:[\\w'’-]+,? ){{0,4}}?)?(?P<unit>{{people}}|{{thing}})"
                ],
                lexicon,
            ),
            span=compiled(_SPAN[language], lexicon),
            milestone=compiled([_MILESTONE[language]], lexicon),
            end=compiled([_END_ALONE], lexicon, whole_words=False),
        )
        for language, lexicon in lexicons.items()
        if language in _COUNTED
    }
