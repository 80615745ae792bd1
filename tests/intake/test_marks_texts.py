"""Automatic answers and delivery notices that only their words tell; and people who use the same words."""

import pytest

from intake.automatic import marks
from intake.limits import Limits
from intake.marks.conversation import is_answer, own_words
from intake.marks.notices import failing
from intake.marks.phrases import fold, languages, says
from intake.message import Message
from intake.parse import parse


def letter(subject: str, body: str, *, answer: bool = False, headers: str = "") -> Message:
    """A letter without any telling header."""
    thread = "In-Reply-To: <1@example.int>\n" if answer else ""
    head = f"From: Anna Ek <anna@example.org>\nTo: office@example.int\nSubject: {subject}\n{thread}{headers}"
    return parse(f"{head}Content-Type: text/plain; charset=utf-8\n\n{body}\n".encode(), Limits())


def codes(message: Message) -> list[str]:
    """The codes of its marks."""
    return [mark.code for mark in marks(message, ())]


ABSENCES = {
    "ar": "أنا خارج المكتب حتى 3 مارس. في الحالات العاجلة يرجى التواصل مع السكرتارية.",
    "bg": "До 3 март съм в отпуск. При спешни случаи се обърнете към секретариата.",
    "ca": "Seré fora de l'oficina fins al 3 de març. Per a urgències, escriviu a la recepció.",
    "cs": "Do 3. března nejsem v kanceláři. V naléhavých případech kontaktujte prosím kolegyni.",
    "da": "Jeg er ikke på kontoret før den 3. marts. Haster det, så kontakt receptionen.",
    "de": "Ich bin bis zum 3. März nicht im Büro. In dringenden Fällen wenden Sie sich bitte an das Sekretariat.",
    "el": "Βρίσκομαι σε άδεια έως τις 3 Μαρτίου. Για επείγοντα θέματα απευθυνθείτε στη γραμματεία.",
    "en": "I am on annual leave with limited access to email. I will reply on my return.\n\nBest wishes\nAnna",
    "es": "Estaré de vacaciones hasta el 3 de marzo. Si es urgente, escriba a la recepción.",
    "et": "Olen puhkusel kuni 3. märtsini. Kiireloomulistes asjades pöörduge sekretariaadi poole.",
    "eu": "Oporretan nago martxoaren 3ra arte. Premiazko gaietarako idatzi bulegora.",
    "fa": "من تا ۳ مارس در مرخصی هستم. در موارد فوری با دبیرخانه تماس بگیرید.",
    "fi": "Olen poissa toimistolta 3. maaliskuuta saakka. Kiireellisissä asioissa ota yhteyttä kollegaani.",
    "fr": "Je suis absente jusqu'au 3 mars. En cas d'urgence, merci d'écrire à mon collègue.",
    "he": "אני בחופשה עד ה-3 במרץ. בנושאים דחופים נא לפנות למזכירות.",
    "hi": "मैं 3 मार्च तक छुट्टी पर हूँ। तत्काल मामलों में कृपया सचिवालय से संपर्क करें।",
    "hr": "Do 3. ožujka nisam u uredu. Za hitne slučajeve obratite se tajništvu.",
    "hu": "Március 3-ig szabadságon vagyok. Sürgős esetben keresse a titkárságot.",
    "id": "Saya sedang cuti sampai 3 Maret. Untuk hal mendesak silakan hubungi sekretariat.",
    "is": "Ég er í fríi til og með 3. mars. Ef erindið er áríðandi hafið samband við skrifstofuna.",
    "it": "Sono in ferie fino al 3 marzo. Per urgenze scrivete alla segreteria.",
    "ja": "3月3日まで休暇をいただいております。緊急の場合は事務局へご連絡ください。",
    "ko": "3월 3일까지 휴가 중입니다. 급한 용무는 사무국으로 연락 주시기 바랍니다.",
    "lt": "Iki kovo 3 d. atostogauju. Skubiais atvejais kreipkitės į sekretoriatą.",
    "lv": "Esmu atvaļinājumā līdz 3. martam. Steidzamos gadījumos vērsieties sekretariātā.",
    "nl": "Ik ben afwezig tot 3 maart. Voor dringende zaken kunt u mijn collega mailen.",
    "no": "Jeg er ute av kontoret til 3. mars. Haster det, ta kontakt med sentralbordet.",
    "pl": "Do 3 marca przebywam na urlopie. W pilnych sprawach proszę o kontakt z sekretariatem.",
    "pt": "Estarei ausente até 3 de março. Em caso de urgência, contacte a minha colega.",
    "ro": "Sunt în concediu până la 3 martie. Pentru urgențe contactați secretariatul.",
    "ru": "Меня не будет в офисе до 3 марта. По срочным вопросам обращайтесь к секретарю.",
    "sk": "Do 3. marca som na dovolenke. V naliehavých prípadoch kontaktujte kolegyňu.",
    "sl": "Do 3. marca sem na dopustu. V nujnih primerih se obrnite na tajništvo.",
    "sr": "До 3. марта сам на годишњем одмору. За хитне случајеве обратите се секретаријату.",
    "sv": "Jag är på semester till och med den 3 mars. Vid brådskande ärenden kontakta växeln.",
    "sw": "Niko likizo hadi tarehe 3 Machi. Kwa dharura wasiliana na ofisi.",
    "th": "ดิฉันไม่อยู่ที่สำนักงานจนถึงวันที่ 3 มีนาคม กรณีด่วนกรุณาติดต่อสำนักเลขานุการ",
    "tr": "3 Mart'a kadar izindeyim. Acil durumlarda lütfen sekreterliğe yazınız.",
    "uk": "Я у відпустці до 3 березня. З термінових питань звертайтеся до секретаріату.",
    "vi": "Tôi nghỉ phép đến hết ngày 3 tháng 3. Việc gấp xin liên hệ ban thư ký.",
    "zh": "我正在休假，3月3日返回。如有紧急事务，请联系秘书处。",
}


