"""Recognising the language of a text: six languages of the United Nations, their neighbours, and honest doubt."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.language import CHARACTERS_CAP, recognise

SENTENCES = {
    "en": (
        "We bring broadband to forty villages in the northern valley.",
        "Please find attached the press release about our partnership.",
        "The contact person for this project is our programme director.",
        "Our budget is assured until the end of next year.",
        "Thank you for your message, here is the missing information.",
    ),
    "fr": (
        "Nous apportons le haut débit à quarante villages de la vallée.",
        "Veuillez trouver ci-joint le communiqué de presse sur notre partenariat.",
        "La personne à contacter pour ce projet est notre directrice.",
        "Notre budget est assuré jusqu'à la fin de l'année prochaine.",
        "Merci de votre message, voici les informations manquantes.",
    ),
    "es": (
        "Llevamos la banda ancha a cuarenta aldeas del valle del norte.",
        "Adjuntamos el comunicado de prensa sobre nuestra alianza.",
        "La persona de contacto de este proyecto es nuestra directora.",
        "Nuestro presupuesto está asegurado hasta finales del próximo año.",
        "Gracias por su mensaje, aquí está la información que falta.",
    ),
    "ru": (
        "Мы проводим широкополосный интернет в сорок деревень долины.",
        "К письму приложен пресс-релиз о нашем партнёрстве.",
        "Контактное лицо по этому проекту — директор программы.",
        "Наш бюджет обеспечен до конца следующего года.",
        "Спасибо за письмо, вот недостающие сведения.",
    ),
    "ar": (
        "نوصل الإنترنت عريض النطاق إلى أربعين قرية في الوادي.",
        "تجدون مرفقا البيان الصحفي عن شراكتنا.",
        "جهة الاتصال لهذا المشروع هي مديرة البرنامج.",
        "ميزانيتنا مضمونة حتى نهاية العام المقبل.",
        "شكرا على رسالتكم، وهذه هي المعلومات الناقصة.",
    ),
    "zh": (
        "我们为山谷里的四十个村庄提供宽带网络。",
        "随信附上关于我们伙伴关系的新闻稿。",
        "该项目的联系人是我们的项目主任。",
        "我們的預算到明年年底都有保障。",
        "谢谢您的来信，以下是缺少的信息。",
    ),
}
NEIGHBOURS = {
    "pt": "Levamos a banda larga a quarenta aldeias do vale e formamos professores todos os anos.",
    "it": "Portiamo la banda larga in quaranta villaggi della valle e formiamo gli insegnanti.",
    "ca": "Portem la banda ampla a quaranta pobles de la vall i formem els mestres cada any.",
    "ro": "Aducem internetul de mare viteză în patruzeci de sate și instruim profesorii.",
    "de": "Wir bringen schnelles Internet in vierzig Dörfer und bilden Lehrerinnen und Lehrer aus.",
    "nl": "Wij brengen snel internet naar veertig dorpen en leiden elk jaar leraren op.",
    "sv": "Vi ger snabbt internet till fyrtio byar och utbildar lärare varje år.",
    "pl": "Doprowadzamy szybki internet do czterdziestu wsi i szkolimy nauczycieli.",
    "tr": "Vadideki kırk köye hızlı internet götürüyor ve öğretmenleri eğitiyoruz.",
    "id": "Kami membawa internet cepat ke empat puluh desa dan melatih para guru setiap tahun.",
    "sw": "Tunapeleka mtandao wa kasi katika vijiji arobaini na kuwafundisha walimu kila mwaka.",
    "vi": "Chúng tôi đưa mạng băng rộng đến bốn mươi ngôi làng và đào tạo giáo viên.",
    "uk": "Ми проводимо швидкий інтернет у сорок сіл долини та навчаємо вчителів.",
    "bg": "Ние осигуряваме бърз интернет в четиридесет села и обучаваме учителите.",
    "fa": "ما اینترنت پرسرعت را به چهل روستا می‌بریم و هر سال معلمان را آموزش می‌دهیم.",
    "ur": "ہم چالیس دیہات تک تیز رفتار انٹرنیٹ پہنچاتے ہیں اور اساتذہ کو تربیت دیتے ہیں۔",
    "ja": "私たちは四十の村に高速インターネットを届け、毎年教師を育成しています。",
    "ko": "우리는 마흔 개 마을에 초고속 인터넷을 제공하고 매년 교사를 교육합니다.",
}


@pytest.mark.parametrize(("code", "sentence"), [(code, one) for code, many in SENTENCES.items() for one in many])
def test_one_sentence_of_an_official_language_is_enough(code: str, sentence: str) -> None:
    """A single plain sentence of any of the six languages is recognised."""
    assert recognise(sentence) == code


@pytest.mark.parametrize(("code", "sentence"), NEIGHBOURS.items())
def test_neighbour_is_not_taken_for_an_official_language(code: str, sentence: str) -> None:
    """A language that resembles one of the six keeps its own name."""
    assert recognise(sentence) == code


@pytest.mark.parametrize(
    "text",
    ["", "   \n", "OK", "Hola", "2027-2028: 400 000 USD (50 %)", "你好", "ITU", "https://www.example.org/la/page/des/nouvelles",
     "contact.pour.les.journalistes@organisation.example", "Καλημέρα σας από την Αθήνα, σας στέλνουμε την πρόταση", "\U0001f389" * 50],
)  # fmt: skip
def test_too_little_or_unknown_is_undetermined(text: str) -> None:
    """Where nothing tells the language, none is named."""
    assert recognise(text) == "und"


def test_two_languages_in_equal_parts_are_undetermined() -> None:
    """A bilingual text has no one language; a short foreign heading changes nothing."""
    english, french = " ".join(SENTENCES["en"]), " ".join(SENTENCES["fr"])
    assert recognise(f"{english} {french}") == "und"
    assert recognise(f"Communiqué de presse\n\n{english} {english}") == "en"
    assert recognise(f"{' '.join(SENTENCES['ru'])} {english}") == "und"


def test_addresses_do_not_vote() -> None:
    """Long links and mail addresses in another language do not change the language of the words."""
    links = "https://www.example.org/news/partnership/and/the/future/of/the/information/society " * 5
    assert recognise(f"{links} {SENTENCES['fr'][0]} office@the-partnership-for-the-people.example") == "fr"


def test_foreign_names_do_not_change_the_script() -> None:
    """Names in Latin letters inside another script leave its language as it is."""
    assert recognise(f"{SENTENCES['ru'][0]} (Rural Links, ITU)") == "ru"
    assert recognise(f"{SENTENCES['zh'][0]} (Rural Links Foundation, ITU)") == "zh"
    assert recognise(f"{SENTENCES['ar'][0]} (Rural Links, ITU)") == "ar"


def test_scripts_of_east_asia_tell_their_language() -> None:
    """Syllables tell Korean and Japanese from Chinese, also among Chinese characters; four signs are the least."""
    assert recognise("大韓民國 우리는 마을에 인터넷을 제공합니다") == "ko"
    assert recognise("高速通信網整備計画を四十村に提供") == "ja"
    assert recognise("高速通信網整備計画") == "zh"
    assert recognise("通信計") == "und"
    assert recognise("通信計画") == "zh"


def test_unclear_half_leaves_a_doubt() -> None:
    """Letters that are no words weigh against a language only when they outweigh it."""
    english = " ".join(SENTENCES["en"])
    noise = "zq xv kj wq pz vx qj zk " * 12
    assert recognise(f"{english} {noise}") == "en"
    assert recognise(f"{SENTENCES['en'][0]} {noise * 4}") == "und"


def test_only_the_first_characters_are_read() -> None:
    """What stands behind the cap has no vote."""
    english = " ".join(SENTENCES["en"])
    head = (english + " ") * (CHARACTERS_CAP // len(english) + 1)
    assert recognise(head + " ".join(SENTENCES["fr"]) * 200) == "en"


def test_library_is_loaded_for_alphabetic_text_only() -> None:
    """Importing the module, an empty text and a Chinese one load no statistics."""
    code = (
        "import sys; from intake.language import recognise; recognise(''); assert recognise('我们为村庄提供宽带网络') == 'zh';"
        "assert 'lingua' not in sys.modules; assert recognise('We bring broadband to villages.') == 'en'; assert 'lingua' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@given(st.text(max_size=300))
@settings(deadline=None, max_examples=200)
def test_any_text_gives_the_same_code_twice(text: str) -> None:
    """Whatever a stranger writes, the answer is a code of two letters or "und", and always the same."""
    code = recognise(text)
    assert code == recognise(text)
    assert code == "und" or (len(code) == 2 and code.isalpha() and code.islower())
