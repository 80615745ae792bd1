"""Which organisations take part, in which role, of which sector."""
