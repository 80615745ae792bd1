"""The lines that telephones and mail programs add at the end: "Sent from my telephone"."""

from __future__ import annotations

import re

_WORDS_CAP = 9
_LENGTH_CAP = 120
_SENT = re.compile(
    r"[\[(<—–*_ -]{0,3}(?:sent (?:from|via|with|using)|get|envoyé (?:de|depuis|à partir|via|avec)|télécharge[rz]|obtenez|"
    r"enviado (?:desde|do|da|a partir|con|via|pelo|por)|obtener|obter|gesendet (?:von|mit|über)|von mein|diese nachricht wurde|"
    r"inviato (?:da|dal|con)|verzonden (?:vanaf|met|via|van)|отправлено (?:с|из|от)|надіслано (?:з|із)|wysłan[eo]? (?:z|ze)|"
    r"skickat från|sendt fra|lähetetty|enviat (?:des|amb)|dikirim dari|odesláno z|trimis de pe|gửi từ|"
    r"أُ?رسلت? من|تم الإرسال من|مرسل من|发自|發自|來自|来自|寄件自|从|從)",
    re.IGNORECASE,
)
_SENT_LAST = re.compile(
    r"(?:から送信|에서 보냄|dan gönderildi|den gönderildi|tan gönderildi|ten gönderildi)[。.]?$", re.IGNORECASE
)
_PRODUCT = re.compile(
    r"phone|i?pad\b|mobil|móvil|portable|handy|android|\bios\b|outlook|(?<!e)(?<!e-)mail\b|mailbox|blackberry|samsung|galaxy|huawei|"
    r"xiaomi|redmi|\boppo|nokia|windows|yahoo|gmail|proton|thunderbird|\bapp\b|device|gerät|tablet|wireless|handheld|téléphone|"
    r"teléfono|telefon|telefoon|dispositi|appareil|телефон|мобильн|мобільн|смартфон|устройств|пристро|планшет|手机|手機|邮箱|信箱|هاتف|جوال|جهاز|آيفون|携帯|휴대",
    re.IGNORECASE,
)


def is_device_line(text: str) -> bool:
    """Whether a line was added by a mail program: a few words of sending and the name of a device or program."""
    if len(text) > _LENGTH_CAP:
        return False
    words = text.split("<", 1)[0].split("http", 1)[0].strip("[]()*_—–- ")
    if len(words.split()) > _WORDS_CAP or "," in words or words.endswith((":", "?", "!")):
        return False
    return bool((_SENT.match(words) or _SENT_LAST.search(words)) and _PRODUCT.search(words))
