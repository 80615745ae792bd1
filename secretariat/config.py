"""A TOML file and the environment in, one checked configuration out; every mistake named at once with its remedy."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from secretariat import settings

Model = TypeVar("Model", bound=BaseModel)


class ConfigError(Exception):
    """The configuration cannot be used; the text names the file, every key at fault and what to do."""


class Config(BaseSettings):
    """Everything that a person decides; config.example.toml says the same with explanations.

    The environment overrides the file, one variable a key: `SECRETARIAT__LETTERS__MODE=off`.
    """

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        env_prefix="SECRETARIAT__",
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
    )

    office: settings.Office
    mailboxes: tuple[settings.Mailbox, ...]
    store: settings.Store = settings.Store()
    channel: settings.Channel
    letters: settings.Letters = settings.Letters()
    trust: settings.Trust = settings.Trust()
    digest: settings.Digest = settings.Digest()
    judging: settings.Judging = settings.Judging()
    reading: settings.Reading = settings.Reading()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment override the file, which is handed in as arguments."""
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings

    @model_validator(mode="after")
    def _mailboxes_have_names_of_their_own(self) -> Config:
        if not self.mailboxes:
            raise ValueError("mailboxes: is empty; add at least one [[mailboxes]]")
        names = [mailbox.name for mailbox in self.mailboxes]
        if len(set(names)) < len(names):
            raise ValueError("mailboxes: two have the same name; give each its own")
        return self


def load(path: Path) -> Config:
    """Read a configuration file.

    Relative paths in it are relative to the file's folder. Raises ConfigError.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}. Start from config.example.toml.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from error
    return check(values, str(path), path.resolve().parent)


def check(values: dict[str, Any], source: str, base: Path) -> Config:
    """Check configuration values; `source` names them in messages, `base` is where relative paths start."""
    try:
        config = Config(**values)
    except ValidationError as error:
        lines = [line for details in error.errors() for line in _mistakes(details)]
        raise ConfigError("\n".join(f"{source}: {line}" for line in lines)) from error
    return _anchored(config, base)


def _anchored(model: Model, base: Path) -> Model:
    changes: dict[str, Any] = {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, Path):
            changes[name] = base / value
        elif isinstance(value, BaseModel):
            changes[name] = _anchored(value, base)
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            changes[name] = tuple(_anchored(item, base) for item in value)
    return model.model_copy(update=changes)


def _mistakes(details: ErrorDetails) -> list[str]:
    key = ".".join(str(part + 1) if isinstance(part, int) else part for part in details["loc"])
    message = details["msg"].removeprefix("Value error, ")
    match details["type"]:
        case "missing":
            return [f"{key}: is missing; see {key.split('.')[0]} in config.example.toml"]
        case "extra_forbidden":
            return [f"{key}: is not a key of this program{_suggestion(details['loc'])}"]
        case "value_error":
            return [
                f"{key}.{line}" if key and ": " in line else f"{key}: {line}".removeprefix(": ")
                for line in message.splitlines()
            ]
        case _:
            return [f"{key}: {message[:1].lower()}{message[1:]}, not {details['input']!r:.80}"]


def _suggestion(location: tuple[int | str, ...]) -> str:
    model: Any = Config
    for part in location[:-1]:
        if isinstance(part, str):
            annotation = model.model_fields[part].annotation
            model = next((a for a in getattr(annotation, "__args__", ()) if isinstance(a, type)), annotation)
    close = difflib.get_close_matches(str(location[-1]), model.model_fields, n=1)
    return f"; did you mean {close[0]}?" if close else f"; it may be one of {', '.join(sorted(model.model_fields))}"
