"""The decision to answer, as a table: who gets a letter, who waits for a person, who gets none, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import chain

import pytest

from classify.assessment import Kind, Standing
from intake.message import Address, Authenticity, Mark, Origin, Trust, Verdict
from notify.policy import Mode, Policy
from notify.reasons import HOLDING, SENDING, SILENT
from notify.reply import decide
from store.record import ReplyHistory

OPEN = "6d 6e 7c"
"""Criteria missing from the usual incomplete submission."""


@pytest.fixture
def ask(make_submission, make_assessment, rubric, now):
    """Decide about an authenticated submission with three points open, with whatever the test changes."""

    def ask_with(submission=None, assessment=None, history=None, policy=None, at=None, **changes):
        return decide(
            submission or make_submission(),
            assessment or make_assessment(OPEN),
            history or ReplyHistory(),
            policy or Policy(),
            at or now,
            rubric=rubric,
            **changes,
        )

    return ask_with


# --- letters that leave ---------------------------------------------------------------------------------------------


def test_incomplete_submission_is_asked(ask):
    """An authenticated person with open points gets the letter that asks for them, most decisive first."""
    reply = ask()
    assert (reply.action, reply.code, reply.letter) == ("send", "incomplete", "incomplete")
    assert reply.reason == SENDING["incomplete"]
    assert reply.asks == ("6d", "6e", "7c")
    assert reply.to == "amina.diallo@reseau-femmes.example"


def test_complete_submission_is_thanked(ask, make_assessment):
    """With nothing to ask, the letter only says that the submission arrived."""
    reply = ask(assessment=make_assessment())
    assert (reply.action, reply.code, reply.letter, reply.asks) == ("send", "received", "received", ())


def test_unread_file_is_asked_for_instead_of_points(ask, make_submission, make_assessment, make_document):
    """Where a file that could not be read may hold what is missing, only the file is asked for."""
    silent = make_assessment("6d 7c", standings={"P6": Standing.CANNOT_TELL, "P7": Standing.CANNOT_TELL})
    reply = ask(make_submission((make_document(verdict=Verdict.ENCRYPTED),)), silent)
    assert (reply.action, reply.letter, reply.asks) == ("send", "unreadable", ())


@pytest.mark.parametrize(("decorative", "letter"), [(True, "incomplete"), (False, "unreadable")])
def test_a_logo_is_not_missed(ask, make_submission, make_document, decorative, letter):
    """A picture that only decorates does not turn the questions into a request for a copy."""
    picture = make_document("logo.png", Verdict.NO_TEXT, decorative=decorative)
    assert ask(make_submission((picture,))).letter == letter


def test_unread_file_does_not_matter_when_nothing_is_missing(ask, make_submission, make_assessment, make_document):
    """A complete submission with one damaged file is thanked."""
    reply = ask(make_submission((make_document(verdict=Verdict.CORRUPT),)), make_assessment())
    assert reply.letter == "received"


def test_points_that_an_earlier_file_left_open_are_asked(ask, make_assessment):
    """A case that cannot tell because of an earlier file asks for the points once this message could be read."""
    case = make_assessment("7c", standings={"P7": Standing.CANNOT_TELL})
    reply = ask(assessment=make_assessment(OPEN, kind=Kind.SUPPLEMENT), case=case, history=ReplyHistory(rounds=1))
    assert (reply.letter, reply.asks) == ("incomplete", ("7c",))


def test_the_case_decides_what_is_asked_and_the_message_what_it_is(ask, make_assessment):
    """An answer is judged as a message of its own; the questions are those that the whole case leaves open."""
    answer = make_assessment("6d 6e 7a 7c 3a", kind=Kind.SUPPLEMENT)
    reply = ask(assessment=answer, case=make_assessment("7c"), history=ReplyHistory(rounds=1), asked=("6d", "6e", "7c"))
    assert (reply.action, reply.letter, reply.asks) == ("send", "incomplete", ("7c",))


def test_answer_that_completes_the_case_is_thanked(ask, make_assessment):
    """After a round of questions, the answer that settles them all is acknowledged."""
    reply = ask(
        assessment=make_assessment(OPEN, kind=Kind.SUPPLEMENT),
        case=make_assessment(),
        history=ReplyHistory(rounds=2),
        asked=("7c",),
    )
    assert (reply.action, reply.letter) == ("send", "received")


@pytest.mark.parametrize(
    ("own", "case", "expected"),
    [
        ("fr", "fr", "fr"),
        ("es", "en", "es"),
        ("und", "fr", "fr"),
        ("de", "de", "en"),
        ("und", "und", "en"),
        ("sw", "es", "es"),
    ],
)
def test_language_is_the_sender_s_where_there_are_letters(ask, make_assessment, own, case, expected):
    """The message's language comes first, then the case's, then English."""
    reply = ask(assessment=make_assessment(OPEN, language=own), case=make_assessment(OPEN, language=case))
    assert reply.language == expected


# --- no letter ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("origin", list(Origin))
def test_any_mark_forbids_a_letter(ask, make_submission, origin):
    """One mark is enough, also one that does not say that a machine wrote; its detail is the reason."""
    marks = (Mark("list-header", origin, "List-Id names a mailing list."), Mark("second", origin, "Another."))
    reply = ask(make_submission(marks=marks))
    assert (reply.action, reply.code, reply.reason) == ("none", "list-header", "List-Id names a mailing list.")
    assert (reply.letter, reply.to, reply.asks) == ("", "", ())


@pytest.mark.parametrize("kind", [Kind.AUTOMATIC, Kind.BOUNCE, Kind.LIST, Kind.MALFORMED])
def test_machines_get_no_letter(ask, make_assessment, kind):
    """What a machine wrote is not answered, and the reason is the judgement's own where there is one."""
    reply = ask(assessment=make_assessment(OPEN, kind=kind, kind_reason="It says so itself."))
    assert (reply.action, reply.code, reply.reason) == ("none", kind.value, "It says so itself.")
    assert ask(assessment=make_assessment(OPEN, kind=kind, kind_reason="")).reason == SILENT[kind.value]


