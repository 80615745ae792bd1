"""What commands share: where the configuration is, JSON instead of tables, and the office opened from it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from secretariat.app import open_office
from secretariat.config import load
from secretariat.office import Office
from store import migrate

ConfigFile = Annotated[
    Path,
    typer.Option("--config", "-c", envvar="SECRETARIAT_CONFIG", metavar="FILE", help="The configuration file."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line, instead of tables.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Log every event, not only what needs attention.")]
DEFAULT_CONFIG = Path("config.toml")


def office_of(config: Path) -> Office:
    """Open the office of a configuration file and make sure that its register has the right schema."""
    office = open_office(load(config))
    migrate.check(office.engine)
    return office
