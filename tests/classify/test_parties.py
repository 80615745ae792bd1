"""Whether a passage says who acts."""

import pytest

from classify.assessment import Organisation, Role, Sector
from classify.cues import Reading
from classify.parties import says_who
from classify.text.passages import passages

LAKE = Organisation("lakeline", Sector.PRIVATE, Role.PARTNER)


def _readings(submission):
    return [Reading(passage, frozenset()) for passage in passages(submission, 10_000)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Every week lakeline weighs boats.", "en"),
        ("Radios are what we lend.", "en"),
        ("In winter the university weighs boats.", "en"),
        ("Harbour Guild mends nets every winter.", "en"),
        ("Chaque école prête une radio.", "fr"),
        ("La Ronda presta radios cada semana.", "es"),
        ("Cada semana las empresas prestan radios.", "es"),
    ],
)
def test_a_name_we_or_a_kind_says_who(write, text, language):
    """A known name, an unknown one with its verb, "we" and "the university" are parties."""
    assert says_who(_readings(write(text, language=language))[0], [LAKE])


@pytest.mark.parametrize("text", ["Online library, newsletter, radio drama.", "Radios are lent every winter."])
def test_a_sentence_without_a_party_says_nobody(write, text):
    """A list of things and a passive without its agent leave open whose task it is."""
    assert not says_who(_readings(write(text))[0], [LAKE])


def test_who_is_only_mentioned_is_no_party(write):
    """A name without a part in the undertaking is not the one whose role is looked for."""
    heard = Organisation("lakeline", Sector.PRIVATE, Role.MENTION)

    assert not says_who(_readings(write("Every week lakeline weighs boats."))[0], [heard])


def test_a_heading_says_nobody(write):
    """A title names whom the text is about, not what they do."""
    text = "The university and its boats\n\nIn winter the university weighs boats and mends nets for all."
    readings = _readings(write(text))

    assert [says_who(reading, [LAKE]) for reading in readings] == [False, True]
