"""A private, signed-in connection to a mail server, or TransientDelivery: none of this is any letter's fault."""

from __future__ import annotations

import base64
import ipaddress
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from intake.text import one_line
from notify.channels.settings import Security, SignIn, SmtpSettings
from notify.errors import TransientDelivery


def connect(settings: SmtpSettings) -> smtplib.SMTP:
    """Connect, secure the line as the settings demand, and sign in.

    Raises TransientDelivery with words for an operator: a wrong password or an expired certificate makes every letter
    wait, and fails none.
    """
    where = f"{settings.host}:{settings.port}"
    _check(settings)
    with _trouble(f"{where}: connecting"):
        context = None if settings.security is Security.PLAIN_LOOPBACK else _trusting(settings)
        connection = _greeted(settings, context)
    try:
        with _trouble(f"{where}: greeting"):
            limit_wait(connection, settings.command_seconds)
            _expect(connection.ehlo(settings.helo), 250)
            if settings.security is Security.STARTTLS:
                # What was said in the clear is forgotten by smtplib, so the server has to introduce itself again.
                connection.starttls(context=context)
                _expect(connection.ehlo(settings.helo), 250)
        if settings.user:
            with _trouble(f"{where}: signing in as {settings.user}"):
                _sign_in(connection, settings)
    except BaseException:  # swallows nothing: a connection that nobody is handed must not stay open
        connection.close()
        raise
    return connection


def disconnect(connection: smtplib.SMTP, *, politely: bool) -> None:
    """Close a connection; with QUIT only when the conversation is not out of step."""
    if politely:
        with suppress(smtplib.SMTPException, OSError):
            limit_wait(connection, 5.0)
            connection.quit()
    connection.close()


def limit_wait(connection: smtplib.SMTP, seconds: float) -> None:
    """Give the next answer this many seconds."""
    if connection.sock is None:
        raise smtplib.SMTPServerDisconnected("the connection is closed")
    connection.sock.settimeout(seconds)


def said(code: int, words: bytes) -> str:
    """Return a server's answer as one clean line."""
    return one_line(f"{code} {words.decode('utf-8', 'replace')}", 300)


def _greeted(settings: SmtpSettings, context: ssl.SSLContext | None) -> smtplib.SMTP:
    """Connect and read the greeting; smtplib verifies nothing unless it is handed a context."""
    if settings.security is Security.TLS:
        return smtplib.SMTP_SSL(
            settings.host, settings.port, settings.helo, timeout=settings.connect_seconds, context=context
        )
    return smtplib.SMTP(settings.host, settings.port, settings.helo, timeout=settings.connect_seconds)


def _sign_in(connection: smtplib.SMTP, settings: SmtpSettings) -> None:
    """Sign in with SASL (RFC 4954); the secret is in no error's message."""
    secret = settings.secret() if settings.secret is not None else ""
    if not secret or any(character in secret for character in "\r\n\0"):
        raise smtplib.SMTPException("the secret is empty or holds a line end")
    offered = connection.esmtp_features.get("auth", "").upper().split()
    if settings.sign_in is SignIn.XOAUTH2:
        # A token that is not taken is explained in a challenge, to be answered with an empty line.
        mechanism, answers = "XOAUTH2", [f"user={settings.user}\x01auth=Bearer {secret}\x01\x01", ""]
    elif "PLAIN" in offered:
        mechanism, answers = "PLAIN", [f"\0{settings.user}\0{secret}"]
    elif "LOGIN" in offered:
        mechanism, answers = "LOGIN", [settings.user, secret]
    else:
        raise smtplib.SMTPException(f"the server offers no sign-in that we know, only {' '.join(offered) or 'none'}")
    encoded = [base64.b64encode(answer.encode()).decode() for answer in answers]
    code, words = connection.docmd("AUTH", mechanism)
    for answer in encoded:
        if code == 334:
            code, words = connection.docmd(answer)
    if code != 235:
        answered = said(code, words)
        for hidden in (secret, *filter(None, encoded)):
            answered = answered.replace(hidden, "…")
        raise smtplib.SMTPException(f"refused: {answered}")


def _expect(answer: tuple[int, bytes], code: int) -> None:
    if answer[0] != code:
        raise smtplib.SMTPResponseException(*answer)


def _check(settings: SmtpSettings) -> None:
    """Refuse what must not go over any line."""
    for argument in (settings.host, settings.helo, settings.user or "nobody"):
        if not argument or not argument.isprintable():
            raise TransientDelivery(f"{argument[:80]!r} cannot be part of a mail server's settings")
    if settings.security is Security.PLAIN_LOOPBACK and not _is_loopback(settings.host):
        raise TransientDelivery(f"{settings.host}: without TLS only this machine itself may be spoken to")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _trusting(settings: SmtpSettings) -> ssl.SSLContext:
    """Return what verifies the server: the system's authorities, or only those of `ca_file`."""
    try:
        return ssl.create_default_context(cafile=settings.ca_file)
    except (OSError, ssl.SSLError) as error:
        raise TransientDelivery(f"{settings.ca_file}: no certificates to trust can be read ({error})") from error


@contextmanager
def _trouble(doing: str) -> Iterator[None]:
    """Turn the errors of smtplib and of the network into words for an operator."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise TransientDelivery(f"{doing}: the certificate is not trusted: {error.verify_message}") from error
    except socket.gaierror as error:
        raise TransientDelivery(f"{doing}: the host is not found ({error.strerror})") from error
    except TimeoutError as error:
        raise TransientDelivery(f"{doing}: no answer in time") from error
    except smtplib.SMTPResponseException as error:
        answer = error.smtp_error if isinstance(error.smtp_error, bytes) else str(error.smtp_error).encode()
        raise TransientDelivery(f"{doing}: {said(error.smtp_code, answer)}") from error
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise TransientDelivery(f"{doing}: {one_line(str(error), 300)}") from error
