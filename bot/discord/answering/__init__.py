"""From a question to the message that answers it, with its buttons, sent and kept."""
