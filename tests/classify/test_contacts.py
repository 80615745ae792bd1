"""Contacts: who is offered for questions, from signatures, contact blocks and sentences; nobody else."""

from dataclasses import replace

import pytest

from classify.people.contacts import find_contacts
from classify.text.passages import passages
from intake.message import Address, Document, Verdict, ZoneKind

RELEASE = """Village radios go online

Lake Radio and the Ministry of Information will connect 40 stations.

Media contact:

Grace Otieno

Communications Officer

Lake Trust

(202) 555-0143 ext. 12

grace.otieno@laketrust.example

Paul Weber, Ministry of Information
Tel: +41 22 730 51 11, Fax: +41 22 730 51 37
E-mail: weber (at) information.example
"""


def _contacts(submission, names):
    return find_contacts(submission, passages(submission, 100_000), names)


def test_a_block_pairs_names_organisations_and_channels(write, names):
    """Lines of a block, with blank lines between them or not, make one contact a person; telefax numbers are left out."""
    first, second = _contacts(write(RELEASE), names)

    assert (first.name, first.organisation) == ("Grace Otieno", "Lake Trust")
    assert (first.email, first.phone, first.extension) == ("grace.otieno@laketrust.example", "(202) 555-0143", "12")
    assert (second.name, second.organisation) == ("Paul Weber", "Ministry of Information")
    assert (second.email, second.phone) == ("weber@information.example", "+41 22 730 51 11")
    assert first.complete
    assert second.complete


def test_every_contact_shows_where_it_stands(write, names):
    """The evidence is verbatim and covers the contact from its first to its last part."""
    submission = write(RELEASE)

    for contact in _contacts(submission, names):
        (quote,) = contact.evidence
        assert submission.body.text[quote.start : quote.end] == quote.quote
        assert quote.quote.startswith(contact.name)
        assert quote.message == submission.message.sha256


def test_two_people_share_what_follows_them(write, names):
    """`A and B, number` offers both."""
    found = _contacts(write("A grant for the valley.\n\nContact: Ama Mensah and Kofi Boateng, 202/224-3121."), names)

    assert [(c.name, c.phone) for c in found] == [("Ama Mensah", "202/224-3121"), ("Kofi Boateng", "202/224-3121")]


@pytest.mark.parametrize(
    "sentence",
    [
        "If you have any questions, please write to desk@laketrust.example.",
        "For more information, visit our site or contact desk@laketrust.example",
        "Do not hesitate to get in touch. <desk@laketrust.example>",
        "Pour plus d'informations, veuillez écrire à desk@laketrust.example.",
        "Para más información, escriba a desk@laketrust.example.",
        "Questions about the contest or the vote can be sent to desk@laketrust.example.",
    ],
)
def test_a_sentence_offers_its_address(write, names, sentence):
    """Words of asking, in three languages, make an address a contact."""
    assert [c.email for c in _contacts(write(sentence), names) if not c.last_resort] == ["desk@laketrust.example"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Children e-mail their pictures to post@laketrust.example for posting on the wall.",
        "To unsubscribe, contact post@laketrust.example.",
        "Please contact us at post@laketrust.example to vote.",
        "Her new number is 503-810-1105.",
        "Please call Peter, 240-372-2933.",
        "Peter, 240-372-2933, needs the number of a contact.",
        "For questions write to no-reply@laketrust.example.",
        "For questions write to radio-request@laketrust.example.",
    ],
)
def test_other_addresses_and_numbers_are_no_contacts(write, names, sentence):
    """Voting, lists, machines and other people's numbers leave the From header as the last resort."""
    (contact,) = _contacts(write(sentence), names)

    assert contact.last_resort
    assert not contact.complete
    assert (contact.name, contact.email) == ("Maria Santos", "maria@telecentres.example")


def test_quoted_and_forwarded_people_are_left_out(write, names):
    """Neither a quoted mail nor the signature of a forwarded one gives contacts."""
    quoted = "> For questions call Jane Roe, +41 22 730 51 11\n> jane@quoted.example\n"
    forwarded = "---- Forwarded ----\nSee below.\n\nRegards,\nJohn Doe\njohn@passed.example\n+33 1 45 68 10 00\n"
    submission = write(zones=((ZoneKind.OWN, "For you.\n"), (ZoneKind.QUOTED, quoted), (ZoneKind.FORWARDED, forwarded)))

    assert [c.email for c in _contacts(submission, names)] == ["maria@telecentres.example"]


