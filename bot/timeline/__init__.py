"""The picture of who covered a topic, and when."""
