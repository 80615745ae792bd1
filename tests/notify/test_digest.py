"""The digest as an officer reads it: everything that happened, once, in words, within what mail clients show."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from classify.assessment import Contact, Kind, Organisation, Role, Sector, Standing, Timing
from intake.message import Address
from notify.digest import HTML_BYTES, MOST_LINES, SECTIONS, compose_digest
from notify.errors import LetterError
from notify.glance import glance
from store.record import Balance, DaySummary, MessageSummary, Stuck

UNMET, CANNOT_TELL = Standing.UNMET, Standing.CANNOT_TELL
DAY = date(2026, 11, 24)
TITLES = {
    "review": "Needs a person",
    "complete": "Complete, ready for your decision",
    "held": "Letters that wait for your approval",
    "new": "New",
    "answered": "Answered by the sender",
    "waiting": "Waiting for the sender",
    "unreadable": "Could not be read",
    "quarantined": "In quarantine",
    "undelivered": "Could not be delivered",
}


def _folded(text):
    return " ".join(text.split())


@pytest.fixture
def digest(renderer, rubric, now):
    """Write the digest of a day that holds what the test says."""

    def write(**changes):
        return compose_digest(
            DaySummary(**({"day": DAY, "since": now - timedelta(days=1), "until": now} | changes)), renderer, rubric
        )

    return write


@pytest.fixture
def flagged(make_assessment):
    """Two principles unmet, one partial, one that cannot be told."""
    return make_assessment("6d 6e 7a 7c 3a 2a 2b", standings={"P3": UNMET, "P7": UNMET, "P2": CANNOT_TELL})


@pytest.fixture
def summary_of_message(now):
    """Build the summary of one message, with the reason of its reply."""

    def build(reason, subject="A subject"):
        return MessageSummary("a" * 64, now, None, subject, Kind.SUBMISSION, "", "none", reason, ())

    return build


def _stuck(now, what="release.pdf"):
    return Stuck(what, "Press release", now, "It is protected by a password.")


# --- what is told ---------------------------------------------------------------------------------------------------


def test_a_case_says_when_it_was_announced_and_for_which_phase(digest, make_case, make_assessment, read_html):
    """The phase is named in the digest's language; days that are not known exactly are given as such, or not at all."""
    exact = make_assessment()
    vague = replace(exact, timing=Timing("this month", date(2005, 3, 1), date(2005, 3, 31)))
    silent = replace(exact, timing=Timing("", reason="Nobody says when."))
    for assessment, words in (
        (exact, "; announcement 16 November 2005 (second phase, Tunis)"),
        (vague, "; announcement between 1 March 2005 and 31 March 2005"),
        (silent, ""),
        (replace(exact, timing=None), ""),
    ):
        letter = digest(new=(make_case(assessment=assessment),))
        for text in (_folded(letter.text), read_html(letter.html)[0]):
            assert words in text
            assert ("announcement" in text) is bool(words)


def test_a_quiet_day_says_so(digest, read_html):
    """Without anything to tell there is a headline, the balance and the legend, and no section."""
    letter = digest(balance=Balance(3, 0, 3))
    words, elements = read_html(letter.html)
    assert "Nothing is new, and nothing waits for you." in letter.text
    assert letter.subject == "WSIS partnerships, 24 November 2026: nothing is new, and nothing waits for you"
    assert "3 present = 0 stored + 3 known already + 0 refused." in _folded(letter.text)
    assert "h2" not in {tag for tag, _ in elements}
    assert "Set aside" not in letter.text
    assert "ALARM" not in letter.text + letter.subject + words
    assert (letter.kind, letter.language) == ("digest", "en")


