"""Own words apart from quoted and passed-on mail, in the forms of many mail programs and languages."""

from __future__ import annotations

import pytest

from intake.body import split
from intake.message import Zone, ZoneKind

OWN = ZoneKind.OWN
QUOTED = ZoneKind.QUOTED
FORWARDED = ZoneKind.FORWARDED


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
    "On Mon, Mar 3, 2025 at 2:05 PM Call for Partnerships <call@office.example\n> wrote:",
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


def test_empty_line_inside_an_attribution_is_crossed_only_before_the_name() -> None:
    """Some programs put an empty line between the time and the address; a sentence that ended stays the sender's."""
    assert (
        said("We agree.\n\nOn Mon, 3 Mar 2025 at 14:05 Call\n\n<call@office.example>\nwrote:\nWho pays?\n")
        == "We agree."
    )
    sentence = "On 3 March 2025 we met at 14:05."
    assert said(f"{sentence}\n\nCall <call@office.example> wrote:\n> Who pays?\n") == sentence
    assert said("On Monday we met\n\nCall <call@office.example> wrote:\n> Who pays?\n") == "On Monday we met"


def test_attribution_is_never_longer_than_its_cap() -> None:
    """Hundreds of words that end in "wrote:" are prose."""
    text = "Yes.\n\nOn 3 March 2025 at 14:05 " + "word " * 120 + "<call@office.example> wrote:\n\nmore\n"
    assert kinds(split(text, is_reply=True)) == [OWN]
    assert "On 3 March" in said(text.replace("word " * 60, "word " * 60 + "\n"))


@pytest.mark.parametrize(("lines", "found"), [(5, True), (6, False)])
def test_attribution_is_wrapped_over_five_lines_at_most(lines: int, found: bool) -> None:
    """Five short lines may be one attribution, six are not looked at together."""
    names = "Amina\n" * (lines - 2)
    text = f"Yes.\n\nOn 3 March 2025 at 14:05\n{names}<call@office.example> wrote:\n\nWho pays?\n"
    assert ("On 3 March" in said(text, QUOTED)) is found


@pytest.mark.parametrize(
    "lead_in",
    ["We sent the receipt on Friday, see the line below:", "As you said in your letter, and as we said in ours, here it is again:",
     "The bank sent 40 000 USD on 3 March 2025, see the receipt:", "We wrote:"],
)  # fmt: skip
def test_sentence_above_marked_lines_stays(lead_in: str) -> None:
    """A sentence of the sender that introduces quoted lines is no attribution."""
    assert said(f"Dear all,\n\n{lead_in}\n> 40 000 USD\n> received\n") == f"Dear all,\n\n{lead_in}"


