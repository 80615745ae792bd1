"""Whether the words behind a name are its verb: whoever "lends two rooms" or "will train" does something here."""

from __future__ import annotations

import re

_OBJECT = r"(?:the|a|an|its|their|his|her|our|all|every|each|both|up|out|over|how|half|one|two|three|four|five|six|seven|eight|nine|ten|some|US\$|USD|EUR|[$€£]|\d)"
_NO_VERB = (
    r"(?!(?:says?|said|estimates?|reports?|reported|notes?|noted|describes?|described|shows?|showed|finds?|found|sees|thinks|believes?|hopes?|warns?|warned|"
    r"is|was|as|this|its|across|towards?|besides|plus|based|located|called|named|known|according|including|during|regarding|concerning|following|being|whereas|unless|"
    r"headquarters|always|perhaps|needs?|needed|wants?|added|commented|explained|recalled|means|para|sobre|entre|desde|durante|hasta|contra|donde|que|como|comme|entre|contre|dans|elle|une|que|notre|votre|dijo|señaló|fue|era|eran|tiene|tienen|incluye|representa|parece|desde|remains?|remained|includes?|included|represents?|became|becomes|features?|existe?|compte|reste|était|avait|représente)\b)"
)
_ADVERBS = r"(?:(?:also|now|jointly|already|today|recently|itself|together|both|each|all|then|further|have|has|had|hereby|just|only|first|\w{3,12}ly)\s){0,3}"
_IRREGULAR = r"(?:shook|put|puts|took|set|met|held|sent|paid|lent|gave|wrote|taught|ran|kept|made|brought|built|got|sold|bought|drew|fed|laid|spent|chose|began|stood|agreed|joined|signed|teamed|partnered|does|do|did)"
_DOES = re.compile(
    rf"(?:{_ADVERBS}(?:will|shall|would|plans? to|agrees? to|intends? to|are to|is to|hereby)\s{_ADVERBS}(?!be\s(?:held|able)|not\s)[a-z]{{3,}}"
    rf"|(?:has|have|had)\s{_ADVERBS}(?!been\b|seen\b|said\b|not\b|found\b|shown\b|estimated\b|reported\b|noted\b|warned\b|called\b)(?:[a-z-]{{3,20}}ed|put|set|given|lent|sent|taken|built|begun|agreed|made|cut|won|held|brought|paid|come|met|taught|written|chosen)\b(?!\sby\b)"
    r"|(?:together|jointly|both|each)\s(?!with\b|by\b|of\b|in\b|at\b|and\b|funded|financed|called)[a-z]{2,15}\s"
    rf"|{_ADVERBS}{_NO_VERB}(?:[a-z-]{{3,20}}(?:s|ed)|{_IRREGULAR})\s(?:and\s[a-z]{{3,15}}s?\s)?{_OBJECT}(?![a-z])"
    rf"|(?:is|are)\s(?:now\s|also\s|currently\s|jointly\s)?(?!going|being|having)[a-z]{{3,15}}ing\s"
    r"|(?:va|vont|a|ont|s[’']engagent? à)\s(?:aussi\s|également\s|déjà\s)?[a-zà-ÿ]{3,18}(?:er|ir|re|é|i|is|it|u)\s"
    rf"|{_NO_VERB}[a-zà-ÿ]{{2,15}}(?:e|ent|era|eront|it|ira|iront|ra|ront|oient|oie)\s(?:le|la|les|un|une|des|du|l[’']|ses|son|sa|leurs?|aux|gratuitement|depuis|ensemble|conjointement|\d)\b"
    rf"|{_NO_VERB}[a-zñáéíóú]{{2,15}}(?:a|e|an|en|ó|aron|ieron|ará|erá|irá|arán|erán|irán)\s(?:el|la|los|las|un|una|sus?|al|gratis|desde|juntos|juntas|conjuntamente|en forma|\d)\b"
    r"|(?:ha|han)\s[a-zñáéíóú]{2,15}(?:ado|ido|to|cho)\s"
    r")",
)  # fmt: skip
_TASK = re.compile(
    r"\s*(?:\([^()]{1,60}\)\s*)?(?:[:|–—]|\s-\s|\.{3,}|\s{3,})\s*(?:[A-Z]{2,5}\s)?(?!(?:a|an|the|un|une|una|el|la|le|is|are|to|in|on|at|for|from|of|and|or|http)\b)[a-zà-ÿ-]{3,20}(?![\w@.])"
)
_HEAD = re.compile(r"[\s•*\-–—\d.()|]*(?:[A-Za-zà-ÿ]{3,14}:\s)?(?:the |le |la |les |l[’']|el |los )?$", re.IGNORECASE)
_LINE = 12
"""Characters of a line before the name that has its task behind it."""


def does(rest: str) -> bool:
    """Return whether the text behind a name, appositions left out, is a verb that says it acts."""
    return _DOES.match(rest) is not None


def has_task(text: str, start: int, end: int) -> bool:
    """Return whether a line opens with the name and goes on with what it does: "Amber Trust: lends two rooms"."""
    return start <= _LINE and _HEAD.fullmatch(text[:start]) is not None and _TASK.match(text, end) is not None
