"""The Discord side: the only code that imports discord.py. A command defers, asks the service, renders, sends."""

from bot.discord.app import WhosaidBot, create_bot

__all__ = ["WhosaidBot", "create_bot"]
