"""The JSON that scripts print, and what its fields mean."""
