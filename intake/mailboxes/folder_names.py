"""A folder's name from configuration, checked before any server or file system sees it."""

from __future__ import annotations

from intake.errors import PermanentError


def checked_folder(name: str) -> tuple[str, ...]:
    """Return the levels of a folder name, `/` between them; raise PermanentError for one that could mean anything else.

    Line ends and NUL would end an IMAP command, `*` and `%` are its wildcards, and a level that is empty or begins
    with a dot is another place in a Maildir.
    """
    levels = tuple(name.split("/"))
    printable = all(character.isprintable() and character not in '*%"\\' for character in name)
    if not printable or not all(level and not level.startswith(".") for level in levels):
        raise PermanentError(f"{name[:80]!r} is no name for a folder")
    return levels
