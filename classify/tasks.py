"""Readings and organisations in, who does what out: the passages that state a task or contribution of each (6f, 6g)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from classify.actors.forms import NameForm, forms_of
from classify.assessment import Organisation
from classify.cues import Reading
from classify.patterns import compiled
from classify.steps import is_joint_step, is_step, is_task
from classify.text.layout import Form

_APPOSITION = (
    r"(?:['’]s?)?(?:\s*\([^)]{1,60}\))?(?:,\s[^,.;]{1,100},)?"
    r"(?:,?\s(?:and|with|et|y|e|con|avec|through|together with)"
    r"(?:\s(?:(?-i:[A-ZÀ-Ý])[\w.'’&()-]*|the|of|for|and|its|de|la|le|les|du|des|del|el|los|y|et|&)){1,9}?)?[\s,]{1,2}"
    r"(?:announce[sd]?\s(?:today\s|that\s|it\s|they\s){0,4}|anunci(?:ó|aron)\s(?:hoy\s)?que\s|a\sannoncé\squ['’e]\s?(?:il\s|elle\s)?)?"
)
"""What may stand between a name and its verb: initials in brackets, an explanation between commas, a second name."""
_ACTING = r"(?=(?-i:[a-zà-ÿ]))"
"""A verb begins in lower case: behind a comma a capital opens the next name."""
_NOT_PASSIVE = r"(?!\s(?:\w+\s)?(?:by|par|por)\b)"
"""What is funded or supported by somebody does nothing by that."""
_AFTER = 110
"""Characters behind a name in which any sign of taking part is looked for."""
_AT_THE_HEAD = 8
"""Characters before the name of a listed organisation: a mark and an article."""
_SOON = 40
"""Characters behind "we" in which its verb is looked for."""
_WE = re.compile(
    r"\b(?:we|our (?:organi[sz]ation|team|foundation|institute|company)|nous|nosotros|nuestra (?:organización|fundación))\b",
    re.IGNORECASE,
)
_DOER = {
    "en": (
        "(?:will|shall|is|are|has|have|had|also|to|plans? to|agreed to|commit(?:s|ted)? to|aims? to|continues? to|helps?|can) (?:\\w+ ){0,3}(?!launch|lanz|lanc|announc|anunci|annonc|join){act}",
        "(?:\\w+ly |also |has |have |who |which |that |jointly |to ){0,3}(?!launch|lanz|lanc|announc|anunci|annonc|join){act}",
        "(?:will |has |have |is |are |also |who |which |that ){0,3}(?:\\w+ly )?(?:provided|established|trained|donated|built|created|developed|installed|deployed|delivered|implemented|supported|funded|financed|equipped|hosted|offered|expanded|contributed|distributed|produced|published|organi[sz]ed|led|designed|granted|awarded|managed|pledged|worked with|complet(?:ed|es|e)|carr(?:ies|ied|y) out|takes? actions?|helped|served|conducted|released|co-(?:host|fund|develop|lead|manag|organi)\\w+|working (?:with|to|on)|acts?|serves?|houses?|selected|chairs?|oversees?|coordinated|commits?|committed)",
        "(?:as (?:the )?(?:lead|coordinator|secretariat|host|implement\\w+|technical|founding|managing) ?\\w*)",
        "(?:staff|team|employees|volunteers|experts?)",
    ),
    "fr": (
        "(?:va|vont|a|ont|est|sont|s['’]engagent?|peut|continue(?:ra)?)? ?(?:\\S+ ){0,2}(?!launch|lanz|lanc|announc|anunci|annonc|join){act}",
        "(?:a|ont|est|sont) (?:\\S+ ){0,2}\\w+(?:é|ée|és|i|is|u)",
        "\\w+(?:era|eront|ira|iront)",
        "(?:forme|finance|soutient|gère|coordonne|dirige|héberge|assure|travaille|met|fournit|développe|participe|appuie|souhaite|propose|organise)(?:nt)?",
    ),
    "es": (
        "(?:va a|ha|han|es|son|se comprometen? a|podrán?|puede|continuará)? ?(?:\\S+ ){0,2}(?!launch|lanz|lanc|announc|anunci|annonc|join){act}",
        "\\w+(?:ará|arán|erá|erán|irá|irán|ó|aron|ieron)",
        "(?:financia|apoya|gestiona|coordina|dirige|trabaja|aporta|ofrece|desarrolla|participa|busca|organiza|promueve|forma|brinda|implementa|opera)n?",
    ),
}
_ANY_PART = {
    "en": "(?:announc|launch|partner|collaborat|join|agree|sign|releas|cooperat|participat|work|help|represent)\\w*",
    "fr": "(?:annonc|lanc|collabor|rejoi|sign|particip|coopér|représent)\\w*",
    "es": "(?:anunci|lanz|colabor|un(?:e|en|ió)|firm|particip|cooper|acuerd|present)\\w*",
}
"""Verbs that show an organisation taking part without saying what it does."""
_BY = {
    "en": "(?:provided|managed|developed|led|hosted|housed|organi[sz]ed|implemented|run|coordinated|built|designed|created|operated|delivered|facilitated|conducted|launched|maintained|funded|financed|supported|sponsored|granted|donated|contributed|given|awarded|executed|administered|undertaken|driven|prepared|published|produced|carried out|driver of|staff of|contributions? (?:of|from)|expertise (?:of|from)|support (?:of|from)|data (?:of|from)|assistance (?:of|from)|work of) (?:\\w+ ){0,3}?(?:by |through |from |with )?(?:the |our |its )?$",
    "fr": "(?:géré|organisé|mis en (?:œuvre|place)|financé|développé|coordonné|dirigé|soutenu|appuyé|fourni|créé|lancé|piloté|hébergé)\\w*(?: \\S+){0,3}? (?:par|avec)(?: le| la| les| l['’])? ?$",
    "es": "(?:gestionad|organizad|implementad|financiad|desarrollad|coordinad|dirigid|apoyad|liderad|ejecutad|cread|impulsad|operad)\\w*(?: \\S+){0,3}? (?:por|con)(?: el| la| los| las)? ?$",
}
_RESOURCE_KEY = re.compile(
    r"(?:contribution|expertise|specify|nature|especie)\s?:(?:[^;:]{0,60}\s(?:of|from|by|de|du|des|del|par|por))?\s*(?:the\s|la\s|le\s|el\s|l['’])?$",
    re.IGNORECASE,
)


_ROLES = re.compile(
    r"\b(?:roles?|tasks?|who does what|what (?:it|they|each \w+) do(?:es)?|responsib\w+|division of (?:labour|work)|contributes|"
    r"commitments?|rôles?|tâches?|qui fait quoi|engagements?|missions? de chaque|papel(?:es)?|funci(?:ón|ones)|tareas?|"
    r"quién hace qué|compromisos?|aportes?)\b",
    re.IGNORECASE,
)
"""What stands over a list of tasks."""
_PARTY = re.compile(
    r"\s*\|?\s*(?:partners?|organi[sz]ations?|members?|institutions?|names?|who|body|partenaires?|organismes?|membres?|qui|"
    r"noms?|soci[oa]s?|organizaci(?:ón|ones)|entidad(?:es)?|instituci(?:ón|ones)|miembros?|quién)\s*(?:\||\t|\s{2,})",
    re.IGNORECASE,
)
"""The first cell of a table of partners."""
_CELLS = re.compile(r"\||\t|\S\s{2,}\S")
_STATED = re.compile(
    r"(?:['’]s)?\s*(?:\([^()]{1,60}\))?\s*[:|–—-]?\s*(?!(?:and|or|of|for|with|et|ou|de|du|des|y|e|o|del|con|is|are|est|es)\b)"
    r"[^\W\d_]{3,}",
    re.IGNORECASE,
)
"""Words behind a name: under a heading of tasks they are its task."""


class Tasks:
    """Finds the passage that states what an organisation does; built once from the word lists."""

    def __init__(self, lexicons: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
        doers = {language: "|".join(patterns) for language, patterns in _DOER.items()}
        self._task = {
            language: compiled(
                [rf"{_APPOSITION}{_ACTING}(?:{doer})\b{_NOT_PASSIVE}"], lexicons[language], whole_words=False
            )
            for language, doer in doers.items()
        }
        self._part = {
            language: compiled(
                [rf"[^.;!?]{{0,{_AFTER}}}?\b(?:{doer}|{_ANY_PART[language]})"], lexicons[language], whole_words=False
            )
            for language, doer in doers.items()
        }
        self._own = {language: compiled(_DOER[language][:2], lexicons[language]) for language in _DOER}
        self._by = {
            language: compiled([pattern], lexicons[language], whole_words=False) for language, pattern in _BY.items()
        }

    def of(self, organisation: Organisation, readings: Sequence[Reading]) -> Reading | None:
        """The first judged passage that states a task or contribution of the organisation, or None."""
        return self._first(organisation, readings, self._task)

    def lists(self, organisation: Organisation, readings: Sequence[Reading]) -> bool:
        """Whether a list or table of tasks names the organisation with its own: then it is a partner."""
        tabled = _rows_of_tasks(readings)
        rows = [r for r in readings if r in tabled or (_is_item(r) and _ROLES.search(r.passage.label))]
        forms = forms_of(organisation)
        return any(
            (place := next(form.places(reading.passage.flat[: _AT_THE_HEAD + len(organisation.name)]), None))
            and place[0] <= _AT_THE_HEAD
            and _STATED.match(reading.passage.flat, place[1])
            for reading in rows
            for form in forms
        )

    def part_of(self, organisation: Organisation, readings: Sequence[Reading]) -> Reading | None:
        """The first judged passage in which the organisation does anything at all, or None."""
        return self._first(organisation, readings, self._part)

    def of_the_writer(self, readings: Sequence[Reading]) -> Reading | None:
        """The first judged passage in which the writer says what "we" do, or None."""
        for reading in readings:
            doer = self._own.get(reading.passage.language)
            text = reading.passage.flat
            match = _WE.search(text)
            if doer and match and _states_work(reading) and doer.search(text, match.end(), match.end() + _SOON):
                return reading
        return None

    def _first(
        self, organisation: Organisation, readings: Sequence[Reading], doers: Mapping[str, re.Pattern[str]]
    ) -> Reading | None:
        forms = forms_of(organisation)
        tabled = _rows_of_tasks(readings)
        for reading in readings:
            headed = reading in tabled or bool(_ROLES.search(reading.passage.label))
            if (headed or _states_work(reading)) and self._states(reading, forms, doers, headed=headed):
                return reading
        return None

    def _states(
        self,
        reading: Reading,
        forms: Sequence[NameForm],
        doers: Mapping[str, re.Pattern[str]],
        *,
        headed: bool,
    ) -> bool:
        text, language = reading.passage.flat, reading.passage.language
        if language not in doers:
            return False
        own = doers is self._task
        for form in forms:
            for start, end in form.places(text):
                before = text[max(0, start - 90) : start]
                if headed and _STATED.match(text, end):
                    return True
                acts = doers[language].match(text, end)
                if acts and not (own and (is_step(acts.group()) or is_joint_step(before, acts.group()))):
                    return True
                if (own and is_task(text, start, end)) or self._by[language].search(before):
                    return True
                if "resource_line" in reading.signals and _RESOURCE_KEY.search(before):
                    return True
        return False


def _rows_of_tasks(readings: Sequence[Reading]) -> frozenset[Reading]:
    """The rows under a head such as "Partner | Task", as long as they follow one another in cells."""
    rows: set[Reading] = set()
    inside = False
    for reading in readings:
        text = reading.passage.text
        if _PARTY.match(text) and _ROLES.search(text):
            inside = True
        elif inside and (inside := bool(_CELLS.search(text))):
            rows.add(reading)
    return frozenset(rows)


def _is_item(reading: Reading) -> bool:
    return reading.passage.section.judged and reading.passage.form in (Form.BULLET, Form.FIELD)


def _states_work(reading: Reading) -> bool:
    signals = reading.signals
    if "explore" in signals or "question" in signals or not reading.passage.section.judged:
        return False
    return reading.passage.form is not Form.ROW or len(reading.passage.text) > 60
