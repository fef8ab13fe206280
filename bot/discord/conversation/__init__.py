"""Questions in messages and forms, completed from what was asked before."""