def test_the_headline_tells_every_number(digest, make_case, now):
    """One sentence counts everything; the subject has its first three parts, in the order of urgency."""
    cases = tuple(make_case(f"CASE{n}") for n in range(12))
    stuck = tuple(_stuck(now, str(n)) for n in range(8))
    letter = digest(
        review=cases[:1], complete=cases[1:3], new=cases[3:6], answered=cases[6:8], waiting=cases[8:12],
        held=stuck[:2], unreadable=stuck[2:3], quarantined=stuck[3:5], undelivered=stuck[5:8],
    )  # fmt: skip
    sentence = (
        "1 case needs a person, 2 are ready for your decision, 2 letters wait for your approval, 3 cases are new, 2 were answered, "
        "4 wait for their senders, 1 document could not be read, 2 messages are in quarantine and 3 letters could not be delivered."
    )
    assert _folded(letter.text).startswith(sentence)
    assert letter.subject.endswith(
        ": 1 case needs a person, 2 are ready for your decision and 2 letters wait for your approval"
    )


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ("review", "1 case needs a person."),
        ("complete", "1 case is ready for your decision."),
        ("complete new", "1 case is ready for your decision and 1 is new."),
        ("complete held new", "1 case is ready for your decision, 1 letter waits for your approval and 1 case is new."),
        ("new answered", "1 case is new and 1 was answered."),
        ("answered waiting", "1 case was answered and 1 waits for its sender."),
        ("waiting", "1 case waits for its sender."),
        ("undelivered", "1 letter could not be delivered."),
    ],
)
def test_the_headline_reads_well(digest, make_case, now, names, sentence):
    """The first part, and one after letters, says what it counts; the others do not repeat it."""
    stuck = ("held", "unreadable", "quarantined", "undelivered")
    day = {name: (_stuck(now),) if name in stuck else (make_case(name),) for name in names.split()}
    assert _folded(digest(**day).text).startswith(sentence)


@pytest.mark.parametrize("name", SECTIONS)
def test_sections_appear_only_when_there_is_something(digest, make_case, read_html, now, name):
    """Each section stands alone when it is the only one, with its count, in both twins."""
    is_case = name in ("review", "complete", "new", "answered", "waiting")
    letter = digest(**{name: (make_case(),) if is_case else (_stuck(now),)})
    words, _ = read_html(letter.html)
    for other, title in TITLES.items():
        assert (f"{title} (1)" in words) is (other == name)
        assert (f"\n{title.upper()} (1)\n" in letter.text) is (other == name)
    assert ("K7QM2-F9XB4 Telecentres for Rural Women" if is_case else "release.pdf Press release") in words
    assert is_case or "2026-11-24 09:30: It is protected by a password." in letter.text
    assert set(TITLES) == set(SECTIONS)


def test_sections_come_in_the_order_of_urgency(digest, make_case, read_html, now):
    """What a person must do stands before what happened, and that before what is stuck."""
    cases = {name: (make_case(name.upper()),) for name in ("review", "complete", "new", "answered", "waiting")}
    stuck = {name: (_stuck(now, name),) for name in ("held", "unreadable", "quarantined", "undelivered")}
    words, _ = read_html(digest(**cases, **stuck).html)
    places = [words.index(f"{TITLES[name]} (1)") for name in SECTIONS]
    assert places == sorted(places)


def test_a_case_shows_who_and_how_it_stands(digest, make_case, flagged, read_html):
    """Reference, title, sender, organisation and sector, partners and sectors counted, seven words, and the flags."""
    letter = digest(new=(make_case(assessment=flagged),))
    words, elements = read_html(letter.html)
    who = (
        "Amina Diallo <amina.diallo@reseau-femmes.example>, Réseau Femmes (civil society); 3 partners named, 3 sectors"
    )
    flags = (
        "Principle 3 (Link with agreed outcomes) appears unmet: no statement of label 3a was found",
        "Principle 7 (Funding arrangements) appears unmet: no statement of label 7a was found",
    )
    for part in ("K7QM2-F9XB4 Telecentres for Rural Women", who, *flags):
        assert part in words
        assert part in _folded(letter.text)
    assert "1 met 2 can’t tell 3 unmet 4 met 5 met 6 partly 7 unmet" in words
    assert "\n  1 met | 2 can’t tell | 3 UNMET | 4 met | 5 met | 6 partly | 7 UNMET\n" in letter.text
    assert [a["class"] for tag, a in elements if tag == "b"] == [
        "met",
        "cannot_tell",
        "unmet",
        "met",
        "met",
        "partial",
        "unmet",
    ]
    assert "Principle 6" not in words
    assert "1 Objective; 2 Voluntary nature; 3 Link" in words


