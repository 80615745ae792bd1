"""Which case a message continues, and whether its sender has a say there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake.message import Address, Authenticity, Trust
from store.addresses import domain_of, fold, same_house
from store.letters import enqueue
from store.register import record
from store.threads import MOST_IDS, Thread, find_case, find_copied
from tests.store.specimens import (
    AMINA,
    DAY,
    NOW,
    RUN,
    assessment,
    envelope,
    opened,
    recorded,
    sha,
    submission,
    working,
)

OURS = envelope().message_id
THEIRS = "<first@villages.example>"
STRANGER = Address("Mallory", "mallory@elsewhere.example")


@pytest.fixture
def case(conn):
    """The reference of a case that asked its sender something."""
    return opened(conn, envelope=envelope())


@pytest.mark.parametrize(
    ("fields", "how"),
    [
        ({"in_reply_to": (OURS,)}, "letter"),
        ({"references": ("<x@y.example>", OURS)}, "letter"),
        ({"in_reply_to": (THEIRS,)}, "message"),
        ({"references": (THEIRS, "<x@y.example>")}, "message"),
        ({"subject": "Re: [{case}] more"}, "subject"),
        ({"subject": "about {lower}"}, "subject"),
        ({"in_reply_to": (THEIRS,), "references": (OURS,)}, "letter"),
    ],
)
def test_an_answer_finds_its_case(conn, case, fields, how):
    """By our letter, by mail of the case, or by the reference in the subject; our own letter says most."""
    subject = fields.get("subject", "").format(case=case, lower=case.replace("-", "").lower())
    answer = submission("answer", **{**fields, "subject": subject})
    assert find_case(conn, answer) == Thread(case, how, trusted=True)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"in_reply_to": ("<nobody@y.example>",), "references": ("<x@y.example>",)},
        {"subject": "Partnerships DEPAR-TMENT 00000-00000"},
        {"in_reply_to": ("' OR 1=1 --",)},
    ],
)
def test_a_fresh_message_continues_nothing(conn, case, fields):
    """Unknown ids and words that only look like references lead nowhere, though the sender is known."""
    assert case
    assert find_case(conn, submission("fresh", **fields)) is None


@pytest.mark.parametrize(
    ("email", "trusted"),
    [
        ("amina@villages.example", True),
        ("AMINA+work@Villages.EXAMPLE", True),
        ("desk@villages.example", True),
        ("desk@post.villages.example", True),
        ("press@partner.example", True),
        ("mallory@elsewhere.example", False),
        ("amina@elsewhere.example", False),
        ("desk@notvillages.example", False),
        ("villages.example", False),
    ],
)
def test_who_has_a_say(conn, email, trusted):
    """The sender, a contact of the case, or their house; nobody else, however much the address looks like it."""
    contact = replace(assessment().contacts[0], email="press@partner.example")
    known = assessment(contacts=(contact, replace(contact, email="")))
    case = opened(conn, case_assessment=known, envelope=envelope())
    answer = submission("answer", in_reply_to=(OURS,), senders=(Address("", email),))
    assert find_case(conn, answer) == Thread(case, "letter", trusted)


def test_a_contact_of_another_case_has_no_say(conn, case):
    """Being known somewhere else in the register opens no door here."""
    partner = Address("", "press@partner.example")
    contact = replace(assessment().contacts[0], email=partner.email)
    stranger = submission("other", senders=(STRANGER,))
    opened(conn, "other", 2, submission=stranger, case_assessment=assessment("other", contacts=(contact,)))
    for sender in (partner, STRANGER):
        answer = submission("answer", in_reply_to=(OURS,), senders=(sender,))
        assert find_case(conn, answer) == Thread(case, "letter", trusted=False)


def test_sharing_a_public_provider_says_nothing(conn):
    """Two addresses of a mail provider for everybody are two strangers; the same address is the same sender."""
    one, other = Address("", "one@gmail.com"), Address("", "other@gmail.com")
    known = assessment(contacts=())
    case = opened(conn, case_assessment=known, submission=submission("first", senders=(one,)), envelope=envelope())
    for sender, trusted in ((one, True), (other, False)):
        answer = submission("answer", in_reply_to=(OURS,), senders=(sender,))
        assert find_case(conn, answer) == Thread(case, "letter", trusted)


@pytest.mark.parametrize(("trust", "trusted"), [(Trust.PASS, True), (Trust.NONE, True), (Trust.FAIL, False)])
def test_a_forged_sender_has_no_say(conn, case, trust, trusted):
    """When the sender's domain disowns the message its From line proves nothing."""
    answer = replace(submission("answer", in_reply_to=(OURS,)), authenticity=Authenticity(trust))
    assert find_case(conn, answer) == Thread(case, "letter", trusted)


@pytest.mark.parametrize("senders", [(), (AMINA, STRANGER)])
def test_no_single_sender_has_no_say(conn, case, senders):
    """A message that names nobody or several as its author is a doubt."""
    answer = submission("answer", in_reply_to=(OURS,), senders=senders)
    assert find_case(conn, answer) == Thread(case, "letter", trusted=False)


