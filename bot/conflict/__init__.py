"""Quotes that deny, correct or contradict each other."""
