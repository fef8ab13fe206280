"""Who may ask or press a button now."""
