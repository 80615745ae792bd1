"""The table of formats."""

import sys
from dataclasses import replace
from importlib import import_module
from subprocess import run

import pytest

from intake.formats import registry
from intake.message import Verdict


@pytest.mark.parametrize("format_", registry.READERS)
def test_every_format_has_its_reader(format_, limits):
    """Each module of the table offers what the table promises, and answers nonsense with a verdict."""
    assert callable(import_module(registry.READERS[format_]).read)
    assert registry.read(format_, b"\x00\x01 nonsense \xff", limits).verdict in Verdict


@pytest.mark.parametrize(
    ("format_", "verdict", "says"),
    [
        ("application/msword", Verdict.UNSUPPORTED, "Word document"),
        ("image/png", Verdict.UNSUPPORTED, "image/png"),
        ("application/x-encrypted-office", Verdict.ENCRYPTED, "password"),
        ("application/pkcs7-mime", Verdict.ENCRYPTED, "S/MIME"),
    ],
)
def test_what_is_not_read_is_named(format_, verdict, says, limits):
    """A kind without a reader has a verdict and words that an officer understands."""
    extract = registry.read(format_, b"x", limits)
    assert extract.verdict is verdict
    assert says in extract.reason


def test_an_empty_file_is_damaged(limits):
    """Nobody attaches nothing on purpose."""
    assert registry.read("pdf", b"", limits).verdict is Verdict.CORRUPT


def test_a_file_beyond_the_limit_is_not_begun(limits):
    """Size is looked at first, of any kind."""
    small = replace(limits, attachment_bytes=3)
    assert registry.read("plain", b"four", small).verdict is Verdict.LIMIT
    assert registry.read("plain", b"yes", small).verdict is Verdict.OK


def test_the_second_reader(make_pdf, limits):
    """Where the first one died, a second library reads; a format without one is a crash."""
    assert registry.read("pdf", make_pdf("words"), limits, again=True).text.strip() == "words"
    assert registry.read("plain", b"words", limits, again=True).verdict is Verdict.CRASH


def test_the_table_imports_no_reader():
    """Looking into the table costs no parser: readers are imported with the first file of their kind."""
    probe = (
        "import sys, intake.formats.registry\n"
        "heavy = {'lxml', 'pypdfium2', 'pypdf', 'docx2python', 'odfdo', 'striprtf', 'inscriptis', 'mailparser'}\n"
        "sys.exit(len(heavy & {name.partition('.')[0] for name in sys.modules}))"
    )
    assert run([sys.executable, "-c", probe], check=False).returncode == 0
