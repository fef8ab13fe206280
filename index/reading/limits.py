"""Bounds on what is read, so that no file can fill the memory or hold up a build."""

WHOLE_FILE_BYTES = 128 << 20
"""Most bytes (unpacked) of a file that has to be read as a whole: JSON, text, UTF-16."""
PAGE_BYTES = 16 << 20
"""Most bytes of an HTML page or a feed."""
LINE_BYTES = 32 << 20
"""Most bytes in one line of a file of JSON lines."""
BODY_CHARACTERS = 5_000_000
"""Most characters in the body of one article."""
TITLE_CHARACTERS = 1_000
ID_CHARACTERS = 200
AUTHORS = 50
UNPACKED_BYTES = 64 << 30
"""Most bytes that a packed file may unpack to."""
UNPACKED_RATIO = 250
"""Most that a packed file may grow by, once it is past ``UNPACKED_FREE_BYTES``."""
UNPACKED_FREE_BYTES = 32 << 20
SPOOL_CHARACTERS = 100_000_000
"""Articles wait in memory up to this size until all has been read, then in a file."""
MOST_PROBLEMS = 1_000
DATE_CHARACTERS = 64