@pytest.mark.parametrize("kind", [Kind.ENQUIRY, Kind.OTHER])
def test_what_a_person_answers_gets_no_letter(ask, make_assessment, kind):
    """Questions and everything that is no submission wait for a person."""
    reply = ask(assessment=make_assessment(OPEN, kind=kind))
    assert (reply.action, reply.code, reply.reason) == ("none", kind.value, SILENT[kind.value])


def test_imported_mail_gets_no_letter(ask, make_submission):
    """An import never mails anybody, whatever else is true."""
    assert ask(backfill=True).code == "backfill"
    marked = make_submission(marks=(Mark("x", Origin.LIST, "y"),))
    assert ask(marked, backfill=True).code == "backfill"


@pytest.mark.parametrize(
    "senders",
    [
        (),
        (Address("", "a@x.example"), Address("", "b@x.example")),
        (Address("", "not-an-address"),),
        (Address("", "a@localhost"),),
        (Address("", "a@x.example\r\nBcc: b@x.example"),),
        (Address("", "a b@x.example"),),
        (Address("", "a@" + "x" * 250 + ".example"),),
    ],
)
def test_sender_must_be_one_address(ask, make_submission, make_message, senders):
    """No author, several, or one that is no plain address: nobody to answer."""
    reply = ask(make_submission(message=make_message(senders=senders)))
    assert (reply.action, reply.code) == ("none", "sender-shape")


def test_suppressed_address_gets_no_letter(ask):
    """An address that bounced or asked for silence is left alone."""
    assert ask(history=ReplyHistory(suppressed=True)).code == "suppressed"


def test_mode_off_writes_nothing(ask):
    """Switched off means that not even a held letter is written."""
    reply = ask(policy=Policy(mode=Mode.OFF))
    assert (reply.action, reply.code, reply.letter) == ("none", "off", "")


def test_unjudged_submission_is_not_called_complete(ask, make_assessment):
    """Without a single judgement nothing can be thanked for or asked."""
    assert ask(assessment=make_assessment(judgements=())).code == "unjudged"


def test_thanks_are_not_answered_with_thanks(ask, make_assessment):
    """A supplement to a case in which nothing was ever asked, and nothing is open, gets no letter."""
    supplement = make_assessment(kind=Kind.SUPPLEMENT)
    assert ask(assessment=supplement).code == "already-complete"
    assert ask(assessment=supplement, history=ReplyHistory(rounds=1)).code == "received"


# --- letters that wait ----------------------------------------------------------------------------------------------


