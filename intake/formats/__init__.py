"""One file a format: bytes of a file in, an Extract out. Imported only by the reading child."""
