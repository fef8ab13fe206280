"""Which outlets covered a topic, with every article about it."""
