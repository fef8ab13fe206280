"""From a question in words and vectors to the passages that it needs, best first."""
