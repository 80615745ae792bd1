"""Letters as people get them: every kind in every language, both twins, and what strangers try to put into them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from classify.assessment import Call, Contact, Organisation, Role, Sector
from intake.message import Verdict
from notify.asks import chosen, open_points
from notify.compose import FILES, PARTNERS, LetterFacts, compose
from notify.errors import LetterError
from notify.letter import Reply
from notify.render import Renderer
from notify.seal import Letterhead, seal

LANGUAGES = ("en", "fr", "es")
LETTERS = ("received", "incomplete", "unreadable")
REFERENCE = "K7QM2-F9XB4"
GREETING = {"en": "Dear colleague,", "fr": "Madame, Monsieur,", "es": "Estimada señora, estimado señor:"}
OFFICE = {
    "en": "WSIS Executive Secretariat",
    "fr": "Le Secrétariat exécutif du SMSI",
    "es": "Secretaría Ejecutiva de la CMSI",
}
READ = {"en": "We have read your message and the file “release.pdf”.", "fr": "lu votre message ainsi que le fichier « release.pdf ».", "es": "leído su mensaje y el archivo «release.pdf»."}  # fmt: skip
LABELS = {
    "en": ("Partnership: ", "Partners: ", "Contact: "),
    "fr": ("Partenariat : ", "Partenaires : ", "Contact : "),
    "es": ("Asociación: ", "Socios: ", "Contacto: "),
}
ANSWER = {"en": "Just reply to this message", "fr": "Il suffit de répondre à ce message", "es": "Basta con responder a este mensaje"}  # fmt: skip
PROMISE = {
    "en": "nothing that has already been decided will change",
    "fr": "rien de ce qui a déjà été décidé ne changera",
    "es": "nada de lo que ya se ha decidido cambiará",
}
PERSON = {
    "en": "A person reads every reply.",
    "fr": "Une personne lira votre réponse.",
    "es": "Una persona leerá su respuesta.",
}
PASSWORD = {"en": "protected by a password", "fr": "protégé par un mot de passe", "es": "protegido con contraseña"}
MARK = {"en": "", "fr": "FR ", "es": "ES "}


def _folded(text):
    return " ".join(text.split())


@pytest.fixture
def write(make_assessment, make_document, rubric, renderer):
    """Write a letter about a submission with a target, a date and the funding open, and one file read."""

    def write_one(
        letter="incomplete", language="en", missing="6d 6e 7c", facts=(), documents=None, call=None, **changes
    ):
        assessment = make_assessment(missing, **changes)
        asks = chosen(open_points(assessment, rubric), rubric) if letter == "incomplete" else ()
        reply = Reply("send", "Because.", letter, letter, language, "amina@reseau.example", asks)
        by = rubric if call is None else replace(rubric, call=call)
        attached = (make_document(),) if documents is None else documents
        return compose(reply, LetterFacts(REFERENCE, assessment, attached, **dict(facts)), renderer, by)

    return write_one


@pytest.fixture
def unread(make_document):
    """Two files that could not be read, and one that nobody misses."""
    return (
        make_document("scan.pdf", Verdict.NO_TEXT),
        make_document(None, Verdict.ENCRYPTED),
        make_document("logo.png", Verdict.NO_TEXT, decorative=True),
    )


def test_there_is_a_letter_of_each_kind_in_each_language(renderer):
    """No language lacks a letter that another one has."""
    for letter in LETTERS:
        assert set(renderer.languages(f"letters/{letter}")) == set(LANGUAGES)
    assert not renderer.languages("letters/none")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_thanks_shows_what_was_read_and_signs(write, letter, language, unread, make_document):
    """Greeting, what was understood, how to answer, who reads it, the office and the reference, in this order."""
    written = write(letter, language, documents=(make_document(), *unread))
    text = _folded(written.text)
    order = [
        GREETING[language],
        _folded(READ[language]),
        _folded(LABELS[language][0] + "Telecentres for Rural Women"),
        _folded(LABELS[language][1] + "Réseau Femmes"),
        "Ministry of Posts",
        "Sahel Telecom Foundation",
        _folded(LABELS[language][2])
        + " Amina Diallo, Réseau Femmes, amina.diallo@reseau-femmes.example, +221 33 800 00 00",
        *([ANSWER[language], PERSON[language], PROMISE[language]] if letter != "received" else []),
        OFFICE[language],
        REFERENCE,
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert "A Newspaper" not in text
    assert written.subject.endswith(f"[{REFERENCE}]")
    assert "Telecentres for Rural Women" in written.subject
    assert (written.kind, written.language) == (letter, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("again", [False, True])
def test_twins_say_the_same(write, read_html, letter, language, again, unread):
    """The words of the HTML are the words of the text; only the numbers before questions are drawn by the client."""
    written = write(letter, language, facts={"again": again}, documents=unread)
    words, _ = read_html(written.html)
    assert words == _folded(re.sub(r"(?m)^\d\. ", "", written.text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", LETTERS)
def test_letters_are_light_and_keep_to_themselves(write, read_html, letter, language, unread):
    """Plain text fits in 72 columns and 4 KiB; the HTML links to nothing, loads nothing and sets no colour of its own."""
    written = write(letter, language, "6d 6e 6f 6a 6b 7a 7c 4a 3a", contacts=(), documents=unread)
    assert max(map(len, written.text.splitlines())) <= 72
    assert len(written.text.encode()) < 4096
    assert "\n\n\n" not in written.text
    assert not any(line != line.rstrip() for line in written.text.splitlines())
    assert "{" not in written.text
    _, elements = read_html(written.html)
    assert {tag for tag, _ in elements} <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "div",
        "p",
        "strong",
        "br",
        "ol",
        "ul",
        "li",
    }
    for _, attributes in elements:
        assert not {"href", "src", "background", "class", "id"} & set(attributes)
        assert not re.search(r"url\(|(?<!border-)color:|background", attributes.get("style", ""))
    assert elements[0] == ("html", {"lang": language, "dir": "ltr"})
    assert ("meta", {"name": "color-scheme", "content": "light dark"}) in elements


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_open_points_are_asked_by_name_and_in_order(write, language):
    """Points are numbered, named and asked in the letter's language; what was found is not asked."""
    text = write("incomplete", language).text
    mark = MARK[language]
    assert (
        f"1. {mark or 'L'}{'label 6d' if mark else 'abel 6d'}, {mark}label 6e\n   {mark}Question 6d? {mark}Question 6e?\n"
        in text
    )
    assert f"\n2. {mark}Funding arrangements\n   {mark}Question P7?\n" in text
    assert "3. " not in text
    assert not re.search(r"Question (6f|6a|P3|P4)", text)
    assert not re.search(r"\bP\d\b(?!\?)|Principle \d", text)


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("en", "Please reply: one question about", "Please reply: two questions about"),
        ("fr", "Réponse souhaitée : une question sur", "Réponse souhaitée : deux questions sur"),
        ("es", "Se ruega respuesta: una pregunta sobre", "Se ruega respuesta: dos preguntas sobre"),
    ],
)
def test_subject_counts_the_questions(write, language, one, two):
    """The subject says that an answer is hoped for, and how little it takes."""
    assert _folded(write("incomplete", language, "7c").subject).startswith(one)
    assert _folded(write("incomplete", language, "6d 6e 7c").subject).startswith(two)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_single_question_has_no_number(write, read_html, language):
    """One question is a paragraph, not a list of one."""
    written = write("incomplete", language, "7c")
    assert "1. " not in written.text
    assert "ol" not in {tag for tag, _ in read_html(written.html)[1]}
    assert f"\n  {MARK[language]}Question P7?\n" in written.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_decisive_questions_come_with_an_example(write, language):
    """The target, the funding and the link show what a good answer looks like."""
    example = {"en": "For example: “", "fr": "Par exemple : « ", "es": "Por ejemplo: «"}[language]
    text = _folded(write("incomplete", language, "6d 6e 6f 7a 7c 3a").text)
    assert text.count(_folded(example)) == 3
    assert {"en": "1,200 teachers", "fr": "1 200 enseignantes", "es": "1 200 docentes"}[language] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_contact_is_asked_for_in_the_letter_s_words(write, language):
    """Without a complete contact none is shown, and the letter asks whom it may name."""
    text = _folded(write("incomplete", language, "", contacts=()).text)
    assert {"en": "Whom may we name", "fr": "Qui pouvons-nous indiquer", "es": "¿A quién podemos indicar"}[
        language
    ] in text
    assert LABELS[language][2].strip() not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_unreadable_names_file_reason_and_remedy(write, language, unread):
    """Each file that could not be read is named with why, and what to send instead; decorations are not."""
    written = write("unreadable", language, documents=unread)
    text = _folded(written.text)
    assert "scan.pdf" in text
    assert "OpenDocument" in text
    assert PASSWORD[language] in text
    assert {"en": "A file without a name", "fr": "Un fichier sans nom", "es": "Un archivo sin nombre"}[language] in text
    assert "logo.png" not in text
    assert "Question" not in text
    assert {"en": "files that", "fr": "des fichiers que", "es": "archivos que"}[language] in written.subject


