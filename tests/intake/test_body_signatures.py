"""Signatures and notices below the sender's words, in many languages; what only resembles them stays."""

from __future__ import annotations

import pytest

from intake.body import split, split_file
from intake.message import Zone, ZoneKind

OWN = ZoneKind.OWN
SIGNATURE = ZoneKind.SIGNATURE
DISCLAIMER = ZoneKind.DISCLAIMER


def said(text: str, kind: ZoneKind = OWN, *, is_reply: bool = True) -> str:
    """The text of all zones of one kind."""
    zones = split(text, is_reply=is_reply)
    return "\n".join(part for z in zones if z.kind is kind and (part := text[z.start : z.end].strip()))


def kinds(zones: tuple[Zone, ...]) -> list[ZoneKind]:
    """The kinds of zones in order."""
    return [zone.kind for zone in zones]


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


@pytest.mark.parametrize(
    "closing", ["Yours faithfully,", "Dans l'attente, veuillez agréer nos salutations.", "Le saluda atentamente"]
)
def test_a_signed_letter_in_a_signed_mail(closing: str) -> None:
    """A letter keeps its signature when the mail program adds another one below; in a reply the first may be the answer."""
    letter = f"We connect 40 villages and train teachers.\n\n{closing}\n{CONTACT}\n\n"
    text = f"{letter}Best regards,\nAna Ruiz\n\n-- \nAna Ruiz\nTel. +41 22 555 01 02\n"
    assert said(text, is_reply=False) == "We connect 40 villages and train teachers."
    assert closing in said(text, is_reply=True)


def test_a_letter_in_a_file_has_its_signature() -> None:
    """A file is divided like a mail where somebody signed it, and is all one where nobody did."""
    lines = ("We connect 40 villages and train teachers.", "Yours sincerely,", *CONTACT.split("\n"))
    assert kinds(split_file("\n\n".join(lines))) == [OWN, SIGNATURE]
    assert split_file("\n\n".join((*lines[:1], "> The tables follow.", "They are long."))) == ()


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


def test_contact_block_after_an_invitation_to_write_stays() -> None:
    """When the words right above a block ask the reader to make contact, the block is an offer and no signature."""
    text = f"We connect forty villages.\n\nPlease contact our office at any time if you have a question.\n\n{CONTACT}\n"
    assert kinds(split(text, is_reply=False)) == [OWN]
    text = f"Please contact our office.\n\nWe connect forty villages.\nWe train teachers.\n\n{CONTACT}\n"
    assert said(text, SIGNATURE, is_reply=False) == CONTACT


def test_facts_apart_from_the_name_are_one_signature() -> None:
    """Telephone and address below an empty line belong to the name above it."""
    text = "We connect forty villages.\n\nAmina Diallo, Ph.D.\nRural Links\n\n+221 33 123 45 67\namina@rurallinks.example\n"
    assert said(text, is_reply=False) == "We connect forty villages."


@pytest.mark.parametrize(
    "end",
    [
        "Our prices:\nMast: www.shop.example/mast\nRadio: www.shop.example/radio",
        "- Accra, office@accra.example\n- Lagos, office@lagos.example",
        "The first line of this paragraph is a sentence that speaks of many things.\namina@a.example\nba@b.example",
        "amina@a.example\nba@b.example",
        "Rural Links",
        "Rural Links\namina@a.example",
    ],
)
def test_end_with_addresses_and_no_name_stays(end: str) -> None:
    """Lists of addresses, a heading with links, a name alone or with one address are content."""
    text = f"We connect forty villages and train the teachers in each of them.\n\n{end}\n"
    assert kinds(split(text, is_reply=False)) == [OWN]


def test_text_of_nothing_but_a_contact_block_stays() -> None:
    """A mail that only gives contacts gives them as content."""
    assert kinds(split(f"{CONTACT}\n", is_reply=False)) == [OWN]


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
        "Verzonden vanaf mijn iPhone", "iPhoneから送信", "iPhone'umdan gönderildi", "나의 iPhone에서 보냄",
        "Sent with Proton Mail secure email.", "Sent from my Galaxy", "[Sent from my mobile phone]", "Отправлено из мобильной Почты",
    ],
)  # fmt: skip
def test_line_of_a_telephone_is_a_signature(line: str) -> None:
    """The line that a telephone adds is not the sender's."""
    assert said(f"We agree.\n\n{line}\n") == "We agree."
    assert said(f"We agree.\n\n{line}\n", SIGNATURE) == line


