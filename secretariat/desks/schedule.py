"""When the digest is due: once for every local day, after its hour, whatever clocks and cron do."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from secretariat.office import Office
from store import letters
from store.engine import transaction


def due_day(office: Office) -> date | None:
    """The local day whose digest is due and was not written yet, or None."""
    wanted = office.config.digest
    local = office.clock().astimezone(ZoneInfo(office.config.office.timezone))
    if not wanted.to or local.timetz().replace(tzinfo=None) < wanted.at:
        return None
    with transaction(office.engine) as conn:
        written = letters.under(conn, key(local.date(), 0))
    return None if written else local.date()


def key(day: date, number: int) -> str:
    """The key of one recipient's copy; the outbox takes each key once."""
    return f"digest/{day.isoformat()}/{number + 1}"
