"""A message and the name of our border server in, whether the sender's domain vouches for it out (RFC 8601, RFC 7489).

Only what our own border wrote counts. A stranger can write any header, but none above those that the border adds on top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import authres

from intake.addresses import normalise
from intake.message import Authenticity, Message, Trust

_LONGEST = 8192  # characters of a header that is still read
_FIRST_WORD = re.compile(r"\s*([A-Za-z0-9._-]{1,255})(?=[\s;(])")
_BY = re.compile(r"\bby\s+([A-Za-z0-9._:\[\]-]{1,255})", re.IGNORECASE)
_FROM = re.compile(r"\s*from\s+([A-Za-z0-9._-]{1,255})", re.IGNORECASE)


def authenticate(message: Message, authserv_id: str | None, *, below_border: bool = False) -> Authenticity:
    """Return `pass` when DMARC passes for the From domain, or else an aligned DKIM signature or SPF check does.

    `authserv_id` is the name under which our border writes Authentication-Results; without one nothing is trusted.
    `below_border` says that the border writes them beneath its own Received header, as mail filters of Postfix do: then
    it must also remove those that strangers write under its name (RFC 8601 5), or anybody can vouch for anybody.
    """
    if authserv_id is None or not authserv_id.strip():
        return Authenticity(Trust.NONE, detail="No server is configured whose word on senders is trusted.")
    if message.sender is None:
        return Authenticity(Trust.NONE, detail="There is no single sender to vouch for.")
    results = list(_results(message, authserv_id.strip().lower(), below_border=below_border))
    if not results:
        return Authenticity(Trust.NONE, detail=f"{authserv_id.strip()} has said nothing about this message.")
    return _judge(results, _ascii(message.sender.domain))


def _judge(results: Sequence[authres.AuthenticationResult], domain: str) -> Authenticity:
    """Weigh the results: one DMARC failure outweighs everything else."""
    dmarc = [r for r in results if r.method == "dmarc" and _only(r, "header", "from") in (domain, "")]
    if any(r.result.lower() == "fail" for r in dmarc):
        return Authenticity(Trust.FAIL, "dmarc", f"DMARC fails for {domain}.")
    if any(_passes(r) and _only(r, "header", "from") == domain for r in dmarc):
        return Authenticity(Trust.PASS, "dmarc", f"DMARC passes for {domain}.")
    for result in results:
        if _passes(result) and (named := _vouching(result)) and _covers(named, domain):
            return Authenticity(Trust.PASS, result.method, f"{result.method.upper()} passes for {named}.")
    return Authenticity(Trust.FAIL, detail=f"No check passes for {domain}.")


def _passes(result: authres.AuthenticationResult) -> bool:
    return bool(result.result.lower() == "pass")


def _vouching(result: authres.AuthenticationResult) -> str:
    """Return the domain that a DKIM or SPF result speaks for, or nothing."""
    if result.method == "dkim":
        return _only(result, "header", "d") or _only(result, "header", "i").rpartition("@")[2]
    if result.method == "spf":
        return _only(result, "smtp", "mailfrom").rpartition("@")[2]
    return ""


def _only(result: authres.AuthenticationResult, kind: str, name: str) -> str:
    """Return the one value of a property, lower case; nothing when it is absent or there are several."""
    values = {_ascii(str(p.value)) for p in result.properties if (p.type.lower(), p.name.lower()) == (kind, name)}
    return values.pop() if len(values) == 1 else ""


def _covers(named: str, domain: str) -> bool:
    """Whether a domain may speak for the From domain: the same one, or a parent that is no single label.

    Narrower than relaxed alignment (RFC 7489 3.1.1): a subdomain never speaks for its parent, because without the list
    of public suffixes nobody knows whether both belong to one owner.
    """
    return named == domain or ("." in named and domain.endswith(f".{named}"))


def _ascii(domain: str) -> str:
    """Return a domain, or an address, for comparison."""
    if "@" in domain:
        return domain.lower()
    return normalise(f"x@{domain}").removeprefix("x@").rstrip(".")


# --- which headers are our border's ---------------------------------------------------------------------------------


def _results(message: Message, authserv_id: str, *, below_border: bool) -> Iterator[authres.AuthenticationResult]:
    """Yield what the trusted headers say.

    Above the first hop from another host all instances count: nobody but our own servers writes there. Below it a
    stranger's headers begin, so that only the first instance counts, only when none stands above, and only where we
    were told that the border writes there.
    """
    above, below = _zones(message.headers, _home(authserv_id))
    trusted = [value for value in above if _names(value, authserv_id)]
    if below_border and not trusted:
        trusted = [value for value in below if _names(value, authserv_id)][:1]
    for value in trusted:
        yield from _parsed(value, authserv_id)


def _zones(headers: Sequence[tuple[str, str]], home: str) -> tuple[list[str], list[str]]:
    """Return the Authentication-Results above the first hop from a host, and those from there to behind our border.

    The border is the first hop that one of our hosts took from a foreign one. A foreign host can call itself one of
    ours, and so lengthen the second zone, but not put anything above what the border wrote.
    """
    above: list[str] = []
    below: list[str] = []
    zone = above
    border_passed = False
    for name, value in headers:
        lowered = name.lower()
        if lowered == "authentication-results":
            zone.append(value)
        elif lowered == "received" and (sender := _FROM.match(value)) is not None:
            receiver = _BY.search(value)
            if border_passed or receiver is None or not (_belongs(receiver[1], home) or _belongs(sender[1], home)):
                break
            zone = below
            border_passed = not _belongs(sender[1], home)
    return above, below


def _belongs(host: str, home: str) -> bool:
    host = host.lower().rstrip(".")
    return host == home or host.endswith(f".{home}")


def _home(authserv_id: str) -> str:
    """Return the domain that our hosts share: the name without its first label, where enough is left."""
    parent = authserv_id.partition(".")[2]
    return parent if "." in parent else authserv_id


def _names(value: str, authserv_id: str) -> bool:
    """Whether the header is written under this name."""
    found = _FIRST_WORD.match(value)
    return found is not None and found[1].lower() == authserv_id


def _parsed(value: str, authserv_id: str) -> Iterator[authres.AuthenticationResult]:
    """Yield the results of one header, nothing where its grammar is broken (some of Microsoft's, all tricks)."""
    if len(value) > _LONGEST:
        return
    try:
        header = authres.all_features().parse_value(value)
    except (authres.AuthResError, RecursionError):
        return
    if (header.authserv_id or "").lower() == authserv_id:
        yield from header.results
