"""The models that turn text into vectors: the default encoder in its two roles, and any other by its name."""
