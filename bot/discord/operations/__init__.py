"""Starting the bot, watching it while it runs, and checking beforehand that it can."""
