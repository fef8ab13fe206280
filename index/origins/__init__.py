"""Whose article stands behind another: what copies keep, which articles share a source, and what relays refer to."""
