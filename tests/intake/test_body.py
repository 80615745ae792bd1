"""The body's zones: own words, quotes, passed-on mail, signatures and notices, in many languages."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.body import split
from intake.message import Zone, ZoneKind

OWN, QUOTED, FORWARDED, SIGNATURE, DISCLAIMER = (
    ZoneKind.OWN,
    ZoneKind.QUOTED,
    ZoneKind.FORWARDED,
    ZoneKind.SIGNATURE,
    ZoneKind.DISCLAIMER,
)


def said(text: str, kind: ZoneKind = OWN, *, is_reply: bool = True) -> str:
    """The text of all zones of one kind."""
    zones = split(text, is_reply=is_reply)
    return "\n".join(part for z in zones if z.kind is kind and (part := text[z.start : z.end].strip()))


def kinds(zones: tuple[Zone, ...]) -> list[ZoneKind]:
    """The kinds of zones in order."""
    return [zone.kind for zone in zones]


# --- attribution lines ----------------------------------------------------------------------------------------------

ANSWER = "The contact is Amina Diallo."

ATTRIBUTIONS = (
    "On Mon, 3 Mar 2025 at 14:05, Call for Partnerships <call@office.example> wrote:",
    "On 3 Mar 2025, at 14:05, Call for Partnerships wrote:",
    "On Mon, Mar 3, 2025 at 2:05 PM Call for Partnerships <call@office.example>\nwrote:",
    "On Mon, Mar 3, 2025 at 2:05 PM Call for Partnerships <\ncall@office.example> wrote:",
    "2025-03-03 14:05 GMT+01:00 Call for Partnerships <call@office.example>:",
    "Call for Partnerships <call@office.example> writes:",
    "Call for Partnerships <\ncall@office.example>\nschrieb am 3.3.2025 um 14:05:",
    "---- On Mon, 03 Mar 2025 14:05:11 +0100 Call for Partnerships wrote ----",
    "Le lun. 3 mars 2025 à 14:05, Appel <call@office.example> a écrit :",
    "Le lundi 3 mars 2025 à 14:05, Appel à partenariats\n<call@office.example> a écrit :",
    "El lun, 3 mar 2025 a las 14:05, Convocatoria (<call@office.example>) escribió:",
    "El 3/3/25 a las 14:05, Convocatoria escribió:",
    "Am Mo., 3. März 2025 um 14:05 Uhr schrieb Aufruf <call@office.example>:",
    "Aufruf <call@office.example> schrieb am Mo., 3. März 2025,\n14:05:",
    "пн, 3 мар. 2025 г. в 14:05, Секретариат <call@office.example>:",
    "3 марта 2025 г., 14:05, «Секретариат» <call@office.example> написал(а):",
    "Секретариат <call@office.example> писал(а) 3 марта 2025 14:05:",
    "秘书处 <call@office.example> 于2025年3月3日周一 14:05写道：",
    "在 2025年3月3日，14:05，秘书处 <call@office.example> 写道：",
    'At 2025-03-03 14:05:22, "秘书处" <call@office.example> wrote:',
    "في الاثنين، 3 مارس 2025 في 2:05 م تمت كتابة ما يلي بواسطة الأمانة <call@office.example>:",
    "في ٣ مارس ٢٠٢٥، الساعة 14:05، كتب الأمانة <call@office.example>:",
    "2025年3月3日(月) 14:05 事務局 <call@office.example>:",
    "Em seg., 3 de mar. de 2025 às 14:05, Chamada <call@office.example> escreveu:",
    "Il giorno lun 3 mar 2025 alle ore 14:05 Bando <call@office.example> ha scritto:",
    "Op ma 3 mrt 2025 om 14:05 schreef Oproep <call@office.example>:",
    "Op 3 mrt 2025 om 14:05 heeft Oproep <call@office.example> het volgende geschreven:",
    "pon., 3 mar 2025 o 14:05 Nabór <call@office.example> napisał(a):",
    "3 Mar 2025 Pzt, 14:05 tarihinde Çağrı <call@office.example> şunu yazdı:",
    "Den mån 3 mars 2025 kl 14:05 skrev Upprop <call@office.example>:",
    "пн, 3 бер. 2025 р. о 14:05 Секретаріат <call@office.example> пише:",
    "2025년 3월 3일 (월) 14:05, 사무국 <call@office.example>님이 작성:",
    "On Monday, March 3, 2025, 02:05:22 PM GMT+1, Call <call@office.example> wrote:",
    'On 3/3/25, 2:05 PM, "Call" <call@office.example> wrote:',
    "On Mon, Mar 3, 2025 at 2:05 PM <call@office.example> wrote:",
    "Call/OFFICE wrote on 03/03/2025 02:05:11 PM:",
    "------On 03/03/2025 14:05 PM, Call for Partnerships wrote-----",
    "Понедельник, 3 марта 2025, 14:05 +03:00 от Секретариат <call@office.example>:",
    "秘书处 <call@office.example> 於 2025年3月3日 週一 下午2:05寫道：",
    "في ٣\u200f/٣\u200f/٢٠٢٥ ٢:٠٥ م، كتب الأمانة:",
    "في الاثنين، 3 مارس 2025 في 2:05 م تمت كتابة ما يلي بواسطة \u202aالأمانة\u202c\u200f <\u202acall@office.example\u202c\u200f>:",
    "در تاریخ دوشنبه ۳ مارس ۲۰۲۵،\u200f ۱۴:۰۵ دبیرخانه <call@office.example> نوشت:",
    "Vào Th 2, 3 thg 3, 2025 vào lúc 14:05 Ban thư ký <call@office.example> đã viết:",
    "po 3. 3. 2025 v 14:05 odesílatel Výzva <call@office.example> napsal:",
    "Felhívás <call@office.example> ezt írta (időpont: 2025. márc. 3., H, 14:05):",
    "În lun., 3 mar. 2025 la 14:05, Apel <call@office.example> a scris:",
    "ma 3. maalisk. 2025 klo 14.05 Haku (call@office.example) kirjoitti:",
    "man. 3. mars 2025 kl. 14:05 skrev Utlysning <call@office.example>:",
    "\u202bבתאריך יום ב׳, 3 במרץ 2025 ב-14:05 מאת \u202aמזכירות\u202c\u200f <\u202acall@office.example\u202c\u200f>:\u202c",
    "Pada tanggal Sen, 3 Mar 2025 pukul 14.05 Panggilan <call@office.example> menulis:",
)  # fmt: skip


@pytest.mark.parametrize("attribution", ATTRIBUTIONS)
@pytest.mark.parametrize("mark", ["> ", ""])
def test_attribution_ends_the_senders_words(attribution: str, mark: str) -> None:
    """The line of any of these mail programs begins the quote, whether or not the quoted lines are marked."""
    text = f"{ANSWER}\n\n{attribution}\n\n{mark}Dear partner,\n{mark}who is your contact?\n"
    assert said(text) == ANSWER
    assert "Dear partner" in said(text, QUOTED)
    assert attribution.split("\n", 1)[0] in said(text, QUOTED)


@pytest.mark.parametrize(
    "sentence",
    [
        "On Monday we wrote:\nplease send the budget.",
        "On 12 May 2026 we wrote:\nour school network grows.",
        "Our report of 2025 said:\n120 schools are online.",
        "As the minister wrote:\nconnect every village by 2030.",
        "Le 12 mai 2026 nous avons écrit :\nnotre réseau grandit.",
        "The programme runs from 09:00 to 17:00:\n- morning session\n- evening session",
        "Write to the office at office@ngo.example:\nwe answer every day.",
    ],
)
@pytest.mark.parametrize("is_reply", [True, False])
def test_sentence_with_a_verb_of_writing_stays(sentence: str, is_reply: bool) -> None:
    """A sentence that only resembles an attribution cuts nothing."""
    text = f"We propose a partnership.\n\n{sentence}\n\nIt will train 400 teachers.\n"
    assert kinds(split(text, is_reply=is_reply)) == [OWN]


def test_stamp_without_colon_needs_marks_below() -> None:
    """Date, name and address alone introduce a quote only when the quoted lines are marked."""
    stamp = "2025/3/3 Call for Partnerships <call@office.example>"
    assert said(f"We agree.\n{stamp}\n\n> Who pays?\n") == "We agree."
    assert kinds(split(f"We agree.\n{stamp}\n\nWho pays?\n", is_reply=True)) == [OWN]


@pytest.mark.parametrize(
    "last", ["A contact is Amina.", "On Friday it is ready", "Write to amina@links.example", "Thank you, it works"]
)
@pytest.mark.parametrize("mark", ["> ", ""])
def test_line_right_above_an_attribution_stays(last: str, mark: str) -> None:
    """The sender's last line is not part of the attribution that follows without an empty line."""
    attribution = "On Mon, 3 Mar 2025 at 14:05, Call <call@office.example> wrote:"
    assert said(f"Hello,\n{last}\n{attribution}\n{mark}Who pays?\n") == f"Hello,\n{last}"


