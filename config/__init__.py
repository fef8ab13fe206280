"""Settings, their defaults, the outlet registry and the sample articles."""
