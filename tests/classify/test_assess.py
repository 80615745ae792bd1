"""The assessor, end to end: whole submissions of several languages and kinds with the verdicts that a reader would sign."""

import subprocess
import sys
from dataclasses import replace

import pytest

from classify.assess import Assessor
from classify.assessment import Kind, Standing
from classify.learned.models import Models
from classify.learned.sentences import SentenceModel
from classify.learned.weights import load
from classify.rubric import Profile
from classify.text.names import Names
from intake.limits import Limits
from intake.message import Document, Verdict, ZoneKind

NAMES = Names()
ASSESSOR = Assessor(names=NAMES)

ENGLISH = """Village Networks for Health

The Ministry of Health of Kambria, the University of Port Sanni and Lakeshore Telecom have joined forces to connect
40 rural clinics to the internet by December 2005. The alliance was launched during the Geneva phase of the World
Summit on the Information Society and helps to carry out its Plan of Action, in particular Action Line C7.

Nurses and patients in remote districts will get medical advice without travelling. The Ministry of Health will train
120 nurses. The University of Port Sanni will develop the software, and Lakeshore Telecom will install the satellite links
free of charge. A steering committee of the three partners meets every quarter.

Funding: USD 200,000 granted by the Sanni Foundation for the first phase.

Contact: Dr Amina Okello, amina.okello@health.example, +254 20 555 0147
"""
FRENCH = """Le Ministère de l'Éducation du Sahélis et la société Télé-Savane ont signé un accord pour connecter 60 écoles
rurales à Internet d'ici fin 2005. Le projet contribue à la mise en œuvre du Plan d'action du SMSI.

Les élèves auront accès à des contenus en langues locales. Le Ministère de l'Éducation formera 200 enseignants.
Le projet est financé par la Banque africaine du Fleuve à hauteur de 300 000 euros.
"""
SPANISH = """La Fundación Puente Digital y el Ministerio de Educación de Costa Verde firmaron un convenio para crear
25 telecentros en zonas rurales antes de fines de 2005. La alianza apoya el Plan de Acción de la CMSI.

Las mujeres y los jóvenes tendrán acceso a cursos en línea. La Fundación Puente Digital coordinará el proyecto.
El proyecto está financiado por el Banco Regional con 400.000 dólares.
"""
TEXTS = {"en": ENGLISH, "fr": FRENCH, "es": SPANISH}


def _standings(assessment):
    return {judgement.principle: judgement.standing.value for judgement in assessment.judgements}


def _shown(assessment, criterion):
    return [quote.quote for quote in assessment.finding(criterion).evidence]


def _present(assessment):
    return {f.criterion for j in assessment.judgements for f in j.findings if f.present}


def test_a_complete_submission_is_met_throughout(write):
    """A text that says everything leaves nothing to ask."""
    assessment = ASSESSOR.assess(write(ENGLISH))

    assert assessment.kind is Kind.SUBMISSION
    assert set(_standings(assessment).values()) == {"met"}
    assert assessment.targets == ("40 rural clinics", "120 nurses")
    assert assessment.dates == ("by December 2005",)
    assert [(f.source, f.amount, f.status) for f in assessment.funding][:1] == [
        ("Sanni Foundation", "USD 200,000", "assured")
    ]
    assert assessment.as_of == write(ENGLISH).message.date.date()
    assert assessment.rubric_sha256 == ASSESSOR.rubric.sha256
    assert assessment.models


@pytest.mark.parametrize("language", ["fr", "es"])
def test_french_and_spanish_are_judged_like_english(write, language):
    """Aims, target, date, the Summit, the giver and the sum are found in the sender's language."""
    assessment = ASSESSOR.assess(write(TEXTS[language], language=language))

    assert {"1a", "1b", "1c", "2a", "3a", "3c", "5b", "6b", "6c", "6d", "6e", "7a", "7b", "7c"} <= _present(assessment)


@pytest.mark.parametrize("language", TEXTS)
def test_every_quote_stands_in_its_document(write, language):
    """Evidence is verbatim, names its message, and is there for every criterion that is present, and for no other."""
    submission = write(TEXTS[language], language=language)

    findings = [f for j in ASSESSOR.assess(submission).judgements for f in j.findings]

    assert any(f.present for f in findings)
    for finding in findings:
        assert 0 <= finding.confidence <= 1
        assert bool(finding.evidence) is finding.present
        assert bool(finding.searched) is not finding.present or finding.present
        assert len(finding.evidence) <= 4
        for quote in finding.evidence:
            assert submission.body.text[quote.start : quote.end] == quote.quote
            assert quote.message == submission.message.sha256


