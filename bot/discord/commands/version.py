"""The version of the program."""

import tomllib

from config.settings import ROOT


def _version() -> str:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


VERSION = _version()
