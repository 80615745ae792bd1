"""The complimentary closes of letters, in many languages."""

from __future__ import annotations

_CLOSINGS = (
    "best", "best regards", "kind regards", "warm regards", "warmest regards", "regards", "with regards", "with best regards",
    "with kind regards", "with warm regards", "best wishes", "with best wishes", "all the best", "sincerely",
    "sincerely yours", "yours sincerely", "yours faithfully", "yours truly", "very truly yours", "yours", "respectfully",
    "respectfully yours", "cordially", "cheers", "thanks", "many thanks", "thank you", "thank you very much", "thanks again",
    "thanks and regards", "thanks & regards", "with thanks", "with appreciation", "thanking you", "with gratitude",
    "rgds", "br", "kr", "warmly", "in solidarity", "take care",
    "cordialement", "bien cordialement", "très cordialement", "bien à vous", "sincères salutations", "salutations distinguées",
    "meilleures salutations", "respectueusement", "amicalement", "salutations", "sincèrement", "merci", "merci d'avance",
    "avec mes remerciements", "bien sincèrement", "cdlt", "recevez mes salutations",
    "saludos", "saludos cordiales", "un saludo", "un cordial saludo", "cordiales saludos", "atentamente", "muy atentamente",
    "cordialmente", "saludos atentos", "atentos saludos", "gracias", "muchas gracias", "un abrazo", "le saluda atentamente", "respetuosamente",
    "с уважением", "с наилучшими пожеланиями", "искренне ваш", "искренне ваша", "с искренним уважением", "с благодарностью",
    "с глубоким уважением", "всего доброго", "всего наилучшего", "спасибо", "заранее спасибо", "с приветом", "з повагою",
    "此致", "此致敬礼", "敬礼", "顺颂商祺", "祝好", "谢谢", "谨启", "敬上", "顺祝商祺", "致以诚挚的问候", "此致 敬礼", "此致敬禮", "謝謝",
    "مع أطيب التحيات", "مع التحية", "مع خالص التحية", "تحياتي", "مع تحياتي", "وتفضلوا بقبول فائق الاحترام", "مع فائق الاحترام",
    "مع خالص الشكر", "شكرا", "شكرا لكم", "شكرًا", "شكرًا لكم", "مع الشكر", "مع فائق الاحترام والتقدير", "والسلام عليكم",
    "mit freundlichen grüßen", "mit freundlichem gruß", "freundliche grüße", "viele grüße", "beste grüße", "herzliche grüße",
    "mit besten grüßen", "liebe grüße", "grüße", "gruß", "hochachtungsvoll", "mfg", "vielen dank", "danke", "freundliche grüsse",
    "mit freundlichen grüssen", "atenciosamente", "cumprimentos", "com os melhores cumprimentos", "melhores cumprimentos", "abraços",
    "obrigado", "obrigada", "saudações", "cordiali saluti", "distinti saluti", "saluti", "un cordiale saluto", "grazie",
    "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groeten", "hartelijke groeten", "groeten", "bedankt",
    "pozdrawiam", "z poważaniem", "z wyrazami szacunku", "saygılarımla", "saygılarımızla", "teşekkürler", "با احترام", "با تشکر",
    "よろしくお願いいたします", "よろしくお願いします", "敬具", "감사합니다", "hormat kami", "salam hormat", "terima kasih",
    "salutacions", "cordialment", "atentament", "med vänlig hälsning", "med vänliga hälsningar", "mvh", "vänliga hälsningar",
    "med venlig hilsen", "med vennlig hilsen", "ystävällisin terveisin",
)  # fmt: skip
_CLOSING_SET = frozenset(_CLOSINGS)
_CLOSING_HEADS = (
    "veuillez agréer", "veuillez recevoir", "je vous prie d'agréer", "nous vous prions d'agréer", "dans l'attente",
    "وتفضلوا بقبول", "please accept the assurances", "please accept, ", "accept, sir", "примите уверения",
)  # fmt: skip


def is_closing(text: str) -> bool:
    """Whether a line is the complimentary close of a letter, in one of the languages we know."""
    words = " ".join(text.replace("’", "'").casefold().strip(" \t,.;!،。，*_-–").split())
    return words in _CLOSING_SET or (len(words) < 160 and words.startswith(_CLOSING_HEADS))
