"""The gate: what a message is to the secretariat, and why."""

from dataclasses import replace

import pytest

from classify.assess import Assessor
from classify.assessment import Kind
from classify.gate import weighed
from intake.message import Document, Mark, Origin, Verdict, ZoneKind

ASSESSOR = Assessor()

SUBMISSIONS = {
    "joint undertaking": "Lake Telecom and the Union of Libraries have joined forces to connect 30 village libraries.",
    "commitment": "The Sanni Foundation will provide computers to 20 schools and train their teachers.",
    "french": "L'association Fleuve et le ministère lancent un partenariat pour former les enseignants.",
    "spanish": "La fundación y el ministerio firmaron un convenio para capacitar a los docentes.",
}
OTHERS = {
    "event": "You are cordially invited to our workshop on partnerships. Register now! Keynote speakers will be announced.",
    "vacancy": "Vacancy announcement: we are hiring a partnership officer. Send your CV and a cover letter to apply now.",
    "call": "Call for papers on partnerships. Submission deadline: 1 May. How to apply: see below. Eligible are scholars.",
    "newsletter": "Newsletter no. 12. In this issue: partnerships in Africa. To stop reading, unsubscribe. Read more here.",
    "speech": "Excellencies, ladies and gentlemen, distinguished delegates, partnerships matter. Thank you, Mr Chairman.",
    "spam": "I am the next of kin of a late president and look for a foreign partner with a bank account. Utmost secrecy.",
    "appointment": "Ms Okello has been appointed as the new director of our board. We congratulate her on the award.",
    "law": "The new legislation entered into force: directive 2002/95 prohibits the sale of such products.",
    "guideline": "Guidelines for partnerships: partnerships should be voluntary and submissions should include a budget.",
    "nothing": "Thank you and best regards.",
}


@pytest.mark.parametrize("text", SUBMISSIONS.values(), ids=SUBMISSIONS.keys())
def test_an_undertaking_or_commitment_is_a_submission(write, text):
    """A named joint undertaking, or a commitment offered to others, passes the gate."""
    language = {"french": "fr", "spanish": "es"}.get(next(k for k, v in SUBMISSIONS.items() if v == text), "en")

    assert ASSESSOR.assess(write(text, language=language)).kind is Kind.SUBMISSION


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
def test_what_only_uses_the_words_is_none(write, text):
    """Events, vacancies, calls, speeches, guidelines, laws and spam are no submissions and get no principles."""
    assessment = ASSESSOR.assess(write(text))

    assert assessment.kind is Kind.OTHER
    assert assessment.judgements == ()
    assert assessment.kind_reason.endswith(".")


def test_a_question_to_the_secretariat_is_an_enquiry(write):
    """Somebody who asks gets a person, and is kept as a contact."""
    text = "Dear Sir, could you please tell me whether firms may take part? What is the deadline of the call?"

    assessment = ASSESSOR.assess(write(text))

    assert (assessment.kind, assessment.kind_reason) == (Kind.ENQUIRY, "It looks like a question.")
    assert assessment.contacts


@pytest.mark.parametrize(
    ("origin", "kind"), [(Origin.BOUNCE, Kind.BOUNCE), (Origin.AUTOMATIC, Kind.AUTOMATIC), (Origin.LIST, Kind.LIST)]
)
def test_a_machine_is_told_by_its_marks(write, origin, kind):
    """The marks of intake decide before any word does, and give the reason."""
    submission = replace(write(SUBMISSIONS["commitment"]), marks=(Mark("x", origin, "A header says so."),))

    assessment = ASSESSOR.assess(submission)

    assert (assessment.kind, assessment.kind_reason) == (kind, "A header says so.")


def test_two_lines_with_a_release_are_a_submission(write):
    """A mail that only says "please find attached" is judged by its attachment."""
    release = Document("1", "release.txt", "plain", "0" * 64, Verdict.OK, SUBMISSIONS["joint undertaking"])

    assessment = ASSESSOR.assess(write("Dear all,\nplease find our release attached.", documents=(release,)))

    assert assessment.kind is Kind.SUBMISSION
    assert {e.document for j in assessment.judgements for f in j.findings for e in f.evidence} == {"1"}


def test_quoted_words_are_not_the_sender_s(write):
    """An answer of one line above a quoted release is not that release."""
    zones = ((ZoneKind.OWN, "Thank you and best regards.\n"), (ZoneKind.QUOTED, SUBMISSIONS["joint undertaking"]))

    assert ASSESSOR.assess(write(zones=zones)).kind is Kind.OTHER


def test_an_empty_mail_with_an_unread_document_waits_for_a_person(write):
    """Nothing could be read, so nothing is denied."""
    scan = Document("1", "scan.pdf", "pdf", "0" * 64, Verdict.NO_TEXT)

    assessment = ASSESSOR.assess(write("\n", documents=(scan,)))

    assert (assessment.kind, assessment.kind_confidence) == (Kind.SUBMISSION, 0.4)


def test_an_empty_mail_is_nothing(write):
    """No words, no documents: other."""
    assert ASSESSOR.assess(write("\n")).kind is Kind.OTHER


def test_bytes_that_were_no_mail_are_malformed(write):
    """When nothing could be parsed, the defect is the reason."""
    submission = write("\n")
    broken = replace(submission, message=replace(submission.message, defects=("There are no headers.",)))

    assessment = ASSESSOR.assess(broken)

    assert (assessment.kind, assessment.kind_reason) == (Kind.MALFORMED, "There are no headers.")


def test_a_tie_is_no_submission():
    """As much against as for: a person would not file it."""
    weights = {("submission", "commitment"): 1.0, ("other", "a vacancy"): 1.0}

    assert weighed(weights).kind is Kind.OTHER
    assert weighed(weights | {("submission", "joint undertaking"): 0.5}).kind is Kind.SUBMISSION


def test_words_that_point_to_a_document_nobody_could_read_are_not_put_aside(write):
    """Where a document is locked, silence of the letter decides nothing: a person looks, with little confidence."""
    locked = Document("attachment", "release.pdf", "pdf", "0" * 64, Verdict.ENCRYPTED, "")

    assessment = ASSESSOR.assess(write("The description of our work is in the file.", documents=(locked,)))

    assert assessment.kind is Kind.SUBMISSION
    assert assessment.kind_confidence < 0.5


def test_an_unread_file_makes_no_submission_of_an_invitation(write):
    """What the words show to be something else stays so, whatever is attached."""
    locked = Document("attachment", "programme.pdf", "pdf", "0" * 64, Verdict.ENCRYPTED, "")

    assert ASSESSOR.assess(write(OTHERS["event"], documents=(locked,))).kind is Kind.OTHER


def test_a_subject_line_supports_and_does_not_decide(write):
    """It adds to a weak word of the text; without any it adds nothing."""
    weak = "We wrote to you in the spring about roofs. Our partnership is described on the page below. Thank you and best regards."

    assert ASSESSOR.assess(write(weak, subject="Greetings")).kind is Kind.OTHER
    assert ASSESSOR.assess(write(weak, subject="Submission: Green Roofs")).kind is Kind.SUBMISSION
    assert ASSESSOR.assess(write(OTHERS["nothing"], subject="Submission: Green Roofs")).kind is Kind.OTHER
