"""The look of what is sent: within Discord's limits, inert, every quote verbatim or marked as shortened."""
