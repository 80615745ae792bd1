"""The log's whole vocabulary: one function an event, typed arguments, one `key=value` line each.

Never a body, an address, a subject or a secret: messages are named by the first digits of their hash, cases by their
reference, letters by their key.
"""

from __future__ import annotations

import logging
import sys
from typing import TextIO

from store.record import Balance

_LOG = logging.getLogger("secretariat")
_SHORT = 12


def to_stream(stream: TextIO | None = None, *, verbose: bool = False) -> None:
    """Write events to a stream, standard error unless given, from now on; without `verbose` only what needs somebody's attention."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
    _LOG.handlers[:] = [handler]
    _LOG.setLevel(logging.INFO if verbose else logging.WARNING)
    _LOG.propagate = False


def _say(level: int, event: str, **facts: object) -> None:
    _LOG.log(level, "%s %s", event, " ".join(f"{key}={_value(value)}" for key, value in facts.items()))


def _value(value: object) -> str:
    text = str(value)
    return repr(text) if not text or not text.isprintable() or " " in text or "=" in text else text


def collected(account: str, mailbox: str, looked: Balance) -> None:
    """One mailbox was looked through; a remainder is mail that nobody can account for."""
    _say(
        logging.WARNING if looked.remainder else logging.INFO,
        "collected",
        account=account,
        mailbox=mailbox,
        present=looked.present,
        stored=looked.stored,
        known=looked.known,
        refused=sum(number for _, number in looked.refused),
        remainder=looked.remainder,
    )


def unfetched(account: str, mailbox: str, uid: int, reason: str) -> None:
    """One message that was listed could not be had."""
    _say(logging.WARNING, "unfetched", account=account, mailbox=mailbox, uid=uid, reason=reason)


def trouble(where: str, error: str) -> None:
    """One desk could not do its work at one place; the others go on."""
    _say(logging.ERROR, "trouble", where=where, error=error)


def judged(sha256: str, kind: str, reference: str | None, reply: str) -> None:
    """One message was judged and recorded."""
    _say(logging.INFO, "judged", message=sha256[:_SHORT], kind=kind, reference=reference or "none", reply=reply)


def judging_failed(sha256: str, attempt: int, error: str) -> None:
    """One attempt at a message failed; it is tried again."""
    _say(logging.WARNING, "judging-failed", message=sha256[:_SHORT], attempt=attempt, error=error)


def quarantined(sha256: str, attempts: int, error: str) -> None:
    """A message failed too often; a person looks."""
    _say(logging.ERROR, "quarantined", message=sha256[:_SHORT], attempts=attempts, error=error)


def sent(key: str) -> None:
    """A letter was taken by the receiver's server."""
    _say(logging.INFO, "sent", letter=key)


def not_sent(key: str, state: str) -> None:
    """A letter was not taken, or nobody knows; the state says which, and the outbox the server's words with addresses."""
    _say(logging.WARNING, "not-sent", letter=key, state=state)


def filed(account: str, folder: str, count: int) -> None:
    """Messages were moved on the server."""
    _say(logging.INFO, "filed", account=account, folder=folder, count=count)


def not_filed(account: str, folder: str, count: int) -> None:
    """Messages were asked to move and are still there; the next pass tries again."""
    _say(logging.WARNING, "not-filed", account=account, folder=folder, count=count)


def recovered(what: str, count: int) -> None:
    """A run before this one died and left work half done; it was put back."""
    _say(logging.WARNING, "recovered", what=what, count=count)


def deadline(desk: str) -> None:
    """The pass took too long and stopped between two pieces of work."""
    _say(logging.WARNING, "deadline", desk=desk)
