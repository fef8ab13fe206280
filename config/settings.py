"""Typed settings: defaults here, a TOML file, a ``.env`` file and the environment, later ones winning."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

ROOT = Path(__file__).resolve().parent.parent
CONFIG = Path(__file__).resolve().parent


class SettingsError(ValueError):
    """A setting is unknown or has a value that cannot be used; the text says which and how to mend it."""


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class IndexSettings(_Group):
    """Where the articles and the index lie and how passages are made."""

    articles: tuple[Path, ...] = Field(
        default=(CONFIG / "articles",), description="Files, folders or globs of articles to index."
    )
    folder: Path = Field(default=ROOT / ".whosaid" / "index", description="The index folder.")
    outlets: Path | None = Field(
        default=None, description="A further outlet registry (TOML) read after the one shipped."
    )
    encoder: str = Field(
        default="default",
        description="'default' (all-MiniLM-L6-v2, shipped as a package) or a sentence-transformers name or path.",
    )
    passage_tokens: int = Field(default=180, ge=32, le=8000, description="Most tiktoken tokens in a passage.")
    keep: int = Field(default=3, ge=1, description="Snapshots kept; older ones are removed.")


class AnswerSettings(_Group):
    """How answers are chosen."""

    quotes: int = Field(default=3, ge=1, le=5, description="Most quotes in an answer.")
    checker: str = Field(
        default="default",
        description="'default' (shipped), 'none', or a sentence-transformers cross-encoder name or path.",
    )
    min_confidence: float | None = Field(
        default=None, ge=0, le=1, description="Answer only from this confidence on; unset: the calibrated value."
    )
    threads: int = Field(default=2, ge=1, le=64, description="Threads of the model at question time.")


class DiscordSettings(_Group):
    """How the bot behaves in Discord."""

    token: SecretStr | None = Field(default=None, description="The bot's token (better: DISCORD_TOKEN).")
    cooldown_seconds: float = Field(default=5.0, ge=0, description="Seconds a member waits between questions.")
    queue: int = Field(default=200, ge=1, description="Questions waiting at once before the bot says it is full.")
    database: Path = Field(
        default=ROOT / ".whosaid" / "bot.sqlite", description="Where servers' settings and feedback are kept."
    )
    mentions: bool = Field(default=True, description="Answer when mentioned and when replied to.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", description="Log level.")
    metrics_port: int | None = Field(
        default=None, ge=1, le=65535, description="Port of /metrics on the loopback address; unset: off."
    )
    health_file: Path | None = Field(default=None, description="A file touched while the bot is healthy.")


class Settings(BaseSettings):
    """Everything that can be set, frozen. Load once in an entry point with ``load_settings``."""

    model_config = SettingsConfigDict(
        frozen=True, extra="forbid", env_prefix="WHOSAID_", env_nested_delimiter="__"
    )

    index: IndexSettings = IndexSettings()
    answer: AnswerSettings = AnswerSettings()
    discord: DiscordSettings = DiscordSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: environment before the TOML file before the defaults."""
        path = os.environ.get("WHOSAID_CONFIG")
        toml = [TomlConfigSettingsSource(settings_cls, Path(path))] if path else []
        return (init_settings, env_settings, *toml)


def load_settings(path: Path | None = None, **overrides: Any) -> Settings:
    """Read settings from ``path`` (default: WHOSAID_CONFIG, else config/whosaid.toml where it exists).

    Raises ``SettingsError`` naming the setting, its value and the mend.
    """
    raise NotImplementedError
