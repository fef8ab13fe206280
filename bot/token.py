"""The bot's token: whether it can be one, checked before anything is connected."""

from __future__ import annotations

import base64
import binascii
import re

from config.settings import Settings
from index.errors import UsageError

WHERE = (
    "Set DISCORD_TOKEN, in the environment or in a file .env, to the token that "
    "https://discord.com/developers/applications shows under Bot"
)
_FORM = re.compile(r"([A-Za-z0-9_-]{18,})\.[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{20,}")


class TokenRefused(UsageError):
    """There is no token, or it cannot be one, or Discord does not take it."""


def usable_token(settings: Settings) -> str:
    """Return the token. Raises ``TokenRefused`` without ever showing it."""
    secret = settings.discord.token
    token = secret.get_secret_value().strip() if secret else ""
    if not token:
        raise TokenRefused(f"no Discord token is set. {WHERE}.")
    if token.lower().startswith(("bot ", "bearer ")):
        raise TokenRefused(f"the Discord token begins with a word ('Bot '): leave it out. {WHERE}.")
    match = _FORM.fullmatch(token)
    if not match or not _names_an_application(match[1]):
        raise TokenRefused(
            f"the Discord token ({len(token)} characters) does not have the form of a bot's token: "
            f"three parts set apart by full stops. {WHERE}."
        )
    return token


def _names_an_application(part: str) -> bool:
    """Say whether the first part is the id of an application in base64, as it is in every token."""
    try:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode("ascii").isdigit()
    except (binascii.Error, ValueError):
        return False
