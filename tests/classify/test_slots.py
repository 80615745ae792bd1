"""Names and sums taken out of passages, and what is told of the parties that stood there."""

from classify.assess import Assessor
from classify.assessment import Organisation, Role, Sector
from classify.learned.features import slots_in, spoken, told
from classify.learned.slots import slots_of, without_names
from classify.learned.turns import parties, turns

READER = Assessor(by_rules_alone=True).reader
TRUST = Organisation("Amber Trust", Sector.CIVIL, Role.PARTNER)
WORKS = Organisation("Ministry of Works", Sector.GOVERNMENT, Role.FUNDER)


def _passages(write, text):
    return [reading.passage for reading in READER.read(write(text)).judged.readings]


def test_names_and_sums_give_way_to_common_nouns(write):
    """Two sentences that differ in names and figures alone mean the same to the encoder."""
    one = _passages(write, "The Amber Trust will pay EUR 40,000 to the Ministry of Works.")
    other = _passages(write, "The Ministry of Works will pay USD 2 million to the Amber Trust.")

    said = [without_names(p[0], slots_of(p, (TRUST, WORKS))[0]) for p in (one, other)]

    assert said[0] == said[1]
    assert "Amber" not in said[0]
    assert "40" not in said[0]


def test_nouns_come_in_the_language_of_the_passage(write):
    """A French sentence gets a French noun, so that its meaning stays in one language."""
    passage = _passages(write, "Le Fonds Ambre a versé 30 000 euros aux écoles de la vallée pour les deux années.")
    fund = Organisation("Fonds Ambre", Sector.CIVIL, Role.FUNDER)

    assert "l'organisation a versé de l'argent" in without_names(passage[0], slots_of(passage, (fund,))[0])


def test_of_two_names_in_one_place_the_longer_stays(write):
    """A name inside another is one slot, not two."""
    inner = Organisation("Amber", Sector.PRIVATE, Role.MENTION)
    passages = _passages(write, "The Amber Trust trains forty teachers in the valley schools.")

    (slots,) = slots_of(passages, (inner, TRUST))

    assert [passages[0].flat[s.start : s.end] for s in slots] == ["Amber Trust"]


def test_a_text_without_known_names_is_left_as_it_is(write):
    """Where nobody is named and nothing paid, the words stay the sender's own."""
    passages = _passages(write, "We train forty teachers in the valley schools.")

    assert spoken(passages[0]) == passages[0].flat


def test_the_part_of_a_party_is_told(write):
    """Who opens a sentence and who stands behind "by" are different things; their roles are told too."""
    active = _passages(write, "Amber Trust equips the schools of the valley.")
    passive = _passages(write, "All schools of the valley are equipped by the Amber Trust.")

    opens = parties(active[0], slots_of(active, (TRUST,))[0])
    behind = parties(passive[0], slots_of(passive, (TRUST,))[0])

    assert "party opens" in opens
    assert "party by" not in opens
    assert "party by" in behind
    assert "party opens" not in behind
    assert "party partner" in opens


def test_the_writer_and_a_kind_of_party_count_without_a_name(write):
    """A writer's "we" and "the university" act as well; the bare sentence has neither."""
    we, kind, none = (
        parties(_passages(write, text)[0], ())
        for text in ("We lend two rooms.", "The university lends two rooms.", "Two rooms are lent for a year.")
    )

    assert "party we" in we
    assert "party kind" in kind
    assert not {"party we", "party kind"} & set(none)


def test_turns_hold_a_slot_and_never_a_name(write):
    """Runs of words are kept only around a party, a sum, a number or a year, and an enumeration is one party."""
    passages = _passages(write, "Funded by the Amber Trust, Ministry of Works, it connects 40 schools in 2006.")

    found = turns(passages[0], slots_of(passages, (TRUST, WORKS))[0])

    assert "turn by the PARTY" in found
    assert "turn connects NUMBER schools" in found
    assert "turn in YEAR" in found
    assert not any("amber" in name.lower() or "PARTY PARTY" in name for name in found)


def test_the_first_passage_is_told_from_the_rest(write):
    """A headline has a place of its own, and a share of the text says how far on a passage stands."""
    heard = READER.read(write("\n\n".join(f"We train teacher number {n} of the valley." for n in range(8)))).judged

    found = told(heard, slots_in(heard))

    assert found[0]["place first"] == 1
    assert "place first" not in found[1]
    assert found[7]["place share"] > found[1]["place share"]
