"""The states of a letter, each transition one conditional update: it happens once, or not at all.

    state                event                                             next state
    (nothing)            enqueue, in the transaction that records why      PENDING, or HELD with the reason
    PENDING              claim: due, not expired; committed before a byte  SENDING
    SENDING              sent: the receiver took it                        SENT
    SENDING              later, by the same run: surely not taken          PENDING, not before `next_at`
    SENDING              failed, by the same run: refused for good         FAILED
    SENDING              unknown, by the same run: perhaps taken           UNKNOWN, in doubt
    SENDING              recover: its run is dead, so perhaps taken        UNKNOWN, in doubt, and at once HELD
    UNKNOWN              hold, or recover                                  HELD
    UNKNOWN HELD PENDING sent: evidence, if in doubt                       SENT
    PENDING              hold                                              HELD
    HELD                 approve, by a person                              PENDING
    PENDING HELD         cancel: a person, or the sender wrote anew        CANCELLED
    PENDING              expire                                            EXPIRED
    SENT                 bounced; the address is suppressed                BOUNCED
    in doubt             bounced, from any state but SENDING and FAILED    BOUNCED

Every other pair changes nothing, and the function says so. A letter is in doubt once its bytes may have left without
an answer, and stays so; nothing but a person sends it again. A key is free again only when its letter was cancelled
and never in doubt.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Update, and_, or_, select, update

from store.casework import needs_person
from store.errors import Forbidden
from store.letters import COLUMNS, posted_of
from store.record import LetterState, Posted
from store.schema import outbox
from store.suppressions import suppress, suppressed

_S = LetterState
_DOUBTFUL = (_S.UNKNOWN, _S.HELD, _S.PENDING)


def _from(letter: int, *states: LetterState) -> Update:
    return update(outbox).where(outbox.c.id == letter, outbox.c.state.in_(states))


def _changed(conn: Connection, change: Update) -> Posted | None:
    """The letter as it stands after the update, or None when it was not in a state that allows it."""
    row = conn.execute(change.returning(*COLUMNS)).one_or_none()
    return None if row is None else posted_of(row)


# --- the sending desk -----------------------------------------------------------------------------------------------


def due(conn: Connection, now: datetime, limit: int) -> tuple[Posted, ...]:
    """Return letters that may leave now, the longest due first."""
    query = (
        select(*COLUMNS)
        .where(outbox.c.state == _S.PENDING, outbox.c.due <= now, outbox.c.expires > now)
        .order_by(outbox.c.due, outbox.c.id)
        .limit(limit)
    )
    return tuple(posted_of(row) for row in conn.execute(query))


def claim(conn: Connection, letter: int, run: str, now: datetime) -> Posted | None:
    """Take a letter to send it; None when it may not leave, or somebody else has it.

    The caller commits before the first byte is sent: a run that dies later leaves a letter in doubt, not a duplicate.
    """
    change = _from(letter, _S.PENDING).where(outbox.c.due <= now, outbox.c.expires > now)
    return _changed(
        conn, change.values(state=_S.SENDING, attempts=outbox.c.attempts + 1, run=run, counted=now, updated=now)
    )


def sent(conn: Connection, letter: int, now: datetime, reply: str) -> bool:
    """Note that the receiver took it, in its own words, or that evidence of that was found for a letter in doubt.

    Whoever knows may say so, whatever its run: a letter that arrived must never wait to be sent again.
    """
    known = or_(outbox.c.state == _S.SENDING, and_(outbox.c.doubt, outbox.c.state.in_(_DOUBTFUL)))
    change = update(outbox).where(outbox.c.id == letter, known)
    return _changed(conn, change.values(state=_S.SENT, run=None, reason=reply, updated=now)) is not None


def later(conn: Connection, letter: int, run: str, now: datetime, next_at: datetime, reason: str) -> bool:
    """Let a letter that surely was not taken wait until `next_at`; False when this run does not have it."""
    change = _from(letter, _S.SENDING).where(outbox.c.run == run)
    return (
        _changed(conn, change.values(state=_S.PENDING, run=None, due=next_at, reason=reason, updated=now)) is not None
    )


def failed(conn: Connection, letter: int, run: str, now: datetime, reason: str) -> bool:
    """Note that the receiver refused it for good; its case goes to a person. False when this run does not have it."""
    change = _from(letter, _S.SENDING).where(outbox.c.run == run)
    posted = _changed(conn, change.values(state=_S.FAILED, run=None, reason=reason, updated=now))
    if posted:
        needs_person(conn, posted.envelope.reference, now)
    return posted is not None


def unknown(conn: Connection, letter: int, run: str, now: datetime, reason: str) -> bool:
    """Note that it may have been taken and no answer came; `hold` follows. False when this run does not have it."""
    change = _from(letter, _S.SENDING).where(outbox.c.run == run)
    values = {"state": _S.UNKNOWN, "doubt": True, "run": None, "reason": reason, "updated": now}
    return _changed(conn, change.values(values)) is not None


def expire(conn: Connection, now: datetime) -> tuple[Posted, ...]:
    """Give up letters whose time has passed, and return them; their cases go to a person."""
    change = update(outbox).where(outbox.c.state == _S.PENDING, outbox.c.expires <= now)
    late = change.values(state=_S.EXPIRED, updated=now).returning(*COLUMNS)
    gone = sorted((posted_of(row) for row in conn.execute(late)), key=lambda posted: posted.id)
    for posted in gone:
        needs_person(conn, posted.envelope.reference, now)
    return tuple(gone)


def recover(conn: Connection, run: str, now: datetime) -> tuple[Posted, ...]:
    """Hold the letters of dead runs and all others in UNKNOWN for a person, and return them: at most once is the rule.

    Every run but this one is dead: the caller holds the lock.
    """
    dead = update(outbox).where(outbox.c.state == _S.SENDING, outbox.c.run != run)
    reason = "the program stopped while it was sending; it may have arrived"
    conn.execute(dead.values(state=_S.UNKNOWN, doubt=True, run=None, reason=reason, updated=now))
    doubtful = conn.scalars(select(outbox.c.id).where(outbox.c.state == _S.UNKNOWN).order_by(outbox.c.id)).all()
    held = [_held(conn, _from(letter, _S.UNKNOWN), now) for letter in doubtful]
    return tuple(posted for posted in held if posted)


# --- people and events ----------------------------------------------------------------------------------------------


def hold(conn: Connection, letter: int, now: datetime, reason: str = "") -> bool:
    """Let a letter wait for a person; an empty reason keeps the one that it has. False when it is not open."""
    change = _from(letter, _S.PENDING, _S.UNKNOWN)
    return _held(conn, change.values(reason=reason) if reason else change, now) is not None


def _held(conn: Connection, change: Update, now: datetime) -> Posted | None:
    posted = _changed(conn, change.values(state=_S.HELD, updated=now))
    if posted:
        needs_person(conn, posted.envelope.reference, now)
    return posted


def approve(conn: Connection, letter: int, now: datetime, by: str, expires: datetime) -> bool:
    """Let a held letter leave, as this person wants, until `expires`; False when it is not held.

    Raises Forbidden when no letter may go to its address: that must be lifted first.
    """
    recipient = conn.scalar(select(outbox.c.recipient).where(outbox.c.id == letter, outbox.c.state == _S.HELD))
    if recipient is not None and (why := suppressed(conn, recipient)):
        raise Forbidden(f"no letter may go to {recipient}: {why}")
    values = {"state": _S.PENDING, "due": now, "expires": expires, "reason": f"approved by {by}", "updated": now}
    return _changed(conn, _from(letter, _S.HELD).values(values)) is not None


def cancel(conn: Connection, letter: int, now: datetime, reason: str) -> bool:
    """Withdraw a letter that has not left; False when it has, or is leaving."""
    change = _from(letter, _S.PENDING, _S.HELD)
    return _changed(conn, change.values(state=_S.CANCELLED, reason=reason, updated=now)) is not None


def cancel_of_case(conn: Connection, reference: str, now: datetime, reason: str) -> int:
    """Withdraw every letter of a case that has not left; how many."""
    change = update(outbox).where(outbox.c.reference == reference, outbox.c.state.in_((_S.PENDING, _S.HELD)))
    return conn.execute(change.values(state=_S.CANCELLED, reason=reason, updated=now)).rowcount


def hold_of_case(conn: Connection, reference: str, now: datetime, reason: str) -> int:
    """Let every letter of a case that has not left wait for a person; how many."""
    change = update(outbox).where(outbox.c.reference == reference, outbox.c.state == _S.PENDING)
    return conn.execute(change.values(state=_S.HELD, reason=reason, updated=now)).rowcount


def bounced(conn: Connection, message_id: str, now: datetime, reason: str) -> Posted | None:
    """Note that a letter came back for good, suppress its address, and put its case before a person.

    None when no letter with this Message-ID can have left: such a report is forged or not ours.
    """
    left = or_(
        outbox.c.state == _S.SENT, and_(outbox.c.doubt, outbox.c.state.in_((*_DOUBTFUL, _S.CANCELLED, _S.EXPIRED)))
    )
    change = update(outbox).where(outbox.c.message_id == message_id, left)
    posted = _changed(conn, change.values(state=_S.BOUNCED, reason=reason, updated=now))
    if posted:
        suppress(conn, posted.envelope.recipient, f"a letter came back: {reason}", now)
        needs_person(conn, posted.envelope.reference, now)
    return posted