def test_attribution_does_not_reach_over_a_question() -> None:
    """A question above a line that ends in a colon is not the first half of an attribution."""
    text = "Is 14:05 on 3 March 2025 too late to write to call@office.example?\nWe wrote:\nthe text is ready.\n"
    assert kinds(split(text, is_reply=True)) == [OWN]


def test_attribution_is_never_longer_than_its_cap() -> None:
    """Hundreds of words that end in "wrote:" are prose."""
    text = "Yes.\n\nOn 3 March 2025 at 14:05 " + "word " * 120 + "<call@office.example> wrote:\n\nmore\n"
    assert kinds(split(text, is_reply=True)) == [OWN]


@pytest.mark.parametrize(
    "lead_in",
    ["We sent the receipt on Friday, see the line below:", "As you said in your letter, and as we said in ours, here it is again:",
     "The bank sent 40 000 USD on 3 March 2025, see the receipt:", "We wrote:"],
)  # fmt: skip
def test_sentence_above_marked_lines_stays(lead_in: str) -> None:
    """A sentence of the sender that introduces quoted lines is no attribution."""
    assert said(f"Dear all,\n\n{lead_in}\n> 40 000 USD\n> received\n") == f"Dear all,\n\n{lead_in}"


@pytest.mark.parametrize(
    "name", ["Amina Diallo wrote:", "Amina a écrit :", "Амина написала:", "Amina Diallo (amina@links.example) writes:"]
)
def test_name_above_marked_lines_is_an_attribution(name: str) -> None:
    """A name and a verb of writing right above marked lines say who wrote them."""
    assert said(f"We agree.\n\n{name}\n> Who pays?\n") == "We agree."


