"""The labels of copied headers: From, Sent, To, Subject in the words of many mail programs."""

from __future__ import annotations

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


def read_label(text: str) -> tuple[str, str] | None:
    """Return the kind of header a line seems to be and its value, or None. Bold marks of converted HTML are ignored."""
    name, colon, value = text[: _LABEL_CAP + 8].replace("：", ":").partition(":")
    kind = _KIND_OF.get(" ".join(name.strip("*_ \t\xa0").casefold().split()))
    if not colon or kind is None:
        return None
    return kind, (value + text[_LABEL_CAP + 8 :]).strip("*_ \t\xa0")
