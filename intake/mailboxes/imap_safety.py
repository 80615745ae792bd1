"""What must hold before the first word to an IMAP server: harmless arguments, and whose certificate is believed."""

from __future__ import annotations

import ipaddress
import ssl

from intake.errors import PermanentError
from intake.mailboxes.accounts import ImapAccount, Security


def check(settings: ImapAccount) -> None:
    """Refuse what must not go over any line; raises PermanentError."""
    for argument in (settings.host, settings.user, settings.folder):
        if not argument or not argument.isprintable():
            raise PermanentError(f"{argument[:80]!r} cannot be part of an IMAP account")
    if settings.security is Security.PLAIN_LOOPBACK and not _is_loopback(settings.host):
        raise PermanentError(f"{settings.host}: without TLS only this machine itself may be spoken to")


def trusting(settings: ImapAccount) -> ssl.SSLContext:
    """Return what verifies the server: the system's authorities, or only those of `ca_file`."""
    try:
        return ssl.create_default_context(cafile=settings.ca_file)
    except (OSError, ssl.SSLError) as error:
        raise PermanentError(f"{settings.ca_file}: no certificates to trust can be read ({error})") from error


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