def test_a_poisoned_thread_does_not_hide_the_true_one(conn, case):
    """An id of somebody else's case in front does not keep an answer from the case where its sender has a say."""
    other = submission("other", senders=(STRANGER,))
    without = assessment("other", contacts=())
    foreign = opened(conn, "other", 2, submission=other, case_assessment=without)
    answer = submission("answer", in_reply_to=("<other@villages.example>",), references=(THEIRS,))
    assert find_case(conn, answer) == Thread(case, "message", trusted=True)
    only = submission("answer", in_reply_to=("<other@villages.example>",))
    assert find_case(conn, only) == Thread(foreign, "message", trusted=False)


def test_the_nearest_answer_counts_first(conn, case):
    """Of several cases the one in In-Reply-To comes first, then the end of References, which is the latest."""
    second = opened(conn, "second", 2)
    ids = {"first": THEIRS, "second": "<second@villages.example>"}
    answer = submission("answer", in_reply_to=(ids["second"],), references=(ids["first"],))
    assert find_case(conn, answer).reference == second
    answer = submission("answer", references=(ids["second"], ids["first"]))
    assert find_case(conn, answer).reference == case


def test_another_copy_of_a_message_is_known(conn, case):
    """A message that comes a second time with other headers, or other line ends, is the same message."""
    assert find_copied(conn, submission("copy", message_id=THEIRS)) == case


@pytest.mark.parametrize(
    "changes",
    [
        {"message_id": "<other@villages.example>"},
        {"message_id": None},
        {"message_id": THEIRS, "senders": (STRANGER,)},
        {"message_id": THEIRS, "senders": (AMINA, STRANGER)},
        {"message_id": THEIRS, "text": "We train village nurses."},
    ],
)
@pytest.mark.usefixtures("case")
def test_a_message_that_only_looks_like_one_is_no_copy(conn, changes):
    """Without the same Message-ID, sender and words it is judged: some programs give every mail the same Message-ID."""
    assert find_copied(conn, submission("copy", **changes)) is None


@pytest.mark.usefixtures("case")
def test_a_message_is_no_copy_of_itself(conn):
    """Judging a message again does not make it its own copy."""
    assert find_copied(conn, submission("first")) is None


def test_mail_without_a_case_is_no_thread(conn):
    """An answer to the digest, or to mail that belongs to no case, continues nothing."""
    digest = envelope(reference=None, key="digest/2026-11-24", message_id="<digest@office.example>")
    enqueue(conn, digest, NOW, NOW, NOW + DAY)
    working(conn, "robot", 2)
    what = replace(recorded("robot", case_assessment=None), reference=None)
    assert record(conn, what, NOW, RUN)
    answer = submission("answer", in_reply_to=("<digest@office.example>", "<robot@villages.example>"))
    assert find_case(conn, answer) is None


def test_very_many_ids_are_bounded(conn, case):
    """Of thousands of references the nearest are looked at; one that is too far back is not."""
    far = tuple(f"<{n}@y.example>" for n in range(40_000))
    assert find_case(conn, submission("answer", references=(*far, OURS))).reference == case
    assert find_case(conn, submission("answer", references=(OURS, *far[:MOST_IDS]))) is None
    assert find_case(conn, submission("answer", references=(OURS, *far[: MOST_IDS - 1]))).reference == case


def test_a_message_id_that_two_cases_share(conn, case):
    """Two senders may use one Message-ID; the answer goes where its sender has a say."""
    twin = submission("twin", senders=(STRANGER,), message_id=THEIRS)
    opened(conn, "twin", 2, submission=twin, case_assessment=assessment("twin", contacts=()))
    assert find_case(conn, submission("answer", in_reply_to=(THEIRS,))) == Thread(case, "message", trusted=True)
    assert sha("twin") != sha("first")


@pytest.mark.parametrize(
    ("address", "folded"),
    [
        ("Amina@Example.ORG", "amina@example.org"),
        ("amina+news@example.org", "amina@example.org"),
        ("+odd@example.org", "+odd@example.org"),
        ("a@Bücher.example", "a@xn--bcher-kva.example"),
        ("a@xn--bcher-kva.example", "a@xn--bcher-kva.example"),
        (" a@example.org ", "a@example.org"),
        ("a@" + "x" * 70 + ".example", "a@" + "x" * 70 + ".example"),
        ("a@b..example", "a@b..example"),
    ],
)
def test_spellings_of_one_mailbox(address, folded):
    """Case, +tag and the spelling of the domain do not make another address; what cannot be folded is left."""
    assert fold(address) == folded
    assert fold(folded) == folded


def test_houses():
    """A domain and what lies under it are one house; nothing is no house, and no provider for everybody is one."""
    assert domain_of("a@Post.Villages.example") == "post.villages.example"
    assert same_house("a@post.villages.example", "b@villages.example")
    assert same_house("b@villages.example", "a@post.villages.example")
    assert not same_house("a@one.villages.example", "b@two.villages.example")
    assert not same_house("a@hotmail.com", "b@hotmail.com")
    assert not same_house("a@mx.hotmail.com", "b@hotmail.com")
    assert not same_house("a@", "b@")
    assert not same_house("nobody", "a@villages.example")
