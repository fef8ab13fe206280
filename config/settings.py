"""Typed settings: defaults here, a TOML file, a ``.env`` file, the environment; later ones win."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from config.errors import SettingsError
from config.sources import (
    Given,
    Source,
    from_dotenv,
    from_environment,
    from_overrides,
    from_toml,
)

__all__ = [
    "ROOT",
    "AnswerSettings",
    "DiscordSettings",
    "IndexSettings",
    "Settings",
    "SettingsError",
    "load_settings",
    "setting_names",
]

CONFIG = Path(__file__).resolve().parent
ROOT = CONFIG.parent


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IndexSettings(_Group):
    """Where the articles and the index lie and how passages are made."""

    articles: tuple[Path, ...] = Field(
        default=(CONFIG / "articles",), description="Files, folders or globs of articles to index."
    )
    folder: Path = Field(default=ROOT / ".whosaid" / "index", description="The index folder.")
    outlets: Path | None = Field(
        default=None,
        examples=["my_outlets.toml"],
        description="A further outlet registry (TOML) read after the one shipped; unset: none.",
    )
    encoder: str = Field(
        default="default",
        description="'default' (all-MiniLM-L6-v2) or a sentence-transformers name or path.",
    )
    passage_tokens: int = Field(
        default=180, ge=32, le=8000, description="Most tiktoken tokens in a passage."
    )
    keep: int = Field(default=3, ge=1, description="Snapshots kept; older ones are removed.")

    @field_validator("articles", mode="before")
    @classmethod
    def _one_path_or_several(cls, value: Any) -> Any:
        """Take one path, or several joined as in PATH, from where only text can be given."""
        return tuple(value.split(os.pathsep)) if isinstance(value, str) else value


class AnswerSettings(_Group):
    """How answers are chosen."""

    quotes: int = Field(default=3, ge=1, le=5, description="Most quotes in an answer.")
    checker: str = Field(
        default="default",
        description="'default' (shipped), 'none', or a sentence-transformers cross-encoder.",
    )
    min_confidence: float | None = Field(
        default=None,
        ge=0,
        le=1,
        examples=[0.5],
        description="Answer only from this confidence on; unset: the calibrated value.",
    )
    threads: int = Field(
        default=2, ge=1, le=64, description="Threads of the model at question time."
    )


class DiscordSettings(_Group):
    """How the bot behaves in Discord."""

    token: SecretStr | None = Field(
        default=None,
        examples=["the token of your Discord application"],
        description="The bot's token; better kept out of files: DISCORD_TOKEN.",
    )
    cooldown_seconds: float = Field(
        default=5.0, ge=0, description="Seconds a member waits between questions."
    )
    queue: int = Field(
        default=200, ge=1, description="Questions waiting at once before the bot says it is full."
    )
    processes: int = Field(
        default=2,
        ge=1,
        le=64,
        description="Processes that answer, at most one a core; each takes about 200 MiB.",
    )
    owners: tuple[int, ...] | None = Field(
        default=None,
        examples=[(123456789012345678,)],
        description="Ids of the users who may change the archive from Discord; "
        "unset: the application's owner or team.",
    )
    archive_servers: tuple[int, ...] | None = Field(
        default=None,
        examples=[(123456789012345678,)],
        description="Ids of the servers whose managers may change the archive, too; unset: none.",
    )
    database: Path = Field(
        default=ROOT / ".whosaid" / "bot.sqlite",
        description="Where servers' settings and feedback are kept.",
    )
    keep_days: int = Field(
        default=180,
        ge=1,
        description="Days until a question and its answer are forgotten, if nobody gave feedback.",
    )
    mentions: bool = Field(default=True, description="Answer when mentioned and when replied to.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="Log level."
    )

    @field_validator("log_level", mode="before")
    @classmethod
    def _level_in_any_case(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value

    @field_validator("owners", "archive_servers", mode="before")
    @classmethod
    def _ids_set_apart_by_commas(cls, value: Any) -> Any:
        """Take one id, or several set apart by commas, from where only text can be given."""
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return (value,) if isinstance(value, int) else value

    metrics_port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        examples=[9464],
        description="Port of /metrics on the loopback address; unset: off.",
    )
    health_file: Path | None = Field(
        default=None,
        examples=["../.whosaid/healthy"],
        description="A file touched while the bot is healthy; unset: none.",
    )


class Settings(_Group):
    """Everything that can be set, frozen. Load once in an entry point with ``load_settings``."""

    index: IndexSettings = IndexSettings()
    answer: AnswerSettings = AnswerSettings()
    discord: DiscordSettings = DiscordSettings()


def setting_names() -> tuple[str, ...]:
    """Return the dotted name of every setting, in the order of their definition."""
    return tuple(
        f"{group}.{name}"
        for group, field in Settings.model_fields.items()
        for name in type(field.default).model_fields
    )


def load_settings(
    path: Path | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    dotenv: Path | None = ROOT / ".env",
    **overrides: Mapping[str, Any],
) -> Settings:
    """Read settings from ``path`` (default: WHOSAID_CONFIG, else config/whosaid.toml if it exists).

    Later sources win: defaults, the file, ``.env``, the environment, ``overrides`` (by group, such
    as ``index={"folder": …}``; a value of None changes nothing). Relative paths count from the
    folder of the file that names them, elsewhere from the current folder.
    Raises ``SettingsError`` naming the setting, its value and the mend.
    """
    known = setting_names()
    variables = os.environ if environment is None else environment
    source: Source = {}
    if file := path or _settings_file(variables):
        source |= _beside(from_toml(file, known), file.resolve().parent)
    if dotenv:
        source |= _beside(from_dotenv(dotenv, known), dotenv.resolve().parent)
    source |= from_environment(variables, known, where="environment")
    source |= from_overrides(overrides, known)
    return _validated(source)


def _settings_file(variables: Mapping[str, str]) -> Path | None:
    if named := variables.get("WHOSAID_CONFIG"):
        return Path(named).expanduser()
    usual = CONFIG / "whosaid.toml"
    return usual if usual.is_file() else None


def _beside(source: Source, folder: Path) -> Source:
    """Anchor the relative paths of a file at its folder."""
    for name in (
        "index.articles",
        "index.folder",
        "index.outlets",
        "discord.database",
        "discord.health_file",
    ):
        given = source.get(name)
        if given and isinstance(given.value, str):
            paths = given.value.split(os.pathsep) if name == "index.articles" else [given.value]
            source[name] = Given(
                os.pathsep.join(_anchored(part, folder) for part in paths), given.origin
            )
        elif given and isinstance(given.value, list):
            parts = [
                _anchored(part, folder) if isinstance(part, str) else part for part in given.value
            ]
            source[name] = Given(parts, given.origin)
    return source


def _anchored(path: str, folder: Path) -> str:
    return os.path.normpath(folder / Path(path).expanduser())


_KINDS = {"int": "a whole number", "float": "a number", "bool": "true or false"}
"""What a value should be, for the first word of pydantic's name for a fault of its type."""


def _validated(source: Source) -> Settings:
    tables: dict[str, dict[str, Any]] = {}
    for name, given in source.items():
        group, _, key = name.partition(".")
        tables.setdefault(group, {})[key] = given.value
    try:
        return Settings.model_validate(tables)
    except ValidationError as error:
        raise SettingsError(
            "\n".join(_complaint(problem, source) for problem in error.errors())
        ) from None


def _complaint(problem: Any, source: Source) -> str:
    """Say of one refused value which setting it was for, where it was given and what would do."""
    name = ".".join(str(part) for part in problem["loc"][:2])
    given = source.get(name, Given(problem["input"], "given"))
    value = "(hidden)" if name == "discord.token" else repr(given.value)
    said = problem["msg"].removeprefix("Input should be ").removeprefix("Value error, ")
    mend = _KINDS.get(problem["type"].partition("_")[0], said) if "_" in problem["type"] else said
    return f"{name} = {value} ({given.origin}) cannot be used: it should be {mend}."
