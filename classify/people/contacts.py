"""Who is offered for questions: persons and desks with at least one channel, from a submission's own words.

A telephone number or address counts where the text offers it: in the writer's signature, below a heading such as
"Media contact", or in a sentence that says whom to ask. People who are quoted, or whose mail was merely passed on, are never taken.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from classify.assessment import Contact
from classify.people.offers import Offer, offers
from classify.people.pairing import pair
from classify.people.persons import resembles, same_person
from classify.people.phones import regions_of
from classify.text.names import Names
from classify.text.passages import Passage
from classify.wording import pattern
from intake.message import Address, Submission

_LIMIT = 20
"""Contacts of one submission: more are a directory, not an offer."""


def find_contacts(submission: Submission, passages: Sequence[Passage], names: Names) -> tuple[Contact, ...]:
    """Return the contacts in order of reading; the From header alone comes last and only when the text offers nobody.

    `passages` tell in which language each stretch is to be read.
    """
    recipients = {address.email.casefold() for address in submission.message.to}
    languages = {passage.document: passage.language for passage in reversed(passages)}
    found: list[Contact] = []
    for offer in offers(submission, _regions(submission)):
        language = languages.get(offer.document, submission.language)
        found += [
            _signed(contact, offer, submission.message.sender)
            for contact in pair(submission, offer, names, language)
            if contact.email.casefold() not in recipients
        ]
    merged = _merged(found)
    sender = _last_resort(submission)
    return (merged or ((sender,) if sender else ()))[:_LIMIT]


def _regions(submission: Submission) -> tuple[str, ...]:
    """Countries for numbers without a code: the sender's domain, then what the texts say."""
    message = submission.message
    domains = [address.domain for address in (*message.senders, *message.reply_to)]
    return regions_of(domains, [d.text for d in submission.documents if d.verdict.readable])


def _signed(contact: Contact, offer: Offer, sender: Address | None) -> Contact:
    """A signature without an address is completed from the From header when both name the same person.

    Names in two scripts cannot be compared: then the signature is taken for that of whoever sent the mail.
    """
    if not offer.signature or contact.email or sender is None or _is_machine(sender):
        return contact
    same = (
        same_person(contact.name, sender.name) or _in_two_scripts(contact.name, sender.name)
        if sender.name
        else resembles(contact.name, sender.email.partition("@")[0])
    )
    return replace(contact, email=sender.email) if same else contact


def _in_two_scripts(one: str, other: str) -> bool:
    """Whether of two names one is in Latin letters and the other in none."""
    latin = [any("LATIN" in unicodedata.name(c, "") for c in name) for name in (one, other)]
    return bool(one) and bool(other) and latin[0] != latin[1]


def _last_resort(submission: Submission) -> Contact | None:
    sender = submission.message.sender or next(iter(submission.message.senders), None)
    if sender is None or _is_machine(sender):
        return None
    return Contact(name=sender.name, email=sender.email, last_resort=True)


def _is_machine(address: Address) -> bool:
    return bool(pattern("contacts", "machine_mailboxes").search(address.email.partition("@")[0]))


def _merged(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """Contacts that share a channel and do not contradict each other become one; order is that of first sight."""
    merged: list[Contact] = []
    for contact in contacts:
        place = next((n for n, other in enumerate(merged) if _same(contact, other)), None)
        if place is None:
            merged.append(contact)
        else:
            merged[place] = _joined(merged[place], contact)
    return tuple(merged)


def _same(one: Contact, other: Contact) -> bool:
    if one.name and other.name and not same_person(one.name, other.name):
        return False
    emails = one.email.casefold(), other.email.casefold()
    phones = _digits(one.phone), _digits(other.phone)
    if all(emails) and emails[0] != emails[1]:
        return False
    if all(phones) and phones[0] != phones[1]:
        return False
    shared = (all(emails) and emails[0] == emails[1]) or (all(phones) and phones[0] == phones[1])
    return shared or bool(one.name and other.name)


def _joined(one: Contact, other: Contact) -> Contact:
    return replace(
        one,
        name=max(one.name, other.name, key=len),
        organisation=one.organisation or other.organisation,
        email=one.email or other.email,
        phone=one.phone or other.phone,
        extension=one.extension if one.phone else other.extension,
        evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
    )


def _digits(phone: str) -> str:
    return "".join(c for c in phone if c.isdigit())[-8:]
