"""The answering service as the event loop asks it, and what is known of its archive from memory."""