def test_a_forwarded_release_offers_its_desk(write, names):
    """A block under "Contact:" speaks for itself wherever the release came from."""
    forwarded = "---- Forwarded ----\nContact: Grace Otieno (202) 224-3121\nVillage radios go online today.\n"
    submission = write(zones=((ZoneKind.OWN, "For you.\n"), (ZoneKind.FORWARDED, forwarded)))

    assert [(c.name, c.phone) for c in _contacts(submission, names)] == [("Grace Otieno", "(202) 224-3121")]


SIGNATURE = "\nBest regards,\n\nMaria Santos\nHead of Programmes\nTelecentre Foundation\nPhone: +221 33 823 12 34\n"


@pytest.mark.parametrize("marked", [True, False])
def test_the_writers_signature_is_joined_with_the_from_header(write, names, marked):
    """Name, organisation and number come from the signature, the address from the header, whether or not intake marked it."""
    text = "We connect schools in Mali. The project begins in May.\n"
    zones = ((ZoneKind.OWN, text), (ZoneKind.SIGNATURE, SIGNATURE)) if marked else ((ZoneKind.OWN, text + SIGNATURE),)

    (contact,) = _contacts(write(zones=zones), names)

    assert (contact.name, contact.organisation) == ("Maria Santos", "Telecentre Foundation")
    assert (contact.email, contact.phone) == ("maria@telecentres.example", "+221 33 823 12 34")
    assert contact.complete


def test_somebody_elses_signature_does_not_get_the_writers_address(write, names):
    """An assistant who signs is not the owner of the mailbox."""
    text = "We connect schools.\n\nRegards,\nPatrick Stone\n+221 33 823 12 34\n"

    assert [(c.name, c.email) for c in _contacts(write(text), names)] == [("Patrick Stone", "")]


def test_an_attached_release_offers_its_contacts(write, names):
    """Documents beside the body are read like it."""
    text = "Village radios\n\nContact: Grace Otieno, grace@laketrust.example\n"
    document = Document("1", "release.docx", "docx", "0" * 64, Verdict.OK, text, page_starts=(0,))

    (contact,) = _contacts(write("Please find our release attached.", documents=(document,)), names)

    assert contact.email == "grace@laketrust.example"
    assert contact.evidence[0].document == "1"
    assert contact.evidence[0].page == 1


def test_unreadable_documents_are_not_read(write, names):
    """A document without a verdict of reading gives nothing."""
    document = Document(
        "1", "x.pdf", "pdf", "0" * 64, Verdict.CORRUPT, "Contact: Grace Otieno, grace@laketrust.example"
    )

    assert all(c.last_resort for c in _contacts(write("See attached.", documents=(document,)), names))


def test_the_same_person_in_body_and_signature_is_one_contact(write, names):
    """Two mentions with one address become one contact with both quotes."""
    text = "Questions? Write to maria@telecentres.example.\n\nRegards,\nMaria Santos\nmaria@telecentres.example\n+221 33 823 12 34\n"

    (contact,) = _contacts(write(text), names)

    assert (contact.name, contact.phone) == ("Maria Santos", "+221 33 823 12 34")
    assert len(contact.evidence) == 2


def test_our_own_mailbox_is_no_contact(write, names):
    """An address that the message was sent to is not offered back."""
    submission = write("For questions write to calls@summit.example.")
    ours = replace(submission.message, to=(Address("", "Calls@summit.example"),))

    assert [c.email for c in _contacts(replace(submission, message=ours), names)] == ["maria@telecentres.example"]


def test_a_robot_is_not_even_the_last_resort(write, names):
    """A From header that nobody reads is no contact."""
    submission = write("We connect schools.")
    robot = replace(submission.message, senders=(Address("News", "no-reply@laketrust.example"),))

    assert _contacts(replace(submission, message=robot), names) == ()


