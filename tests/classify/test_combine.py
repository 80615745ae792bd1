"""Two messages of one case: evidence adds up, standings only improve on evidence."""

from dataclasses import replace

import pytest

from classify.assess import Assessor
from classify.assessment import Contact, Evidence, Organisation, Role, Sector, Standing
from classify.combine import combine

ASSESSOR = Assessor()
FIRST = (
    "Lake Telecom, the Union of Libraries and the University of Port Sanni have joined forces to train librarians. "
    "The Union of Libraries will train librarians in computer skills for poor communities."
)
ANSWER = "Funding: USD 200,000 granted by the Sanni Foundation; 40 schools by December 2005"
ASKED = ("6d", "6e", "7a", "7c")


@pytest.fixture
def both(write):
    """The first message, its answer, and the two combined."""
    earlier, later = ASSESSOR.assess(write(FIRST)), ASSESSOR.assess(write(ANSWER), ASKED)
    return earlier, later, combine(earlier, later, ASSESSOR.rubric)


def test_an_answer_fills_what_was_missing(both):
    """Target, date and funds of the answer change the standings; what the first message showed stays."""
    earlier, later, combined = both

    assert earlier.judgement("P7").standing is Standing.UNMET
    assert combined.judgement("P7").standing is Standing.MET
    assert combined.finding("1a").present
    assert combined.finding("6d").evidence == later.finding("6d").evidence
    assert set(combined.finding("1a").evidence) >= set(earlier.finding("1a").evidence)
    assert combined.targets[-1] == "40 schools"
    assert combined.dates == ("by December 2005",)
    assert any(item.amount == "USD 200,000" for item in combined.funding)
    assert (combined.title, combined.kind, combined.description) == (earlier.title, earlier.kind, earlier.description)


def test_evidence_names_the_message_it_stands_in(both, write):
    """Quotes of two messages are told apart by the message's hash."""
    _, _, combined = both

    messages = {q.message for j in combined.judgements for f in j.findings for q in f.evidence}

    assert messages == {write(FIRST).message.sha256, write(ANSWER).message.sha256}


def test_the_role_of_one_is_not_the_role_of_all(both):
    """An answer about the money says nothing about the tasks of partners named before."""
    earlier, _, combined = both

    assert combined.finding("6f").present is earlier.finding("6f").present


def test_combining_with_itself_changes_nothing(write):
    """The same message twice is the same case."""
    one = ASSESSOR.assess(write(FIRST))

    assert combine(one, one, ASSESSOR.rubric).judgements == one.judgements
    assert combine(one, one, ASSESSOR.rubric).organisations == one.organisations


def test_a_better_standing_is_kept(write):
    """What a message settled is not unsettled by a later one."""
    earlier, later = ASSESSOR.assess(write(FIRST)), ASSESSOR.assess(write(ANSWER), ASKED)
    forced = replace(
        earlier,
        judgements=tuple(replace(j, standing=Standing.MET, reason="A person saw it.") for j in earlier.judgements),
    )

    combined = combine(forced, later, ASSESSOR.rubric)

    assert {j.standing for j in combined.judgements} == {Standing.MET}


def test_what_could_not_be_told_does_not_become_unmet(write):
    """An unread document of the first message still leaves the absence open."""
    earlier, later = ASSESSOR.assess(write(FIRST)), ASSESSOR.assess(write("By June 2005."), ("6e",))
    open_ = replace(
        earlier,
        judgements=tuple(
            replace(j, standing=Standing.CANNOT_TELL, reason="One document could not be read.")
            if j.standing is Standing.UNMET
            else j
            for j in earlier.judgements
        ),
    )

    combined = combine(open_, later, ASSESSOR.rubric)

    assert combined.judgement("P7").standing is Standing.CANNOT_TELL
    assert combined.judgement("P7").reason == "One document could not be read."


def test_partners_of_both_messages_count_together(write):
    """One partner in each message makes two, and two sectors where they differ."""
    base = ASSESSOR.assess(write("The alliance will train teachers."))
    quote = Evidence("body", None, 0, 4, "Lake", "a")
    firm = Organisation("Lake Telecom", Sector.PRIVATE, Role.PARTNER, evidence=(quote,))
    college = Organisation("Port College", Sector.ACADEMIA, Role.PARTNER, evidence=(replace(quote, message="b"),))

    combined = combine(replace(base, organisations=(firm,)), replace(base, organisations=(college,)), ASSESSOR.rubric)

    assert combined.judgement("P4").standing is Standing.MET
    assert len(combined.finding("4a").evidence) == 2


def test_an_organisation_named_twice_is_one(write):
    """The stronger role, the known sector and all quotes are kept."""
    base = ASSESSOR.assess(write(FIRST))
    one = Organisation(
        "Lake Telecom", Sector.UNKNOWN, Role.MENTION, evidence=(Evidence("body", None, 0, 4, "Lake", "a"),)
    )
    other = Organisation(
        "LAKE TELECOM", Sector.PRIVATE, Role.FUNDER, "LT", (Evidence("body", None, 0, 4, "LAKE", "b"),)
    )

    (merged,) = combine(
        replace(base, organisations=(one,)), replace(base, organisations=(other,)), ASSESSOR.rubric
    ).organisations

    assert (merged.name, merged.sector, merged.role, merged.acronym) == (
        "Lake Telecom",
        Sector.PRIVATE,
        Role.FUNDER,
        "LT",
    )
    assert len(merged.evidence) == 2


def test_an_offered_contact_replaces_the_last_resort(write):
    """The From address is dropped as soon as somebody is named."""
    base = ASSESSOR.assess(write(FIRST))
    resort = Contact("", "", "office@lake.example", last_resort=True)
    offered = Contact("Ama Mensah", "", "ama@lake.example")

    combined = combine(replace(base, contacts=(resort,)), replace(base, contacts=(offered,)), ASSESSOR.rubric)

    assert combined.contacts == (offered,)
    assert combine(replace(base, contacts=(resort,)), replace(base, contacts=()), ASSESSOR.rubric).contacts == (resort,)


def test_an_answer_says_when_it_is_announced(write):
    """The first message that names a date of announcement is believed."""
    silent = ASSESSOR.assess(write(FIRST))
    answer = ASSESSOR.assess(write("The alliance will be launched in June 2005."), ASKED)

    assert combine(silent, answer, ASSESSOR.rubric).timing.announced == "June 2005"
    assert combine(answer, silent, ASSESSOR.rubric).timing.announced == "June 2005"
