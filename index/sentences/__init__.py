"""The sentences of a body: where each ends, and what it is good for."""
