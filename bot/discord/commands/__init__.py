"""The commands and menus for every member, and the settings of a server."""
