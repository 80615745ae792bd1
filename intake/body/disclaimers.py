"""Legal disclaimers and other machine-made notices at the foot of the sender's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.body.headers import is_rule
from intake.body.lines import Line

_PARAGRAPH_CAP = 4000
_SECRET = re.compile(
    r"confidential|privileged|proprietary|confidentiel|confidencial|vertraulich|riservat|confidenzial|vertrouwelijk|"
    r"конфиденциальн|poufn|gizli|سري|محرمانه|保密|机密|機密|대외비|legally protected|for the sole use|exclusivement|"
    r"exclusivamente|ausschließlich|исключительно",
    re.IGNORECASE,
)
_MISTAKEN = re.compile(
    r"intended (?:recipient|only|solely|for)|(?:received|receive) this (?:e-?mail|message|communication|transmission)|in error|"
    r"unauthori[sz]ed|virus|destinataire|par erreur|destinatario|por error|por engano|per errore|destinatário|"
    r"empfänger|adressat|irrtümlich|geadresseerde|abusievelijk|адресат|получател|по ошибке|adresat|alıcı|yanlışlıkla|"
    r"المستلم|المرسل إليه|بطريق الخطأ|بالخطأ|گیرنده|收件人|误收|誤收|誤って|수신자",
    re.IGNORECASE,
)
_THIS_MAIL = re.compile(
    r"e-?mail|(?:this|the) (?:message|communication|transmission)|message|mensaje|mensagem|messaggio|nachricht|bericht|courriel|"
    r"correo|сообщени|письм|wiadomość|ileti|الرسالة|البريد|پیام|邮件|郵件|メール|메일",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:consider|think (?:of|about)) the environment before|(?:avast|avg|antivirus|anti-virus).{0,60}(?:virus|checked|www)|"
    r"pensez à l'environnement|n'imprimez ce|pense no meio ambiente|piense en el medio ?ambiente|denken sie an die umwelt|"
    r"antes de imprimir este|avant d'imprimer ce|do not print this e-?mail|scanned (?:for|by) .{0,40}virus",
    re.IGNORECASE,
)


def is_disclaimer(paragraph: str) -> bool:
    """Whether a paragraph is a legal notice: it speaks of the mail itself, of secrecy, and of a mistaken reader."""
    text = paragraph[:_PARAGRAPH_CAP].replace("’", "'")
    if _NOTICE.search(text[:400]):
        return True
    return all(pattern.search(text) is not None for pattern in (_SECRET, _MISTAKEN, _THIS_MAIL))


def find_disclaimers(lines: Sequence[Line], start: int, end: int) -> int:
    """Return the line at which the notices that close these lines begin, or `end` when they close with other words.

    A heading or a drawn rule right above a notice belongs to it.
    """
    found = bottom = end
    while True:
        top, bottom = _paragraph_above(lines, start, bottom)
        said = [line.text for line in lines[top:bottom]]
        if not said or not (is_disclaimer(" ".join(said)) or (found < end and _is_heading(said))):
            return found
        found = bottom = top


def _paragraph_above(lines: Sequence[Line], start: int, bottom: int) -> tuple[int, int]:
    """Return the span of the last paragraph before a line; both ends are equal when there is none."""
    while bottom > start and lines[bottom - 1].blank:
        bottom -= 1
    top = bottom
    while top > start and not lines[top - 1].blank and not (top < bottom and is_rule(lines[top].text)):
        top -= 1
    return top, bottom


def _is_heading(said: Sequence[str]) -> bool:
    """Whether the lines above a notice are its heading: a rule, or a word such as Disclaimer."""
    joined = " ".join(said).strip("*_-=: ")
    return len(joined) < 40 and (
        not joined or re.search(r"disclaimer|notice|confidential|avis|aviso|hinweis", joined, re.IGNORECASE) is not None
    )
