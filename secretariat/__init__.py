"""The office: composes the other packages into one program, configured and run from the command line."""

__version__ = "0.1.0"