def test_inline_answers_stay_own() -> None:
    """What is written between quoted lines is the sender's, piece by piece."""
    text = (
        "On Mon, 3 Mar 2025 at 14:05, Call <call@office.example> wrote:\n"
        "> Who funds the partnership?\n\nThe regional bank does.\n\n> Who is the contact?\nAmina Diallo\n> Thank you\n"
    )
    assert said(text) == "The regional bank does.\nAmina Diallo"
    assert "Who funds" in said(text, QUOTED)


def test_answer_below_an_unmarked_attribution_stays() -> None:
    """When nothing stands above an attribution and nothing is marked, all that follows may be the answer."""
    text = "On Mon, 3 Mar 2025 at 14:05, Call <call@office.example> wrote:\n\nOur budget is 40 000 euros.\n"
    assert said(text) == "Our budget is 40 000 euros."


def test_wrapped_rest_of_a_quoted_line_is_quoted() -> None:
    """A quoted line that was wrapped without a mark does not become the sender's."""
    text = (
        "Yes.\n\nOn Mon, 3 Mar 2025 at 14:05, Call <call@office.example> wrote:\n"
        "> Please tell us which of the organisations named in your press release\nwill pay\n> for the training.\n"
    )
    assert said(text) == "Yes."


def test_short_answer_between_full_lines_is_kept() -> None:
    """An answer squeezed between two quoted lines is a sentence of its own and stays."""
    text = (
        "On Mon, 3 Mar 2025 at 14:05, Call <call@office.example> wrote:\n"
        "> Please tell us which of the organisations named in your release pays\nUNDP pays 500 000 USD.\n"
        "> Who is the contact person?\nAmina Diallo.\n"
    )
    assert said(text) == "UNDP pays 500 000 USD.\nAmina Diallo."


# --- marks without attribution --------------------------------------------------------------------------------------


def test_marked_lines_of_a_reply_are_quoted_at_any_depth() -> None:
    """Quote marks alone make a quote in a reply, however deep."""
    text = "Agreed.\n>>> first\n>> second\n> > third\n>fourth\n"
    assert said(text) == "Agreed."
    assert said(text, QUOTED).count("\n") == 3


def test_marked_lines_of_a_first_mail_stay() -> None:
    """Without an attribution, lines that begin with a greater-than sign stay in a mail that answers nothing."""
    text = "Our targets:\n> 500 villages\n> 40 % women\n"
    assert kinds(split(text, is_reply=False)) == [OWN]


def test_figure_with_a_sign_stays_in_a_reply() -> None:
    """A single line "> 500 villages" means more than 500."""
    text = "We will reach:\n\n> 500 villages\n\nby 2030.\n"
    assert kinds(split(text, is_reply=True)) == [OWN]


def test_mail_of_nothing_but_marks_stays() -> None:
    """When every line is marked and nobody is named, the marks prove nothing and all is kept."""
    assert kinds(split("> We join the call.\n> Amina\n", is_reply=True)) == [OWN]


