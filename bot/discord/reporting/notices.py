"""Short texts for the one who acted."""

from __future__ import annotations

import discord
import structlog

_log = structlog.get_logger("whosaid.discord")


async def tell(interaction: discord.Interaction, text: str) -> None:
    """Show a text to the one who acted, whatever was answered before; a lost interaction is let go."""
    try:
        if interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True)
        else:
            await interaction.response.send_message(text, ephemeral=True)
    except discord.HTTPException as lost:
        _log.warning("untold", status=lost.status, code=lost.code)


async def take_no_notice(interaction: discord.Interaction) -> None:
    """Let Discord know that a press arrived, and change nothing; a lost interaction is let go."""
    try:
        await interaction.response.defer()
    except discord.HTTPException as lost:
        _log.warning("untold", status=lost.status, code=lost.code)
