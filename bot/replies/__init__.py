"""Replies to everything that can be asked: answers, news, both sides, doubts, comparisons."""
