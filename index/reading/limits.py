"""Bounds on what is read, so that no file can fill the memory or hold up a build."""

WHOLE_FILE_BYTES = 128 << 20
"""Most bytes (unpacked) of a file that has to be read as a whole: JSON, text, UTF-16."""
PAGE_BYTES = 16 << 20
"""Most bytes of an HTML page or a feed."""
FEED_TAGS = 200_000
PAGE_TAGS = 40_000
"""Most tags in a page or feed: the parsers take some 0.1 ms for each, of pages more."""
TAGS_OPEN = 2_000
"""Most tags of a feed open at once."""
LINE_BYTES = 32 << 20
"""Most bytes in one line of a file of JSON lines."""
ENDLESS_BYTES = 1 << 30
"""Bytes of one line after which a file is given up: the rest of a disk's zeros, say."""
BODY_CHARACTERS = 5_000_000
"""Most characters in the body of one article."""
TITLE_CHARACTERS = 1_000
URL_CHARACTERS = 2_000
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
DATE_CHARACTERS = 100
