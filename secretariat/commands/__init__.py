"""The commands: one file for what belongs together, each with `register`, which adds them to the program."""