def test_the_same_bytes_give_the_same_assessment(write):
    """Two assessors agree to the last field."""
    assert Assessor(names=NAMES).assess(write(ENGLISH)) == ASSESSOR.assess(write(ENGLISH))


def test_silence_is_worded_as_not_found(write):
    """An absence is worded "appears unmet", names what was searched for, and never accuses."""
    text = "The Lake Foundation and the Union of Libraries have joined forces to train rural librarians in computer skills."

    assessment = ASSESSOR.assess(write(text))

    funding = assessment.judgement("P7")
    assert funding.standing is Standing.UNMET
    assert funding.reason.startswith("Principle 7 appears unmet: no statement of who pays or will pay, ")
    outcome = assessment.judgement("P3")
    assert "appears unmet: no statement of a link with the Summit or its Plan of Action" in outcome.reason
    assert "fails" not in " ".join(j.reason for j in assessment.judgements)
    assert assessment.finding("7a").searched == "who pays or will pay"


def test_an_unread_document_makes_absence_undecided(write):
    """What was not found may stand in the document that could not be read; what was found still counts."""
    locked = Document("1", "plan.pdf", "pdf", "0" * 64, Verdict.ENCRYPTED)
    text = "The Lake Foundation and the Union of Libraries have joined forces to train rural librarians in computer skills."

    read, unread = ASSESSOR.assess(write(text)), ASSESSOR.assess(write(text, documents=(locked,)))

    assert {p for p, s in _standings(read).items() if s == "unmet"} >= {"P3", "P7"}
    assert "unmet" not in _standings(unread).values()
    assert unread.judgement("P7").standing is Standing.CANNOT_TELL
    assert "1 document could not be read" in unread.judgement("P7").reason
    assert _standings(unread)["P1"] == _standings(read)["P1"]


def test_a_logo_that_cannot_be_read_changes_nothing(write):
    """Nobody misses the text of a decoration."""
    logo = Document("1", "logo.png", "image/png", "0" * 64, Verdict.UNSUPPORTED, decorative=True)

    assert ASSESSOR.assess(write(SPANISH, language="es", documents=(logo,))) == ASSESSOR.assess(
        write(SPANISH, language="es")
    )


def test_boilerplate_signature_and_quotes_add_nothing(write):
    """Roles, targets and funds of an "About X" paragraph, a signature or an older mail are not the partnership's."""
    own = "The Lake Foundation and the Union of Libraries have joined forces to train rural librarians in computer skills.\n\n"
    extra = "The WSIS team will train 400 teachers by June 2005 with USD 50,000 granted by the Sanni Foundation.\n"

    plain = _present(ASSESSOR.assess(write(own)))

    for kind in (ZoneKind.SIGNATURE, ZoneKind.QUOTED, ZoneKind.DISCLAIMER):
        assert _present(ASSESSOR.assess(write(zones=((ZoneKind.OWN, own), (kind, extra))))) == plain
    assert {"3a", "6d", "6e", "7a", "7b", "7c"}.isdisjoint(plain)
    about = _present(ASSESSOR.assess(write(f"{own}About the Lake Foundation\n{extra}")))
    assert {"3a", "6d", "6e", "7a", "7b", "7c"}.isdisjoint(about)
    forwarded = _present(ASSESSOR.assess(write(zones=((ZoneKind.OWN, own), (ZoneKind.FORWARDED, extra)))))
    assert {"6d", "6e", "7a", "7b", "7c"} <= forwarded


def test_a_short_answer_counts_when_it_was_asked_for(write):
    """Words without a verb answer a question."""
    text = "Funding: USD 200,000 granted by the Lake Foundation; 40 schools by December 2005"

    answered = ASSESSOR.assess(write(text), asked=("6d", "6e", "7a", "7b", "7c"))

    assert answered.kind is Kind.SUBMISSION
    assert {"6d", "6e", "7a", "7b", "7c"} <= _present(answered)


def test_an_answer_of_few_words_passes_the_gate(write):
    """What would be nothing by itself is a submission when something was asked."""
    assert ASSESSOR.assess(write("By June 2005.")).kind is Kind.OTHER
    answered = ASSESSOR.assess(write("By June 2005."), asked=("6e",))
    assert (answered.kind, answered.finding("6e").present) == (Kind.SUBMISSION, True)


