"""Ways for a letter to leave: SMTP, a Maildir; one file a kind."""
