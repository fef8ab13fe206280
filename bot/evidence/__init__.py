"""What speaks for a sentence as the answer to a question, and how sure that makes one."""