def test_mail_of_nothing_but_an_attributed_quote_is_quoted() -> None:
    """A reply that only sends back our own letter says nothing."""
    text = "> On Mon, 3 Mar 2025 at 14:05, Call <call@office.example> wrote:\n>> Who pays?\n"
    assert said(text) == ""


def test_from_line_of_an_mbox_file_is_no_quote() -> None:
    """The escape that mbox files put before From is not a quote mark."""
    assert (
        said("We offer training.\n>From May on it is free.\nJoin us.\n")
        == "We offer training.\n>From May on it is free.\nJoin us."
    )


def test_groupwise_stamp_on_top_keeps_what_follows() -> None:
    """When nothing stands above the stamp, what follows may be the answer."""
    assert "The bank does." in said(">>> Call for Partnerships 03/03/25 2:05PM >>>\nWho pays?\nThe bank does.\n")


def test_ornament_of_angle_brackets_stays() -> None:
    """A line between rows of angle brackets is decoration."""
    text = "Visit our fair.\n>>> >>> www.fair.example <<< <<<\nWe hope to see you.\n"
    assert kinds(split(text, is_reply=True)) == [OWN]


def test_answer_below_marked_lines_under_headers_stays() -> None:
    """When the lines below a copied header are marked, the sender may answer below them."""
    text = f"-----Original Message-----\n{HEADERS[0]}\n\n> Who is the contact?\n\nAmina Diallo.\n"
    assert said(text) == "Amina Diallo."
    text = f"Hello,\n\n{HEADERS[0]}\n\n> Who is the contact?\n\nAmina Diallo.\n"
    assert said(text) == "Hello,\nAmina Diallo."


def test_uncertain_headers_at_the_top_keep_what_follows() -> None:
    """Two fields above everything prove too little to take the whole mail away."""
    text = "Date: Mon, 3 Mar 2025 14:05:00 +0100\nFrom: Call <call@office.example>\n\n  | Who pays?\n\nThe bank does.\n"
    assert "The bank does." in said(text)
    assert said(f"Yes.\n\n{text}") == "Yes."


def test_groupwise_stamp_begins_a_quote() -> None:
    """Sender and time between angle brackets introduce an unmarked quote."""
    text = "Yes, we can.\n\n>>> Call for Partnerships 03/03/25 2:05PM >>>\nWho is the contact?\n"
    assert said(text) == "Yes, we can."


# --- header blocks --------------------------------------------------------------------------------------------------

HEADERS = (
    "From: Call <call@office.example>\nSent: Monday, 3 March 2025 14:05\nTo: Amina <a@ngo.example>\nSubject: Your partnership",
    ("From: Call [mailto:call@office.example]\nSent: Monday, March 3, 2025 2:05 PM\nTo: Amina; Boubacar;\n Chen\nCc: Desk\n"
    "Subject: RE: Your partnership"),
    "*From:* Call <call@office.example>\n*Date:* Monday, 3 March 2025 at 14:05\n*To:* Amina\n*Subject:* Your partnership",
    "De : Appel <call@office.example>\nEnvoyé : lundi 3 mars 2025 14:05\nÀ : Amina\nObjet : Votre partenariat",
    "De: Convocatoria <call@office.example>\nEnviado el: lunes, 3 de marzo de 2025 14:05\nPara: Amina\nAsunto: Su alianza",
    "От: Секретариат <call@office.example>\nОтправлено: 3 марта 2025 г. 14:05\nКому: Амина\nТема: Партнёрство",
    "发件人: 秘书处 <call@office.example>\n发送时间: 2025年3月3日 14:05\n收件人: 阿米娜\n主题: 伙伴关系",
    "发件人：秘书处\n发送时间：2025-03-03 14:05\n收件人：阿米娜\n抄送：\n主题：伙伴关系",
    "من: الأمانة <call@office.example>\nتاريخ الإرسال: 3 مارس 2025 14:05\nإلى: أمينة\nالموضوع: الشراكة",
    "Von: Aufruf <call@office.example>\nGesendet: Montag, 3. März 2025 14:05\nAn: Amina\nBetreff: Ihre Partnerschaft",
    "Da: Bando <call@office.example>\nInviato: lunedì 3 marzo 2025 14:05\nA: Amina\nOggetto: Partenariato",
    "De: Chamada <call@office.example>\nEnviada em: segunda-feira, 3 de março de 2025 14:05\nPara: Amina\nAssunto: Parceria",
    "Van: Oproep <call@office.example>\nVerzonden: maandag 3 maart 2025 14:05\nAan: Amina\nOnderwerp: Partnerschap",
    "差出人: 事務局 <call@office.example>\n送信日時: 2025年3月3日 14:05\n宛先: アミナ\n件名: パートナーシップ",
    "Call for Partnerships\nSent by: Desk\n03/03/2025 14:05\nTo: Amina/NGO\ncc:\nSubject: Your partnership",
    "-------- Reply Separator --------\nSubject: Your partnership\nAuthor: Call <call@office.example>\nDate: 03/03/2025 14:05",
    "Date: Mon, 3 Mar 2025 14:05:02 +0100\nTo: amina@ngo.example",
    "From: Call for Partnerships <call@office.example> Sent: Monday, March 3, 2025 2:05 PM To: Amina Subject: Your partnership",
    "Call for Partnerships\n03/03/2025 14:05\nTo: Amina/NGO\ncc:\nSubject: Your partnership",
    "Call for Partnerships          03/03/2025 02:05 PM\n\nTo: Amina/NGO\ncc:\n\nSubject: Your partnership",
)  # fmt: skip


