"""Signs that a machine wrote a message, or that an automatic answer would be wrong."""
