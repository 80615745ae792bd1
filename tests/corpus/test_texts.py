"""The labelled texts: well-formed, complete, and with counter-examples for what the rubric calls not enough."""

from collections import Counter
from pathlib import Path

import pytest

from tests.corpus.texts import FOLDER, LABELS, TextError, labelled_texts, read_texts

TEXTS = labelled_texts()
COMMON = ("1a", "1b", "1c", "2a", "2b", "2c", "3b", "3c", "4d", "5b", "5c", "5d", "6b", "6c", "6d", "6e", "6g", "7a", "7b", "7c", "7d", "7x")  # fmt: skip
NOT_ENOUGH = ("1a", "1b", "1c", "2a", "2b", "3a", "3b", "6d", "6e", "6g", "7a", "7b", "7c", "7d")
"""Criteria with a column of what is not enough."""


def test_every_text_has_a_name_of_its_own():
    """A text is found by its name."""
    names = Counter(text.name for text in TEXTS)

    assert {name for name, count in names.items() if count > 1} == set()


def test_there_are_enough_of_every_kind():
    """Submissions, borderline texts, enquiries and others, in the three languages."""
    kinds = Counter((text.language, text.kind) for text in TEXTS)

    assert len(TEXTS) > 900
    assert all(
        kinds[language, kind] for language in ("en", "fr", "es") for kind in ("submission", "borderline", "other")
    )


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("label", COMMON)
def test_every_criterion_is_shown_in_every_language(label, language):
    """At least twenty lines of each language show it."""
    assert sum(label in line.labels for t in TEXTS if t.language == language for line in t.lines) >= 20


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("label", NOT_ENOUGH)
def test_what_is_not_enough_has_counter_examples(label, language):
    """At least eight lines of each language look like it and are not it."""
    assert sum(label in line.near for t in TEXTS if t.language == language for line in t.lines) >= 8


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)
def test_what_is_said_of_a_text_stands_in_it(text):
    """Names of organisations, contacts and sums are written as the text writes them; places of lines are right."""
    flat = " ".join(text.text.split())
    stated = [
        *(o.name for o in text.organisations),
        *(cell for contact in text.contacts for cell in contact if cell),
        *(amount for amount, _, _ in text.amounts),
    ]

    assert [words for words in stated if words not in flat] == []
    assert all(line.labels <= LABELS and text.text[line.start : line.end].strip() for line in text.lines)
    assert text.judged or not text.stated


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("words", "before the first"),
        ("=== a\n# genre: g\n# language: en\n[] A line.\n", "there is no kind"),
        ("=== a\n# kind: poem\n# genre: g\n# language: en\n[] A line.\n", "kind is poem"),
        ("=== a\n# kind: other\n# genre: g\n# language: en\nA line.\n", "neither a field nor a labelled line"),
        ("=== a\n# kind: other\n# genre: g\n# language: en\n[9z] A line.\n", "no label 9z"),
        ("=== a\n# kind: other\n# genre: g\n# language: en\n# amount: 5 | x\n[] A line.\n", "3 cells are needed"),
    ],
)
def test_a_malformed_file_is_refused(tmp_path: Path, content, complaint):
    """The message names the file and what is wrong."""
    path = tmp_path / "bad.txt"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(TextError, match=complaint):
        list(read_texts(path))


def test_lines_are_joined_as_written(tmp_path: Path):
    """A line goes on behind the one before it, a stroke begins a new line, an empty line parts paragraphs."""
    path = tmp_path / "one.txt"
    path.write_text(
        "=== a\n# kind: other\n# genre: g\n# language: en\n[] One.\n[] Two.\n[]/ - three\n\n[] Four.\n",
        encoding="utf-8",
    )

    assert next(read_texts(path)).text == "One. Two.\n- three\n\nFour."
    assert FOLDER.is_dir()
