"""``/archive``: building the archive, adding to it, checking it, rolling it back."""