@pytest.mark.parametrize(
    "text",
    [
        "The project helps to implement the WSIS Plan of Action.",
        "It serves WSIS Action Line C4 on capacity building.",
        "The alliance is our contribution to the Tunis phase of the Summit.",
        "Our initiative is part of the WSIS Stocktaking and supports the WSIS Action Lines.",
        "The outcomes will be presented at the WSIS Forum as part of the follow-up to the Geneva Plan of Action.",
    ],
)
def test_serving_the_summit_is_a_link(write, text):
    """The Summit, its plan, its lines and its follow-up of today count as what the initiative serves."""
    partners = "The Lake Foundation and the Union of Libraries have joined forces to train librarians. "

    assert ASSESSOR.assess(write(partners + text)).judgement("P3").standing is Standing.MET


@pytest.mark.parametrize(
    "text",
    [
        "We write in response to the WSIS call for partnerships.",
        "See you at the WSIS Forum in Geneva.",
        "Visit our stand at the World Summit on the Information Society.",
    ],
)
def test_naming_the_summit_in_passing_is_none(write, text):
    """The call's own name, a venue or a stand serve nothing."""
    partners = "The Lake Foundation and the Union of Libraries have joined forces to train librarians. "

    assert ASSESSOR.assess(write(partners + text)).judgement("P3").standing is Standing.UNMET


def test_another_summit_is_served_by_data(write):
    """With another profile the same text serves another process."""
    profile = Profile("Ocean Summit", "OS", ("Ocean Summit",), ("Lisbon Plan",), ("Blue Goals",), ("call for oceans",))
    text = "The Lake Foundation and the Union of Libraries have joined forces to help implement the Lisbon Plan."

    assert Assessor(profile=profile, names=NAMES).assess(write(text)).judgement("P3").standing is Standing.MET
    assert ASSESSOR.assess(write(text)).judgement("P3").standing is Standing.UNMET


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "أطلقت مؤسسة البحيرة شراكة جديدة لتدريب المعلمين في المدارس الريفية."),
        ("zh", "湖泊基金会与图书馆联盟建立合作伙伴关系，将培训四十名教师。"),
        ("ru", "Фонд и союз библиотек объединились, чтобы обучить сорок учителей в сельских школах."),
    ],
)
def test_a_language_without_cues_goes_to_a_person(write, language, text):
    """Nothing is held against a text that the cues cannot read."""
    assessment = ASSESSOR.assess(write(text, language=language))

    assert set(_standings(assessment).values()) == {"cannot_tell"}
    assert assessment.kind_confidence < 0.5
    assert f"({language})" in assessment.kind_reason
    assert f"({language})" in assessment.judgement("P1").reason


def test_more_text_than_the_limit_is_not_judged(write):
    """What stands behind the limit adds nothing."""
    short = Assessor(names=NAMES, limits=replace(Limits(), judged_characters=420))

    assert not short.assess(write(ENGLISH)).finding("7a").present


def test_evidence_of_a_finding_shows_the_sentence(write):
    """The quote of a target is its whole sentence, over the line break."""
    assessment = ASSESSOR.assess(write(ENGLISH))

    assert any("connect\n40 rural clinics" in quote for quote in _shown(assessment, "6d"))
    assert any(quote.startswith("Funding: USD 200,000") for quote in _shown(assessment, "7c"))


def test_building_an_assessor_imports_no_statistics():
    """An empty run pays nothing for spaCy: it is imported by the first text that needs it."""
    code = "import sys; from classify.assess import Assessor; Assessor(); sys.exit('spacy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_given_models_judge_in_place_of_those_that_are_shipped(write):
    """A model that is sure of 2x in every passage finds it; the verdict names that model."""
    weights = load("sentences")
    calibration = {"slope": 1.0, "present": {"2x": 1.0}, "absent": {"2x": 1.0}}
    settings = {"decisions": {"2x": [9.0, 0.0, 0.0, 0.0]}, "calibration": calibration}
    sure = replace(weights, sha256="feed" * 16, settings=settings)
    assessment = Assessor(names=NAMES, models=Models(SentenceModel(weights=sure))).assess(write(ENGLISH))
    assert "2x" in _present(assessment)
    assert "sentences feedfeedfeed" in assessment.models
    assert "2x" not in _present(ASSESSOR.assess(write(ENGLISH)))
