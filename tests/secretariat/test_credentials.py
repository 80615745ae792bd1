"""Passwords and the signing key."""

import stat

import pytest

from secretariat.config import ConfigError
from secretariat.credentials import password, signing_key


def test_a_password_comes_from_its_file_before_the_environment(tmp_path):
    """The file wins; its line end is not part of the password."""
    file = tmp_path / "p"
    file.write_text("s3 cret\n")
    file.chmod(0o600)
    assert password(file, "X", {"X": "other"}) == "s3 cret"
    assert password(None, "X", {"X": "other"}) == "other"
    assert password(None, "X", {"X": ""}) is None


def test_a_password_that_others_can_read_is_refused(tmp_path):
    """The remedy is in the message, the password is not."""
    file = tmp_path / "p"
    file.write_text("hidden")
    file.chmod(0o640)
    with pytest.raises(ConfigError, match="chmod 600") as caught:
        password(file, "X", {})
    assert "hidden" not in str(caught.value)


def test_a_named_file_that_is_missing_or_empty_is_an_error(tmp_path):
    """A file that was named and has no password never becomes "no password"."""
    with pytest.raises(ConfigError, match="cannot be read"):
        password(tmp_path / "none", "X", {"X": "other"})
    file = tmp_path / "p"
    file.touch(mode=0o600)
    with pytest.raises(ConfigError, match="is empty"):
        password(file, "X", {})


def test_the_signing_key_is_made_once_and_private(tmp_path):
    """Two calls give one key, in a file that only its owner can read."""
    file = tmp_path / "key"
    assert signing_key(file) == signing_key(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert signing_key(tmp_path / "other") != signing_key(file)


def test_a_damaged_key_is_not_used(tmp_path):
    """A cut file must not sign anything."""
    file = tmp_path / "key"
    file.write_bytes(b"short")
    with pytest.raises(ConfigError, match="is damaged"):
        signing_key(file)
