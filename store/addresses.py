"""E-mail addresses as they are compared here: two spellings of one mailbox are one address."""

from __future__ import annotations

import contextlib

PUBLIC_DOMAINS = frozenset(
    {
        "126.com", "163.com", "aol.com", "bluewin.ch", "free.fr", "gmail.com", "gmx.ch", "gmx.com", "gmx.de", "gmx.net",
        "googlemail.com", "hotmail.co.uk", "hotmail.com", "hotmail.fr", "icloud.com", "laposte.net", "libero.it",
        "live.com", "mac.com", "mail.com", "mail.ru", "me.com", "msn.com", "naver.com", "orange.fr", "outlook.com",
        "pm.me", "proton.me", "protonmail.com", "qq.com", "rediffmail.com", "sina.com", "t-online.de", "tutanota.com",
        "wanadoo.fr", "web.de", "yahoo.co.in", "yahoo.co.jp", "yahoo.co.uk", "yahoo.com", "yahoo.com.br", "yahoo.de",
        "yahoo.es", "yahoo.fr", "yandex.com", "yandex.ru", "ymail.com", "zoho.com",
    }
)  # fmt: skip
"""Domains where anybody may have an address: sharing one says nothing."""


def fold(address: str) -> str:
    """Return the address in lower case, without +tag, its domain in ASCII (IDNA) where it can be."""
    local, _, domain = address.strip().lower().rpartition("@")
    with contextlib.suppress(UnicodeError):  # an empty or overlong label: compared as written
        domain = domain.encode("idna").decode("ascii")
    return f"{local.partition('+')[0] or local}@{domain}"


def domain_of(address: str) -> str:
    """Return the folded address's domain; empty when there is no whole address."""
    local, _, domain = fold(address).rpartition("@")
    return domain if local else ""


def same_house(one: str, other: str) -> bool:
    """Whether two addresses share a domain, or one's domain lies under the other's, and not just anybody can get one."""
    a, b = domain_of(one), domain_of(other)
    if not a or not b or a in PUBLIC_DOMAINS or b in PUBLIC_DOMAINS:
        return False
    # A bare top-level or shared suffix (`org.uk`) never hosts mail of its own that would reach us authenticated.
    return a == b or a.endswith(f".{b}") or b.endswith(f".{a}")
