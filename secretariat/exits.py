"""Exit codes, those of sysexits(3): what cron and scripts can rely on."""

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended."""

    OK = 0
    FAILED = 1
    """Something needs a person: `status` and the last lines of output say what."""
    USAGE = 64
    NO_INPUT = 66
    """A file or case that was named does not exist."""
    TRY_LATER = 75
    """Another run is under way, or a server did not answer; the next pass goes on."""
    CONFIG = 78
    """The configuration or the database schema needs mending first."""
    STOPPED = 130
    """Somebody pressed Ctrl-C."""
