"""Quotes: which runs of sentences are shown, in which order, and which of them say the same."""