HELD = [
    ("unauthenticated", {"authenticity": Authenticity(Trust.NONE)}, {}, {}),
    ("failed-authentication", {"authenticity": Authenticity(Trust.FAIL)}, {}, {}),
    ("low-confidence", {}, {}, {"min_confidence": 0.95}),
    ("uncertain", {}, {}, {"min_certainty": 0.95}),
    ("rounds", {}, {"rounds": 2}, {}),
    ("sender-day", {}, {"to_sender_day": 1}, {}),
    ("sender-week", {}, {"to_sender_week": 3}, {}),
    ("domain-hour", {}, {"to_domain_hour": 20}, {}),
    ("total-hour", {}, {"total_hour": 60}, {}),
    ("total-day", {}, {"total_day": 500}, {}),
    ("review", {}, {}, {"mode": Mode.REVIEW}),
]


@pytest.mark.parametrize(("code", "submission", "history", "policy"), HELD, ids=[row[0] for row in HELD])
def test_a_person_approves_first(ask, make_submission, code, submission, history, policy):
    """Each doubt holds the letter, which is written all the same so that a person can approve it."""
    reply = ask(make_submission(**submission), history=ReplyHistory(**history), policy=Policy(**policy))
    assert (reply.action, reply.code, reply.reason) == ("hold", code, HOLDING[code])
    assert (reply.letter, reply.asks, reply.to) == (
        "incomplete",
        ("6d", "6e", "7c"),
        "amina.diallo@reseau-femmes.example",
    )


ALLOWED = [
    ({"rounds": 1}, {}),
    ({"to_sender_day": 1}, {"per_sender_day": 2}),
    ({"to_sender_week": 2}, {}),
    ({"to_domain_hour": 19}, {}),
    ({"total_hour": 59}, {}),
    ({"total_day": 499}, {}),
    ({}, {"min_confidence": 0.9}),
]


@pytest.mark.parametrize(("history", "policy"), ALLOWED)
def test_just_below_a_bound_the_letter_leaves(ask, history, policy):
    """Bounds are exact: one letter fewer, or the very confidence asked for, is allowed."""
    assert ask(history=ReplyHistory(**history), policy=Policy(**policy)).action == "send"


def test_without_authentication_a_policy_may_still_send(ask, make_submission):
    """A secretariat that does without authentication can say so."""
    submission = make_submission(authenticity=Authenticity(Trust.NONE))
    assert ask(submission, policy=Policy(require_authentication=False)).action == "send"


@pytest.mark.parametrize(
    ("return_path", "action"),
    [
        (None, "send"),
        ("<amina.diallo@reseau-femmes.example>", "send"),
        ("bounces+amina=reseau@mail.RESEAU-femmes.example", "send"),
        (" <x@reseau-femmes.example> ", "send"),
        ("<amina@elsewhere.example>", "hold"),
        ("<x@evil-reseau-femmes.example>", "hold"),
        ("<no-domain>", "hold"),
        ("two <a@reseau-femmes.example> <b@reseau-femmes.example>", "hold"),
        ("", "hold"),
    ],
)
def test_return_path_belongs_to_the_author(ask, make_submission, make_message, return_path, action):
    """A Return-Path of another organisation makes the letter wait; Reply-To plays no part in anything."""
    headers = (
        () if return_path is None else (("Return-Path", return_path), ("Return-Path", "<other@elsewhere.example>"))
    )
    message = make_message(headers=headers, reply_to=(Address("", "victim@bank.example"),))
    reply = ask(make_submission(message=message))
    assert (reply.action, reply.to) == (action, "amina.diallo@reseau-femmes.example")
    assert reply.code == ("incomplete" if action == "send" else "return-path")


def test_address_beyond_ascii_waits(ask, make_submission, make_message):
    """An internationalised address is never rewritten; a person sends that letter."""
    message = make_message(senders=(Address("", "josé@reseau.example"),), headers=())
    reply = ask(make_submission(message=message))
    assert (reply.action, reply.code, reply.letter, reply.asks) == ("hold", "international-address", "", ())


def test_an_address_beyond_ascii_is_never_written_to(ask, make_submission, make_message):
    """Whatever else makes the letter wait, none can be sealed to such an address, so none is written."""
    message = make_message(senders=(Address("", "amina@r\u00e9seau.example"),), headers=())
    reply = ask(make_submission(message=message, authenticity=Authenticity(Trust.NONE)))
    assert (reply.action, reply.code, reply.letter) == ("hold", "unauthenticated", "")


def test_a_malformed_message_in_a_case_is_not_answered(ask, make_submission, make_message, make_assessment):
    """It adds nothing that could be read, so neither thanks nor questions follow from it."""
    submission = make_submission(message=make_message(malformed=True, defects=("Too deep.",)))
    for assessment in (make_assessment(kind=Kind.SUPPLEMENT), make_assessment(OPEN, kind=Kind.SUPPLEMENT)):
        reply = ask(submission, assessment, history=ReplyHistory(rounds=1))
        assert (reply.action, reply.code, reply.reason) == ("none", "malformed", SILENT["malformed"])


