"""The settings as a reader meets them: the README's table and the example file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from config.settings import CONFIG, ROOT, Settings
from config.sources import TOKEN, environment_name

EXAMPLE = CONFIG / "whosaid.example.toml"

_OPENING = """\
# Settings of Whosaid, each with its default. Copy this file to config/whosaid.toml and change
# what you need.
# Every setting can also be given as an environment variable or in a .env file beside the README:
# [index] folder is WHOSAID_INDEX__FOLDER.
# Relative paths count from this file's folder.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRow:
    """One setting: dotted name, default as people read it, environment variable, description."""

    name: str
    default: str
    environment: str
    description: str


def settings_table() -> list[SettingRow]:
    """Return a row for every setting, in the order of their definition."""
    return [
        SettingRow(
            name=name,
            default=_shown(field.default),
            environment=TOKEN if name == "discord.token" else environment_name(name),
            description=field.description or "",
        )
        for name, field in _fields()
    ]


def markdown_table() -> str:
    """Return the settings table as the README prints it."""
    lines = ["| Setting | Default | Environment variable | Meaning |", "|---|---|---|---|"]
    for row in settings_table():
        default = f"`{row.default}`" if row.default != "unset" else "unset"
        lines.append(f"| `{row.name}` | {default} | `{row.environment}` | {row.description} |")
    return "\n".join(lines)


def example_toml() -> str:
    """Return the text of the example file: every setting, those unset by default commented out."""
    lines = [_OPENING]
    group = ""
    for name, field in _fields():
        heading, _, key = name.partition(".")
        if heading != group:
            group = heading
            lines.append(f"[{group}]\n")
        unset = field.default is None
        value = (
            f"# {key} = {_toml((field.examples or [''])[0])}"
            if unset
            else f"{key} = {_toml(field.default)}"
        )
        lines.append(f"# {field.description}\n{value}\n")
    return "\n".join(lines)


def _fields() -> Iterator[tuple[str, FieldInfo]]:
    for group, field in Settings.model_fields.items():
        for name, setting in type(field.default).model_fields.items():
            yield f"{group}.{name}", setting


def _shown(default: Any) -> str:
    if default is None:
        return "unset"
    if isinstance(default, tuple):
        return ", ".join(_shown(part) for part in default)
    if isinstance(default, Path):
        return default.relative_to(ROOT).as_posix()
    return str(default).lower() if isinstance(default, bool) else str(default)


def _toml(default: Any) -> str:
    if isinstance(default, tuple):
        return "[" + ", ".join(_toml(part) for part in default) + "]"
    if isinstance(default, Path):
        return json.dumps(_beside(default))
    return json.dumps(default)  # TOML writes numbers, truth values and plain strings as JSON does


def _beside(path: Path) -> str:
    """Write a path as seen from the example file's folder."""
    if path.is_relative_to(CONFIG):
        return path.relative_to(CONFIG).as_posix()
    return "../" + path.relative_to(ROOT).as_posix()