@pytest.mark.parametrize("headers", HEADERS)
@pytest.mark.parametrize("rule", ["", "________________________________\n", "-----Original Message-----\n"])
def test_header_block_ends_the_senders_words(headers: str, rule: str) -> None:
    """A copied header, in the words of its mail program and with or without a rule above, begins the quote of a reply."""
    text = f"{ANSWER}\n\n{rule}{headers}\n\nDear Amina,\nwho is your contact?\n"
    assert said(text) == ANSWER
    assert "who is your contact" in said(text, QUOTED)


@pytest.mark.parametrize(
    "lookalike",
    [
        "From: January 2027\nTo: December 2028",
        "From: Nairobi\nTo: Kisumu\nSubject: fibre link",
        "Date: 3 March 2025\nVenue: Geneva\nSubject: launch of the network",
        "Subject: Teacher training\nTo: 400 teachers\nFrom: 20 districts",
        "To: all partners\nSubject: kick-off",
        "De: enero de 2027\nA: diciembre de 2028\nPara: 400 escuelas",
        "| From | To | Date |\n| Accra | Lagos | 2027 |",
        "To: The secretariat\nFrom: Amina Diallo, Rural Links\nDate: 3 March 2025\nSubject: Partnership proposal",
        "MEMO\n\nTo: The secretariat\nFrom: Amina Diallo <amina@links.example>\nDate: 3 March 2025\nSubject: Partnership",
    ],
)
@pytest.mark.parametrize("is_reply", [True, False])
def test_list_that_resembles_headers_stays(lookalike: str, is_reply: bool) -> None:
    """A timetable, a route or an agenda is not a copied header."""
    text = f"Our plan follows.\n\n{lookalike}\n\nTotal: 400 000 USD\n"
    assert kinds(split(text, is_reply=is_reply)) == [OWN]


def test_header_block_in_a_first_mail_is_passed_on() -> None:
    """Under a certain header block a mail that answers nothing passes somebody's mail on."""
    text = f"Dear secretariat, here is our partner's offer.\n\n{HEADERS[0]}\n\nWe will pay for the masts.\n"
    assert said(text, is_reply=False) == "Dear secretariat, here is our partner's offer."
    assert "We will pay" in said(text, FORWARDED, is_reply=False)


# --- passed-on mail -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "separator",
    [
        "---------- Forwarded message ---------",
        "Begin forwarded message:",
        "-------- Forwarded Message --------",
        "---------- Message transféré ----------",
        "Début du message réexpédié :",
        "---------- Mensaje reenviado ----------",
        "Inicio del mensaje reenviado:",
        "-------- Weitergeleitete Nachricht --------",
        "---------- Пересылаемое сообщение ----------",
        "-------- Пересланное сообщение --------",
        "---------- 转发的邮件 ----------",
        "---------- رسالة معاد توجيهها ----------",
        "-------- Messaggio inoltrato --------",
        "---------- Mensagem encaminhada ----------",
        "-------- Doorgestuurd bericht --------",
        "---------------------- Forwarded by Amina Diallo/NGO on 03/03/2025 02:05 \nPM ---------------------------",
    ],
)
@pytest.mark.parametrize("is_reply", [True, False])
def test_forwarded_mail_is_a_zone_of_its_own(separator: str, is_reply: bool) -> None:
    """What stands below the line of a forwarding mail program was written by somebody else."""
    text = f"Please consider this.\n\n{separator}\nFrom: Ngozi <n@firm.example>\nSubject: Offer\n\nWe give 20 masts.\n"
    assert said(text, is_reply=is_reply) == "Please consider this."
    assert "We give 20 masts." in said(text, FORWARDED, is_reply=is_reply)


