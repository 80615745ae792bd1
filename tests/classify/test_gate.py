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


def test_what_opens_a_document_counts_double_wherever_the_document_stands(write):
    """Two releases weigh the same whichever is attached first; only the opening of each says what it is about."""
    texts = ("Vacancy announcement: officer.\n\nLake Telecom will train librarians.", SUBMISSIONS["joint undertaking"])
    files = [Document(str(n), f"{n}.txt", "plain", "0" * 64, Verdict.OK, text) for n, text in enumerate(texts)]

    one, other = (
        ASSESSOR.gate(mail, ASSESSOR.reader.read(mail))
        for mail in (write("See below.", documents=tuple(files)), write("See below.", documents=tuple(files[::-1])))
    )

    assert one == other
    assert one.signs.opening == {"submission", "other"}


def test_a_greeting_opens_nothing(write):
    """A first line of a word or two says nothing of what the text is."""
    mail = write("Our vacancies\n\nLake Telecom and the Union of Libraries have joined forces.")

    assert "other" not in ASSESSOR.gate(mail, ASSESSOR.reader.read(mail)).signs.opening


KINDS_OF_ELSE = {
    "es: an invitation to an event": "Le invitamos al foro. Los cupos son limitados y la entrada es libre.",
    "es: a vacancy": "Buscamos una consultora para el proyecto. Envíe su hoja de vida; los honorarios se pagan en dos partes.",
    "es: a call to take part": "Las propuestas deberán llegar antes de la fecha límite, según las bases del concurso.",
    "es: a newsletter": "Queridos lectores: en este número contamos la fiesta. Para darse de baja, responda.",
    "es: a law, a tax or a rule": "El decreto 14 entró en vigor y el reglamento obliga a los municipios.",
    "es: a law or a political notice": "La diputada gestionó una partida presupuestaria para el distrito.",
    "es: news of a person or an honour": "La ingeniera fue nombrada directora y tiene años de experiencia en el sector.",
    "es: an opinion piece": "Creo que los donantes deberían escuchar más. El autor es maestro.",
    "es: a report of a study": "Según un estudio, el 40 % de los encuestados no tiene señal.",
    "es: trade or a product": "La utilidad neta creció en el segundo trimestre y los accionistas recibirán dividendos.",
    "fr: a vacancy": "Nous recrutons une animatrice. Lieu d'affectation : Kindia. Joignez une lettre de motivation.",
    "fr: a call to take part": "Appel à propositions. Le dossier de candidature est à remettre avant la date limite.",
    "fr: a law, a tax or a rule": "L'arrêté impose une étiquette. Il est entré en vigueur après sa parution au Journal officiel.",
    "fr: a law or a political notice": "Les députés ont voté la loi de finances.",
    "fr: news of a person or an honour": "Mme Diarra vient d'être élue à la tête du réseau ; elle prend ses fonctions lundi.",
    "fr: an opinion piece": "À mon avis, les bailleurs devraient écouter davantage.",
    "fr: a report of a study": "Selon une enquête, la moitié des ménages interrogés n'a pas d'écran.",
    "fr: a contest": "Le jury a choisi les lauréats lors de la remise des prix.",
    "en: a report of a study": "The survey found that six per cent of respondents never call home.",
    "en: trade or a product": "Operating profit rose and the board proposes an interim dividend.",
    "en: a law or a political notice": "Funds would be used to repair the bridge, said the fiscal year 2009 budget.",
}


@pytest.mark.parametrize(("kind", "text"), KINDS_OF_ELSE.items(), ids=KINDS_OF_ELSE.keys())
def test_something_else_is_seen_in_every_language(write, kind, text):
    """Every kind of mail that is no submission has its signs in English, French and Spanish."""
    language, name = kind.split(": ")
    mail = write(text, language=language)

    assert ("other", name) in ASSESSOR.gate(mail, ASSESSOR.reader.read(mail)).signs.shown


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The network shall be built by Lake Telecom and surveys of the valley are planned."),
        ("fr", "La fondation Rive va équiper vingt écoles et forme leurs maîtres."),
        ("es", "La fundación Ribera capacitará a los maestros y aporta un aula."),
    ],
)
def test_what_partners_do_is_no_sign_of_something_else(write, language, text):
    """Plain words of an undertaking show none of those signs."""
    mail = write(text, language=language)
    signs = ASSESSOR.gate(mail, ASSESSOR.reader.read(mail)).signs

    assert {kind for kind, _ in signs.shown} <= {"submission"}


def test_a_verdict_by_silence_is_not_sure():
    """Where nothing was said for any kind, either may be true."""
    assert weighed({}).confidence == 0.5


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


def test_every_document_opens_with_what_it_is_about(write):
    """The order of two documents changes nothing, whichever of them opens with a call to others."""
    texts = ("Call for applications: fellowship for young writers on the coast.", "The two towns dig a well together.")
    files = [Document(str(n), None, "plain", str(n) * 64, Verdict.OK, text) for n, text in enumerate(texts, start=1)]
    first, second = (ASSESSOR.assess(write("", documents=tuple(order))) for order in (files, files[::-1]))
    assert (first.kind, first.kind_confidence) == (second.kind, second.kind_confidence)
