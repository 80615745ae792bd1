"""Every figure of quality, by texts made by hand."""

import pytest

from classify.assessment import Contact, Kind
from tests.eval.counts import Counts
from tests.eval.made import assessment, finding, funding, organisation, truth
from tests.eval.metrics import CRITERIA, Judged, Measures, members
from tests.eval.truth import Party


def measures(*pairs):
    """The figures of these truths and assessments."""
    return Measures(tuple(Judged(*pair) for pair in pairs))


def test_the_gate_counts_every_text():
    """A submission seen, one missed, a newsletter taken for one, and one turned away."""
    said, away = assessment(), assessment(kind=Kind.OTHER)
    found = measures((truth(), said), (truth(), away), (truth(judged=False), said), (truth(judged=False), away))
    assert found.gate == Counts(tp=1, fp=1, fn=1, tn=1)
    assert found.gate.macro == 0.5


def test_flags_are_those_of_texts_that_the_principles_apply_to():
    """A newsletter that was judged does not count; a submission that was turned away is a missed flag."""
    unmet = {"P7": "unmet"}
    found = measures(
        (truth(standings=unmet), assessment(standings=unmet)),
        (truth(standings=unmet), assessment(kind=Kind.OTHER)),
        (truth(), assessment(standings=unmet)),
        (truth(judged=False), assessment(standings=unmet)),
    )
    assert found.unmet("P7") == Counts(tp=1, fp=1, fn=1)
    assert found.mean_flag(("P7", "P1")) == 0.25


def test_partial_and_unmet_are_not_fully_met():
    """Half the way and none of it are one; what cannot be told is neither."""
    found = measures(
        (truth(standings={"P5": "partial"}), assessment(standings={"P5": "unmet"})),
        (truth(standings={"P5": "unmet"}), assessment(standings={"P5": "cannot_tell"})),
    )
    assert found.not_fully_met("P5") == Counts(tp=1, fn=1)
    assert found.exact == pytest.approx(12 / 14)


def test_confusion_names_what_was_turned_away():
    """The author's standing against the program's; none where the gate turned the text away."""
    found = measures(
        (truth(standings={"P6": "partial"}), assessment(standings={"P6": "unmet"})),
        (truth(standings={"P6": "partial"}), assessment(kind=Kind.OTHER)),
    )
    assert found.confusion("P6") == {("partial", "unmet"): 1, ("partial", ""): 1}


def test_criteria_that_readers_cannot_tell_apart_are_one():
    """New in one way and found in another is right; so are aims of either kind."""
    found = measures((truth("5b", "6c", "7a"), assessment(finding("5a"), finding("6a"), finding("7b"))))
    assert found.criterion("5a|5b|5c") == found.criterion("6a|6c") == Counts(tp=1)
    assert found.criterion("7a") == Counts(fn=1)
    assert found.criterion("7b") == Counts(fp=1)


def test_every_criterion_is_counted_once():
    """No criterion of the rubric is under two names."""
    names = [member for criterion in CRITERIA for member in members(criterion)]
    assert len(names) == len(set(names)) == 33


def test_mentions_are_no_mistakes_and_sectors_are_of_those_found():
    """One of two partners found, in the wrong sector; a mention said to take part is left out, an unknown one is not."""
    parties = (
        Party("Amber Trust", "civil", "partner"),
        Party("Lund", "local", "funder"),
        Party("Sun", "private", "mention"),
    )
    said = assessment(
        organisations=(organisation("the Amber Trust", "gov"), organisation("Sun"), organisation("Moon")),
    )
    found = measures((truth(parties=parties), said))
    assert found.organisations == Counts(tp=1, fp=1, fn=1)
    assert found.sectors == (0, 1)


def test_contacts_are_compared_by_address_and_number():
    """The wrapping mail's own sender is no contact."""
    contacts = (Contact(email="ANN@amber.example", phone="+46 8 555 0147"), Contact(email="alex@sender.example"))
    known = truth(emails=frozenset({"ann@amber.example"}), phones=frozenset({"12345678"}))
    found = measures((known, assessment(contacts=contacts)))
    assert found.emails == Counts(tp=1)
    assert found.phones == Counts(fp=1, fn=1)


def test_quotes_are_shown_verbatim_and_to_the_point():
    """One of two wanted quotes lies in a quote shown; one of two shown stands in the text; one criterion shows its sentence."""
    known = truth(
        "1a", "7a",
        text="We train teachers in Lund. The fund pays.",
        quotes=("train teachers", "The fund pays."),
        spans=(("1a", "We train teachers in Lund."), ("7a", "The fund pays."), ("7b", "The fund pays.")),
    )  # fmt: skip
    said = assessment(finding("1a", "We train\nteachers in Lund."), finding("7a", "Somebody pays."))
    found = measures((known, said))
    assert found.gold_quotes == (1, 2)
    assert found.verbatim == (1, 2)
    assert found.to_the_point == (1, 2)


def test_sums_are_found_and_those_of_others_are_not_given():
    """A sum counts as found within what is given; a line with another's sum is wrong once it is given as funding."""
    known = truth(amounts=("EUR 240,000", "$5"), false_sums=("The market is worth EUR 9 million.", "It cost 3 francs."))
    said = assessment(funding=(funding("about EUR 240,000"), funding("EUR 9 million"), funding("")))
    found = measures((known, said))
    assert found.amounts == (1, 2)
    assert found.false_sums == (1, 2)


def test_titles_and_descriptions_count_where_the_author_gives_one():
    """Case and punctuation of a title make no difference; a text without either is left out."""
    said = assessment(title="RADIO meets web", description="radio and web")
    found = measures((truth(title="“Radio Meets Web”", description="radio on web"), said), (truth(), said))
    assert found.titles == (1, 1)
    assert found.description == pytest.approx(2 / 3)


def test_languages_are_measured_apart():
    """Each language has the texts that its authors say are in it."""
    found = measures((truth(language="fr"), assessment()), (truth(), assessment(kind=Kind.OTHER)))
    assert found.languages == ("en", "fr")
    assert found.of_language("fr").gate == Counts(tp=1)
