"""The reasons not to answer automatically: their stable codes, and whom each one takes for the writer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from intake.message import Mark, Origin

CODES: Mapping[str, tuple[Origin, str]] = MappingProxyType({
    # --- headers
    "auto-submitted": (Origin.AUTOMATIC, "Auto-Submitted is there and its first word is not `no` (RFC 3834 2, 5)."),
    "auto-response-suppress": (Origin.PERSON, "X-Auto-Response-Suppress asks for no answer ([MS-OXCMAIL] 2.1.3.2.20)."),
    "precedence-list": (Origin.LIST, "Precedence is `list`."),
    "precedence-bulk": (Origin.LIST, "Precedence is `bulk` or `junk`, and the message answers nobody."),
    "precedence-reply": (Origin.PERSON, "Precedence is `bulk` or `junk`, yet the message is an answer in a conversation."),
    "precedence-auto-reply": (Origin.AUTOMATIC, "Precedence is `auto_reply`."),
    "list-header": (Origin.LIST, "A header that only mailing lists write (RFC 2369, RFC 2919)."),
    "robot-header": (Origin.AUTOMATIC, "A header that only automatic answerers and notifiers write."),
    "loop-header": (Origin.AUTOMATIC, "X-Loop: some program has had this message in its hands and fears a loop."),
    "failed-recipients": (Origin.BOUNCE, "X-Failed-Recipients names who could not be reached."),
    "null-return-path": (Origin.AUTOMATIC, "The return path is empty: nobody is there to answer (RFC 5321 4.5.5)."),
    "list-return-path": (Origin.LIST, "The return path is the bounce address of a mailing list."),
    "spam-flag": (Origin.PERSON, "A filter calls it spam: an answer would tell a spammer that we read it."),
    "many-hops": (Origin.PERSON, "More hops than any delivery needs: it runs in a circle (RFC 5321 6.3)."),
    # --- report parts
    "delivery-report": (Origin.BOUNCE, "A delivery status notification (RFC 3464)."),
    "abuse-report": (Origin.BOUNCE, "A feedback report (RFC 5965)."),
    "receipt-report": (Origin.AUTOMATIC, "A disposition notification: somebody's program has shown our letter (RFC 8098)."),
    "machine-report": (Origin.AUTOMATIC, "Another report for machines (RFC 6522)."),
    "aggregate-report": (Origin.AUTOMATIC, "A DMARC or TLS report on our domain (RFC 7489, RFC 8460)."),
    "calendar-answer": (Origin.AUTOMATIC, "A calendar program answers or cancels (RFC 5546)."),
    "calendar-invitation": (Origin.AUTOMATIC, "A calendar program invites; its answer is a button, not a letter."),
    # --- who sent it, to whom
    "no-sender": (Origin.PERSON, "From is missing or names nobody."),
    "several-senders": (Origin.PERSON, "From names several people; an answer goes to one (RFC 3834 3.1.3)."),
    "malformed-sender": (Origin.PERSON, "From is malformed; the address in it is a guess."),
    "mail-system": (Origin.BOUNCE, "The sender is a mail system: `mailer-daemon` and the like."),
    "postmaster": (Origin.AUTOMATIC, "The sender is a postmaster, and nothing else tells what it wants."),
    "robot-sender": (Origin.AUTOMATIC, "The sender's name says that nobody reads answers: `no-reply` and the like."),
    "list-sender": (Origin.LIST, "The sender is a list's own address: `owner-…`, `…-request` and the like."),
    "own-mail": (Origin.AUTOMATIC, "It is our own mail, come back."),
    "not-addressed": (Origin.PERSON, "None of our addresses is among the recipients: a blind copy or a blind list."),
    # --- what it says
    "delivery-notice": (Origin.BOUNCE, "It reads like a delivery notice, though it is not built like one."),
    "absence-notice": (Origin.AUTOMATIC, "It reads like an automatic absence notice, and says nothing else."),
    "receipt-notice": (Origin.AUTOMATIC, "It reads like an automatic acknowledgement, and says nothing else."),
    "automatic-subject": (Origin.AUTOMATIC, "The subject opens as mail systems open automatic answers."),
    "challenge": (Origin.AUTOMATIC, "It asks the sender to prove that a person wrote."),
    "machine-text": (Origin.PERSON, "It says that answers are not read."),
})  # fmt: skip
"""Code → the writer it speaks of, and what it means. `person` marks only silence; the message is read all the same."""


def mark(code: str, detail: str) -> Mark:
    """Return the mark of this code with one sentence on what was seen here."""
    return Mark(code, CODES[code][0], detail)