def test_marked_forward_ends_with_its_marks() -> None:
    """A forward in quote marks ends where the marks end; the sender may go on below."""
    text = "See this:\n\n> Begin forwarded message:\n>\n> From: Ngozi <n@firm.example>\n>\n> We give masts.\n\nWe accept it.\n"
    for is_reply in (True, False):
        assert said(text, is_reply=is_reply) == "See this:\nWe accept it."
        assert "We give masts" in said(text, FORWARDED, is_reply=is_reply)


def test_original_message_is_passed_on_when_the_introduction_says_so() -> None:
    """The same block is a quote under an answer and a document under "FYI" or under nothing."""
    block = f"-----Original Message-----\n{HEADERS[0]}\n\nWe give 20 masts.\n"
    assert "20 masts" in said(f"We agree to everything.\n\n{block}", QUOTED)
    assert "20 masts" in said(f"FYI, see below.\n\n{block}", FORWARDED)
    assert "20 masts" in said(block, FORWARDED)


def test_words_of_forwarding_in_a_sentence_cut_nothing() -> None:
    """A sentence about a forwarded message is a sentence."""
    text = "We sent you a forwarded message yesterday.\nOriginal message attached.\nWe hope it helps.\n"
    assert kinds(split(text, is_reply=True)) == [OWN]


# --- signatures -----------------------------------------------------------------------------------------------------

CONTACT = "Amina Diallo\nDirector, Rural Links\nTel: +221 33 123 45 67\namina@rurallinks.example"


@pytest.mark.parametrize(
    "closing",
    [
        "Best regards,", "Yours sincerely", "Cordialement,", "Bien à vous", "Saludos cordiales,", "Atentamente",
        "С уважением,", "此致\n敬礼", "مع أطيب التحيات،", "Mit freundlichen Grüßen", "Atenciosamente,", "Cordiali saluti,",
        "Met vriendelijke groet,", "Z poważaniem", "Saygılarımla,", "敬具",
        "Veuillez agréer, Madame, Monsieur, mes salutations distinguées.",
    ],
)  # fmt: skip
def test_close_of_a_first_mail_begins_the_signature(closing: str) -> None:
    """From the complimentary close on, a name and contact facts are the signature."""
    text = f"We connect 40 villages and train teachers.\n\n{closing}\n\n{CONTACT}\n"
    assert said(text, is_reply=False) == "We connect 40 villages and train teachers."
    assert said(text, SIGNATURE, is_reply=False).endswith("amina@rurallinks.example")


def test_contact_block_without_close_is_a_signature() -> None:
    """A name with two ways to reach its owner closes a first mail as a signature."""
    text = f"We connect 40 villages and train teachers.\n\n{CONTACT}\n"
    assert said(text, SIGNATURE, is_reply=False) == CONTACT


def test_contact_block_of_a_reply_stays() -> None:
    """Asked for a contact, people answer with a block like a signature: it is the answer."""
    text = f"Here is our contact:\n\n{CONTACT}\n"
    assert kinds(split(text, is_reply=True)) == [OWN]


@pytest.mark.parametrize(
    "heading",
    ["For more information, contact:", "Media contact:", "###\n\nPress office", "Contact presse :", "Контакты для прессы:",
     "媒体联系人：", "للمزيد من المعلومات:", "Para más información:"],
)  # fmt: skip
def test_contacts_offered_to_the_press_are_no_signature(heading: str) -> None:
    """The contact lines of a press release belong to the release."""
    text = f"GENEVA - Forty villages go online.\n\nThe project ends in 2028.\n\n{heading}\n{CONTACT}\n"
    assert kinds(split(text, is_reply=False)) == [OWN]
    text = f"GENEVA - Forty villages go online.\n\nThe project ends in 2028.\n\n{heading}\n\n{CONTACT}\n"
    assert kinds(split(text, is_reply=False)) == [OWN]


def test_second_of_two_press_contacts_is_no_signature() -> None:
    """Contacts set apart by empty lines all belong to the heading above them."""
    one = "Boubacar Ba\n\nPress officer\n\n+221 33 765 43 21\n\nba@rurallinks.example"
    text = f"GENEVA - Forty villages go online.\n\nContact:\n\n{one}\n\n{CONTACT}\n"
    assert kinds(split(text, is_reply=False)) == [OWN]


@pytest.mark.parametrize("line", ["Press Officer", "contact@rurallinks.example", "www.rurallinks.example/contact"])
def test_signature_may_speak_of_contact(line: str) -> None:
    """A title or an address with the word contact in it does not make a signature a press contact."""
    text = f"We connect forty villages.\n\nBest regards,\nAmina Diallo\n{line}\n"
    assert said(text, is_reply=False) == "We connect forty villages."