@pytest.mark.parametrize(
    "sentence",
    ["Sent by courier yesterday, they should arrive on Friday.", "Sent via DHL on Monday.", "Sent by e-mail last week.",
     "Get your phone ready: we call you!", "From my phone I read your letter and I agree with all that it says."],
)  # fmt: skip
def test_sentence_about_sending_stays(sentence: str) -> None:
    """A sentence that resembles the line of a telephone is a sentence."""
    assert kinds(split(f"Two boxes follow.\n\n{sentence}\n", is_reply=True)) == [OWN]


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


@pytest.mark.parametrize(
    ("lines", "width", "signed"), [(16, 20, True), (17, 20, False), (2, 100, True), (2, 101, False)]
)
def test_signature_after_a_close_is_short_and_narrow(lines: int, width: int, signed: bool) -> None:
    """At most sixteen lines of at most a hundred characters follow a close."""
    tail = "".join(f"{'Amina' if n else 'Diallo'} {'x' * (width - 7 + (n > 0))}\n" for n in range(lines))
    found = said(f"We connect villages.\n\nBest regards,\n{tail}", SIGNATURE, is_reply=False)
    assert found.startswith("Best regards") is signed


@pytest.mark.parametrize(("width", "signed"), [(80, True), (81, False)])
def test_signature_below_a_delimiter_is_narrower(width: int, signed: bool) -> None:
    """Eighty columns are the custom below the delimiter (RFC 1855); a longer line is a footer or a text."""
    found = said(f"We agree.\n-- \nAmina\n{'x' * width}\n", SIGNATURE)
    assert bool(found) is signed


def test_rule_below_a_delimiter_makes_a_text() -> None:
    """Two dashes above a part that is itself divided by rules are no signature delimiter."""
    assert kinds(split("First.\n--\nSecond\n-----\nThird\n", is_reply=True)) == [OWN]
    assert said("We agree.\n--\n-----\nAmina\n") == "We agree."


@pytest.mark.parametrize(("above", "signed"), [(38, True), (39, False)])
def test_close_is_looked_for_near_the_end(above: int, signed: bool) -> None:
    """A close that stands forty lines above the end, over empty lines, is no longer one."""
    text = "We connect villages.\n\nBest regards,\n" + "\n" * above + "Amina\n"
    assert bool(said(text, SIGNATURE, is_reply=False)) is signed


def test_one_sentence_below_a_close_is_suffered_two_are_not() -> None:
    """A motto may stand in a signature; two sentences are a text."""
    motto = "We believe that every village of the valley should be online one day.\n"
    assert said(f"Yes.\n\nBest regards,\nAmina\n{motto}", is_reply=False) == "Yes."
    assert kinds(split(f"Yes.\n\nBest regards,\nAmina\n{motto}{motto}", is_reply=False)) == [OWN]


def test_first_of_two_closes_begins_the_signature() -> None:
    """Thanks and regards in two lines are one signature."""
    assert said("We agree.\n\nMany thanks,\n\nBest regards,\nAmina\n", is_reply=False) == "We agree."


def test_device_line_goes_with_the_signature_above_it() -> None:
    """The line of the telephone stands below the signature and does not hide it."""
    text = f"We connect villages.\n\nBest regards,\n{CONTACT}\n\nSent from my iPhone\n"
    assert kinds(split(text, is_reply=False)) == [OWN, SIGNATURE]


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


def test_heading_without_notice_stays() -> None:
    """A last line that reads Notice, with no notice below it, is the sender's."""
    assert kinds(split("We connect villages.\n\nNotice\n", is_reply=True)) == [OWN]


def test_words_between_two_notices_stay_above_the_last() -> None:
    """Only the notices that close the mail are cut; what the sender wrote below an earlier one is kept."""
    notice = "This e-mail is confidential. If you are not the intended recipient, delete it."
    text = f"{notice}\n\nWe connect villages.\n\n{notice}\n\n{notice}\n"
    assert said(text) == f"{notice}\n\nWe connect villages."


def test_rule_above_a_notice_goes_with_it() -> None:
    """A rule drawn above a notice, in a paragraph of its own or in the same one, is part of the notice."""
    notice = "This e-mail is confidential. If you are not the intended recipient, delete it."
    assert said(f"We agree.\n\n*******\n\n{notice}\n") == "We agree."
    assert said(f"We agree.\n_______\n{notice}\n") == "We agree."


def test_sentence_about_confidential_data_stays() -> None:
    """A project that protects confidential data has no disclaimer."""
    text = "We train clerks.\n\nPatient files stay confidential and each clinic controls its own records.\n"
    assert kinds(split(text, is_reply=False)) == [OWN]


def test_mail_of_nothing_but_a_notice_says_nothing() -> None:
    """A mail that holds only a legal notice has no words of its sender."""
    text = "This e-mail is confidential. If you are not the intended recipient, delete it.\n"
    assert kinds(split(text, is_reply=True)) == [DISCLAIMER]