@pytest.mark.parametrize("language", ABSENCES)
def test_absences_without_any_header(language):
    """A short answer that says that somebody is away is a machine's; out of the blue the same words are a person's."""
    assert codes(letter("Re: Your partnership", ABSENCES[language], answer=True)) == ["absence-notice"]
    assert codes(letter("Hello", ABSENCES[language])) == []


def test_an_absence_as_subject_and_text():
    """Where the subject says nothing but the absence, no thread is needed."""
    assert codes(letter("Out of Office", ABSENCES["en"])) == ["automatic-subject"]
    assert codes(letter("Abwesenheitsnotiz", ABSENCES["de"])) == ["automatic-subject"]


@pytest.mark.parametrize(
    "subject",
    ["Automatic reply: Your partnership", "Automatische Antwort: Your partnership", "Réponse automatique : Your partnership",
     "Respuesta automática: x", "自動回覆: x", "自动回复：x", "자동 회신: x", "Автоматический ответ: x", "מענה אוטומטי: x", "رد تلقائي: x"],
)  # fmt: skip
def test_subjects_that_only_mail_systems_write(subject):
    """An answerer's words, a colon, and our subject are enough in an answer."""
    assert codes(letter(subject, "...", answer=True)) == ["automatic-subject"]


RECEIPTS = {
    "ar": "شكرا لتواصلكم معنا. تم استلام رسالتكم وسنرد عليكم في أقرب وقت.",
    "de": "Vielen Dank für Ihre Nachricht. Wir haben Ihre Anfrage erhalten und melden uns so schnell wie möglich.",
    "en": "Thank you for contacting the Foundation. Your message has been received and we will come back to you.",
    "es": "Hemos recibido su mensaje. Nos pondremos en contacto con usted lo antes posible.",
    "fr": "Nous avons bien reçu votre message et reviendrons vers vous dans les meilleurs délais.",
    "it": "Abbiamo ricevuto la sua richiesta e le risponderemo al più presto.",
    "ja": "お問い合わせいただきありがとうございます。内容を確認のうえ、担当者よりご連絡いたします。",
    "pt": "Recebemos a sua mensagem. Entraremos em contacto o mais breve possível.",
    "ru": "Ваше обращение зарегистрировано под номером 8812. Ответ будет дан в ближайшее время.",
}


