"""Settings in, the mailbox they describe out; a new kind of mailbox is one case more."""

from __future__ import annotations

from intake.mailboxes.accounts import Account, ImapAccount, MaildirAccount, MboxAccount, Quoting, Security, SignIn
from intake.mailboxes.base import Mailbox
from intake.mailboxes.maildir import MaildirMailbox
from intake.mailboxes.mbox import MboxMailbox

__all__ = [
    "Account",
    "ImapAccount",
    "MaildirAccount",
    "MboxAccount",
    "Quoting",
    "Security",
    "SignIn",
    "open_mailbox",
]


def open_mailbox(account: Account) -> Mailbox:
    """Return the mailbox of an account, to be entered with `with`; nothing is connected before that."""
    match account:
        case MaildirAccount():
            return MaildirMailbox(account)
        case MboxAccount():
            return MboxMailbox(account)
        case ImapAccount():
            # The IMAP library costs a tenth of a second, which a run over files need not pay.
            from intake.mailboxes.imap import ImapMailbox  # noqa: PLC0415 - see above

            return ImapMailbox(account)
