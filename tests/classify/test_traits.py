"""The traits of a whole text: shares of what it states, signs that the gate saw, and its manner."""

import numpy as np

from classify.assess import Assessor
from classify.learned.encoder import DIMENSIONS
from classify.learned.texts import meaning
from classify.learned.traits import traits
from intake.message import Document, Verdict

ASSESSOR = Assessor(by_rules_alone=True)
RELEASE = "The Amber Trust will train forty teachers. The Trust will connect nine schools."
LETTER = "I think you should come. Would you bring your camera? My brother must not know!"


def _traits(write, text, language="en"):
    submission = write(text, language=language)
    heard = ASSESSOR.reader.read(submission)
    return traits(heard.judged, ASSESSOR.gate(submission, heard).signs)


def test_a_letter_speaks_of_itself_and_to_its_reader(write):
    """I, you, questions and what must be done are the manner of a letter or a blog, not of a release."""
    letter, release = _traits(write, LETTER), _traits(write, RELEASE)

    assert {
        "manner self",
        "manner reader",
        "manner duty",
        "manner doubt",
        "manner question",
        "manner exclamation",
    } <= set(letter)
    assert not any(name.startswith("manner") for name in release)
    assert "states 1a" in release


def test_manner_is_told_in_every_language(write):
    """French and Spanish letters show the same manner."""
    french = _traits(write, "Je pense que vous devriez venir. Mon frère doit rester, peut-être.", "fr")
    spanish = _traits(write, "Yo creo que usted debería venir. Mi hermano debe quedarse, quizás.", "es")

    assert {"manner self", "manner duty", "manner doubt"} <= set(french) & set(spanish)


def test_length_is_no_trait(write):
    """The same words twice give the same shares: how much is said tells nothing."""
    once, twice = _traits(write, RELEASE), _traits(write, f"{RELEASE} {RELEASE}")

    assert once == twice


def test_how_often_partners_are_named_is_no_trait(write):
    """Everybody says partnership: only the form of an initiative speaks for a submission here."""
    found = _traits(write, "A partnership of the Amber Trust and Lake Telecom. Partners: the Amber Trust, Lake Telecom")

    assert "sign joint undertaking" not in found
    assert "sign form of an initiative" in found


def test_meaning_does_not_depend_on_the_order_of_documents(write):
    """Two attachments mean the same whichever comes first, and the vectors are of fixed length."""
    files = [
        Document(name, f"{name}.txt", "plain", "0" * 64, Verdict.OK, text)
        for name, text in (("1", RELEASE), ("2", LETTER))
    ]
    numbers = np.random.default_rng(7)
    vectors = {name: numbers.normal(size=(9, 2 * DIMENSIONS)) for name in ("body", "1", "2")}
    meant = []
    for order in (files, files[::-1]):
        judged = ASSESSOR.reader.read(write("See the files.", documents=tuple(order))).judged
        seen = dict.fromkeys(vectors, 0)
        rows = []
        for reading in judged.readings:
            rows.append(vectors[reading.passage.document][seen[reading.passage.document]])
            seen[reading.passage.document] += 1
        meant.append(meaning(judged, np.array(rows, np.float32)))

    assert np.allclose(*meant, atol=1e-5)
    assert np.isclose(np.linalg.norm(meant[0][:DIMENSIONS]), 2.0)
