"""A folder of labelled texts is read as it is described."""

import json

from tests.eval.folder import mails

RECORD = {"is_submission": "no", "sub_criteria": None, "principles": None}


def test_texts_are_wrapped_in_a_mail_and_whole_messages_are_not(tmp_path):
    """A record without its text is left out; what is a message already stays as it is, byte for byte."""
    records = [
        RECORD | {"id": "A", "source": {"render": "markdown"}},
        RECORD | {"id": "B", "source": {"render": "raw_email"}},
        RECORD | {"id": "C"},
    ]
    (tmp_path / "labels.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    (tmp_path / "A.txt").write_text("Hello", encoding="utf-8")
    (tmp_path / "B.txt").write_bytes(b"Subject: Caf\xe9\n\nHello")
    found = {truth.name: content for truth, content in mails(tmp_path)}
    assert list(found) == ["A", "B"]
    assert found["A"].startswith(b"From: Alex Example <alex@sender.example>")
    assert found["B"] == b"Subject: Caf\xe9\n\nHello"
