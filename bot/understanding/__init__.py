"""What a question asks for, of which outlets and days, and what it says besides."""