def test_an_enquiry_has_no_standings(digest, make_case, make_assessment, read_html, summary_of_message):
    """A case that is no submission shows why it waits for a person and no empty matrix."""
    case = make_case(
        kind=Kind.ENQUIRY, assessment=make_assessment(judgements=(), title="", organisations=(), contacts=(), timing=None),
        messages=(summary_of_message("x", "When is the deadline?"), summary_of_message("A person answers it.")),
    )  # fmt: skip
    letter = digest(review=(case,))
    words, elements = read_html(letter.html)
    assert (
        "K7QM2-F9XB4 When is the deadline? Amina Diallo <amina.diallo@reseau-femmes.example> Why: A person answers it."
        in words
    )
    assert "b" not in {tag for tag, _ in elements}
    assert "  Why: A person answers it.\n" in letter.text


def test_an_unknown_sender_is_said_to_be_unknown(digest, make_case, make_assessment):
    """A case without a sender or title still has a line."""
    nothing = make_assessment(title="", organisations=(), contacts=(), timing=None)
    letter = digest(new=(make_case(sender=None, assessment=nothing),))
    assert "K7QM2-F9XB4 (no title)\n  sender unknown\n" in letter.text


def test_a_case_is_told_whole_once(digest, make_case, flagged, read_html):
    """In later sections a case is only named, but what that section is about is still said."""
    case = make_case(assessment=flagged, asked=("6d", "7c"))
    words, _ = read_html(digest(new=(case,), answered=(case,), waiting=(case,)).html)
    assert words.count("K7QM2-F9XB4 Telecentres for Rural Women") == 3
    assert words.count("(see above)") == 2
    assert words.count("appears unmet") == 2
    assert "(see above) Asked for: label 6d, label 7c; last moved today" in words


@pytest.mark.parametrize(("days", "words"), [(0, "today"), (1, "1 day ago"), (3, "3 days ago"), (-1, "today")])
def test_waiting_cases_show_their_age(digest, make_case, now, days, words):
    """Whole days since anything happened, and the names of the points that were asked; unknown ids stand as they are."""
    letter = digest(waiting=(make_case(asked=("6d", "contact"), updated=now - timedelta(days=days)),))
    assert f"  Asked for: label 6d, contact; last moved {words}\n" in letter.text


def test_contrary_words_are_shown(digest, make_case, make_assessment, read_html):
    """A flag that rests on a sentence shows that sentence; one that rests on absence has none to show."""
    assessment = make_assessment("3a 3c", standings={"P2": UNMET, "P3": UNMET})
    p2 = assessment.judgement("P2")
    quote = replace(p2.findings[0].evidence[0], quote="They act by order of the\nminister, see www.evil.example.")
    against = tuple(replace(f, present=True, evidence=(quote,)) if f.criterion == "2x" else f for f in p2.findings)
    judgements = tuple(replace(p2, findings=against) if j is p2 else j for j in assessment.judgements)
    words, _ = read_html(digest(new=(make_case(assessment=replace(assessment, judgements=judgements)),)).html)
    assert "label 2a was found “They act by order of the minister, see […]”" in words
    assert words.count("“") == 2  # the other stands in the closing explanation