def test_organisation_description_after_a_close_stays() -> None:
    """A section About X below the close is content, not signature."""
    text = "We connect villages.\n\nBest regards,\nAmina\n\nAbout Rural Links\nRural Links is a charity.\n"
    assert "Rural Links is a charity." in said(text, is_reply=False)


@pytest.mark.parametrize("is_reply", [True, False])
def test_delimiter_begins_the_signature(is_reply: bool) -> None:
    """Dash, dash, space and short lines to the end are a signature (RFC 3676 section 4.3)."""
    text = f"We agree.\n-- \n{CONTACT}\n"
    assert said(text, is_reply=is_reply) == "We agree."
    assert said(text, SIGNATURE, is_reply=is_reply) == f"-- \n{CONTACT}"


@pytest.mark.parametrize("is_reply", [True, False])
def test_dashes_in_the_middle_stay(is_reply: bool) -> None:
    """Two dashes above a long text are a rule between two parts."""
    part = (
        "The second part tells at length which schools and which clinics of the district will be joined by radio links."
    )
    text = f"First part.\n--\n{part}\n{part}\n{part}\n"
    assert kinds(split(text, is_reply=is_reply)) == [OWN]


@pytest.mark.parametrize("is_reply", [True, False])
def test_list_with_dashes_stays(is_reply: bool) -> None:
    """Points that begin with a dash are content."""
    text = "We bring:\n- 20 masts\n- 4 trainers\n-- two of them women\n- one year of service\n"
    assert kinds(split(text, is_reply=is_reply)) == [OWN]


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my iPhone", "Sent from Outlook for iOS<https://aka.example/o>", "Get Outlook for Android",
        "Envoyé de mon iPhone", "Enviado desde mi iPhone", "Gesendet von Outlook für Android", "Von meinem iPhone gesendet",
        "Отправлено с iPhone", "发自我的 iPhone", "أُرسلت من الـ iPhone", "Inviato da iPhone", "Enviado do meu iPhone",
        "Verzonden vanaf mijn iPhone", "iPhoneから送信",
    ],
)  # fmt: skip
def test_line_of_a_telephone_is_a_signature(line: str) -> None:
    """The line that a telephone adds is not the sender's."""
    assert said(f"We agree.\n\n{line}\n") == "We agree."
    assert said(f"We agree.\n\n{line}\n", SIGNATURE) == line


def test_sentence_about_sending_stays() -> None:
    """A sentence that begins like the line of a telephone is a sentence."""
    text = "Two boxes follow.\n\nSent by courier yesterday, they should arrive on Friday.\n"
    assert kinds(split(text, is_reply=True)) == [OWN]


def test_thanks_in_the_middle_stay() -> None:
    """A close in the middle of a mail, with sentences after it, ends nothing."""
    text = (
        "We apply.\n\nMany thanks\n\nOur project brings radio links to the forty villages of the northern valley.\n"
        + ("It trains two hundred teachers every year until the end of 2028.\n" * 2)
    )
    assert kinds(split(text, is_reply=False)) == [OWN]


def test_text_of_nothing_but_a_close_is_kept_as_a_zone() -> None:
    """A mail that holds only a close and a name loses nothing."""
    text = "Best regards,\nAmina\n"
    assert said(text, SIGNATURE, is_reply=False) == text.strip()


# --- notices --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "notice",
    [
        "This e-mail and its files are confidential. If you are not the intended recipient, delete it.",
        "Ce message est confidentiel. Si vous n'en êtes pas le destinataire, merci de le détruire.",
        "Este mensaje es confidencial. Si no es usted el destinatario, bórrelo.",
        "Это сообщение конфиденциально. Если вы не адресат, удалите его.",
        "本邮件内容保密。如果您不是收件人，请删除。",
        "هذه الرسالة سرية. إذا لم تكن المستلم المقصود فاحذفها.",
        "Diese E-Mail ist vertraulich. Wenn Sie nicht der richtige Adressat sind, löschen Sie sie.",
        "Please consider the environment before printing this page.",
    ],
)
@pytest.mark.parametrize("is_reply", [True, False])
def test_notice_at_the_end_is_a_disclaimer(notice: str, is_reply: bool) -> None:
    """A legal notice is not the sender's own words, in any of our languages."""
    text = f"We connect forty villages.\n\n{notice}\n"
    assert said(text, is_reply=is_reply) == "We connect forty villages."
    assert said(text, DISCLAIMER, is_reply=is_reply) == notice


