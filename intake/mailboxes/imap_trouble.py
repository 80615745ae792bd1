"""Whatever can go wrong while speaking IMAP, as trouble that passes or trouble that needs a person.

The response codes are those of RFC 5530; `THROTTLED` is what large providers add to them.
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from intake.errors import IntakeError, PermanentError, TransientError
from intake.mailboxes.imap_wire import OversizedLiteral
from intake.text import one_line

PASSES = frozenset({"UNAVAILABLE", "INUSE", "LIMIT", "THROTTLED", "SERVERBUG", "EXPUNGEISSUED", "CORRUPTION"})
NEEDS_A_PERSON = frozenset(
    {
        "AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "EXPIRED", "PRIVACYREQUIRED", "CONTACTADMIN", "NOPERM",
        "CANNOT", "NONEXISTENT", "OVERQUOTA", "TRYCREATE", "CLIENTBUG", "BADCHARSET",
    }
)  # fmt: skip
"""Over quota, too: somebody has to make room."""

_CODE = re.compile(r"\[([A-Z]{1,40})\b")
# Microsoft's words for a mailbox that is being moved between its servers.
_PASSING_WORDS = "authenticated but not connected"
_HANDSHAKES = re.compile(
    "WRONG_VERSION_NUMBER|UNSUPPORTED|PROTOCOL_VERSION|HANDSHAKE_FAILURE|NO_SHARED_CIPHER|DISALLOWED", re.IGNORECASE
)
_LIBRARY = (ValueError, TypeError, LookupError, RecursionError)
"""What imaplib and IMAPClient let through when an answer makes no sense to them."""


@contextmanager
def imap_trouble(where: str, doing: str, *, refused: type[IntakeError] = TransientError) -> Iterator[None]:
    """Turn the errors of the libraries and of the network into ours, in words for an operator.

    `refused` is what a server's NO or BAD means here when it gives no reason that we know.
    """
    try:
        yield
    except IntakeError:
        raise
    except (OSError, imaplib.IMAP4.error, OversizedLiteral, *_LIBRARY) as error:
        raise _translated(error, f"{where}: {doing}", refused) from error


def server_words(error: BaseException) -> str:
    """Return what an error says, on one line and not too long."""
    return one_line(str(error) or type(error).__name__, 300)


def _translated(error: Exception, start: str, refused: type[IntakeError]) -> IntakeError:
    words = server_words(error)
    kind: type[IntakeError] = TransientError
    said = f"the connection was lost ({words})"
    match error:
        case ssl.SSLCertVerificationError():
            kind, said = PermanentError, f"the certificate is not trusted: {error.verify_message}"
        case ssl.SSLError() if _HANDSHAKES.search(words):
            kind, said = PermanentError, f"no TLS is possible: {words}"
        case socket.gaierror(errno=socket.EAI_NONAME):
            kind, said = PermanentError, "there is no host of this name"
        case imaplib.IMAP4.readonly():
            kind, said = PermanentError, "the folder may only be read"
        case OversizedLiteral():
            said = words
        case TimeoutError():
            said = f"no answer in time ({words})"
        case imaplib.IMAP4.abort() | OSError():
            pass
        case imaplib.IMAP4.error():
            kind, said = _refusal(error, words, refused), words
        case _:
            said = f"the answer makes no sense ({words})"
    return kind(f"{start}: {said}")


def _refusal(error: imaplib.IMAP4.error, words: str, otherwise: type[IntakeError]) -> type[IntakeError]:
    """Decide by the server's response code; `otherwise` when it gives none that we know."""
    # IMAPClient wraps a dropped line during sign-in into its LoginError.
    if isinstance(error.__context__, imaplib.IMAP4.abort) or _PASSING_WORDS in words:
        return TransientError
    codes = set(_CODE.findall(words))
    if codes & PASSES:
        return TransientError
    return PermanentError if codes & NEEDS_A_PERSON else otherwise
