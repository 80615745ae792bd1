"""What the words of a name tell by themselves: an institution, a thing, a date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from classify.actors.known import longest_known, plain, plain_words


def is_institutional(tokens: Sequence[str]) -> bool:
    """Whether one of several words is a word that only bodies have in their names."""
    return len(tokens) > 1 and (bool(set(tokens) & plain_words("sectors", "tokens")) or is_authority(tokens))


def is_authority(tokens: Sequence[str]) -> bool:
    """Whether the words name a local authority: "City of Amber", "Ville d'Ambre"."""
    return (
        len(tokens) > 2
        and tokens[0] in plain_words("common", "authorities")
        and tokens[1] in {"of", "de", "d", "del", "du"}
    )


def is_soft_thing(name: str) -> bool:
    """Whether the head word names a thing that may as well be a body: "Amber Health Initiative", "Amber Workshop"."""
    words = name.split()
    if len(words) > 2 and plain(words[0]) in plain_words("common", "soft_first"):
        return True
    head = re.split(r"\s(?:of|for|on|to|in|de|del|de|des|para|pour)\s", name)[0].split()
    return len(head) > 1 and plain(head[-1]).strip(".'’") in plain_words("common", "soft_things")


def is_thing(name: str, tokens: Sequence[str]) -> bool:
    """Whether the head word names a thing: the last before "of" in English, the first in French and Spanish."""
    if longest_known(name.split()) == len(name.split()):
        return False
    head = [plain(t) for t in re.split(r"\s(?:of|for|on|to|in|de|del|du|des|para|pour)\s", name)[0].split()]
    things, bodies = plain_words("common", "things"), plain_words("sectors", "tokens")
    last, first = head[-1].strip(".'’"), tokens[0].strip(".'’")
    if (last in bodies and last not in things) or is_authority(tokens):
        return False
    if len(head) > 1 and last in bodies and head[-2] not in plain_words("common", "generic_things"):
        return False
    if last in things:
        return not (first in bodies and first not in things)
    return first in plain_words("common", "things_first") and len(tokens) > 1 and not (set(tokens) & bodies)


def is_calendar(tokens: Sequence[str]) -> bool:
    """Whether the words are a date, months and days written out."""
    return all(
        t in plain_words("common", "calendar") or t.isdigit() or t in plain_words("common", "openers") for t in tokens
    )
