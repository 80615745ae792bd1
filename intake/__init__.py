"""Bytes in, a Submission out: mailboxes, message parsing, attachments, who wrote and whether a machine did."""
