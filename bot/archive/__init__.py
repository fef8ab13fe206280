"""The archive as answers read it: the snapshot in service, and its articles with their sentences."""
