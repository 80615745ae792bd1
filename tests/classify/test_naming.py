"""What ties an initiative to the process of the call (3a): its names, codes of its lines, short names that may be another's."""

import time

import pytest

from classify.criteria import signs_of
from classify.naming import OTHER, OWN, Naming
from classify.reading import Reader
from classify.rubric import Profile, load_rules

RULES = load_rules()
READER = Reader(RULES, 400_000)
NAMING = Naming(RULES.profile)
OPENING = {
    "en": "This is our entry for your list of partnerships. Two bodies work on it together.",
    "fr": "Voici notre inscription sur votre liste de partenariats. Deux organismes y travaillent ensemble.",
    "es": "Esta es nuestra inscripción en su lista de alianzas. Dos organismos trabajan en ella juntos.",
}
SERVES = [
    ("en", "The library network will give flesh to the Geneva Declaration."),
    ("en", "Themes of WSIS addressed: cultural diversity; media."),
    ("en", "Category: WSIS AL C7, e-learning"),
    ("en", "Action line: C11"),
    ("en", "We do this because the Plan of Action asks that health centres be connected."),
    ("en", "It grew out of the discussions at PrepCom-2."),
    ("en", "The archive is recorded on the WSIS Stocktaking platform."),
    ("en", "The coalition supports the outcomes of both halves of the Summit."),
    ("fr", "Le réseau s'inscrit pleinement dans le processus du SMSI."),
    ("fr", "Cette école contribue à l'action du Sommet en faveur des jeunes."),
    ("fr", "Orientation C6 : environnement propice"),
    ("fr", "Lignes d'action concernées : C2, C3"),
    ("fr", "Né dans le sillage du SMSI, le réseau veut durer."),
    ("fr", "Par ce projet, la commune honore l'Engagement de Tunis."),
    ("es", "La escuela hace suyos los principios de la CMSI."),
    ("es", "Líneas de acción: C7 (cibersalud), C9"),
    ("es", "Con la biblioteca cumplimos lo que pide el Plan de Acción."),
    ("es", "La universidad asume como propia la agenda de la Cumbre de Ginebra."),
    ("es", "Queremos que quede registrada en el inventario de la CMSI."),
]
IN_PASSING = [
    ("en", "We write in response to the WSIS call and enclose our form."),
    ("en", "See you at the WSIS Forum in May!"),
    ("en", "The portal won second place in the WSIS contest of 2016."),
    ("en", "The network had a booth at the WSIS Forum."),
    ("en", "UNDP, one of the co-facilitators of WSIS action line C1, sent its regards."),
    ("en", "The minister, fresh from the Summit in Tunis, cut the ribbon."),
    ("en", "Please publish this partnership on the WSIS website."),
    ("en", "Fields of soil class C4 are left out; our plan of action says why."),
    ("en", "The National Plan of Action on Literacy was renewed in May, and the Plan of Action names us."),
    ("fr", "Le projet a été primé au Forum du SMSI en 2015."),
    ("fr", "Nous donnons suite à l'appel du Sommet mondial sur la société de l'information."),
    ("fr", "L'imprimeur du Sommet a aussi fait nos affiches."),
    ("fr", "L'UIT, à qui le Sommet a confié le suivi de l'orientation C5, a envoyé un observateur."),
    ("es", "Supimos de ustedes por el boletín de la CMSI."),
    ("es", "La red tuvo un puesto en la exposición de la CMSI."),
    ("es", "El ministro, recién llegado de la Cumbre, cortó la cinta."),
]
OF_OTHERS = [
    ("en", "The Earth Summit of Examplia opens on Monday. The forest compact is our contribution to the Summit."),
    ("en", "It was signed on the eve of the Summit of the Lakes. It serves the Summit's plan and its goals."),
    ("fr", "Le Sommet de la Terre s'ouvre lundi. Ce pacte est notre contribution au Sommet."),
    ("es", "El lunes se abre la Cumbre Iberoamericana. El pacto contribuye a los objetivos de la Cumbre."),
]


@pytest.fixture
def tied(write):
    """Whether a text is found to serve the process of the call."""

    def find(language: str, text: str) -> bool:
        heard = READER.read(write(f"{OPENING[language]}\n\n{text}", language=language)).judged
        return bool(signs_of(heard)["3a"])

    return find


@pytest.mark.parametrize(("language", "text"), SERVES)
def test_what_the_initiative_serves_is_a_tie(tied, language, text):
    """A paper, a line by its code, an outcome, an origin or an entry ties it to the process, by full or short name."""
    assert tied(language, text)


@pytest.mark.parametrize(("language", "text"), IN_PASSING)
def test_a_process_named_in_passing_is_none(tied, language, text):
    """An answer to the call, a visit, a prize, another body's task and a plan of one's own tie nothing to it."""
    assert not tied(language, text)


@pytest.mark.parametrize(("language", "text"), OF_OTHERS)
def test_the_summit_is_the_one_that_was_named_last(tied, language, text):
    """Behind another meeting of the kind, short names mean that one; the full name of this one takes them back."""
    back = {"en": "World Summit on the Information Society", "fr": "SMSI", "es": "CMSI"}[language]

    assert not tied(language, text)
    assert tied(language, f"{text}\n\n{back}\n\n{text.rsplit('. ', 1)[1]}")


def test_a_headline_means_what_the_text_names_first():
    """What stands before every name takes its meaning from the first name that follows."""
    found = NAMING.signals(
        ["Pact on the eve of the Summit", "The Climate Summit opens.", "WSIS is another matter.", "So?"]
    )

    assert found == [{OWN, OTHER}, {OWN, OTHER}, {OWN}, {OWN}]


def test_a_profile_without_short_names_knows_full_ones_alone():
    """Lists that a profile leaves out are found nowhere, where an empty one would be found everywhere."""
    profile = Profile(
        "Lakes Assembly", "LA", ("Lakes Assembly",), ("Bled Programme",), ("Shore Goals",), ("lake call",)
    )
    rules = load_rules(profile=profile)
    cues = [cue for cue in rules.criteria_cues if cue.target == "3a"]

    assert not any(
        cue.pattern.search("We support the Summit and action line C4 of the Plan of Action.") for cue in cues
    )
    assert any(cue.pattern.search("We support the Bled Programme.") for cue in cues)
    assert Naming(profile).signals(["The Climate Summit", "the Lakes Assembly"]) == [{OWN}, {OWN}]


def test_ties_cost_little_in_hostile_text(write):
    """A long row of words of serving without any name is read in linear time."""
    started = time.process_time()
    READER.read(write("part of the goals of C4 support to Summit " * 5_000))

    assert time.process_time() - started < 20
