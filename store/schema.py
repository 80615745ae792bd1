"""All tables of the register, as they are after the newest migration.

Every table has the key that keeps it right without any lock: a sighting its place, a message its hash, a case its
reference, a letter its key. Counting on those, any transition may be asked for twice.
"""

from store.tables.base import metadata
from store.tables.judging import assessments, contacts, evidence, findings, funding, judgements, organisations, timing
from store.tables.letters import outbox, suppressions
from store.tables.mail import cases, documents, epochs, messages, sightings, unfetched
from store.tables.office import decisions, heartbeats, meta, passes, tallies

VERSION = "0002"
"""The migration that leads here."""

__all__ = [
    "VERSION", "assessments", "cases", "contacts", "decisions", "documents", "epochs", "evidence", "findings", "funding",
    "heartbeats", "judgements", "messages", "meta", "metadata", "organisations", "outbox", "passes", "sightings",
    "suppressions", "tallies", "timing", "unfetched",
]  # fmt: skip
