"""What the operating system says of a file, as trouble that passes or trouble that needs a person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from intake.errors import PermanentError, TransientError

_NEEDS_A_PERSON = (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError)


@contextmanager
def file_trouble(path: Path) -> Iterator[None]:
    """Turn an OSError into PermanentError (it is missing or forbidden) or TransientError (disk full, I/O error)."""
    try:
        yield
    except _NEEDS_A_PERSON as error:
        raise PermanentError(f"{path}: {error.strerror or error}") from error
    except OSError as error:
        raise TransientError(f"{path}: {error.strerror or error}") from error
