"""The colours of embeds. No meaning is in a colour alone: every embed says in words what it shows."""

from __future__ import annotations

import colorsys
import hashlib

import discord

NEUTRAL = discord.Colour(0x80848E)
WARNING = discord.Colour(0xC27C0E)
_HUES = 360


def outlet_colour(outlet: str | None) -> discord.Colour:
    """Return an outlet's colour: always the same one, readable on light and dark; grey where none is stated."""
    if not outlet:
        return NEUTRAL
    digest = hashlib.sha256(outlet.encode("utf-8", "replace")).digest()
    hue = int.from_bytes(digest[:2], "big") % _HUES / _HUES
    red, green, blue = colorsys.hls_to_rgb(hue, 0.52, 0.55)
    return discord.Colour.from_rgb(round(red * 255), round(green * 255), round(blue * 255))
