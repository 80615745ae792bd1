"""A sample mailbox and the office that works on it, with no account and no server."""