@pytest.mark.parametrize("verdict", [v for v in Verdict if not v.readable])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_has_its_remedy(write, language, verdict, make_document):
    """Whatever was wrong with a file, the letter finds words for it, in the singular for one file."""
    written = write("unreadable", language, documents=(make_document("a.pdf", verdict),))
    after_name = written.text.partition("\n  a.pdf\n")[2].partition("\n\n")[0]
    assert after_name.count(".") >= 2
    assert {"en": "a file that", "fr": "un fichier que", "es": "un archivo que"}[language] in written.subject


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", LETTERS)
def test_little_may_be_known(write, letter, language, unread):
    """Without title, partners, contact or files a letter still reads well and mentions nothing it does not know."""
    written = write(
        letter, language, title="", organisations=(), contacts=(), documents=unread if letter == "unreadable" else ()
    )
    assert not any(label.strip() in _folded(written.text) for label in LABELS[language][:2])
    assert "“”" not in written.subject + written.text
    assert not re.search("«\\s*»", written.subject + written.text)
    assert written.subject.endswith(f"[{REFERENCE}]")
    assert "\n\n\n" not in written.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_names_the_summit_whose_call_it_is(write, language):
    """Another call's letters name and sign for its own summit; one that nobody named is only a call."""
    ocean = Call("OS", dict.fromkeys(LANGUAGES, "of the Ocean Summit"), dict.fromkeys(LANGUAGES, "Ocean Desk"))
    text = _folded(write("received", language, call=ocean).text)
    assert " of the Ocean Summit. " in text
    assert "Ocean Desk" in text
    for call in (ocean, Call()):
        other = write("received", language, call=call)
        assert not re.search("WSIS|SMSI|CMSI", other.text + other.html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_thanked_for_as_an_answer(write, language):
    """In a later round the letter thanks for the answer and not for answering the call."""
    text = _folded(write("incomplete", language, facts={"again": True}).text)
    assert {
        "en": "Thank you for your answer.",
        "fr": "Nous vous remercions de votre réponse.",
        "es": "Muchas gracias por su respuesta.",
    }[language] in text
    assert not re.search(r"\((WSIS|SMSI|CMSI)\)", text)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (2, {"en": "the files “0.pdf” and “1.pdf”.", "fr": "les fichiers « 0.pdf » et « 1.pdf ».", "es": "los archivos «0.pdf» y «1.pdf»."}),
        (3, {"en": "“0.pdf”, “1.pdf” and “2.pdf”.", "fr": "« 0.pdf », « 1.pdf » et « 2.pdf ».", "es": "«0.pdf», «1.pdf» y «2.pdf»."}),
        (FILES + 1, {"en": "“4.pdf” and 1 more.", "fr": "« 4.pdf » et 1 autre.", "es": "«4.pdf» y 1 más."}),
        (FILES + 2, {"en": "“4.pdf” and 2 more.", "fr": "« 4.pdf » et 2 autres.", "es": "«4.pdf» y 2 más."}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", LANGUAGES)
def test_files_are_listed_as_people_do(write, make_document, language, count, expected):
    """Two files are joined by "and", more by commas; of many only the first are named. Members of an archive are not."""
    documents = (*(make_document(f"{n}.pdf") for n in range(count)), make_document("inside.txt", parent="1"))
    text = _folded(write("received", language, documents=documents).text)
    assert _folded(expected[language]) in text
    assert "inside" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_without_a_name_is_mentioned(write, make_document, language):
    """Files that the sender did not name are still acknowledged."""
    text = _folded(write("received", language, documents=(make_document(None),)).text)
    assert {
        "en": "the file you attached.",
        "fr": "le fichier que vous avez joint.",
        "es": "el archivo que adjuntó.",
    }[language] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_of_which_one_has_no_name(write, make_document, language):
    """Where not every file can be named they are mentioned together, in the plural."""
    text = _folded(write("received", language, documents=(make_document("a.pdf"), make_document(None))).text)
    assert {
        "en": "the files you attached.",
        "fr": "les fichiers que vous avez joints.",
        "es": "los archivos que adjuntó.",
    }[language] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_letter_claims_to_have_read_all_files(write, make_document, unread, language):
    """Where a file has no name and another was not read, only a part is said to have been read."""
    text = _folded(write("unreadable", language, documents=(make_document(None), *unread)).text)
    assert {
        "en": "and part of what you attached.",
        "fr": "ainsi qu’une partie de vos pièces jointes.",
        "es": "y parte de lo que adjuntó.",
    }[language] in text


@pytest.mark.parametrize(
    ("last", "word"), [("informe.pdf", "e"), ("Historia.pdf", "e"), ("hielo.pdf", "y"), ("mapa.pdf", "y")]
)
def test_spanish_joins_by_the_sound_that_follows(write, make_document, last, word):
    """Before the sound of an "i" the Spanish "y" becomes "e"."""
    text = _folded(write("received", "es", documents=(make_document("a.pdf"), make_document(last))).text)
    assert f"los archivos «a.pdf» {word} «{last}»." in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_partners_are_counted(write, language):
    """Eight organisations are named, and the number of the others."""
    many = tuple(Organisation(f"Member{n}", Sector.CIVIL, Role.PARTNER) for n in range(PARTNERS + 3))
    text = _folded(write("received", language, organisations=many).text)
    assert "Member7" in text
    assert "Member8" not in text
    assert {"en": "and 3 more", "fr": "et 3 autres", "es": "y 3 más"}[language] in text


def test_no_letter_without_a_decision_for_one(renderer, rubric, make_assessment):
    """A reply that says "none" cannot be written by mistake."""
    with pytest.raises(LetterError, match="A machine wrote this"):
        compose(
            Reply("none", "A machine wrote this message.", "automatic"),
            LetterFacts(REFERENCE, make_assessment()),
            renderer,
            rubric,
        )


@pytest.mark.parametrize(("letter", "language"), [("received", "eo"), ("farewell", "en"), ("../../etc/passwd", "en")])
def test_missing_letters_are_named(renderer, rubric, make_assessment, letter, language):
    """A letter or language without a template is an error that names the file, and no path leads out of the folder."""
    with pytest.raises(LetterError, match=f"letters/{letter}/{language}.jinja"):
        compose(
            Reply("send", "x", letter, letter, language), LetterFacts(REFERENCE, make_assessment()), renderer, rubric
        )


# --- what strangers try ---------------------------------------------------------------------------------------------


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><a href="https://evil.example">click</a>',
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{% include '/etc/passwd' %}",
    "{# comment #}",
    "%(secret)s {secret} %s",
    "x\r\nBcc: victim@bank.example\r\n\r\nbody",
    "x\n\nDear victim, please pay at once",
    "=?utf-8?q?a=0D=0ABcc=3A_v=40bank=2Eexample?= é",
    "Pay at https://evil.example/login?x=1 now",
    "Pay at www.evil.example now",
    "Pay at evil.example/login now",
    "javascript:alert(1)",
    "\u202egnp.exe\u2066 \u200b\u00ad\ufeff hidden",
    "\x00\x1b[31m\x07 controls",
    "--boundary\r\nContent-Type: text/html",
    ".\r\n.\r\nQUIT",
    "&lt;b&gt; &amp; \"quotes\" 'too'",
    "A" * 5000,
    "\ud800 surrogate",
]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("letter", LETTERS)
def test_nothing_that_strangers_write_gets_out_of_its_place(write, read_html, letter, hostile, make_document, now):
    """Through every field at once: no header, no element, no link, no new line, no template, no long text."""
    quiet = write(letter, "fr", documents=(make_document("a"), make_document("b", Verdict.CORRUPT)), title="T",
                  organisations=(Organisation("O", Sector.CIVIL, Role.PARTNER),), contacts=(Contact("N", "O", "e@x.example", "1"),))  # fmt: skip
    loud = write(
        letter,
        "fr",
        documents=(make_document(hostile), make_document(hostile, Verdict.CORRUPT)),
        title=hostile,
        organisations=(Organisation(hostile, Sector.CIVIL, Role.PARTNER, hostile),),
        contacts=(Contact(hostile, hostile, hostile, hostile),),
    )
    words, elements = read_html(loud.html)
    assert elements == read_html(quiet.html)[1]
    assert words == _folded(re.sub(r"(?m)^\d\. ", "", loud.text))
    everything = loud.subject + loud.text + loud.html
    assert not re.search(
        "https?:|www\\.evil|evil\\.example/|javascript:|=\\?|[\u202a-\u202e\u2066-\u2069\u200b\ufeff\x00\x1b]",
        everything,
    )
    assert loud.text.count("\n\n") == quiet.text.count("\n\n")
    assert "319" not in everything
    assert "A" * 200 not in everything
    assert len(loud.subject) <= 250
    envelope = seal(
        loud, Letterhead("Office", "wsis@summit.example", b"0123456789abcdef", "summit.example"),
        key="K/received/1", recipient="amina@reseau.example", now=now,
    )  # fmt: skip
    assert not re.search(rb"(?mi)^(bcc|quit)", envelope.content.partition(b"\r\n\r\n")[0])


def test_reference_is_cut_too(renderer, rubric, make_assessment):
    """Even the reference, which is ours, cannot carry a line end."""
    reply = Reply("send", "x", "received", "received", "en")
    letter = compose(reply, LetterFacts("K7\r\nBcc: x@y.example", make_assessment()), renderer, rubric)
    assert "\n" not in letter.subject
    assert "Reference: K7 Bcc: x@y.example\n" in letter.text


# --- the renderer ---------------------------------------------------------------------------------------------------


@pytest.fixture
def render(tmp_path):
    """Render a template of the test's own."""

    def render_one(source, html=False, **values):
        (tmp_path / "t.jinja").write_text(source)
        renderer = Renderer(tmp_path)
        return (renderer.html if html else renderer.text)("t.jinja", "layout", values)

    return render_one


@pytest.mark.parametrize(
    "source",
    ["{{ missing }}", "{{ value.missing }}", "{% if missing %}{% endif %}", "{% for x in missing %}{% endfor %}", "{{ missing|wrap }}",
     "{{ open }", "{% include 'other' %}", "{{ value.__class__ }}", "{{ ''.__class__.__mro__ }}", "{{ items.append(1) }}"],
)  # fmt: skip
def test_mistakes_in_a_template_are_errors(render, source):
    """Missing values, broken syntax, missing files and forbidden attributes all say so; nothing is left blank."""
    with pytest.raises(LetterError):
        render(source, value="x", items=[])


def test_values_are_never_templates(render):
    """What looks like a template in a value stays text; in HTML it is escaped."""
    assert render("{{ value }}", value="{{ 7 * 7 }} <b>") == "{{ 7 * 7 }} <b>"
    assert render("{{ value }}", html=True, value="{{ 7 * 7 }} <b>") == "{{ 7 * 7 }} &lt;b&gt;"
    assert (
        render("{{ value|paragraphs('s') }}", html=True, value="<b>\n\n<i>")
        == '<p style="s">&lt;b&gt;</p>\n<p style="s">&lt;i&gt;</p>'
    )


def test_folding_keeps_paragraphs_and_no_break_spaces(render):
    """Text is folded at spaces only, never within a word or at a no-break space; blank lines part paragraphs."""
    text = f"{'word ' * 20}\nnext\n\nsecond « x » {'y' * 100}"
    lines = render("{{ value|wrap('  ', first='') }}", value=text).split("\n")
    assert lines[0].startswith("word word")
    assert all(line.startswith("  ") for line in lines[1:2])
    assert "  " + "y" * 100 in lines
    assert any("« x »" in line for line in lines)
    assert lines.count("") == 1


def test_no_template_is_ever_made_from_a_string():
    """No file of this package calls `from_string` or marks a value as safe."""
    for path in (Path(__file__).parents[2] / "notify").rglob("*.py"):
        assert "from_string" not in path.read_text()
    for path in (Path(__file__).parents[2] / "templates").rglob("*.*"):
        assert not re.search(r"\|\s*safe|autoescape", path.read_text()), path


def test_letters_name_no_stranger_twice_in_the_subject(write):
    """A long title is cut in the subject, at half the length that the letter itself allows."""
    written = write("received", "en", title="Long " * 60)
    assert len(written.subject) < 130
    assert "…”" in written.subject
    assert replace(written, subject="").text.count("Long") > written.subject.count("Long")
