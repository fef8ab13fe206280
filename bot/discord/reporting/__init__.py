"""How things go: told to the one who acted, to the log and to Prometheus."""