@pytest.mark.parametrize("language", RECEIPTS)
def test_receipts(language):
    """A form's or a desk's receipt in answer to our letter is a machine's."""
    assert codes(letter("Re: Your partnership", RECEIPTS[language], answer=True)) == ["receipt-notice"]


def test_one_sign_of_a_receipt():
    """One sign needs a number in the subject or the admission that no person wrote it."""
    body = "Your request has been registered."
    assert codes(letter("Re: Your partnership", "Your ticket has been closed.", answer=True)) == []
    assert codes(letter("Re: [Case 88123] Your partnership", body, answer=True)) == ["receipt-notice"]
    assert codes(letter("Registered", f"{body} Please do not reply to this e-mail.")) == ["receipt-notice"]


def test_challenges():
    """A filter that asks us to prove ourselves is a machine."""
    body = "Your message is being held. Please verify that you are a human at http://filter.example/x"
    assert codes(letter("Re: Your partnership", body)) == ["challenge"]


def test_a_text_that_nobody_reads_answers_to_only_silences():
    """A short text with that admission is not answered and is read all the same."""
    (one,) = marks(letter("New library", "We open a library. This mailbox is not monitored."), ())
    assert (one.code, one.origin.value) == ("machine-text", "person")


PEOPLE = [
    (
        "Re: Your partnership",
        """The funding is our own, 20 000 euros, half of it assured by now. The project runs until 2006 in twelve villages.
        I will be on leave from Monday, so please contact my colleague Bo if you need more.\n\nAnna""",
    ),
    (
        "Re: Your partnership",
        """I am out of the office this week but here is what you asked for: the partner is the Red Cross of Mali, funding
        comes from the Union and from two banks, and please contact Bo for the photographs of the opening.""",
    ),
    (
        "On leave to learn",
        """Our teachers are on leave until June and learn to repair radios. Please contact us for photographs. The courses
        are paid by two ministries. A bank of the region gives the tools for them.""",
    ),
    ("Out of office: remote work in villages", "We publish our report on remote work today."),
    (
        "Automatic reply systems: a workshop",
        "The workshop shows registrars how automatic reply systems help. It is in March.",
    ),
    ("Auto: mobile libraries on buses", "Six buses bring books and internet access to forty villages in the valley."),
    (
        "Vacation schools for rural girls",
        "We run vacation schools in twelve villages. Please contact us for photographs.",
    ),
    (
        "Delivery failed: why vaccines do not reach villages",
        "Our release on cold chains could not be delivered earlier.",
    ),
    (
        "Undeliverable: letters to the last village",
        "Mail could not be delivered to 550 villages before the radio link.",
    ),
    ("Returned mail: the history of a post office", "Letters were returned to sender for decades."),
    ("Your ticket to the digital village", "Please find our release. The ticket number on the poster is a game."),
    (
        "Re: Your partnership",
        "Thank you for your message. The partner is the Ministry of Health, the budget 40 000 dollars.",
    ),
    ("Re: Your partnership", "Yes, the funding is assured until June. Contact: Anna Ek, +41 22 000 00 00."),
    ("Failure notice served on an old telegraph", "The museum closes its telegraph; user unknown is the show's title."),
]