@pytest.mark.parametrize(
    "name",
    [
        "Amina Diallo wrote:",
        "Amina a écrit :",
        "Амина написала:",
        "Amina Diallo (amina@links.example) writes:",
        "Call for Partnerships <call@office.example\n> wrote:",
    ],
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


FULL = "> Please tell us which of the organisations named in the release will"


@pytest.mark.parametrize(
    ("rest", "below"),
    [
        ("pay for it", "> Thank you"),
        ("Then", "> tell us who the contact person for all of them is"),
        ("(as we understood the letter that you wrote to us on the last day\nof May)", "> Thank you"),
        ("Together with the two others that the letter of the ministry names\nThey", "> and all others pay"),
    ],
)
def test_sentence_that_runs_over_the_wrap_is_quoted(rest: str, below: str) -> None:
    """One small letter across either edge of an unmarked rest shows that it belongs to the quote."""
    assert said(f"Yes.\n\n{ATTRIBUTIONS[0]}\n{FULL}\n{rest}\n{below}\n") == "Yes."


@pytest.mark.parametrize(
    ("above", "rest", "below"),
    [
        ("> Who pays", "the bank", "> Thank you"),
        (FULL, "The bank", "> Thank you"),
        (f"{FULL}.", "the bank", "> Thank you"),
        (FULL, "the bank\n", "> Thank you"),
        (FULL, "the bank", ""),
        (f"{FULL}\n>", "the bank", "> Thank you"),
        (FULL, "the bank\nof the region", "> Thank you"),
        ("> " + "x" * 51, "the bank", "> Thank you"),
    ],
)
def test_answer_between_marked_lines_is_no_wrapped_rest(above: str, rest: str, below: str) -> None:
    """Where the line above is short or finished, or an empty line or a short line intervenes, the sender speaks."""
    assert said(f"Yes.\n\n{ATTRIBUTIONS[0]}\n{above}\n{rest}\n{below}\n") == f"Yes.\n{rest.strip()}"


def test_rest_of_a_wrapped_line_has_its_width() -> None:
    """A line counts as full when the next word would have passed column sixty-two."""
    text = f"Yes.\n\n{ATTRIBUTIONS[0]}\n> {'x' * 56}\nthe bank\n> Thank you\n"
    assert said(text) == "Yes."
    assert said(text.replace("x" * 56, "x" * 55)) == "Yes.\nthe bank"


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


@pytest.mark.parametrize(
    "marker",
    ["-----Original Message-----", f"-----Original Message-----\n{HEADERS[0]}", HEADERS[0], ATTRIBUTIONS[0]],
)
def test_one_marked_line_right_below_a_marker_is_the_quote(marker: str) -> None:
    """The marker ends with its last line: one marked line below it, and the next line is the sender's again."""
    assert said(f"Hello,\n\n{marker}\n> Who is the contact?\nAmina Diallo.\n") == "Hello,\nAmina Diallo."


@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_headers_just_below_a_separator_belong_to_it(blank: str) -> None:
    """Up to two empty lines between a separator and its headers change nothing; the marked lines below end the quote."""
    text = f"Hello,\n\n-----Original Message-----\n{blank}{HEADERS[0]}\n\n> Who?\n\nAmina.\n"
    assert said(text) == "Hello,\nAmina."


def test_rule_near_above_a_header_goes_with_it() -> None:
    """A drawn rule belongs to the header when at most two empty lines stand between them; no further."""
    assert said(f"Hello,\n________\n\n\n{HEADERS[0]}\n\nWho pays?\n") == "Hello,"
    assert said(f"Hello,\n________\n\n\n\n{HEADERS[0]}\n\nWho pays?\n") == "Hello,\n________"


def test_long_sentence_above_to_is_no_sender() -> None:
    """A sentence that names a date and a time is not the line of name and time that Notes writes above To."""
    sentence = "We met on 03/03/2025 at 14:05 and agreed on all " + "important and " * 7 + "urgent points of the plan"
    assert kinds(split(f"{sentence}\nTo: Amina/NGO\ncc:\nSubject: Your partnership\n", is_reply=True)) == [OWN]


def test_wrapped_recipients_and_subject_belong_to_the_header() -> None:
    """A long list of recipients and a long subject go on below their fields; the sender's text does not."""
    people = "Amina Diallo <amina@ngo.example>, Boubacar Ba <boubacar@ngo.example>,\nChen Wei; Dana\n"
    headers = (
        "From: Call <call@office.example>\nSent: Monday, 3 March 2025 14:05\n"
        f"To: {people}Subject: Your partnership with the regional bank and the ministry of education\nin the valley\n"
    )
    assert said(f"Hello,\n\n{headers}> Who pays?\nThe bank.\n") == "Hello,\nThe bank."
    assert (
        said(f"Hello,\n\n{headers.replace('in the valley', 'The bank pays.')}\n> Who?\n\nAmina.\n") == "Hello,\nAmina."
    )


@pytest.mark.parametrize("is_reply", [True, False])
def test_timetable_is_no_header(is_reply: bool) -> None:
    """Rows of From, To and a date with its time are journeys, without a subject or an address."""
    rows = "".join(f"From: Town {n}\nTo: Town {n + 1}\nDate: 3 March 2025, {n:02}:00\n" for n in range(8, 14))
    assert kinds(split(f"Timetable:\n\n{rows}", is_reply=is_reply)) == [OWN]


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


@pytest.mark.parametrize(
    "headers", [HEADERS[-1], HEADERS[-2], "Date: Mon, 3 Mar 2025 14:05:02 +0100\nTo: amina@ngo.example"]
)
def test_uncertain_header_block_in_a_first_mail_stays(headers: str) -> None:
    """A mail that answers nothing loses no line below headers without a sender's field."""
    assert kinds(split(f"Hello,\n\n{headers}\n\nWe will pay.\n", is_reply=False)) == [OWN]


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