def test_what_was_found_comes_before_what_was_not(digest, make_case, make_assessment):
    """A reason that begins with what was found keeps it, and the principle is named by its name."""
    assessment = make_assessment("3a", standings={"P3": UNMET})
    told = "Found: a link with another outcome. Principle 3 appears unmet: no statement of the Summit was found."
    judgements = tuple(replace(j, reason=told) if j.principle == "P3" else j for j in assessment.judgements)
    text = _folded(digest(new=(make_case(assessment=replace(assessment, judgements=judgements)),)).text)
    assert (
        "- Found: a link with another outcome. Principle 3 (Link with agreed outcomes) appears unmet: no statement"
        in text
    )


def test_mail_set_aside_is_counted(digest, read_html):
    """Machines' mail is not listed, but nobody has to wonder where it went."""
    letter = digest(set_aside=(("automatic", 12), ("bounce", 3), ("list", 0)))
    assert "Set aside without a case: 12 automatic messages, 3 bounces.\n" in letter.text
    assert "Set aside without a case: 12 automatic messages, 3 bounces." in read_html(letter.html)[0]


# --- the balance ----------------------------------------------------------------------------------------------------


def test_a_balance_that_closes_is_a_line(digest):
    """Present is stored, known and refused, with each reason."""
    letter = digest(balance=Balance(26, 20, 3, (("larger than 50 MiB", 2), ("vanished", 1))))
    assert (
        "Mail from 2026-11-23 09:30 UTC to 2026-11-24 09:30 UTC: 26 present = 20 stored + 3 known already + 3 refused "
        "(larger than 50 MiB: 2, vanished: 1)."
    ) in _folded(letter.text)


@pytest.mark.parametrize(
    ("present", "alarm", "rest"),
    [
        (28, "2 messages in the mailboxes cannot be accounted for", "+ 2 unaccounted for"),
        (27, "1 message in the mailboxes cannot be accounted for", "+ 1 unaccounted for"),
        (25, "1 message is accounted for that the mailboxes do not hold", "− 1 unaccounted for"),
        (24, "2 messages are accounted for that the mailboxes do not hold", "− 2 unaccounted for"),
    ],
)
def test_a_remainder_is_an_alarm_at_the_top(digest, make_case, read_html, present, alarm, rest):
    """Mail that nobody can account for is said first: in the subject, above the headline, and in the balance."""
    letter = digest(new=(make_case(),), balance=Balance(present, 20, 3, (("too large", 3),)))
    words, _ = read_html(letter.html)
    assert letter.subject.startswith("ALARM, WSIS partnerships")
    assert letter.text.startswith("*** ALARM ***\n")
    assert words.startswith(f"ALARM: {alarm}")
    assert _folded(letter.text).index(alarm) < _folded(letter.text).index("1 case is new")
    assert rest in words
    assert rest in _folded(letter.text)


# --- size -----------------------------------------------------------------------------------------------------------


def _many(make_case, assessment, count):
    return tuple(
        make_case(
            f"K{n:04}-F9XB4",
            assessment=replace(assessment, title=f"{n} " + "Long words of a title " * 9),
            asked=("6d", "6e", "7c"),
        )
        for n in range(count)
    )


def test_a_hundred_usual_cases_are_told_in_full(digest, make_case, flagged):
    """A hundred cases, each with two flags, fit with their reasons into what mail clients show."""
    letter = digest(waiting=_many(make_case, flagged, 100))
    assert len(letter.html.encode()) <= HTML_BYTES
    assert letter.html.count("appears unmet: no statement") == 200
    assert letter.html.count("Asked for:") == 100


