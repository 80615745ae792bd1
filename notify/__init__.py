"""Cases into letters and digests, letters into deliveries."""
