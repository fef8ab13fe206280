"""Words: folded and stemmed, as keys for searching, in pairs, and how alike they are."""