@pytest.mark.parametrize("length", [400, 4000])
def test_long_reasons_are_shortened_first(digest, make_case, flagged, length):
    """With long reasons what was found gives way; every case and flag is still there."""
    judgements = tuple(
        replace(
            j,
            reason=f"Found: {'much of it ' * (length // 11)}. Principle {j.principle[1:]} appears unmet: no {'trace ' * 20}was found.",
        )
        for j in flagged.judgements
    )
    few = digest(new=_many(make_case, replace(flagged, judgements=judgements), 3))
    many = digest(new=_many(make_case, replace(flagged, judgements=judgements), 95))
    assert len(many.html.encode()) <= HTML_BYTES
    assert few.html.count("Found: much of it") == few.html.count("appears unmet: no trace") == 6
    assert many.html.count("appears unmet: no trace") == 190
    assert "Found:" not in many.html


def test_a_hundred_of_the_worst_cases_fit(digest, make_case, make_assessment):
    """With every principle unmet, flags are named without their reasons, and nothing else is left out."""
    worst = make_assessment(
        "1a 2a 3a 4a 5b 6a 7a", standings=dict.fromkeys(("P1", "P2", "P3", "P4", "P5", "P6", "P7"), UNMET)
    )
    letter = digest(review=_many(make_case, worst, 100))
    assert len(letter.html.encode()) <= HTML_BYTES
    assert letter.html.count("Appears unmet: 1 Objective; 2 Voluntary nature;") == 100
    assert letter.html.count(" unmet</b>") == 700
    assert letter.text.count("Appears unmet: 1 Objective") == 100


def test_very_many_cases_are_counted(digest, make_case, flagged, now):
    """Beyond that each case is one line, then a number; the headline still tells how many there are."""
    letter = digest(
        new=_many(make_case, flagged, 1000), quarantined=tuple(_stuck(now, f"{n}") for n in range(MOST_LINES))
    )
    assert len(letter.html.encode()) <= HTML_BYTES
    assert "1000 cases are new" in letter.text
    assert f"{MOST_LINES} messages are in quarantine" in _folded(letter.text)
    assert letter.text.count("F9XB4") == MOST_LINES // 2
    assert f"… and {1000 - MOST_LINES // 2} more." in letter.text
    assert f"… and {MOST_LINES // 2} more." in letter.html
    assert "| 2 can’t tell" not in letter.text


def test_the_longest_lines_of_every_section_fit(digest, make_case, flagged, now):
    """Whatever every section is full of, the digest is not cut by mail clients."""
    cases = tuple(replace(c, reference=c.reference + "é" * 40) for c in _many(make_case, flagged, 150))
    stuck = tuple(Stuck("é" * 90, "é " * 900, now, "é " * 900) for _ in range(150))
    letter = digest(
        **dict.fromkeys(("review", "complete", "new", "answered", "waiting"), cases),
        **dict.fromkeys(("held", "unreadable", "quarantined", "undelivered"), stuck),
        balance=Balance(9, refused=tuple((f"{n} " + "é" * 200, 1) for n in range(500))),
    )
    assert len(letter.html.encode()) <= HTML_BYTES
    assert "500 refused (0 é" in _folded(letter.text)


def test_text_fits_its_columns(digest, make_case, flagged):
    """No line is longer than 72 columns, and no blank lines pile up."""
    letter = digest(new=_many(make_case, flagged, 3), balance=Balance(9, 3))
    assert max(map(len, letter.text.splitlines())) <= 72
    assert "\n\n\n" not in letter.text