def test_signature_stands_above_a_disclaimer() -> None:
    """The heading goes with its notice, and the signature above is still found."""
    notice = "This e-mail is confidential. If you are not the intended recipient, delete it."
    text = f"We connect villages.\n\nBest regards,\n{CONTACT}\n\nDISCLAIMER\n\n{notice}\n"
    assert kinds(split(text, is_reply=False)) == [OWN, SIGNATURE, DISCLAIMER]
    assert said(text, DISCLAIMER, is_reply=False).startswith("DISCLAIMER")


def test_sentence_about_confidential_data_stays() -> None:
    """A project that protects confidential data has no disclaimer."""
    text = "We train clerks.\n\nPatient files stay confidential and each clinic controls its own records.\n"
    assert kinds(split(text, is_reply=False)) == [OWN]


def test_mail_of_nothing_but_a_notice_says_nothing() -> None:
    """A mail that holds only a legal notice has no words of its sender."""
    text = "This e-mail is confidential. If you are not the intended recipient, delete it.\n"
    assert kinds(split(text, is_reply=True)) == [DISCLAIMER]


# --- promises -------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "Hello,\n", "We connect villages.\n", "\n", "> quoted\n", ">> deeper\n", "-- \n", "--\n", "________________\n",
        f"{HEADERS[0]}\n", "From: x\n", "To: y\n", "Subject: z\n", "-----Original Message-----\n", "Best regards,\n",
        "On Mon, 3 Mar 2025 at 14:05, Call <call@office.example> wrote:\n", "Begin forwarded message:\n", "Sent from my iPhone\n",
        "Tel: +1 202 555 0100\n", "confidential intended recipient e-mail\n", "On on On <\n", "wrote:\n", "a", "\x0c", "\u2028",
        ">>> A 03/03/25 2:05PM >>>\n", "\ufeff", "> 5\n", ">From x\n", "  \t\n",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=200), st.booleans())
@settings(deadline=None, max_examples=300)
def test_zones_cover_the_text_in_order(text: str, is_reply: bool) -> None:
    """Zones begin at nought, follow each other without gap or overlap, end with the text, and never repeat a kind."""
    zones = split(text, is_reply=is_reply)
    assert "".join(text[zone.start : zone.end] for zone in zones) == text
    assert [zone.start for zone in zones] == [0, *[zone.end for zone in zones]][: len(zones)]
    assert all(zone.start < zone.end for zone in zones)
    assert all(one.kind is not other.kind for one, other in itertools.pairwise(zones))


@given(st.lists(PIECES, max_size=30).map("".join), st.booleans())
@settings(deadline=None, max_examples=100)
def test_same_text_gives_the_same_zones(text: str, is_reply: bool) -> None:
    """Nothing but the text and the flag decides."""
    assert split(text, is_reply=is_reply) == split(text, is_reply=is_reply)


def test_empty_text_has_no_zones() -> None:
    """There is nothing to cover."""
    assert split("", is_reply=True) == ()


def calls(work: Callable[[], object]) -> int:
    """How many Python and C functions ran: a measure of work that no busy machine can change."""
    count = 0

    def note(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "a b c\n", "> a\n", ">\n", "To: x\n", "From: x@y.example\n", "On on at on\n", "On 3 Mar 2025, at 14:05, <\n", "--\n", "-- \nx\n",
        "-----Original Message-----\n> x\n", "Best regards,\n", "\n", "confidential recipient e-mail\n\n", "> a full line of quoted words " * 3 + "\nx\n",
        "On Mon, 3 Mar 2025 at 14:05, C <c@o.example> wrote:\n> x\n\nyes\n\n", "12:30 wrote\n", "________________\n", "- x@y.example\n",
        "> > > Sent from my iPhone\n", "Sent from my iPhone\n", "03/03/2025 14:05\nTo: x\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_reply", [True, False])
def test_work_grows_with_the_text_and_no_faster(piece: str, is_reply: bool) -> None:
    """Four times the text is about four times the work, for every kind of line that starts a search."""
    small = calls(lambda: split(piece * 300, is_reply=is_reply))
    large = calls(lambda: split(piece * 1200, is_reply=is_reply))
    assert large < 4.6 * small + 2000


def test_one_endless_line_is_looked_at_up_to_its_cap() -> None:
    """A line of a million characters costs no more calls than a short one, and stays with the sender."""
    for piece in (" on at", ">", "- ", "@", "From: ", "\t"):
        text = piece * (1_000_000 // len(piece))
        assert calls(lambda text=text: split(text, is_reply=True)) < 5000
        assert "".join(text[z.start : z.end] for z in split(text, is_reply=True)) == text
