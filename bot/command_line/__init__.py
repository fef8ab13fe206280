"""What the command lines of all scripts share."""
