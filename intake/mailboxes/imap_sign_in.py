"""Proving to an IMAP server who we are: SASL PLAIN (RFC 4616), LOGIN where that is all there is, or XOAUTH2."""

from __future__ import annotations

from typing import Any

from intake.errors import PermanentError
from intake.mailboxes.accounts import ImapAccount, SignIn


def present_secret(client: Any, settings: ImapAccount, secret: str) -> None:
    """Sign in over an IMAPClient; raises what that raises, or PermanentError when the server knows no fitting way."""
    user = settings.user
    if settings.sign_in is SignIn.XOAUTH2:
        answers = iter([f"user={user}\x01auth=Bearer {secret}\x01\x01"])
        # A token that is not taken is explained in a challenge, to be answered with an empty line.
        client.sasl_login("XOAUTH2", lambda _challenge: next(answers, ""))
    elif client.has_capability("AUTH=PLAIN"):
        client.plain_login(user, secret)
    elif secret.isascii() and user.isascii():
        # imaplib quotes the password and leaves the user name as it is.
        quoted = user.replace("\\", "\\\\").replace('"', '\\"')
        client.login(f'"{quoted}"', secret)
    else:
        raise PermanentError("the server takes user name and password in ASCII only")