def test_further_numbers_of_one_person_are_further_contacts(write, names):
    """Work and mobile numbers are both kept under the same name."""
    text = "We are on air.\n\nRegards,\nMaria Santos\n713.345.3960 work\n713.446.9307 cell\nmaria@telecentres.example\n"

    found = _contacts(write(text), names)

    assert [(c.name, c.phone) for c in found] == [("Maria Santos", "713.345.3960"), ("Maria Santos", "713.446.9307")]


def test_a_table_row_under_a_contact_heading_is_read(write, names):
    """Columns parted by bars or tabs are pieces of one contact."""
    text = "Our project\n\nContacts\nGrace Otieno | Lake Trust | grace@laketrust.example | +41 22 730 51 11\n"

    (contact,) = _contacts(write(text), names)

    assert (contact.name, contact.organisation, contact.phone) == ("Grace Otieno", "Lake Trust", "+41 22 730 51 11")


@pytest.mark.parametrize(
    ("text", "name", "phone"),
    [
        ("联系人：王小明，电话：+86 10 6551 2345，电子邮件：desk@laketrust.example", "王小明", "+86 10 6551 2345"),
        ("Контакт: Иван Петров, +7 495 123-45-67, desk@laketrust.example", "Иван Петров", "+7 495 123-45-67"),
        ("للاتصال: أحمد علي، هاتف +20 2 2792 1234، desk@laketrust.example", "أحمد علي", "+20 2 2792 1234"),
    ],
)
def test_contact_lines_of_other_scripts_are_read(write, names, text, name, phone):
    """Chinese, Russian and Arabic labels and names are understood."""
    (contact,) = _contacts(write(text, language="und"), names)

    assert (contact.name, contact.phone, contact.email) == (name, phone, "desk@laketrust.example")


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        (
            "Ana Ruiz, Tertulia Lago, ana.ruiz@tertulia.example, +41 22 555 01 02",
            ("Ana Ruiz", "Tertulia Lago", "ana.ruiz@tertulia.example", "+41 22 555 01 02"),
        ),
        (
            "Media: Moses Banda, Kariba Telecom, press@kariba.example, +229 21 30 55 47",
            ("Moses Banda", "Kariba Telecom", "press@kariba.example", "+229 21 30 55 47"),
        ),
        (
            "Correspondante : Awa Sow, Union du Lac, a.sow@union.example, 04 76 00 18 33",
            ("Awa Sow", "Union du Lac", "a.sow@union.example", "04 76 00 18 33"),
        ),
        (
            "Responde por esta ficha: Luz Paz, Fundación Orilla, luz@orilla.example, cel. 983 555 104",
            ("Luz Paz", "Fundación Orilla", "luz@orilla.example", "983 555 104"),
        ),
        ("hello@tertulia.example", ("", "", "hello@tertulia.example", "")),
    ],
)
def test_a_card_at_the_end_of_a_text_is_an_offer(write, names, card, expected):
    """A name, a house and their channels on one closing line need no word that offers them, whatever label they bear."""
    (contact,) = _contacts(write(f"The radio of the lake goes online in May.\n\n{card}\n"), names)

    assert (contact.name, contact.organisation, contact.email, contact.phone) == expected


@pytest.mark.parametrize(
    "line",
    [
        "To unsubscribe: lists@lake.example",
        "He wrote from there to john@old.example and never again heard of them since",
        "Time-frame: 2014-02-01 - 2016-02-01",
    ],
)
def test_a_closing_line_that_is_no_card_offers_nobody(write, names, line):
    """List machinery, running words and dates at the end of a text are no contacts."""
    found = _contacts(write(f"The radio of the lake goes online in May.\n\n{line}\n"), names)

    assert [contact.last_resort for contact in found] == [True]


def test_small_print_below_a_signature_is_passed_over(write, names):
    """A disclaimer does not hide the name and address above it."""
    text = (
        "We wish you well.\n\nAna Ruiz, head of council\nana.ruiz@tertulia.example\n"
        "The views in this letter are those of nobody but its writer and bind no house whatsoever.\n"
    )

    (contact,) = _contacts(write(text), names)

    assert (contact.name, contact.email) == ("Ana Ruiz", "ana.ruiz@tertulia.example")