def test_nothing_leaves_by_itself_after_a_decision(ask, make_assessment):
    """Once a person has decided on the case, thanks and questions alike wait for a person."""
    for assessment in (make_assessment(), make_assessment(OPEN)):
        reply = ask(assessment=assessment, history=ReplyHistory(decided=True))
        assert (reply.action, reply.code) == ("hold", "decided")


@pytest.mark.parametrize(
    ("sent", "received", "action"),
    [
        (0, 0, "send"),
        (-3, -3, "send"),
        (-3.01, 0, "hold"),
        (0, -3.01, "hold"),
        (2, 0, "send"),
        (None, -3.01, "hold"),
        (None, 0, "send"),
    ],
)
def test_old_mail_waits(ask, make_submission, make_message, now, sent, received, action):
    """Mail that was sent or received more than three days ago waits; a date in the future does not matter."""
    date = None if sent is None else now + timedelta(days=sent)
    submission = make_submission(message=make_message(date=date), received=now + timedelta(days=received))
    reply = ask(submission)
    assert (reply.action, reply.code) == (action, "too-old" if action == "hold" else "incomplete")


def test_thanks_are_not_bounded_by_rounds(ask, make_assessment):
    """Rounds count questions; the case that is complete after the last one is still thanked."""
    assert ask(assessment=make_assessment(), history=ReplyHistory(rounds=5)).action == "send"


def test_a_language_that_is_not_judged_waits(ask, make_assessment):
    """Where everything was read and still nothing can be told, a person reads before anybody is asked."""
    silent = make_assessment("6d 6e 7a 7c", standings={"P6": Standing.CANNOT_TELL, "P7": Standing.CANNOT_TELL})
    assert (ask(assessment=silent).action, ask(assessment=silent).code) == ("hold", "cannot-tell")
    usual = make_assessment("2a 2b 5b 7c", standings={"P2": Standing.CANNOT_TELL, "P5": Standing.CANNOT_TELL})
    assert ask(assessment=usual).action == "send"


def test_contrary_words_are_not_thanked_for(ask, make_assessment):
    """A submission in which nothing is missing but something speaks against a principle is shown to a person first."""
    reply = ask(assessment=make_assessment(standings={"P2": Standing.UNMET}))
    assert (reply.action, reply.code, reply.letter) == ("hold", "flagged", "received")


def test_unreadable_again_after_the_last_round_waits(ask, make_submission, make_document):
    """Asking for a file is asking: after two rounds a person takes over."""
    submission = make_submission((make_document(verdict=Verdict.CORRUPT),))
    assert ask(submission, history=ReplyHistory(rounds=2)).code == "rounds"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("6d", "7c"), "nothing-new"),
        (("6d", "6e", "7c"), "nothing-new"),
        (("6d", "3a"), "incomplete"),
        ((), "incomplete"),
    ],
)
def test_an_answer_that_settles_nothing_is_not_asked_again_at_once(ask, asked, code):
    """A promise to send it next week is no reason to repeat the questions; one settled point is."""
    assert ask(history=ReplyHistory(rounds=1), asked=asked).code == code


def test_gravest_doubt_is_named(ask, make_submission):
    """When several things make a letter wait, the one about the sender is told."""
    submission = make_submission(authenticity=Authenticity(Trust.FAIL))
    reply = ask(submission, history=ReplyHistory(rounds=9, to_sender_day=9), policy=Policy(mode=Mode.REVIEW))
    assert reply.code == "failed-authentication"


def test_every_code_is_explained_once_in_one_sentence():
    """The three tables share no code, and each explanation is one sentence."""
    tables = (SILENT, HOLDING, SENDING)
    codes = list(chain.from_iterable(tables))
    assert len(codes) == len(set(codes))
    for text in chain.from_iterable(table.values() for table in tables):
        assert text.endswith(".")
        assert ". " not in text
    assert {kind.value for kind in Kind} - {"submission", "supplement"} <= set(SILENT)
    assert {row[0] for row in HELD} | {
        "return-path",
        "international-address",
        "decided",
        "too-old",
        "nothing-new",
        "flagged",
        "cannot-tell",
    } == set(HOLDING)


def test_deciding_is_pure(ask, make_submission):
    """The same question gets the same answer."""
    submission = make_submission()
    assert ask(submission) == ask(replace(submission))
