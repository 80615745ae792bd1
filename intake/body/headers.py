"""Header blocks inside a body: From, Sent, To, Subject as mail programs copy them above the mail that is answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from intake.body.lines import Line, has_address, has_clock, has_date, has_time

BLOCK_CAP = 60
"""Lines that one header block may take; long lists of recipients are wrapped."""

_LABELS = {
    "from": (
        "from", "author", "de", "von", "da", "van", "od", "от", "от кого", "від", "від кого", "från", "fra", "lähettäjä", "kimden",
        "gönderen", "من", "المرسل", "از", "فرستنده", "发件人", "發件人", "寄件者", "寄件人", "差出人", "送信者", "보낸 사람",
        "보낸사람", "dari", "pengirim", "από", "odesílatel", "feladó", "de la", "expéditeur", "remitente", "mittente",
        "absender", "отправитель", "sent by", "envoyé par", "enviado por", "từ", "người gửi", "מאת",
    ),
    "date": (
        "date", "sent", "sent at", "sent on", "date sent", "datum", "gesendet", "gesendet am", "envoyé", "envoyé le",
        "date d'envoi", "message du", "le", "enviado", "enviado el", "enviado em", "enviada", "enviada em", "enviados",
        "fecha", "fecha de envío", "data", "data invio", "inviato", "verzonden", "verstuurd", "дата", "отправлено",
        "дата отправки", "надіслано", "wysłano", "wysłane", "skickat", "sendt", "dato", "lähetetty", "päiväys", "tarih",
        "gönderildi", "gönderilme tarihi", "تاريخ الإرسال", "التاريخ", "أرسلت", "أُرسلت", "تم الإرسال", "تاريخ", "ارسال شده",
        "发送时间", "发送日期", "日期", "時間", "时间", "寄件日期", "傳送時間", "送信日時", "日時", "日付", "보낸 날짜",
        "보낸날짜", "날짜", "dikirim", "tanggal", "terkirim", "enviat", "enviat el", "στάλθηκε", "ημερομηνία", "odesláno",
        "elküldve", "dátum", "trimis", "đã gửi", "ngày", "נשלח", "received", "reçu", "recibido",
    ),
    "to": (
        "to", "à", "a", "pour", "para", "per", "an", "aan", "кому", "do", "till", "til", "vastaanottaja", "kime", "alıcı",
        "إلى", "الى", "المرسل إليه", "به", "گیرنده", "收件人", "收件者", "宛先", "받는 사람", "받는사람", "kepada", "προς", "komu",
        "címzett", "către", "destinataire", "destinatario", "empfänger", "получатель", "đến", "אל", "per a",
    ),
    "cc": (
        "cc", "c.c", "copie", "copie à", "copia", "kopie", "kopie an", "копия", "копія", "dw", "do wiadomości", "kopia",
        "kopi", "kopio", "bilgi", "نسخة", "نسخة إلى", "رونوشت", "抄送", "副本", "ccc", "참조", "tembusan", "κοιν", "másolat",
        "bcc", "cci", "cco", "blindkopie", "reply-to", "reply to", "répondre à", "responder a", "antwort an", "ответить",
        "please respond to", "attachments", "attachment", "importance", "pièces jointes", "archivos adjuntos", "anlagen",
        "вложения", "附件", "المرفقات", "organization", "newsgroups", "references", "message-id", "in-reply-to",
    ),
    "subject": (
        "subject", "re", "objet", "sujet", "asunto", "betreff", "oggetto", "assunto", "onderwerp", "тема", "temat", "ämne",
        "emne", "aihe", "konu", "الموضوع", "موضوع", "主题", "主題", "主旨", "标题", "件名", "제목", "perihal", "subjek", "assumpte",
        "θέμα", "předmět", "tárgy", "subiect", "chủ đề", "נושא",
    ),
}  # fmt: skip
_KIND_OF = {label: kind for kind, labels in _LABELS.items() for label in labels}
_LABEL_CAP = 24
_RULE = re.compile(r"[-=_*~#\u2500\u2014\u2013]{3,200}")


@dataclass(frozen=True, slots=True)
class Block:
    """A header block: the lines from `first` up to, not including, `after`."""

    first: int
    after: int
    certain: bool
    """Whether it could hardly be anything but a copied header: three fields, a sender, and an address or a time."""


def is_rule(text: str) -> bool:
    """Whether a line is nothing but a drawn rule."""
    return _RULE.fullmatch(text) is not None


def label(text: str) -> tuple[str, str] | None:
    """Return the kind of header a line seems to be and its value, or None. Bold marks of converted HTML are ignored."""
    name, colon, value = text[: _LABEL_CAP + 8].replace("：", ":").partition(":")
    kind = _KIND_OF.get(" ".join(name.strip("*_ \t\xa0").casefold().split()))
    if not colon or kind is None:
        return None
    return kind, (value + text[_LABEL_CAP + 8 :]).strip("*_ \t\xa0")


def find_block(lines: Sequence[Line], at: int) -> Block | None:
    """Return the header block whose first field stands at this line, or None. All its lines are quoted equally deep."""
    if label(lines[at].text) is None:
        return None
    fields: dict[str, str] = {}
    after = last = at
    depth = lines[at].depth
    for after in range(at, min(len(lines), at + BLOCK_CAP)):
        line = lines[after]
        if line.depth != depth:
            break
        if (field := label(line.text)) is not None:
            fields.setdefault(*field)
            last = after
        elif line.blank:
            if after - last > 2 or {"from", "subject"} <= fields.keys() or "subject" in fields:
                break
        elif not _continues(lines[after - 1], line, after - last):
            break
        else:
            last = after
    start = _notes_head(lines, at) if "from" not in fields else at
    return _judge(fields, start, last + 1, stamped=start < at)


def _judge(fields: dict[str, str], first: int, after: int, *, stamped: bool) -> Block | None:
    """Decide whether fields found together are a header block; `stamped`: a line of name and time stands above them.

    A copied header gives the time of day. The date of a letter or a memo does not.
    """
    if stamped:
        return Block(first, after, certain=False) if {"to", "subject"} <= fields.keys() else None
    sender, date = fields.get("from", ""), fields.get("date", "")
    timed = has_time(date) or (has_clock(sender) and has_date(sender))
    if date and not timed:
        return None
    if not sender:
        ordered = "to" in fields and timed and ("subject" in fields or has_address(fields["to"]))
        return Block(first, after, certain=False) if ordered else None
    if len(fields.keys() - {"cc"}) >= 3 and (timed or has_address(" ".join(fields.values()))):
        return Block(first, after, certain=timed and "subject" in fields)
    return Block(first, after, certain=False) if timed and has_address(sender) else None


def _continues(above: Line, line: Line, distance: int) -> bool:
    """Whether a line without label goes on with the field above it: a wrapped list of recipients or a wrapped subject."""
    if distance > 1 and above.blank:
        return False
    if above.text.endswith((",", ";", "<")) or "@" in line.text or line.text.startswith(("<", "[", "(")):
        return True
    return (
        (label(above.text) or ("", ""))[0] in {"to", "cc", "subject"} and above.width > 60 and line.width < above.width
    )


def _notes_head(lines: Sequence[Line], at: int) -> int:
    """Return the first line of a sender and a time that stand without labels above To, as Notes writes them, or `at`."""
    seen = [i for i in range(max(0, at - 7), at) if not lines[i].blank and lines[i].depth == lines[at].depth]
    if not seen or len(lines[seen[-1]].text) > 140:
        return at
    stamp = seen[-1]
    text = lines[stamp].text
    if not (has_clock(text) and has_date(text)):
        return at
    named = sum(character.isalpha() for character in text) > 6
    if named or len(seen) < 2 or len(lines[seen[-2]].text) > 80:
        return stamp
    if (label(lines[seen[-2]].text) or ("", ""))[0] == "from" and len(seen) > 2 and len(lines[seen[-3]].text) < 80:
        return seen[-3]
    return seen[-2]