# --- what strangers try ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "{% for %}", "x\r\nBcc: v@x.example\n\nNEW (99)",
        "Pay at https://evil.example/x", "evil.example", "\u202emoc.elgoog", "\x1b[31m\x00", "A" * 5000, "=?utf-8?q?=0A?= é",
    ],
)  # fmt: skip
def test_nothing_that_strangers_write_gets_out_of_its_place(
    digest, make_case, make_assessment, summary_of_message, read_html, now, hostile
):
    """Titles, names, organisations, reasons, file names and refusals stay words: no element, no link, no line."""

    def day(text):
        judged = make_assessment("3a", standings={"P3": UNMET})
        assessment = replace(
            judged, title=text, organisations=(Organisation(text, Sector.CIVIL, Role.PARTNER),),
            contacts=(Contact(text, text, "amina@x.example"),), judgements=tuple(replace(j, reason=text) for j in judged.judgements),
        )  # fmt: skip
        case = make_case(
            assessment=assessment, sender=Address(text, "amina@x.example"), messages=(summary_of_message(text, text),)
        )
        stuck = (Stuck(text, text, now, text),)
        return digest(review=(case,), held=stuck, unreadable=stuck, quarantined=stuck, undelivered=stuck,
                      balance=Balance(1, 0, 0, ((text, 1),)), set_aside=((text, 1),))  # fmt: skip

    letter, plain = day(hostile), day("word")
    words, elements = read_html(letter.html)
    assert elements == read_html(plain.html)[1]
    assert not {"a", "img", "script", "link"} & {tag for tag, _ in elements}
    assert not any({"href", "src"} & set(attributes) for _, attributes in elements)
    everything = letter.subject + letter.text + letter.html
    assert not re.search("https?:|evil\\.example|=\\?|[\u202a-\u202e\x00\x1b]", everything)
    assert "\nNEW (99)\n" not in letter.text
    assert letter.text.count("\n\n") == plain.text.count("\n\n")
    assert "A" * 400 not in words
    assert "49" not in everything


def test_there_is_no_digest_in_other_languages(renderer, rubric, now):
    """A language without a template is an error that names the file."""
    with pytest.raises(LetterError, match=r"digest/xx\.jinja"):
        compose_digest(DaySummary(DAY, now, now), renderer, rubric, "xx")


# --- one case at a glance -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("contacts", "organisations", "expected"),
    [
        (("amina.diallo@reseau-femmes.example", "ACME"), (("ACME", Sector.PRIVATE), ("B", Sector.CIVIL)), ("ACME", Sector.PRIVATE, 2, 2)),
        (("AMINA.Diallo@reseau-femmes.example", "acme"), (("ACME", Sector.PRIVATE),), ("acme", Sector.PRIVATE, 1, 1)),
        (("other@x.example", "Other"), (("ACME", Sector.LOCAL), ("B", Sector.LOCAL)), ("ACME", Sector.LOCAL, 2, 1)),
        (("amina.diallo@reseau-femmes.example", ""), (("ACME", Sector.UNKNOWN),), ("ACME", None, 1, 0)),
        (("amina.diallo@reseau-femmes.example", "Elsewhere"), (("ACME", Sector.INTERNATIONAL),), ("Elsewhere", None, 1, 1)),
        (("other@x.example", "Other"), (), ("", None, 0, 0)),
    ],
)  # fmt: skip
def test_the_sender_s_organisation_comes_from_their_contact(
    make_case, make_assessment, rubric, now, contacts, organisations, expected
):
    """First what the sender's own contact says, then the first partner; its sector only when it is known."""
    assessment = make_assessment(
        contacts=(Contact("N", contacts[1], contacts[0]),),
        organisations=(
            *(Organisation(n, s, Role.PARTNER) for n, s in organisations),
            Organisation("News", Sector.PRIVATE, Role.MENTION),
        ),
    )
    seen = glance(make_case(assessment=assessment), rubric, now, "en")
    assert (seen.organisation, seen.sector, seen.partners, seen.sectors) == expected


def test_labels_come_in_the_digest_s_language(make_case, make_assessment, rubric, now):
    """Names of principles and points are those of the language, else English."""
    case = make_case(asked=("6d",), assessment=make_assessment("3a", standings={"P3": UNMET}))
    assert glance(case, rubric, now, "fr").asked == ("FR label 6d",)
    assert glance(case, rubric, now, "fr").flags[0].name == "FR Link with agreed outcomes"
    assert glance(case, rubric, now, "ru").asked == ("label 6d",)
    assert glance(case, rubric, now, "ru").flags[0].name == "Link with agreed outcomes"
