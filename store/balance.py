"""The balance of mail: every look into a mailbox is counted, so that a message nobody can account for is noticed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from store.record import Balance
from store.schema import tallies


def count(conn: Connection, account: str, mailbox: str, looked: Balance, now: datetime) -> None:
    """Add what one look into a mailbox found; zeros are not written."""
    items = [("present", "", looked.present), ("stored", "", looked.stored), ("known", "", looked.known)]
    items += [("refused", reason, number) for reason, number in looked.refused]
    rows = [
        {"account": account, "mailbox": mailbox, "item": item, "reason": reason, "number": number, "at": now}
        for item, reason, number in items
        if number
    ]
    if rows:
        conn.execute(insert(tallies), rows)


def balance(conn: Connection, since: datetime, until: datetime) -> Balance:
    """Return the sum of all looks from `since` to just before `until`, over all mailboxes."""
    query = (
        select(tallies.c.item, tallies.c.reason, func.sum(tallies.c.number))
        .where(tallies.c.at >= since, tallies.c.at < until)
        .group_by(tallies.c.item, tallies.c.reason)
        .order_by(tallies.c.item, tallies.c.reason)
    )
    sums = {(item, reason): int(number) for item, reason, number in conn.execute(query)}
    return Balance(
        present=sums.get(("present", ""), 0),
        stored=sums.get(("stored", ""), 0),
        known=sums.get(("known", ""), 0),
        refused=tuple((reason, number) for (item, reason), number in sums.items() if item == "refused"),
    )
