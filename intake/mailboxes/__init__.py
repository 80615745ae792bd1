"""Places where mail lies: IMAP, Maildir, mbox; one file a kind."""
