"""Building: bring an index up to date with its article files, and put the new snapshot into service."""
