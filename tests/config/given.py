"""Settings made from a file, a ``.env`` file and an environment that a test gives, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from config.settings import Settings, SettingsError, load_settings


def load(path: Path | None = None, dotenv: Path | None = None, /, **environment: str) -> Settings:
    return load_settings(path, environment=environment, dotenv=dotenv)


def refusal(path: Path | None = None, dotenv: Path | None = None, /, **environment: str) -> str:
    with pytest.raises(SettingsError) as caught:
        load(path, dotenv, **environment)
    return str(caught.value)


def written(folder: Path, text: str, name: str = "whosaid.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
