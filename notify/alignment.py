"""Whether two mail domains belong to one organisation, as far as that can be told without a list of registries."""

from __future__ import annotations

OPEN_REGISTRIES = frozenset({"com", "edu", "gov", "info", "int", "net", "org"})
"""Top-level domains below which every second level is an organisation's own; elsewhere it may be `co` or `gouv`."""


def aligned(one: str, other: str) -> bool:
    """Return whether the domains are equal, one lies below the other, or both lie below one organisation's domain.

    Careful where it cannot know: `a.gouv.fr` and `b.gouv.fr` are not aligned (RFC 7489 3.2 would ask a public list).
    """
    first, second = one.lower().rstrip(".").split("."), other.lower().rstrip(".").split(".")
    if min(len(first), len(second)) < 2:
        return first == second and first != [""]
    shared = 0
    for mine, theirs in zip(reversed(first), reversed(second), strict=False):
        if mine != theirs:
            break
        shared += 1
    if shared == min(len(first), len(second)):
        return True
    return shared >= (2 if first[-1] in OPEN_REGISTRIES else 3)
