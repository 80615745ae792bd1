"""Migrations: the database that they make, and the ones that the program refuses."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Engine, inspect, text
from sqlalchemy.exc import ProgrammingError

from store.assessments import of_message, save_for_message
from store.engine import open_engine, transaction
from store.errors import Unavailable, WrongSchema
from store.migrate import SCRIPTS, backup, check, current, upgrade
from store.schema import VERSION, metadata
from tests.store.specimens import assessment, sha, stored

NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table("extra", sa.Column("id", sa.Integer(), primary_key=True))
    {more}
"""


@pytest.fixture
def empty(empty_url: str) -> Iterator[Engine]:
    """A database without any table."""
    engine = open_engine(empty_url)
    yield engine
    engine.dispose()


def scripts_with(folder: Path, more: str = "") -> Path:
    """Our migrations and one more, as a newer program would have."""
    scripts = folder / "migrations %"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "0003_extra.py").write_text(NEXT.format(more=more))
    return scripts


def test_migrations_lead_to_the_schema(empty):
    """The migrated database and the tables that the program declares do not differ in anything Alembic can see."""
    upgrade(empty)
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_migrations_lead_to_the_same_rules(empty):
    """Primary keys, checks and cascades, which Alembic does not compare, are those of the schema."""
    upgrade(empty)
    found = inspect(empty)
    for table in metadata.sorted_tables:
        assert found.get_pk_constraint(table.name)["constrained_columns"] == [c.name for c in table.primary_key.columns]
        keys = {
            (*key["constrained_columns"], key["options"].get("ondelete")) for key in found.get_foreign_keys(table.name)
        }
        assert keys == {(*key.column_keys, key.ondelete) for key in table.foreign_key_constraints}
        checks = {check["name"]: check["sqltext"] for check in found.get_check_constraints(table.name)}
        declared = [check for check in table.constraints if isinstance(check, CheckConstraint)]
        assert len(checks) == len(declared)
        for sql in checks.values():
            assert all(f"'{value}'" in sql for value in table.c.state.type.enums)
            assert sql.count("'") == 2 * len(table.c.state.type.enums)


def test_the_program_asks_for_the_newest_migration():
    """The version in the code is the last of the scripts."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    assert ScriptDirectory.from_config(config).get_heads() == [VERSION]


def test_an_empty_database_is_refused_and_then_upgraded(empty):
    """The refusal names the command that mends it; after an upgrade the check passes, and another changes nothing."""
    with pytest.raises(WrongSchema, match="secretariat migrate"):
        check(empty)
    assert upgrade(empty) == VERSION
    check(empty)
    assert upgrade(empty) == VERSION


def test_another_programs_database_is_refused(empty):
    """A database with a table of the same name that we did not make is neither used nor changed."""
    with transaction(empty) as connection:
        connection.execute(text("CREATE TABLE messages (id INTEGER)"))
    for attempt in (check, upgrade):
        with pytest.raises(WrongSchema, match="another program"):
            attempt(empty)
    assert inspect(empty).get_table_names() == ["messages"]


@pytest.mark.parametrize(("version", "words"), [("0000", "secretariat migrate"), ("9999", "newer program")])
def test_a_schema_of_another_age_is_refused(empty, version, words):
    """Old code never works on a new schema, nor new code on an old one; each has its own remedy."""
    upgrade(empty)
    with transaction(empty) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    with pytest.raises(WrongSchema, match=words):
        check(empty)
    with pytest.raises(WrongSchema, match="does not know"):
        upgrade(empty)


def test_a_later_step_is_taken_from_where_the_register_stands(empty, tmp_path):
    """An older register gets the missing steps, and an SQLite one is copied first, for its owner alone."""
    upgrade(empty)
    assert upgrade(empty, scripts_with(tmp_path)) == "0003"
    assert inspect(empty).has_table("extra")
    copies = list(tmp_path.glob("*.bak"))
    if empty.dialect.name == "sqlite":
        (copy,) = copies
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600
        before = open_engine(f"sqlite:///{copy}")
        check(before)
        assert not inspect(before).has_table("extra")
        before.dispose()
    else:
        assert copies == []


def test_verdicts_from_before_the_timing_was_kept_stay(empty):
    """A register of the first schema keeps its assessments, which know of no announcement, and takes new ones that do."""
    assert upgrade(empty, target="0001") == "0001"
    old = replace(assessment(), timing=None)
    with transaction(empty) as connection:
        save_for_message(connection, stored(connection, "first"), old)
    assert upgrade(empty) == VERSION
    with transaction(empty) as connection:
        assert of_message(connection, sha("first")) == old
        save_for_message(connection, sha("first"), assessment())
        assert of_message(connection, sha("first")) == assessment()


def test_a_step_that_fails_leaves_nothing_behind(empty, tmp_path):
    """A migration is one transaction: when it stops half-way its tables are gone and the version is the old one."""
    upgrade(empty)
    broken = scripts_with(tmp_path, more='op.execute("INSERT INTO nowhere VALUES (1)")')
    with pytest.raises((Unavailable, ProgrammingError)):
        upgrade(empty, broken)
    assert not inspect(empty).has_table("extra")
    with transaction(empty) as connection:
        assert current(connection) == VERSION
    check(empty)


def test_the_first_step_is_whole_or_nothing(empty, tmp_path):
    """The same holds for the first migration, which makes twenty tables."""
    scripts = tmp_path / "scripts"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    first = scripts / "versions" / "0001_register.py"
    first.write_text(first.read_text().replace("    _office()\n", "    _office()\n    op.drop_table('nowhere')\n", 1))
    with pytest.raises((Unavailable, ProgrammingError)):
        upgrade(empty, scripts)
    assert [name for name in inspect(empty).get_table_names() if name != "alembic_version"] == []


def test_a_backup_never_overwrites(tmp_path):
    """A copy goes to a new file; a path that is taken, or cannot be written, is refused."""
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(engine)
    backup(engine, tmp_path / "copy.db")
    for target in (tmp_path / "copy.db", tmp_path / "nowhere" / "copy.db"):
        with pytest.raises(Unavailable, match="cannot be written"):
            backup(engine, target)
    engine.dispose()