@pytest.mark.parametrize(("subject", "body"), PEOPLE)
@pytest.mark.parametrize("answer", [False, True])
def test_people_who_use_such_words(subject, body, answer):
    """Holidays, receipts and failed deliveries are also what people write about."""
    assert codes(letter(subject, body, answer=answer)) == []


def test_long_letters_are_people_s():
    """No automatic answer is that long."""
    body = ABSENCES["en"] + "\n" + "urgent until " * 150
    assert codes(letter("Re: Your partnership", body, answer=True)) == []


def test_quoted_words_do_not_count():
    """What stands below is not what this message says."""
    body = "The partner is the Ministry.\n\n> I am on annual leave until 3 March.\n> Your message has been received, we will come back to you."
    assert codes(letter("Re: Your partnership", body, answer=True)) == []
    assert own_words(letter("x", "> all quoted")) == "> all quoted"


# --- delivery notices -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Undeliverable: Your partnership", "Your message could not be delivered.\n550 5.1.1 no such user"),
        ("Mail delivery failed", "There was an error delivering your mail.\nremote server said: 554 refused"),
        ("Unzustellbar: Ihre Nachricht", "Die Nachricht wurde nicht zugestellt.\n#5.1.1"),
        ("Non remis : votre message", "Votre message n'a pas pu être remis.\n\nReceived: from a by b"),
        ("配信不能: お知らせ", "メールを配信できませんでした。届きませんでした。 5.2.2"),
        (
            "failure notice",
            "Hi. This is the qmail-send program at example.org.\n\n<b@example.net>:\nSorry, no mailbox here by that name.\n",
        ),
    ],
)
def test_delivery_notices_by_their_words(subject, body):
    """A notice's subject with a mail system's words in the text is a bounce, whoever signs it."""
    assert "delivery-notice" in codes(letter(subject, body))


@pytest.mark.parametrize("header", ["Return-Path: <>\n", "Sender: a@example.org\n"])
def test_a_notice_without_words(header):
    """The subject is enough where nobody stands behind the mail, and only there."""
    found = codes(letter("Undeliverable: Your partnership", "See the attachment.", headers=header))
    assert ("delivery-notice" in found) == (header == "Return-Path: <>\n")


def test_mailman_s_detectors_survive_anything():
    """What they stumble over is no notice."""
    assert not failing(parse(b"", Limits()))
    assert not failing(parse("From: jdöe@exämple.org\n\nx".encode(), Limits()))
    bounce = "From: x@example.org\n\nHi. This is the qmail-send program at x.\n\n<b@example.net>:\nNo mailbox here.\n"
    assert failing(parse(bounce.encode(), Limits()))


# --- conversation and data ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("subject", ["Re: x", "RE[2]: x", "AW: x", "[List] Re: x", "回复：x", "Отв: x"])
def test_answers_by_subject(subject):
    """An answer is also known by how its subject begins."""
    assert is_answer(letter(subject, "x"))


@pytest.mark.parametrize("subject", ["Reminder: x", "Rest", "Result: re: x", ""])
def test_no_answers(subject):
    """Words that begin alike are none."""
    assert not is_answer(letter(subject, "x"))


def test_phrases_are_found_where_words_begin():
    """`arte` is not in `quarter`, `absent` is in `absente`; scripts without spaces know no such border."""
    assert says("in the arte", "arte")
    assert not says("the quarter", "arte")
    assert says("the quarter and arte", "arte")
    assert says("je suis absente", "suis absent")
    assert says("担当者不在です", "不在")


def test_folding():
    """Case, accents, curly quotes and line breaks do not matter."""
    assert fold("Jusqu’au\n  3  MARS, à l’Été") == "jusqu'au 3 mars, a l'ete"


def test_no_phrase_is_empty_or_unfolded():
    """An empty phrase would be found everywhere, an unfolded one nowhere."""
    for language in languages():
        for name in language.__slots__:
            for phrase in getattr(language, name):
                assert len(phrase) > 1
                assert fold(phrase) == phrase.strip()
