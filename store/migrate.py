"""Bringing a database to the schema that this program needs, and refusing to work on any other."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from store.engine import transaction, translated
from store.errors import Unavailable, WrongSchema
from store.schema import VERSION, messages

SCRIPTS = Path(__file__).parent / "migrations"
_VERSIONS = "alembic_version"
_COMMAND = "secretariat migrate"


def current(connection: Connection) -> str | None:
    """Return the version of the database's schema, or None when it holds no register."""
    if not inspect(connection).has_table(_VERSIONS):
        return None
    # The table belongs to Alembic; one row, one column.
    return connection.execute(text(f"SELECT version_num FROM {_VERSIONS}")).scalar()  # noqa: S608 - a constant


def check(engine: Engine) -> None:
    """Return when the database has the schema of this program; raise WrongSchema, with the remedy, when it has not."""
    with transaction(engine) as connection:
        found = current(connection)
        foreign = found is None and inspect(connection).has_table(messages.name)
    if found == VERSION:
        return
    if foreign:
        raise WrongSchema("the database holds tables of another program; give the register a database of its own")
    if found is None:
        raise WrongSchema(f"the database holds no register yet; run `{_COMMAND}`")
    if found < VERSION:
        raise WrongSchema(f"the register has schema {found} and the program needs {VERSION}; run `{_COMMAND}`")
    raise WrongSchema(
        f"the register has schema {found}, of a newer program than this one ({VERSION}); install that one"
    )


def upgrade(engine: Engine, scripts: Path = SCRIPTS, target: str = "head") -> str:
    """Bring the database to the newest schema and return its version; one transaction a step, so a crash leaves a step.

    The caller holds the lock. An SQLite register that is not empty is copied beside itself first, as
    `<file>.<version>.bak`. Raises WrongSchema for a database that is newer or somebody else's.
    """
    # Alembic is slow to import and only this command needs it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with transaction(engine) as connection:
        found = current(connection)
        if found is None and inspect(connection).has_table(messages.name):
            raise WrongSchema("the database holds tables of another program; give the register a database of its own")
    if found is not None and found != ScriptDirectory.from_config(config).get_current_head():
        _keep_copy(engine, found)
    try:
        with translated(), engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, target)
    except CommandError as error:
        raise WrongSchema(f"the register has schema {found}, which this program does not know: {error}") from error
    with transaction(engine) as connection:
        return current(connection) or ""


def _keep_copy(engine: Engine, found: str) -> None:
    """Copy an SQLite register before it is changed; on PostgreSQL that is the operator's `pg_dump`."""
    if engine.dialect.name != "sqlite":
        return
    copy = Path(f"{engine.url.database}.{found}.bak")
    copy.unlink(missing_ok=True)
    backup(engine, copy)


def backup(engine: Engine, target: Path) -> None:
    """Write a whole and consistent copy of an SQLite register to a new file for its owner alone.

    Raises Unavailable when the file cannot be written.
    """
    connection = engine.raw_connection()
    try:
        target.touch(mode=0o600, exist_ok=False)
        # Not in a transaction: VACUUM makes its own.
        connection.cursor().execute("VACUUM INTO ?", (str(target),))
    except OSError as error:
        raise Unavailable(f"the copy {target} cannot be written: {error.strerror}") from error
    finally:
        connection.close()
