"""What is wrong with settings, told so that it can be mended."""

from __future__ import annotations


class SettingsError(ValueError):
    """A setting is unknown or its value cannot be used; the text says which and how to mend it."""

    exit_code = 2
