"""The plan of the house: who may import whom, and what each file may grow to."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = ("intake", "classify", "store", "notify", "secretariat")
NOUNS = {
    "intake.message", "intake.errors", "intake.text", "intake.limits", "classify.assessment", "classify.errors",
    "store.record", "store.errors", "notify.errors",
}  # fmt: skip
HOMES = {
    "imapclient": {"intake/mailboxes/imap.py"},
    "mailparser": {"intake/"},
    "pypdfium2": {"intake/formats/pdf.py"},
    "pypdf": {"intake/formats/pdf.py"},
    "docx2python": {"intake/formats/docx.py"},
    "odfdo": {"intake/formats/odt.py"},
    "striprtf": {"intake/formats/rtf.py"},
    "inscriptis": {"intake/formats/html.py"},
    "lingua": {"intake/language.py"},
    "spacy": {"classify/"},
    "phonenumbers": {"classify/"},
    "sqlalchemy": {"store/", "secretariat/"},
    "alembic": {"store/"},
    "jinja2": {"notify/render.py", "secretariat/web/"},
    "typer": {"secretariat/"},
    "pydantic": {"secretariat/"},
    "pydantic_settings": {"secretariat/"},
    "rich": {"secretariat/"},
}
LONGEST = 300


def modules() -> list[Path]:
    """Every Python file of the product."""
    return sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every module name that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively"
            assert node.module
            yield node.lineno, node.module
            if node.module in FLOORS or node.module.count(".") == 0:
                for alias in node.names:
                    yield node.lineno, f"{node.module}.{alias.name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_run_downward(path):
    """A package imports only lower packages, and of those only their nouns; the office imports what it likes."""
    mine = path.relative_to(ROOT).parts[0]
    for line, name in imports(path):
        other = name.split(".")[0]
        if other in FLOORS and other != mine:
            assert FLOORS.index(other) < FLOORS.index(mine), f"{path}:{line} imports upward: {name}"
            if mine != "secretariat" and "." in name:
                assert ".".join(name.split(".")[:2]) in NOUNS, f"{path}:{line} reaches into another room: {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_each_library_has_one_home(path):
    """A foreign library is imported only where it lives, so that it can be replaced in one place."""
    place = path.relative_to(ROOT).as_posix()
    for line, name in imports(path):
        homes = HOMES.get(name.split(".")[0])
        assert homes is None or any(place.startswith(home) for home in homes), f"{place}:{line} imports {name}"


def test_no_circles():
    """No file imports, directly or by way of others, a file that imports it."""
    names = {
        path: ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in modules()
    }
    known = set(names.values())
    graph = {
        names[path]: {name for _, name in imports(path) if name in known and name != names[path]} for path in names
    }
    settled: set[str] = set()
    while ready := [name for name, needs in graph.items() if name not in settled and needs <= settled]:
        settled.update(ready)
    assert known - settled == set(), "these import each other in a circle"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_files_stay_small_and_say_what_they_are(path):
    """Every file opens with a sentence and is at most three hundred lines long."""
    source = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(source)), f"{path} has no opening sentence"
    assert source.count("\n") <= LONGEST, f"{path} is {source.count(chr(10))} lines long; what two things does it do?"


@pytest.mark.parametrize("floor", FLOORS)
def test_our_packages_are_the_ones_imported(floor):
    """`intake` is a package elsewhere too; the one that Python finds is ours."""
    module = importlib.import_module(floor)
    assert module.__file__ is not None
    assert Path(module.__file__).parent == ROOT / floor
