"""The configuration: what loads, what does not, and what is said about it."""

import re
import tomllib
from pathlib import Path

import pytest

from secretariat import settings
from secretariat.config import Config, ConfigError, check, load

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
GOOD = {
    "office": {"addresses": ["desk@example.org"], "data": "var"},
    "mailboxes": [{"kind": "maildir", "path": "in"}],
    "channel": {"kind": "maildir", "path": "out"},
}


def mistakes(**changes) -> list[str]:
    """What is said about the good configuration with these tables in place of its own."""
    with pytest.raises(ConfigError) as caught:
        check({**GOOD, **changes}, "test.toml", Path("/base"))
    return str(caught.value).splitlines()


def test_the_example_loads():
    """config.example.toml is a configuration, not a picture of one."""
    assert load(EXAMPLE).office.addresses == ("wsis.partnerships@itu.int",)


def test_the_example_explains_every_key():
    """Each key of the schema stands in the example, with words behind it, and with its default as value."""
    text = EXAMPLE.read_text(encoding="utf-8")
    tables = {"office": settings.Office, "mailboxes": settings.Mailbox, "store": settings.Store, "channel": settings.Channel,
              "letters": settings.Letters, "trust": settings.Trust, "digest": settings.Digest, "judging": settings.Judging,
              "reading": settings.Reading}  # fmt: skip
    assert set(tables) == set(Config.model_fields)
    parts = re.split(r"^\[+(\w+)\]+", text, flags=re.MULTILINE)
    for table, model in tables.items():
        part = parts[parts.index(table) + 1]
        for key in model.model_fields:
            assert re.search(rf"^(# )?{key} = .+ # ..", part, re.MULTILINE), f"{table}.{key} is not explained"
    shown = tomllib.loads(text)
    assert settings.Letters(**shown["letters"]) == settings.Letters()
    assert settings.Reading(**shown["reading"]) == settings.Reading()


def test_all_mistakes_are_named_at_once():
    """Three mistakes in three tables make three lines, each with the file and the key."""
    said = mistakes(
        office={"adresses": ["desk@example.org"], "data": "var"},
        channel={"kind": "smtp"},
        letters={"mode": "autoo"},
    )
    assert "test.toml: office.adresses: is not a key of this program; did you mean addresses?" in said
    assert "test.toml: channel.host: is missing; name the server" in said
    assert any(line.startswith("test.toml: letters.mode: input should be 'auto', 'review' or 'off'") for line in said)
    assert "test.toml: office.addresses: is missing; see office in config.example.toml" in said


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"mailboxes": []}, "test.toml: mailboxes: is empty; add at least one [[mailboxes]]"),
        (
            {"mailboxes": [{"kind": "imap", "host": "mail.example.org", "username": "u", "tls": "none"}]},
            "test.toml: mailboxes.1.tls: none would send mail and password in clear to mail.example.org; use implicit or starttls",
        ),
        ({"mailboxes": [{"kind": "imap", "host": "h"}]}, "test.toml: mailboxes.1.username: is missing; name the login of the mailbox"),
        ({"mailboxes": [{"kind": "mbox"}]}, "test.toml: mailboxes.1.path: is missing; name the mbox"),
        (
            {"mailboxes": [{"kind": "maildir", "path": "a"}, {"kind": "maildir", "path": "b"}]},
            "test.toml: mailboxes: two have the same name; give each its own",
        ),
        (
            {"mailboxes": [{"kind": "maildir", "path": "in", "processed": "INBOX"}]},
            "test.toml: mailboxes.1.processed: must differ from folder and quarantine",
        ),
        ({"channel": {"kind": "maildir"}}, "test.toml: channel.path: is missing; name the Maildir"),
    ],
)  # fmt: skip
def test_what_does_not_belong_together_is_refused(changes, line):
    """A combination that cannot work is refused with the key and the remedy."""
    assert line in mistakes(**changes)


def test_a_time_zone_that_does_not_exist_is_refused():
    """The digest's day needs a real zone."""
    said = mistakes(office={**GOOD["office"], "timezone": "Mars/Olympus"})
    assert said == [
        "test.toml: office.timezone: is no time zone of the IANA database; write for instance Europe/Zurich"
    ]


def test_relative_paths_start_at_the_file():
    """Wherever cron stands, `data = "var"` is the folder beside the configuration."""
    config = check(GOOD, "test.toml", Path("/etc/office"))
    assert config.office.data == Path("/etc/office/var")
    assert config.mailboxes[0].path == Path("/etc/office/in")


def test_the_environment_overrides_the_file(monkeypatch):
    """One key can be changed for one run without touching the file; its neighbours keep their values."""
    monkeypatch.setenv("SECRETARIAT__LETTERS__MODE", "off")
    config = check({**GOOD, "letters": {"rounds": 5}}, "test.toml", Path("/base"))
    assert (config.letters.mode, config.letters.rounds) == ("off", 5)


@pytest.mark.parametrize("content", [b"not toml", b"\xff\xfe"])
def test_a_file_that_is_not_toml_is_named(tmp_path, content):
    """The message names the file."""
    file = tmp_path / "c.toml"
    file.write_bytes(content)
    with pytest.raises(ConfigError, match=r"c\.toml: is not TOML"):
        load(file)


def test_a_missing_file_points_to_the_example(tmp_path):
    """The message says what to start from."""
    with pytest.raises(ConfigError, match=r"cannot be read: .*config\.example\.toml"):
        load(tmp_path / "none.toml")
