"""The answering service, in this process and in processes of its own."""
