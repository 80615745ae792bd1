"""The daily desk: one digest for every local day, put into the outbox once however often cron calls."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from notify.digest import compose_digest
from notify.letter import Letter
from notify.seal import AUTO_GENERATED, seal
from secretariat.desks.schedule import key
from secretariat.office import Office
from store import heartbeats, letters, reports
from store.engine import transaction
from store.errors import KeyReused
from store.record import DaySummary

EXPIRES = timedelta(days=2)
TOLD = "told until"
"""Until when the digests have told everything, as ISO 8601 in UTC."""


def put_digest(office: Office, day: date) -> int:
    """Write the digest of a day to everybody who receives it; how many letters were put into the outbox.

    The key is the local date, so that clock changes and doubled calls make no second one.
    """
    with transaction(office.engine) as conn:
        told = heartbeats.mark(conn, TOLD)
    summary = summarise(office, day)
    if told and datetime.fromisoformat(told) < summary.since:  # days without a pass: their events are told now
        summary = between(office, datetime.fromisoformat(told), summary.until)
    letter = write(office, summary)
    now, count = office.clock(), 0
    with transaction(office.engine) as conn:
        heartbeats.set_mark(conn, TOLD, max(told or "", summary.until.isoformat()), now)
        for number, recipient in enumerate(office.config.digest.to):
            envelope = seal(
                letter,
                office.letterhead,
                key=key(day, number),
                recipient=recipient,
                now=now,
                automatic=AUTO_GENERATED,
            )
            with suppress(KeyReused):  # written before, from what was known then
                count += letters.enqueue(conn, envelope, now, now, now + EXPIRES) is not None
    return count


def summarise(office: Office, day: date) -> DaySummary:
    """Sum up what happened between the hour of the digest on the day before and on this day.

    Whenever it is written, so that no hour falls between two digests or into both.
    """
    zone, hour = ZoneInfo(office.config.office.timezone), office.config.digest.at
    since, until = (datetime.combine(day - timedelta(days=ago), hour, zone).astimezone(UTC) for ago in (1, 0))
    return between(office, since, until)


def between(office: Office, since: datetime, until: datetime) -> DaySummary:
    """Sum up what happened in any period; it is called by the local day of its end."""
    day = until.astimezone(ZoneInfo(office.config.office.timezone)).date()
    with transaction(office.engine) as conn:
        return reports.day_summary(conn, day, since, until)


def write(office: Office, summary: DaySummary) -> Letter:
    """The digest as a letter."""
    return compose_digest(summary, office.judges.renderer, office.judges.rubric)
