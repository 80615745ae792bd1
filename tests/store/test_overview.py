"""All mail at a glance: one line a message, judged or not."""

from __future__ import annotations

from classify.assessment import Kind
from store.messages import quarantine
from store.overview import MailLine, mail
from store.record import MessageState
from tests.store.specimens import AMINA, DAY, HOUR, NOW, RUN, opened, sha, stored


def test_every_message_has_its_line(conn):
    """The oldest first: what it was taken for and what was answered, or why it waits or was put aside."""
    reference = opened(conn, "first", 1, NOW)
    stored(conn, "odd", 2, NOW - DAY)
    quarantine(conn, sha("odd"), NOW, RUN, "the child crashed")
    stored(conn, "new", 3, NOW + HOUR)
    assert mail(conn) == (
        MailLine(
            sha("odd"), NOW - DAY, "", "", MessageState.QUARANTINED, None, None, "", "the child crashed"
        ),
        MailLine(
            sha("first"), NOW, AMINA.email, "Partnership first", MessageState.RECORDED, Kind.SUBMISSION, reference,
            "send", "Something is missing.",
        ),
        MailLine(sha("new"), NOW + HOUR, "", "", MessageState.STORED, None, None, "", ""),
    )  # fmt: skip
    assert [line.sha256 for line in mail(conn, limit=1)] == [sha("odd")]
