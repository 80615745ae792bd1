"""Documents into passages, and the names in them."""
