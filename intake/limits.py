"""Every limit on what strangers may make us do, in one place; reaching one is its own verdict, never "empty"."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds, texts in characters."""

    message_bytes: int = 50 * MIB
    header_bytes: int = 512 * 1024
    parts: int = 1000
    depth: int = 30
    """Multiparts, attached messages and archives, counted together."""
    attachments: int = 100
    attachment_bytes: int = 25 * MIB
    unpacked_bytes: int = 200 * MIB
    """What all members of one container may unpack to."""
    compression_ratio: int = 100
    """Unpacked to packed, counted only past the first 10 MiB."""
    container_entries: int = 1000
    pages: int = 2000
    text_characters: int = MIB
    """Of one document; the rest is cut and the verdict is `partial`."""
    judged_characters: int = 100_000
    """Of all documents together that are judged."""
    memory_bytes: int = 1024 * MIB
    """Address space of the reading child."""
    cpu_seconds: int = 20
    """Of one document in the reading child."""
    wall_seconds: float = 30.0
    """Of one document in the reading child."""
    message_wall_seconds: float = 120.0
    """Of all files of one message; those that are not begun by then get the verdict `timeout`."""
    output_bytes: int = 64 * MIB
    """What the reading child may hand back for one document."""
