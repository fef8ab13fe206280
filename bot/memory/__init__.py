"""What the bot keeps between starts."""
