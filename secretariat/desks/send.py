"""The sending desk: due letters are claimed, handed over one by one, and each outcome is committed before the next."""

from __future__ import annotations

from datetime import datetime, timedelta

from notify.channels.base import Channel
from notify.errors import AmbiguousDelivery, PermanentDelivery, TransientDelivery
from secretariat import events
from secretariat.config import ConfigError
from secretariat.office import Office
from store import outbox
from store.engine import transaction
from store.record import Posted

BATCH = 50
FIRST_RETRY = timedelta(minutes=30)
"""RFC 5321 4.5.4.1: at least half an hour before the first retry; doubled with every further one."""
LONGEST_RETRY = timedelta(hours=4)
NO_ANSWER = "the server did not answer after the whole letter was sent; it may have arrived"


def send(office: Office) -> int:
    """Send what is due until the pass is late; return how many letters were taken.

    Raises notify's TransientDelivery when the way out is closed for all of them, ConfigError when it has no password.
    """
    with transaction(office.engine) as conn:
        in_doubt = outbox.recover(conn, office.run, office.clock())
        given_up = outbox.expire(conn, office.clock())
        due = outbox.due(conn, office.clock(), BATCH)
    for posted in (*in_doubt, *given_up):
        events.not_sent(posted.envelope.key, posted.state.value)
    taken = 0
    while due and not office.late():
        with office.channel() as channel:
            taken += sum(_send_one(office, channel, posted.id) for posted in due)
        with transaction(office.engine) as conn:
            due = outbox.due(conn, office.clock(), BATCH)
    return taken


def _send_one(office: Office, channel: Channel, letter: int) -> bool:
    """Send one letter; whether it was taken."""
    if office.late():
        return False
    with transaction(office.engine) as conn:
        posted = outbox.claim(conn, letter, office.run, office.clock())
    if posted is None:
        return False
    key = posted.envelope.key
    try:
        words = channel.deliver(posted.envelope)
    except (TransientDelivery, ConfigError) as error:
        now = office.clock()
        with transaction(office.engine) as conn:
            outbox.later(conn, letter, office.run, now, _next_try(posted, now), str(error))
        events.not_sent(key, "PENDING")
        if isinstance(error, ConfigError):
            raise  # there is no password: no other letter would fare better
    except PermanentDelivery as error:
        with transaction(office.engine) as conn:
            outbox.failed(conn, letter, office.run, office.clock(), str(error))
        events.not_sent(key, "FAILED")
    except AmbiguousDelivery as error:
        with transaction(office.engine) as conn:
            outbox.unknown(conn, letter, office.run, office.clock(), f"{NO_ANSWER} ({error})")
            outbox.hold(conn, letter, office.clock())
        events.not_sent(key, "HELD")
    else:
        with transaction(office.engine) as conn:
            outbox.sent(conn, letter, office.clock(), words)
        events.sent(key)
        return True
    return False


def _next_try(posted: Posted, now: datetime) -> datetime:
    return now + min(LONGEST_RETRY, FIRST_RETRY * (1 << min(posted.attempts - 1, 8)))
