"""Separator lines: "Original Message", "Forwarded message" and their likes, in the words of many mail programs."""

from __future__ import annotations

from collections.abc import Sequence

from intake.body.lines import Line
from intake.message import ZoneKind

_ORIGINAL = (
    "original message", "original-nachricht", "ursprüngliche nachricht", "originalnachricht", "message d'origine",
    "message original", "message initial", "mensaje original", "mensagem original", "messaggio originale",
    "oorspronkelijk bericht", "origineel bericht", "исходное сообщение", "оригинальное сообщение",
    "первоначальное сообщение", "оригінальне повідомлення", "wiadomość oryginalna", "oryginalna wiadomość",
    "původní zpráva", "pôvodná správa", "ursprungligt meddelande", "originalmeddelande", "oprindelig meddelelse",
    "original meddelelse", "opprinnelig melding", "alkuperäinen viesti", "orijinal ileti", "özgün ileti",
    "الرسالة الأصلية", "رسالة أصلية", "پیام اصلی", "原始邮件", "原始郵件", "原邮件", "原始信件", "回复的原邮件", "元のメッセージ", "원본 메시지",
    "원본 메일", "pesan asli", "missatge original", "αρχικό μήνυμα", "eredeti üzenet", "mesaj original", "הודעה מקורית",
    "reply message", "reply separator", "replied message", "original appointment", "original e-mail", "original email",
)  # fmt: skip
_FORWARDED = (
    "forwarded message", "begin forwarded message", "forwarded by", "start of forwarded message", "weitergeleitete nachricht",
    "anfang der weitergeleiteten", "weitergeleitet von", "message transféré", "début du message transféré",
    "début du message réexpédié", "message réexpédié", "transféré par", "mensaje reenviado", "inicio del mensaje reenviado",
    "reenviado por", "mensagem encaminhada", "início da mensagem encaminhada", "mensagem reencaminhada",
    "messaggio inoltrato", "inizio messaggio inoltrato", "messaggio rigirato", "doorgestuurd bericht",
    "begin doorgestuurd bericht", "пересылаемое сообщение", "пересланное сообщение", "перенаправленное сообщение", "начало переадресованного сообщения",
    "начало пересылаемого сообщения", "переслане повідомлення", "wiadomość przekazana", "przekazana wiadomość",
    "přeposlaná zpráva", "preposlaná správa", "vidarebefordrat meddelande", "videresendt meddelelse", "videresendt melding",
    "edelleenlähetetty viesti", "yönlendirilen ileti", "iletilen ileti", "iletilmiş ileti", "رسالة معاد توجيهها",
    "الرسالة المعاد توجيهها", "رسالة مُعاد توجيهها", "بداية الرسالة المحولة", "بدء الرسالة المعاد توجيهها", "رسالة محولة",
    "پیام بازارسال شده", "پیام هدایت‌شده", "转发的邮件", "轉寄的郵件", "转发邮件", "轉寄郵件", "转发的信息", "以下是转发的邮件",
    "開始轉寄郵件", "転送されたメッセージ", "転送メッセージ", "전달된 메시지", "전달된 메일", "pesan terusan", "pesan yang diteruskan",
    "missatge reenviat", "προωθημένο μήνυμα", "továbbított üzenet", "mesaj redirecționat", "הודעה שהועברה",
)  # fmt: skip
_TEXT_CAP = 240
_STROKES = str.maketrans("–—=_", "----")


def find_separator(lines: Sequence[Line], at: int) -> tuple[ZoneKind, int] | None:
    """Return what a separator line announces and the line after it, or None.

    The words stand between dashes or before a colon; two lines are read as one where a long one was wrapped.
    """
    text = lines[at].text
    if not text or len(text) > _TEXT_CAP:
        return None
    if (kind := _announces(text)) is not None:
        return kind, at + 1
    if at + 1 < len(lines) and _dashes(text)[0] and not lines[at + 1].blank and lines[at + 1].depth == lines[at].depth:
        joined = f"{text} {lines[at + 1].text}"
        if len(joined) <= _TEXT_CAP and _dashes(joined)[1] and (kind := _announces(joined)) is not None:
            return kind, at + 2
    return None


def _dashes(text: str) -> tuple[bool, bool]:
    """Whether a line begins, and whether it ends, with a drawn rule."""
    text = text.strip("* \t>").translate(_STROKES)
    return text.startswith("--"), text.endswith("--")


def _announces(text: str) -> ZoneKind | None:
    """Return what one line announces, or None: known words between rules, or on their own before a colon."""
    words = text.strip("-–—=_*.~> \t")
    ruled = all(_dashes(text))
    if not (ruled or words.endswith((":", "："))):
        return None
    words = words.replace("’", "'").casefold().rstrip(":： ")
    if words in _FORWARDED or (ruled and words.startswith(_FORWARDED)):
        return ZoneKind.FORWARDED
    return ZoneKind.QUOTED if ruled and words.startswith(_ORIGINAL) else None
