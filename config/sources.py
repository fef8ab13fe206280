"""Where settings come from: a TOML file, a ``.env`` file, the environment; each origin is kept.

A source is a flat mapping ``{"index.folder": Given(value, origin)}``, so that sources merge by one
``dict`` union and an error can say where the value that it refuses was written.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.errors import SettingsError

PREFIX = "WHOSAID_"
DELIMITER = "__"
NOT_SETTINGS = frozenset({"WHOSAID_CONFIG", "WHOSAID_DATA", "WHOSAID_DISCORD"})
"""Variables with our prefix that are no settings: where the settings file and test data lie."""
TOKEN = "DISCORD_TOKEN"


@dataclass(frozen=True, slots=True)
class Given:
    """A value as given, and where it was written."""

    value: Any
    origin: str


Source = dict[str, Given]


def environment_name(setting: str) -> str:
    """Return the variable that sets ``setting``: ``index.folder`` → ``WHOSAID_INDEX__FOLDER``."""
    return PREFIX + setting.replace(".", DELIMITER).upper()


def from_environment(
    variables: Mapping[str, str | None], known: Collection[str], *, where: str
) -> Source:
    """Pick the settings out of environment variables; an empty value counts as not set.

    Raises ``SettingsError`` for a variable with our prefix that is not the name of a setting.
    """
    names = {environment_name(setting): setting for setting in known}
    source: Source = {}
    for variable, value in variables.items():
        upper = variable.upper()
        if upper == TOKEN and value:
            source["discord.token"] = Given(value, f"{variable}, {where}")
        if not upper.startswith(PREFIX) or upper in NOT_SETTINGS:
            continue
        if upper not in names:
            raise SettingsError(f"{variable} ({where}) is not a setting.{_nearest(upper, names)}")
        if value:
            source[names[upper]] = Given(value, f"{variable}, {where}")
    return source


def from_dotenv(path: Path, known: Collection[str]) -> Source:
    """Read a ``.env`` file where there is one; lines for other programs are left alone."""
    if not path.exists():
        return {}
    from config.dotenv_file import variables_of

    return from_environment(variables_of(path), known, where=str(path))


def from_toml(path: Path, known: Collection[str]) -> Source:
    """Read a TOML settings file; relative paths in it are taken from the file's own folder.

    Raises ``SettingsError`` where it is missing, unreadable, no TOML, or holds an unknown key.
    """
    source: Source = {}
    for name, value in _flat(_parse(path), {setting.partition(".")[0] for setting in known}):
        if name not in known:
            raise SettingsError(f"{name} ({path}) is not a setting.{_nearest(name, known)}")
        source[name] = Given(value, str(path))
    return source


def from_overrides(overrides: Mapping[str, Any], known: Collection[str]) -> Source:
    """Flatten what an entry point sets: ``{"index": {"folder": …}}``; None counts as not set."""
    source: Source = {}
    for name, value in _flat(overrides, {setting.partition(".")[0] for setting in known}):
        if name not in known:
            raise SettingsError(f"{name} is not a setting.{_nearest(name, known)}")
        if value is not None:
            source[name] = Given(value, "command line")
    return source


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise SettingsError(
            f"The settings file {path} does not exist. Create it (config/whosaid.example.toml "
            "lists every setting) or unset WHOSAID_CONFIG."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"The settings file {path} is not valid TOML: {error}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"The settings file {path} cannot be read: {_reason(error)}."
        ) from error


def _flat(tables: Mapping[str, Any], groups: Collection[str]) -> Iterator[tuple[str, Any]]:
    for group, values in tables.items():
        if group in groups and not isinstance(values, Mapping):
            raise SettingsError(
                f"{group} = {values!r} is not a group of settings. "
                f"Write [{group}] above its settings."
            )
        if isinstance(values, Mapping):
            yield from ((f"{group}.{name}", value) for name, value in values.items())
            if not values and group not in groups:
                yield group, values
        else:
            yield group, values


def _nearest(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    if not near:  # a key put outside its group: "folder" for "index.folder"
        near = [
            other for other in known if name and other.rpartition(".")[2] == name.rpartition(".")[2]
        ]
    return (
        f" Did you mean {near[0]}?" if near else " config/whosaid.example.toml lists every setting."
    )


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return (
        "it is not UTF-8 text; save it as UTF-8"
        if isinstance(error, UnicodeDecodeError)
        else str(error.strerror or error).lower()
    )
