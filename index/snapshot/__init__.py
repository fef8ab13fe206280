"""One immutable snapshot on disk: its files, how they are known to be whole, and reading from them."""
